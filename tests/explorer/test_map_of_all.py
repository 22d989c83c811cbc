"""The map of the whole graph."""

from __future__ import annotations

from collections import defaultdict

import pytest

from kg.explorer.overview import CELL, draw_overview
from kg.explorer.ranking import weigh
from kg.graph import assemble
from kg.model import Corpus, Entity, EntityType, Evidence, Fact, Predicate
from powerlaw import invent

WORDS = Evidence(0, 2, "d1", "某某")


def _towns(count, leaves):
    """Towns with their projects, each a community; and some that hang on nothing."""
    entities = [Entity(f"region-{town}", EntityType.REGION, f"城市{town}") for town in range(count)]
    facts = []
    for town in range(count):
        for leaf in range(leaves):
            key = f"project-{town}-{leaf:03d}"
            entities.append(Entity(key, EntityType.PROJECT, f"项目{leaf}"))
            facts.append(Fact(f"f{key}", key, Predicate.LOCATED_IN, WORDS, "r", object=f"region-{town}"))
    entities += [Entity(f"person-{n}", EntityType.PERSON, f"王{n}") for n in range(9)]
    return assemble(Corpus(entities=tuple(entities), facts=tuple(facts)))


def _drawn(graph):
    return draw_overview(graph, weigh(graph))


def _discs(overview):
    """Middle and radius of each community."""
    members = defaultdict(list)
    for key, number in overview.communities.items():
        members[number].append(overview.positions[key])
    discs = []
    for spots in members.values():
        x, y = (sum(spot[axis] for spot in spots) / len(spots) for axis in (0, 1))
        discs.append((x, y, max(((a - x) ** 2 + (b - y) ** 2) ** 0.5 for a, b in spots)))
    return discs


def test_every_entity_has_a_whole_place_of_its_own():
    graph = assemble(invent(1500))
    found = _drawn(graph).positions
    assert list(found) == list(graph.nodes)
    assert len(set(found.values())) == len(found)
    assert all(type(x) is int and type(y) is int for x, y in found.values())


@pytest.mark.parametrize("graph", [_towns(6, 30), assemble(invent(1500))], ids=["towns", "power law"])
def test_communities_stand_apart(graph):
    discs = _discs(_drawn(graph))
    assert len(discs) > 5
    for number, (x, y, reach) in enumerate(discs):
        for a, b, other in discs[:number]:
            assert ((a - x) ** 2 + (b - y) ** 2) ** 0.5 > (reach + other) * 0.9


def test_a_community_is_called_after_its_place():
    overview = _drawn(_towns(3, 10))
    assert set(overview.names) == {"region-0", "region-1", "region-2", None}
    for number, name in enumerate(overview.names):
        assert name is None or overview.communities[name] == number


def test_what_hangs_on_nothing_is_gathered_side_by_side():
    overview = _drawn(_towns(3, 10))
    loose = [overview.positions[f"person-{n}"] for n in range(9)]
    assert {overview.communities[f"person-{n}"] for n in range(9)} == {overview.names.index(None)}
    assert max(abs(a - b) for one in loose for other in loose for a, b in zip(one, other, strict=True)) < 9 * CELL


def test_the_place_stands_in_the_middle_of_its_community():
    overview = _drawn(_towns(2, 40))
    x, y = overview.positions["region-0"]
    spots = [overview.positions[f"project-0-{leaf:03d}"] for leaf in range(40)]
    assert abs(sum(a for a, _ in spots) / 40 - x) < 2 * CELL
    assert abs(sum(b for _, b in spots) / 40 - y) < 2 * CELL


def test_an_empty_graph_has_an_empty_map():
    overview = draw_overview(assemble(Corpus()), {})
    assert overview.positions == overview.communities == {}
    assert overview.names == []
