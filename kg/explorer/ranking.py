"""Which entities matter. In: the graph; out: an integer weight for each entity, and the core that is drawn first.

Weights are integers, so that sorting by them is the same on every machine.
"""

from __future__ import annotations

import math
from collections import Counter

import networkx as nx

from kg.explorer.contract import documents, entities, literals, mentions
from kg.model import Entity, EntityType
from kg.standing import Standing, standing

# A few hundred nodes keep vis-network below 20 ms a frame on two cores; beyond about 180 labels start to hide each other
# on a 1600 x 950 screen.
CORE_SIZE = 180
PLACE_BONUS = 1000
# What the first picture is about; without shares industries and towns, which everything hangs on, would fill it.
SHARES = {
    EntityType.PROJECT: 0.28,
    EntityType.ENTERPRISE: 0.20,
    EntityType.PARK: 0.18,
    EntityType.REGION: 0.10,
    EntityType.INDUSTRY: 0.09,
    EntityType.ORGANIZATION: 0.05,
    EntityType.POLICY: 0.04,
    EntityType.EVENT: 0.03,
    EntityType.HONOR: 0.02,
    EntityType.PERSON: 0.01,
}


def places(graph: nx.MultiDiGraph[str]) -> list[str]:
    """Ids of the regions that report: named as ``place`` by a document."""
    names = {document.place for document in documents(graph).values() if document.place}
    return [key for key, entity in entities(graph).items() if _is_place(entity, names)]


def _is_place(entity: Entity, names: set[str]) -> bool:
    return entity.type is EntityType.REGION and (entity.name in names or not names.isdisjoint(entity.aliases))


def weigh(graph: nx.MultiDiGraph[str]) -> dict[str, int]:
    """Weight of each entity: neighbours, facts, money, documents and mentions; reporting places come first."""
    reporting = frozenset(places(graph))
    mentioned = mentions(graph)
    weights = {}
    for key, facts in literals(graph).items():
        neighbours = len({*graph.successors(key), *graph.predecessors(key)} - {key})
        told = mentioned.get(key, ())
        known = standing(facts, mentions=len(told), documents=len({placed.doc for placed in told}))
        weights[key] = weight(known, neighbours, key in reporting)
    return weights


def weight(known: Standing, neighbours: int, reports: bool) -> int:
    """The weight of one entity.

    Args:
        known (Standing): what it amounts to.
        neighbours (int): how many entities it is linked to.
        reports (bool): whether it is a reporting place.
    """
    # Three points for each power of ten that the largest investment has above ten million.
    money = 3 * max(0, len(str(int(known.largest or 0))) - 8)
    told = 2 * min(known.literals, 10) + 3 * known.documents + min(known.mentions, 10)
    # Capped, so that a place never falls behind what lies in it.
    return min(4 * neighbours + told + money, PLACE_BONUS - 1) + (PLACE_BONUS if reports else 0)


def choose_core(graph: nx.MultiDiGraph[str], weights: dict[str, int], size: int = CORE_SIZE) -> list[str]:
    """The ids that are drawn first, heaviest first: at most ``size``, each type with its share, none hanging loose.

    A graph that fits is drawn whole. Reporting places stay even when they stand alone.
    """
    ranked = sorted(graph.nodes, key=lambda key: (-weights[key], key))
    if len(ranked) <= size:
        return ranked
    chosen = set(sorted(ranked, key=_turns(graph, ranked, weights).__getitem__)[:size])
    kept = {key for part in nx.weakly_connected_components(graph.subgraph(chosen)) if len(part) >= 4 for key in part}
    return [key for key in ranked if key in chosen and (key in kept or weights[key] >= PLACE_BONUS)]


def _turns(graph: nx.MultiDiGraph[str], ranked: list[str], weights: dict[str, int]) -> dict[str, tuple[float, int]]:
    """When each entity's turn comes: places first, then every type by its rank in the type over its share."""
    seen: Counter[EntityType] = Counter()
    kinds = {key: entity.type for key, entity in entities(graph).items()}
    turns = {}
    for number, key in enumerate(ranked):
        kind = kinds[key]
        seen[kind] += 1
        turns[key] = (0.0 if weights[key] >= PLACE_BONUS else seen[kind] / SHARES[kind], number)
    return turns


def radius(weight: int) -> int:
    """Radius of a node in canvas units: 14 to 50, growing with the root of its weight."""
    return min(40, 13 + round(math.sqrt(weight % PLACE_BONUS) * 1.8)) + (10 if weight >= PLACE_BONUS else 0)
