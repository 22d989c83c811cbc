"""A number that was promised and one that was reported."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import Evidence, Fact, Predicate
from kg.promises.measuring import compare


def _fact(quote: str = "原文", indicator: str = "造林面积", **more: Any) -> Fact:
    return Fact(
        "f1", "r1", Predicate.OBSERVATION, Evidence(0, len(quote), "d1", quote), "rule", indicator=indicator, **more
    )


def _level(value: float, bound: str = "exact", **more: Any) -> Fact:
    return _fact(value=value, bound=bound, **{"unit": "亩", **more})


def _growth(growth: float, bound: str = "exact", **more: Any) -> Fact:
    return _fact(growth=growth, bound=bound, **more)


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        (_level(100), _level(100), "met"),
        (_level(100), _level(80), "partly"),
        (_level(100), _level(79.9), "missed"),
        (_level(100, "about"), _level(98), "met"),
        (_level(100, "about"), _level(97), "partly"),
        (_level(1, upper=3.0), _level(1), "met"),
        (_level(100, "at_most"), _level(100), "met"),
        (_level(100, "at_most"), _level(101), "missed"),
        (_level(100, "less_than"), _level(90), "met"),
        (_level(100, "more_than"), _level(90, "more_than"), "incomparable"),
        (_level(100), _level(120, "more_than"), "met"),
        (_level(100), _level(100, "less_than"), "partly"),
        (_level(100), _level(100, "about"), "incomparable"),
        (_growth(8, "about"), _growth(7.75), "met"),
        (_growth(8, "about"), _growth(7.7), "partly"),
        (_growth(8), _growth(-2), "missed"),
        (_growth(0), _growth(-0.1), "missed"),
        (_growth(-3), _growth(-3), "met"),
        (_growth(-3, indicator="单位生产总值能耗"), _growth(-2.5), "partly"),
        (_growth(-3, indicator="单位生产总值能耗"), _growth(1), "missed"),
        (_growth(-3, indicator="单位生产总值能耗"), _growth(-4), "met"),
        (_growth(-3.4, indicator="单位生产总值能耗"), _growth(-20), "incomparable"),
        (_growth(-3, indicator="二氧化硫排放量"), _growth(-4), "met"),
        (_fact("一般性支出压减10%", "一般性支出", growth=-10.0, as_stated="10%"), _growth(-12), "met"),
        (_growth(-2, "about", indicator="财政收入"), _growth(-1), "met"),
        (_growth(-2, "about", indicator="财政收入"), _growth(-3), "missed"),
        (_growth(-8, "at_least"), _growth(-9), "met"),
        (_growth(-8, "at_least"), _growth(-8, "at_least"), "met"),
        (_growth(-3, "at_most"), _growth(-2), "met"),
        (_growth(-3, "at_most"), _growth(-4), "missed"),
        (_growth(3, "about", indicator="居民消费价格"), _growth(0.9), "met"),
    ],
)
def test_verdict(target: Fact, result: Fact, verdict: str) -> None:
    assert compare(target, result).verdict.value == verdict


def test_percent_and_permille_compare_exactly() -> None:
    found = compare(_level(0.8, "at_most", unit="percent"), _level(6, unit="permille"))
    assert (found.verdict.value, found.ratio) == ("met", 0.75)


@pytest.mark.parametrize(("unit", "other"), [("CNY", "USD"), ("亩", "平方公里"), ("percent", "percentage_point")])
def test_other_units_do_not_compare(unit: str, other: str) -> None:
    found = compare(_level(10, unit=unit), _level(10, unit=other))
    assert found.verdict.value == "incomparable"
    assert "单位不同，不换算" in found.said


def test_growth_is_not_made_of_a_level() -> None:
    assert compare(_growth(8), _level(500, unit="CNY")).said.startswith("目标是增速（增长8%），后文只说数额")
    assert compare(_level(500, unit="CNY"), _growth(8)).said.startswith("目标是数额（500元），后文只说增速")


def test_level_and_growth_both_count() -> None:
    target = _level(100, growth=10.0)
    assert compare(target, _level(100, growth=12.0)).verdict.value == "met"
    assert compare(target, _level(100, growth=9.0)).verdict.value == "partly"


def test_words_before_the_number_make_a_limit() -> None:
    target = _fact(
        "确保审批时限从219个工作日压减至32个工作日", "时限", value=32.0, unit="工作日", as_stated="32个工作日"
    )
    assert compare(target, _fact(value=30.0, unit="工作日")).said == "目标32工作日，实际30工作日，在限度以内"
    assert compare(target, _fact(value=33.0, unit="工作日")).verdict.value == "missed"


@pytest.mark.parametrize("quote", ["上半年造林90亩", "1-11月造林90亩", "五年来造林900亩", "累计造林900亩"])
def test_other_periods_do_not_compare(quote: str) -> None:
    assert compare(_level(100), _fact(quote, value=90.0, unit="亩")).verdict.value == "incomparable"


def test_same_period_compares() -> None:
    target = _fact("累计造林100亩", value=100.0, unit="亩")
    assert compare(target, _fact("累计造林110亩", value=110.0, unit="亩")).verdict.value == "met"


def test_rate_of_change_by_name_answers_a_growth() -> None:
    target = _level(3, "about", indicator="居民消费价格涨幅", unit="percent", as_stated="3%左右")
    found = compare(target, _growth(2, indicator="居民消费价格"))
    assert (found.verdict, found.said) == ("met", "目标增长3%左右，实际增长2%，在限度以内")


@pytest.mark.parametrize(
    ("reached", "verdict"), [(26, "incomparable"), (34, "missed"), (300, "met"), (301, "incomparable")]
)
def test_what_is_far_off_is_not_judged(reached: float, verdict: str) -> None:
    assert compare(_level(100), _level(reached)).verdict == verdict


def test_limit_that_is_kept_by_far_is_kept() -> None:
    assert compare(_level(3, "at_most"), _level(0.2)).verdict == "met"


def test_fall_that_is_too_small_is_said_to_be() -> None:
    found = compare(_growth(-3, indicator="单位生产总值能耗"), _growth(-2.5))
    assert found.said == "目标下降3%，实际下降2.5%，少降0.5个百分点"


def test_growth_that_is_far_below_is_missed_and_far_above_not_judged() -> None:
    assert compare(_growth(6), _growth(1.9)).verdict == "missed"
    assert compare(_growth(5), _growth(16)).verdict == "incomparable"


@pytest.mark.parametrize("indicator", ["PM2.5达标天数", "单位GDP能耗降低率"])
def test_more_is_better_of_what_a_name_turns_round(indicator: str) -> None:
    assert compare(_level(300, indicator=indicator), _level(320, indicator=indicator)).verdict == "met"


def test_number_within_a_range_is_said_to_be() -> None:
    assert compare(_growth(6, upper=8.0), _growth(7)).said.endswith("在目标范围内")


def test_none_at_all_is_a_limit() -> None:
    assert compare(_level(0), _level(3)).verdict == "missed"
