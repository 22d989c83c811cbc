"""Dated facts in lanes, in node."""

from __future__ import annotations

import pytest

from kg.model import Corpus, Entity, EntityType, Fact, Predicate, Status
from qinghe import make_document, quote


@pytest.fixture
def county() -> Corpus:
    """A project in a park in a town in a city: started, planned to run, with money; and a relation."""
    document = make_document()
    words = quote(document, "云岭芯谷")
    entities = (
        Entity("city", EntityType.REGION, "青禾市"),
        Entity("park", EntityType.PARK, "云岭高新区"),
        Entity("project", EntityType.PROJECT, "云岭芯谷"),
        Entity("town", EntityType.REGION, "云岭镇", within="city"),
    )
    facts = (
        Fact("f1", "project", Predicate.LOCATED_IN, words, "r", object="park", year=2019),
        Fact("f2", "park", Predicate.LOCATED_IN, words, "r", object="town"),
        Fact("f3", "project", Predicate.STATUS, words, "r", status=Status.STARTED, year=2020),
        Fact("f4", "project", Predicate.STATUS, words, "r", status=Status.OPERATING, year=2022, kind="target"),
        Fact("f5", "city", Predicate.OBSERVATION, words, "r", indicator="GDP", value=1.0, unit="CNY", year=2020),
    )
    return Corpus((document,), entities, (), facts)


@pytest.fixture
def lanes(node, told):
    """Lanes as (key, total, {year: [results, plans]})."""

    def run(corpus, by, relations=False, wanted="() => true"):
        body = (
            "const m = kg.makeModel(given.data); const c = kg.makeChronicle(m);"
            f"return c.lanes(c.dated(m.facts, given.relations), given.by, {wanted})"
            ".map((l) => [l.key, l.total, Object.fromEntries([...l.cells].map(([y, x]) => [y, [x.actual, x.planned]]))])"
        )
        return node(body, data=told(corpus), by=by, relations=relations)

    return run


def test_years_without_facts_stand_between_those_with_some(node):
    axis = node("return kg.makeChronicle({}).axis([2020, 2017, 2020])")
    assert axis == [{"year": year, "gap": False} for year in (2017, 2018, 2019, 2020)]


def test_of_a_long_span_only_the_years_with_facts_are_left_and_gaps_are_told(node):
    axis = node("return kg.makeChronicle({}).axis([1949, 2017, 2018])")
    assert axis == [{"year": 1949, "gap": False}, {"year": 2017, "gap": True}, {"year": 2018, "gap": False}]
    assert node("return kg.makeChronicle({}).axis([])") == []


def test_an_entity_has_its_own_facts_results_and_plans_apart(lanes, county):
    assert lanes(county, "entity") == [
        ["", 3, {"2020": [2, 0], "2022": [0, 1]}],
        ["project", 2, {"2020": [1, 0], "2022": [0, 1]}],
        ["city", 1, {"2020": [1, 0]}],
    ]


def test_a_relation_stands_in_the_lanes_of_both_ends_when_asked_for(lanes, county):
    told = {key: cells for key, _, cells in lanes(county, "entity", relations=True)}
    assert told["project"]["2019"] == told["park"]["2019"] == [1, 0]
    assert told[""]["2019"] == [1, 0]


def test_a_place_has_what_happens_inside_it(lanes, county):
    told = {key: total for key, total, _ in lanes(county, "place")}
    assert told == {"": 3, "city": 3, "town": 2}


def test_only_wanted_lanes_are_made(lanes, county):
    assert [key for key, *_ in lanes(county, "entity", wanted="(e) => e.id === 'city'")] == ["", "city"]


def test_nothing_dated_gives_no_lane(lanes):
    assert lanes(Corpus(), "place") == []
