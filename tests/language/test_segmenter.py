"""Words: the fast way gives pkuseg's answers, and nothing of a text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.pipeline import load_segmenter
from kg.language.segmenter import Segmenter

PKUSEG = load_segmenter()
SEGMENTER = Segmenter(PKUSEG)
CHINESE = st.text("的一二三四会市县镇东莞湛江政府工作报告产业园区项目公司,，、；0123456789.-%％ABｇ&*/x", max_size=60)


@settings(deadline=None)
@given(CHINESE)
def test_the_words_of_a_piece_are_those_of_pkuseg(piece: str) -> None:
    assert SEGMENTER.cut(piece) == PKUSEG.cut(piece)


@settings(deadline=None)
@given(st.text())
def test_words_join_to_the_text(text: str) -> None:
    assert "".join(SEGMENTER.cut(text)) == text


@settings(deadline=None)
@given(st.lists(CHINESE.filter(bool), min_size=2, max_size=5))
def test_a_sentence_is_cut_without_regard_to_its_neighbours(sentences: list[str]) -> None:
    apart = [word for sentence in sentences for word in SEGMENTER.cut(sentence + "。")]
    assert SEGMENTER.cut("".join(sentence + "。" for sentence in sentences)) == apart


def test_a_quotation_mark_is_a_word() -> None:
    assert {"“", "”", "《", "》"} <= set(SEGMENTER.cut("推进“双创”和《规划》实施"))


def test_whitespace_of_any_kind_is_one_word() -> None:
    assert SEGMENTER.cut("园区 \u3000\t\n市场")[1] == " \u3000\t\n"


def test_an_empty_text_has_no_words() -> None:
    assert SEGMENTER.cut("") == []


@pytest.mark.parametrize("mark", ["。", "，", "\u3000", "增"])
def test_a_long_line_is_cut_whole(mark: str) -> None:
    text = ("全市地区生产总值增长百分之八" + mark) * 10_000
    words = SEGMENTER.cut(text)
    assert "".join(words) == text
    assert max(map(len, words)) < 10
