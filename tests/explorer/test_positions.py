from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

from kg.explorer.layout import ROW, place
from kg.explorer.ranking import choose_core, weigh
from kg.graph import assemble
from kg.model import Corpus, Entity, EntityType, Evidence, Fact, Predicate

ROOT = Path(__file__).parents[2]
CITIES, LEAVES = 6, 60

SCRIPT = "from test_positions import tangle; print(tangle())"


def _graph():
    words = Evidence(0, 2, "d1", "某某")
    entities, facts = [], []
    for city in range(CITIES):
        entities.append(Entity(f"region-{city}", EntityType.REGION, f"城市{city}"))
        if city:
            facts.append(Fact(f"c{city}", f"region-{city}", Predicate.COOPERATES_WITH, words, "r", object="region-0"))
        for leaf in range(LEAVES):
            key = f"project-{city}-{leaf:03d}"
            entities.append(Entity(key, EntityType.PROJECT, f"项目{leaf}"))
            facts.append(Fact(f"f{city}{leaf:03d}", key, Predicate.LOCATED_IN, words, "r", object=f"region-{city}"))
    entities.append(Entity("person-1", EntityType.PERSON, "王某"))
    return assemble(Corpus(entities=tuple(entities), facts=tuple(facts)))


def positions():
    graph = _graph()
    return place(graph, choose_core(graph, weigh(graph), size=100))


def tangle():
    """Positions of a graph without clear communities, where any accident of order would show."""
    words = Evidence(0, 2, "d1", "某某")
    entities = tuple(Entity(f"park-{n:03d}", EntityType.PARK, f"园区{n}") for n in range(90))
    facts = [
        Fact(
            f"f{n:03d}{step}", f"park-{n:03d}", Predicate.PART_OF, words, "r", object=f"park-{(n * step + 7) % 90:03d}"
        )
        for n in range(90)
        for step in (2, 11, 17)
    ]
    graph = assemble(Corpus(entities=entities, facts=tuple(facts)))
    return place(graph, list(graph.nodes))


def test_two_runs_give_the_same_positions():
    assert tangle() == tangle()


def test_every_entity_of_the_core_gets_a_place_of_its_own():
    found = positions()
    assert len(set(found.values())) == len(found) > 90
    assert all(type(x) is int and type(y) is int for x, y in found.values())


def test_the_core_has_room_for_its_labels():
    graph = _graph()
    weights = weigh(graph)
    core = choose_core(graph, weights, size=100)
    found = place(graph, core)
    # One line of text apart, or one short label; a tenth is left to the last round of pushing.
    close = [(a, b) for a, b in combinations(core, 2) if abs(found[a][1] - found[b][1]) < ROW * 0.9]
    assert [pair for pair in close if abs(found[pair[0]][0] - found[pair[1]][0]) < 100] == []


def test_neighbours_stand_nearer_than_strangers():
    found = positions()

    def mean(city: int) -> float:
        x, y = found["region-1"]
        leaves = [at for key, at in found.items() if key.startswith(f"project-{city}-")]
        return sum(((a - x) ** 2 + (b - y) ** 2) ** 0.5 for a, b in leaves) / len(leaves)

    cities = {key.split("-")[1] for key in found if key.startswith("project-")}
    assert "1" in cities and len(cities) > 1
    assert mean(1) < min(mean(city) for city in cities if city != "1")


def test_positions_do_not_depend_on_the_hash_seed():
    told = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(["tests/explorer", "."])}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
        )
        told.append(run.stdout)
    assert told[0] == told[1] != ""


def test_an_empty_graph_and_a_single_node_have_positions():
    empty = assemble(Corpus())
    assert place(empty, []) == {}
    one = assemble(Corpus(entities=(Entity("region-1", EntityType.REGION, "青禾市"),)))
    assert list(place(one, ["region-1"])) == ["region-1"]
