"""Sentences, clauses and quotations."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.language import layout
from kg.language.layout import MAX_SENTENCE, find_quotations
from kg.model import DocumentKind

PIECES = st.lists(
    st.sampled_from(
        [
            "2017年工作回顾",
            "2018年工作安排",
            "名词解释",
            "附表1",
            "一、",
            "（二）",
            "\n",
            " ",
            "。",
            "!",
            "？",
            "，",
            ";",
            ":",
            "“",
            "”",
            "《",
            "》",
            '"',
            "1,234",
            "12:30",
            "产业发展",
            "序号",
            "指",
            "2018年",
            "年",
            "\u3000",
        ]
    ),
    max_size=40,
).map("".join)


def clauses(text: str) -> list[str]:
    return [text[clause.start : clause.end] for clause in layout(text, "news", 2020).clauses]


def sentences(text: str, kind: DocumentKind = "news") -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in layout(text, kind, 2020).sentences]


def quotations(text: str) -> list[tuple[str, int]]:
    return [(text[quotation.start : quotation.end], quotation.level) for quotation in find_quotations(text)]


@settings(deadline=None)
@given(st.one_of(PIECES, st.text()), st.sampled_from(["report", "news"]), st.one_of(st.none(), st.integers(1954, 2030)))
@example("", "report", None)
def test_sections_sentences_and_clauses_tile_the_text(text: str, kind: DocumentKind, year: int | None) -> None:
    found = layout(text, kind, year)
    for spans in (found.sections, found.sentences, found.clauses):
        assert "".join(text[span.start : span.end] for span in spans) == text
        assert all(left.end == right.start for left, right in pairwise(spans))


@settings(deadline=None)
@given(st.one_of(PIECES, st.text()))
def test_a_clause_lies_in_its_sentence_and_section(text: str) -> None:
    found = layout(text, "report", 2018)
    for clause in found.clauses:
        for outer in (found.sentences[clause.sentence], found.sections[clause.section]):
            assert outer.start <= clause.start <= clause.end <= outer.end


@settings(deadline=None)
@given(st.text('“”《》‘’"\n甲乙。'))
def test_quotations_nest_and_stay_on_a_line(text: str) -> None:
    found = find_quotations(text)
    assert all("\n" not in text[quotation.start : quotation.end] for quotation in found)
    assert all(b.end <= a.end for a in found for b in found if a.mark != '"' != b.mark and a.start <= b.start < a.end)


@pytest.mark.parametrize("mark", ["。", "!", "？", "！！", "\n"])
def test_a_full_stop_ends_a_sentence(mark: str) -> None:
    assert sentences(f"甲{mark}乙") == [f"甲{mark}", "乙"]


def test_a_full_stop_inside_a_title_ends_nothing() -> None:
    assert sentences("出台《怎么办?》方案。") == ["出台《怎么办?》方案。"]


def test_speech_that_ends_in_a_full_stop_ends_the_sentence() -> None:
    assert sentences("他说:“会议圆满结束。”随后参观。") == ["他说:“会议圆满结束。”", "随后参观。"]


def test_a_numbered_heading_before_blanks_is_a_sentence() -> None:
    assert sentences("新突破 二、产业升级步伐明显加快 全年引进项目9个。") == [
        "新突破 ",
        "二、产业升级步伐明显加快",
        " 全年引进项目9个。",
    ]


def test_a_report_heading_is_a_sentence_of_its_own() -> None:
    assert sentences("题\n2019年工作回顾过去一年,我们努力。", "report")[1] == "2019年工作回顾"


@pytest.mark.parametrize("mark", list(",，;；:："))
def test_a_comma_ends_a_clause(mark: str) -> None:
    assert clauses(f"甲{mark}乙") == [f"甲{mark}", "乙"]


@pytest.mark.parametrize("number", ["1,234", "1，234亩", "12:30", "1,234,567"])
def test_a_number_stays_whole(number: str) -> None:
    assert clauses(number) == [number]


def test_a_comma_between_two_numbers_ends_a_clause() -> None:
    assert clauses("增长8%,12家,1234,5") == ["增长8%,", "12家,", "1234,", "5"]


def test_a_comma_inside_a_quotation_ends_nothing() -> None:
    assert clauses("“一控,二降”行动") == ["“一控,二降”行动"]


def test_inner_quotations_have_a_higher_level() -> None:
    assert quotations("《关于“双创”的意见》") == [("关于“双创”的意见", 1), ("双创", 2)]


def test_an_open_mark_is_let_go() -> None:
    assert quotations("“甲" + "乙" * 300 + "“丙”") == [("丙", 1)]


def test_straight_marks_pair_up() -> None:
    assert quotations('"甲"和"乙"') == [("甲", 1), ("乙", 1)]


def test_a_closing_mark_alone_is_nothing() -> None:
    assert quotations("甲”乙》") == []


def test_sentence_without_end_is_cut_behind_a_mark_of_its_own() -> None:
    text = "云岭、" * MAX_SENTENCE + "云" * 3 * MAX_SENTENCE
    sentences = layout(text, "news", None).sentences
    assert [sentences[0].start, sentences[-1].end] == [0, len(text)]
    assert all(one.end == other.start for one, other in pairwise(sentences))
    assert all(0 < one.end - one.start <= MAX_SENTENCE for one in sentences)
    assert all(text[one.end - 1] == "、" for one in sentences if one.end <= 3 * MAX_SENTENCE)
