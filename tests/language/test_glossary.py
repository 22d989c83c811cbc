"""名词解释: terms and what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language import glossary_entries, layout

FILL = "加快推进各项事业。" * 8


def entries(glossary: str) -> list[tuple[str, str]]:
    text = f"某市政府工作报告\n2018年工作安排 {FILL}名词解释:{glossary}"
    found = glossary_entries(text, layout(text, "report", 2018))
    return [(text[term.start : term.end], text[said.start : said.end]) for term, said in found]


def test_plain_entries() -> None:
    assert entries("一核两极:指甲和乙。多规合一：是丙。") == [("一核两极", "指甲和乙。"), ("多规合一", "是丙。")]


@pytest.mark.parametrize(
    ("first", "second"),
    [("1.", "2."), ("1、", "2、"), ("[1] ", "[2] "), ("【1】", "【2】"), ("①", "②"), ("（1）", "（2）")],
)
def test_numbered_entries(first: str, second: str) -> None:
    assert entries(f"{first}河长制:即由甲担任。{second}医联体:指乙。") == [
        ("河长制", "即由甲担任。"),
        ("医联体", "指乙。"),
    ]


def test_a_colon_inside_a_numbered_explanation_opens_no_entry() -> None:
    assert entries("1.四化:指四件事。第一件事:治水。2.五化:指五件事。")[0] == ("四化", "指四件事。第一件事:治水。")


def test_further_sentences_belong_to_the_explanation() -> None:
    assert entries("科学城:位于松林。计划引进甲。其中:乙。单一窗口:指丙。")[0] == (
        "科学城",
        "位于松林。计划引进甲。其中:乙。",
    )


def test_a_single_entry_may_be_numbered() -> None:
    assert entries("1.河长制:即由甲担任。") == [("河长制", "即由甲担任。")]


def test_marks_around_a_term_are_kept() -> None:
    assert entries("“三互”大通关:指甲。“多证合一”“证照分离”:指乙。")[1][0] == "“多证合一”“证照分离”"


def test_a_term_with_a_dash() -> None:
    assert entries("河长制——由甲担任。")[0] == ("河长制", "由甲担任。")


def test_a_report_without_glossary_has_no_entries() -> None:
    text = "某市政府工作报告\n我们要做好一件事:发展。"
    assert glossary_entries(text, layout(text, "report", 2018)) == ()


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["1.", "2.", "[1]", "河长制", ":", "。", "指", "\n", " ", "“", "”", "——"]), max_size=30
    ).map("".join)
)
def test_entries_stand_in_order_without_overlap(glossary: str) -> None:
    text = f"题\n2018年工作安排 {FILL}名词解释:{glossary}"
    edges = [
        edge
        for pair in glossary_entries(text, layout(text, "report", 2018))
        for span in pair
        for edge in (span.start, span.end)
    ]
    assert edges == sorted(edges)
