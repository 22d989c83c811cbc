"""Neighbours by relation, type and year; what two entities have in common: in node."""

from __future__ import annotations

import pytest

from kg.model import Corpus, Entity, EntityType, Fact, Predicate, Status
from qinghe import make_document, quote

FRAME = """
const model = kg.makeModel(given.data);
const filters = kg.makeFilters(model);
const hood = kg.makeNeighbourhood(model, filters);
const like = kg.makeLikeness(model, filters);
const chosen = {...filters.EMPTY, ...given.chosen};
const one = (id) => model.byId.get(id);
const ids = (all) => all.map((entity) => entity.id);
const way = (fact) => model.predicates[fact.predicate].id;
"""


@pytest.fixture
def town() -> Corpus:
    """A city with two parks and two projects; the projects share a park and an industry, each has something of its own."""
    document = make_document()
    words = quote(document, "云岭芯谷")
    kinds = {
        "r": "Region",
        "k1": "Park",
        "k2": "Park",
        "p1": "Project",
        "p2": "Project",
        "i": "Industry",
        "e": "Enterprise",
    }
    entities = tuple(Entity(key, EntityType(kind), key) for key, kind in kinds.items())
    told = [
        ("k1", Predicate.LOCATED_IN, "r", 2020),
        ("k2", Predicate.LOCATED_IN, "r", 2021),
        ("p1", Predicate.LOCATED_IN, "r", 2020),
        ("p1", Predicate.LOCATED_IN, "k1", 2020),
        ("p2", Predicate.LOCATED_IN, "k1", 2021),
        ("p2", Predicate.LOCATED_IN, "k2", 2021),
        ("p1", Predicate.ENGAGED_IN, "i", None),
        ("p2", Predicate.ENGAGED_IN, "i", None),
        ("p1", Predicate.DEVELOPED_BY, "e", None),
        ("r", Predicate.COOPERATES_WITH, "k2", 2021),
    ]
    facts = tuple(
        Fact(f"f{n:02d}", a, predicate, words, "r", object=b, year=year)
        for n, (a, predicate, b, year) in enumerate(told)
    )
    states = (
        Fact("g1", "p1", Predicate.STATUS, words, "r", status=Status.STARTED, year=2019),
        Fact("g2", "p1", Predicate.STATUS, words, "r", status=Status.PLANNED, year=2021, kind="target"),
        Fact("g3", "p2", Predicate.STATUS, words, "r", status=Status.STARTED, year=2020),
        Fact("g4", "p1", Predicate.INVESTMENT, words, "r", value=5e9, unit="CNY", role="总投资"),
        Fact("g5", "p1", Predicate.INVESTMENT, words, "r", value=1e9, unit="CNY", role="总投资"),
        Fact("g6", "p2", Predicate.OBSERVATION, words, "r", indicator="产值", value=2e9, unit="CNY", year=2020),
    )
    return Corpus((document,), entities, (), facts + states)


@pytest.fixture
def ask(node, told):
    def run(corpus, body, **chosen):
        return node(FRAME + body, data=told(corpus), chosen=chosen)

    return run


def test_classes_of_neighbours_have_counts(ask, town):
    found = ask(town, "return hood.classes(one('r'), model.neighbours(one('r')), chosen)")
    assert found == {
        "relations": [["i.locatedIn", 3], ["o.cooperatesWith", 1]],
        "types": [["t.Park", 2], ["t.Project", 1]],
        "years": [["y.2021", 1], ["y.2020", 2]],
    }


def test_classes_follow_the_filters(ask, town):
    found = ask(town, "return hood.classes(one('r'), model.neighbours(one('r')), chosen)", years=[2021, 2021])
    assert found["relations"] == [["i.locatedIn", 1], ["o.cooperatesWith", 1]]
    assert found["years"] == [["y.2021", 1]]


@pytest.mark.parametrize(
    ("rule", "members"),
    [
        ("t.Park", ["k1", "k2"]),
        ("y.2021", ["k2"]),
        ("o.cooperatesWith", ["k2"]),
        ("i.locatedIn", ["k1", "k2", "p1"]),
        ("t.Honor", []),
    ],
)
def test_a_rule_names_its_neighbours(ask, town, rule, members):
    assert sorted(ask(town, f"return ids(hood.members(one('r'), '{rule}', chosen))")) == members


def test_without_a_rule_all_neighbours_that_pass_are_meant(ask, town):
    assert sorted(ask(town, "return ids(hood.members(one('r'), null, chosen))")) == ["k1", "k2", "p1"]
    assert ask(town, "return ids(hood.members(one('r'), null, chosen))", types=["Project"]) == ["p1"]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("t.Park", True),
        ("o.locatedIn", True),
        ("i.locatedIn", True),
        ("y.2018", True),
        ("t.Ghost", False),
        ("o.Park", False),
        ("y.20x8", False),
        ("z.Park", False),
        ("t.", False),
        ("t.__proto__", False),
    ],
)
def test_a_rule_is_known_by_its_vocabulary(node, text, good):
    assert node("return kg.isRule(given.text, { types: ['Park'], relations: ['locatedIn'] })", text=text) is good


def test_common_neighbours_come_with_their_facts(ask, town):
    body = "return like.common(one('p1'), one('p2'), chosen).map((row) => [row.entity.id, row.left.map(way), row.right.map(way)])"
    assert sorted(ask(town, body)) == [["i", ["engagedIn"], ["engagedIn"]], ["k1", ["locatedIn"], ["locatedIn"]]]
    assert sorted(ask(town, body, types=["Park"])) == [["k1", ["locatedIn"], ["locatedIn"]]]


def test_differing_relations_name_what_only_one_has(ask, town):
    body = (
        "return like.differing(one('p1'), one('p2'), chosen)"
        ".map((row) => [model.predicates[row.predicate].id, row.ahead, ids(row.left), ids(row.right), row.both])"
    )
    assert sorted(ask(town, body)) == [["developedBy", True, ["e"], [], 0], ["locatedIn", True, ["r"], ["k2"], 1]]


def test_a_relation_between_the_two_is_not_one_of_their_differences(ask, town):
    body = "return like.differing(one('p1'), one('k1'), chosen).flatMap((row) => [...ids(row.left), ...ids(row.right)])"
    found = ask(town, body)
    assert "p1" not in found
    assert "k1" not in found


def test_literal_facts_stand_side_by_side_the_latest_state_and_the_largest_amount(ask, town):
    body = "return like.literals(one('p1'), one('p2'), chosen).map((row) => [row.key, row.left?.status ?? row.left?.value ?? null, row.right?.status ?? row.right?.value ?? null])"
    assert ask(town, body) == [
        ["status", "planned", "started"],
        ["investment 总投资", 5e9, None],
        ["observation 产值 CNY 2020 actual", None, 2e9],
    ]
    assert ask(town, body, kinds=["actual"])[0] == ["status", "started", "started"]
