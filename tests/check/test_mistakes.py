"""Mistakes with their sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from small_gold import FACTS, GOLD, MENTIONS, TEXT, TITLE, write_gold, write_tables

from kg.check.evaluate import judge
from kg.check.gold import read_gold
from kg.check.mistakes import Mistake, clued, find_mistakes, in_context
from kg.model import Span
from kg.query.tables import read_tables
from qinghe import make_document


def _mistakes(folder: Path, limit: int = 5) -> list[Mistake]:
    tables = read_tables(write_tables(folder, MENTIONS, FACTS))
    titles = {source.id: source.title for source in tables.documents.values()}
    verdicts = judge(titles, tables.mentions(), tables.facts(), read_gold(write_gold(folder, GOLD)))
    return list(find_mistakes(verdicts, [replace(make_document(), id="d1", title=TITLE, text=TEXT)], limit))


def _of(mistakes: list[Mistake], measure: str, outcome: str) -> list[Mistake]:
    return [mistake for mistake in mistakes if (mistake.measure, mistake.outcome) == (measure, outcome)]


def test_wrong_name_is_marked_in_its_sentence(tmp_path: Path) -> None:
    (wrong,) = _of(_mistakes(tmp_path), "surfaces", "wrong")
    assert (wrong.said, wrong.rules, wrong.context) == ("新区（园区）", ("suffix",), "〖新区〗的大会召开。")
    assert TEXT[wrong.start :] == "新区的大会召开。"


def test_wrong_relation_shows_its_quote(tmp_path: Path) -> None:
    first, *_ = _of(_mistakes(tmp_path), "relations", "wrong")
    assert first.said == "芯谷 建设运营方 星河公司"
    assert first.context == "〖星河公司总投资50亿元建设芯谷〗。"


def test_missed_name_is_looked_up(tmp_path: Path) -> None:
    (missed,) = _of(_mistakes(tmp_path), "surfaces", "missed")
    assert (missed.said, missed.rules, missed.context) == ("晨光大道（项目）", (), "〖晨光大道〗开工。")


def test_missed_relation_shows_the_sentence_with_both_ends(tmp_path: Path) -> None:
    (missed,) = _of(_mistakes(tmp_path), "relations", "missed")
    assert missed.context == "〖星河公司〗总投资50亿元建设〖芯谷〗。"


def test_limit_holds_for_each_measure_and_outcome(tmp_path: Path) -> None:
    mistakes = _mistakes(tmp_path, 1)
    assert len(_of(mistakes, "relations", "wrong")) == 1
    assert len(_of(mistakes, "surfaces", "missed")) == 1


def test_more_telling_words_decide_between_sentences() -> None:
    text = "芯谷落户。总投资50亿元。"
    assert clued(text, [("50亿",), ("芯谷",)]) == [Span(8, 11)]
    assert clued(text, [("70亿",)]) == []


def test_long_sentence_is_cut_around_the_marks() -> None:
    text = "好" * 100 + "芯谷" + "好" * 100 + "。"
    start, context = in_context(text, [Span(100, 102)])
    assert start == 0
    assert context == "…" + "好" * 60 + "〖芯谷〗" + "好" * 60 + "…"


@given(st.text("好芯谷。\n", min_size=1), st.data())
def test_what_is_marked_stands_in_the_text(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True)))
    start, context = in_context(text, [Span(*ends)])
    marked = context[context.index("〖") + 1 : context.index("〗")]
    assert marked.split() == text[ends[0] : ends[1]].split()
    assert 0 <= start <= ends[0]
