from __future__ import annotations

import networkx as nx

from kg.explorer.ranking import PLACE_BONUS, choose_core, places, radius, weigh
from kg.graph import assemble
from kg.model import Corpus, Entity, EntityType, Evidence, Fact, Predicate


def _star(leaves: int, kind: EntityType = EntityType.ENTERPRISE) -> nx.MultiDiGraph:
    hub = Entity("region-1", EntityType.REGION, "青禾市")
    others = [Entity(f"leaf-{n:04d}", kind, f"企业{n}") for n in range(leaves)]
    words = Evidence(0, 2, "d1", "某某")
    facts = [
        Fact(f"f{n:04d}", leaf.id, Predicate.LOCATED_IN, words, "r", object=hub.id) for n, leaf in enumerate(others)
    ]
    return assemble(Corpus(entities=(hub, *others), facts=tuple(facts)))


def test_the_reporting_place_is_the_heaviest(corpus):
    weights = weigh(assemble(corpus))
    assert max(weights, key=weights.__getitem__) == "region-990100"
    assert weights["region-990100"] > PLACE_BONUS


def test_places_are_the_regions_that_documents_report_for(corpus):
    assert places(assemble(corpus)) == ["region-990100"]


def test_more_money_weighs_more():
    graph = _star(2, EntityType.PROJECT)
    words = Evidence(0, 2, "d1", "某某")
    for key, value in (("leaf-0000", 1e8), ("leaf-0001", 1e10)):
        graph.nodes[key]["facts"] = (Fact("i" + key, key, Predicate.INVESTMENT, words, "r", value=value, unit="CNY"),)
    weights = weigh(graph)
    assert weights["leaf-0001"] > weights["leaf-0000"]


def test_a_small_graph_is_drawn_whole(corpus):
    graph = assemble(corpus)
    assert sorted(choose_core(graph, weigh(graph))) == sorted(graph.nodes)


def test_a_large_graph_is_cut_to_the_size_with_its_hub_first():
    graph = _star(400)
    core = choose_core(graph, weigh(graph), size=100)
    assert len(core) == 100
    assert core[0] == "region-1"


def test_what_nothing_is_linked_to_is_not_drawn_first():
    graph = _star(300)
    graph.add_node("alone", entity=Entity("alone", EntityType.PERSON, "王某"), facts=())
    assert "alone" not in choose_core(graph, weigh(graph), size=200)


def test_projects_are_not_crowded_out_by_heavier_types():
    graph = _star(300, EntityType.INDUSTRY)
    for number in range(40):
        key = f"project-{number:04d}"
        graph.add_node(key, entity=Entity(key, EntityType.PROJECT, key), facts=())
        fact = Fact("p" + key, key, Predicate.LOCATED_IN, Evidence(0, 2, "d1", "某某"), "r", object="region-1")
        graph.add_edge(key, "region-1", key=fact.id, fact=fact)
    core = choose_core(graph, weigh(graph), size=100)
    assert sum(key.startswith("project-") for key in core) == 40


def test_the_radius_grows_with_weight_within_bounds():
    sizes = [radius(weight) for weight in (0, 10, 100, 999, PLACE_BONUS + 50)]
    assert sizes[0] < sizes[1] < sizes[2] <= sizes[3] == 40
    assert max(sizes) <= 50
