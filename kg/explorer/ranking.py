"""Which entities matter. In: the graph; out: an integer weight for each entity, and the core that is drawn first.

Weights are integers, so that sorting by them is the same on every machine.
"""

from __future__ import annotations

import networkx as nx

from kg.model import Entity, EntityType, Predicate

# A few hundred nodes keep vis-network below 20 ms a frame on two cores; beyond about 180 labels start to hide each other
# on a 1600 x 950 screen.
CORE_SIZE = 180
PLACE_BONUS = 1000


def places(graph: nx.MultiDiGraph) -> list[str]:
    """Ids of the regions that report: named as ``place`` by a document."""
    names = {document.place for document in graph.graph["documents"].values() if document.place}
    return [key for key, entity in graph.nodes(data="entity") if _is_place(entity, names)]


def _is_place(entity: Entity, names: set[str]) -> bool:
    return entity.type is EntityType.REGION and (entity.name in names or not names.isdisjoint(entity.aliases))


def weigh(graph: nx.MultiDiGraph) -> dict[str, int]:
    """Weight of each entity: neighbours, literal facts, documents and mentions; reporting places come first."""
    reporting = frozenset(places(graph))
    mentions = graph.graph["mentions"]
    weights = {}
    for key, facts in graph.nodes(data="facts"):
        neighbours = len({*graph.successors(key), *graph.predecessors(key)} - {key})
        told = mentions.get(key, ())
        invested = any(fact.predicate is Predicate.INVESTMENT for fact in facts)
        weights[key] = (
            4 * neighbours
            + 2 * min(len(facts), 10)
            + 4 * invested
            + 3 * len({placed.doc for placed in told})
            + min(len(told), 10)
            + (PLACE_BONUS if key in reporting else 0)
        )
    return weights


def choose_core(graph: nx.MultiDiGraph, weights: dict[str, int], size: int = CORE_SIZE) -> list[str]:
    """The ids that are drawn first, heaviest first: at most ``size``, none without a neighbour among them.

    A graph that fits is drawn whole. Reporting places stay even when they stand alone.
    """
    ranked = sorted(graph.nodes, key=lambda key: (-weights[key], key))
    if len(ranked) <= size:
        return ranked
    chosen = set(ranked[:size])
    linked = {key for edge in graph.subgraph(chosen).edges() if edge[0] != edge[1] for key in edge}
    return [key for key in ranked[:size] if key in linked or weights[key] >= PLACE_BONUS]


def radius(weight: int) -> int:
    """Radius of a node in canvas units: 12 to 46, growing with the root of its weight."""
    return min(46, 12 + round((weight % PLACE_BONUS) ** 0.5 * 1.6) + (10 if weight >= PLACE_BONUS else 0))
