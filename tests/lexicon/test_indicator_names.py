"""Usual names of indicators: sorted, unique, and never a chain."""

from __future__ import annotations

import pytest

from kg.lexicon.data import read_table
from kg.lexicon.indicator_names import standard_name

ROWS = read_table("indicator_names.tsv", ("form", "standard"))


@pytest.mark.parametrize(
    ("said", "usual"),
    [
        ("GDP", "地区生产总值"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("地方一般公共预算收入", "一般公共预算收入"),
        ("地区生产总值", "地区生产总值"),
        ("人均地区生产总值", "人均地区生产总值"),
        ("口罩日产能", "口罩日产能"),
    ],
)
def test_indicator_has_one_usual_name(said: str, usual: str) -> None:
    assert standard_name(said) == usual


def test_forms_are_sorted_and_stand_once() -> None:
    forms = [form for form, _ in ROWS]
    assert forms == sorted(set(forms))


def test_usual_names_are_no_forms() -> None:
    assert {form for form, _ in ROWS}.isdisjoint(standard for _, standard in ROWS)
