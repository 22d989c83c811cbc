"""How many sentences of a section were understood."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.check.coverage import Part, Place, Places, cover
from kg.check.unread import reason_kinds
from kg.model import Layout, Section, Span

#: Six sentences of ten characters: two of a review, four of a plan.
LAYOUT = Layout(
    (Section(0, 20, "review", 2020), Section(20, 60, "plan", 2021)), tuple(Span(at, at + 10) for at in range(0, 60, 10))
)
PLACES = Places(LAYOUT, [(0, "一、回顾"), (30, "二、安排")])


def test_sentences_are_counted_by_section_and_heading() -> None:
    parts = cover(LAYOUT, PLACES, [1, 2, 25, 35, 45], [Span(0, 5), Span(32, 48)], [0, 20])
    assert parts == (
        Part(Place("review", "一、回顾"), 1, 0, 1),
        Part(Place("plan", ""), 1, 1, 1),
        Part(Place("plan", "二、安排"), 2, 0, 0),
    )


def test_fact_that_ends_where_a_sentence_begins_does_not_touch_it() -> None:
    (part,) = cover(LAYOUT, PLACES, [15], [Span(0, 10)], [])
    assert (part.sentences, part.silent) == (1, 1)


def test_sentence_that_is_left_counts_even_without_a_known_name() -> None:
    (part,) = cover(LAYOUT, PLACES, [], [], [50])
    assert part == Part(Place("plan", "二、安排"), 1, 1, 1)


def test_reasons_are_taken_apart() -> None:
    both = "名词解释或附表；名称没有得出事实：甲公司、乙公司；金额没有得出事实：5亿元"
    assert reason_kinds(both) == ("名词解释或附表", "名称没有得出事实", "金额没有得出事实")
    assert reason_kinds("名称没有得出事实：名词解释或附表") == ("名称没有得出事实",)


_OFFSETS = st.lists(st.integers(0, 59))


@given(_OFFSETS, st.lists(st.integers(0, 58).map(lambda at: Span(at, at + 2))), _OFFSETS)
def test_sums_do_not_depend_on_the_places(names: list[int], facts: list[Span], left: list[int]) -> None:
    parts = cover(LAYOUT, PLACES, names, facts, left)
    one = cover(LAYOUT, Places(Layout(), []), names, facts, left)
    assert sum(part.sentences for part in parts) == sum(part.sentences for part in one)
    assert sum(part.sentences for part in parts) == len({at // 10 for at in (*names, *left)})
    assert all(part.silent <= part.sentences and part.unread <= part.sentences for part in parts)
