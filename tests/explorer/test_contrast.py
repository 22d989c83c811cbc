"""What is compared with what, in node."""

from __future__ import annotations

import pytest

from kg.model import Corpus, Entity, EntityType, Fact, Predicate, Status
from qinghe import make_document, quote


def _observed(key, place, indicator, value=None, unit=None, **more):
    document = make_document()
    words = quote(document, "云岭芯谷")
    return Fact(key, place, Predicate.OBSERVATION, words, "r", indicator=indicator, value=value, unit=unit, **more)


def _money(key, subject, value, role, unit="CNY", **more):
    words = quote(make_document(), "云岭芯谷")
    return Fact(key, subject, Predicate.INVESTMENT, words, "r", value=value, unit=unit, role=role, **more)


def _located(key, subject, place):
    return Fact(key, subject, Predicate.LOCATED_IN, quote(make_document(), "云岭芯谷"), "r", object=place)


def _state(key, subject, status, year, kind="actual"):
    return Fact(
        key, subject, Predicate.STATUS, quote(make_document(), "云岭芯谷"), "r", status=status, year=year, kind=kind
    )


@pytest.fixture
def compare(node, told):
    """``compare(facts, "indicators")``: groups of two cities, as (name, unit, shared, bars)."""

    def run(facts, what, show):
        entities = (
            Entity("a", EntityType.REGION, "甲市"),
            Entity("b", EntityType.REGION, "乙市"),
            Entity("p1", EntityType.PROJECT, "一号项目"),
            Entity("p2", EntityType.PROJECT, "二号项目"),
            Entity("k1", EntityType.PARK, "园区"),
        )
        data = told(Corpus((make_document(),), entities, (), tuple(facts)))
        body = (
            "const m = kg.makeModel(given.data); const c = kg.makeContrast(m); const who = ['a', 'b'].map((id) => m.byId.get(id));"
            "const yes = () => true;"
            "const groups = given.what === 'indicators' ? c.indicators(who, m.facts) : c[given.what](who, yes, yes);"
            f"return groups.map((g) => [g.name, g.unit, g.shared, g.bars.map((b) => {show})])"
        )
        return node(body, data=data, what=what)

    return run


VALUES = "[b.who.id, b.year, b.kind, b.value, b.growth]"


def test_an_indicator_is_compared_under_its_usual_name(compare):
    facts = [
        _observed("f1", "a", "生产总值", 5e11, "CNY", year=2020, growth=6.0),
        _observed("f2", "b", "GDP", 3e11, "CNY", year=2020),
    ]
    assert compare(facts, "indicators", VALUES) == [
        ["地区生产总值", "CNY", 2, [["a", 2020, "actual", 5e11, 6], ["b", 2020, "actual", 3e11, None]]]
    ]


def test_results_and_targets_of_an_indicator_are_bars_of_their_own(compare):
    facts = [
        _observed("f1", "a", "GDP", 5e11, "CNY", year=2020),
        _observed("f2", "a", "GDP", growth=7.0, year=2021, kind="target"),
    ]
    [[_, unit, shared, bars]] = compare(facts, "indicators", VALUES)
    assert (unit, shared) == ("CNY", 1)
    assert bars == [["a", 2020, "actual", 5e11, None], ["a", 2021, "target", None, 7]]


def test_different_units_are_never_on_one_scale(compare):
    facts = [_observed("f1", "a", "进出口总额", 5e11, "CNY"), _observed("f2", "b", "进出口总额", 3e10, "USD")]
    assert [group[:3] for group in compare(facts, "indicators", VALUES)] == [
        ["进出口总额", "CNY", 1],
        ["进出口总额", "USD", 1],
    ]


def test_what_says_the_same_shares_a_bar_and_all_its_evidence(compare):
    facts = [
        _observed("f1", "a", "GDP", 5e11, "CNY", year=2020, growth=6.0),
        _observed("f2", "a", "生产总值", 5e11, "CNY", year=2020, growth=6.0),
        _observed("f3", "a", "GDP", growth=6.0, year=2020),
    ]
    [[_, _, _, bars]] = compare(facts, "indicators", "[b.value, b.facts.length]")
    assert bars == [[5e11, 3]]


def test_a_growth_alone_is_told_without_a_unit(compare):
    facts = [_observed("f1", "a", "旅游总收入", growth=10.0), _observed("f2", "b", "旅游总收入", growth=12.0)]
    assert compare(facts, "indicators", "[b.value, b.growth]") == [["旅游总收入", None, 2, [[None, 10], [None, 12]]]]


def test_projects_are_counted_by_their_last_result(compare):
    facts = [
        _located("f1", "p1", "a"),
        _located("f2", "p2", "a"),
        _located("f3", "k1", "b"),
        _state("f4", "p1", Status.STARTED, 2019),
        _state("f5", "p1", Status.COMPLETED, 2020),
        _state("f6", "p1", Status.OPERATING, 2021, "target"),
        _state("f7", "p2", Status.STARTED, 2021, "target"),
    ]
    groups = compare(facts, "counts", "[b.who.id, b.value, b.parts.map((x) => [x.id, x.members.length])]")
    assert groups == [
        ["Park", None, 1, [["a", 0, []], ["b", 1, [["none", 1]]]]],
        ["Project", None, 1, [["a", 2, [["completed", 1], ["target", 1]]], ["b", 0, []]]],
    ]


def test_of_one_project_the_largest_amount_of_a_role_counts(compare):
    facts = [
        _located("f1", "p1", "a"),
        _located("f2", "p2", "a"),
        _money("f3", "p1", 5e9, "完成投资"),
        _money("f4", "p1", 7e9, "累计完成投资"),
        _money("f5", "p2", 1e9, "完成投资"),
    ]
    assert compare(facts, "money", "[b.who.id, b.kind, b.value, b.facts.length]") == [
        ["completed_investment", "CNY", 1, [["a", "actual", 8e9, 2]]]
    ]


def test_roles_currencies_results_and_plans_are_never_added(compare):
    facts = [
        _located("f1", "p1", "a"),
        _money("f2", "p1", 5e9, "总投资"),
        _money("f3", "p1", 1e9, "完成投资"),
        _money("f4", "p1", 2e9, "总投资", "USD"),
        _money("f5", "p1", 6e9, "总投资", kind="target"),
        _money("f6", "p1", 3e9, "投资"),
    ]
    groups = compare(facts, "money", "[b.kind, b.value]")
    assert {(name, unit): bars for name, unit, _, bars in groups} == {
        ("total_investment", "CNY"): [["actual", 5e9], ["target", 6e9]],
        ("total_investment", "USD"): [["actual", 2e9]],
        ("completed_investment", "CNY"): [["actual", 1e9]],
        ("", "CNY"): [["actual", 3e9]],
    }


def test_a_place_inside_another_is_told(node, told):
    entities = (Entity("a", EntityType.REGION, "甲市"), Entity("t", EntityType.REGION, "镇", within="a"))
    words = quote(make_document(), "云岭芯谷")
    facts = tuple(
        Fact(f"f{e.id}", e.id, Predicate.OBSERVATION, words, "r", indicator="GDP", value=1.0) for e in entities
    )
    body = "const m = kg.makeModel(given.data); return kg.makeContrast(m).nested(m.entities).map((pair) => pair.map((e) => e.id))"
    assert node(body, data=told(Corpus((make_document(),), entities, (), facts))) == [["t", "a"]]
