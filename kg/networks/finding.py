"""Finds paths between two entities. In: tables and two names; out: a Connection, the best paths or how far each side reaches.

A path through a hub says little: everything in a province is two steps from everything else. So paths are ordered by their steps, and
those of equal length by how few links the things between have: the cost of a path is its number of steps and, far behind, the sum of
the logarithms of these numbers (a hub of 1,000 links weighs as much as three things of 10). Costs are whole numbers, so that no machine
rounds them otherwise. Of paths that are equal in both the one with fewer steps that are only planned comes first, then the order of the
ids of their facts decides.

The search is Yen's (``networkx.shortest_simple_paths``), over those entities only that lie on a walk between the two that is short
enough: first on walks as short as the shortest path, then one step longer and so on, until there are enough paths. Breadth-first search
from both ends tells which these are. So nothing is enumerated that could not be told.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from kg.errors import QueryError
from kg.lexicon.data import read_rules
from kg.model import Entity, EntityType, Fact
from kg.networks.reading import best_first, is_planned, read_relations
from kg.query.find import find_entities, find_one
from kg.query.tables import Tables

#: What a search may be asked for: paths, and steps of each.
MOST, LENGTH = 50, 10
#: The logarithm of a number of links in whole numbers.
_FINE = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """From one entity to the next. ``facts``: all that join the two in either direction, the one to show first."""

    start: str
    end: str
    facts: tuple[Fact, ...]

    @property
    def fact(self) -> Fact:
        """The fact to show."""
        return self.facts[0]

    @property
    def inverse(self) -> bool:
        """Whether the fact is read from its object to its subject."""
        return self.fact.subject != self.start

    @property
    def planned(self) -> bool:
        """Whether nothing but plans joins the two."""
        return is_planned(self.facts)


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one entity to another. ``links``: with how many entities each of those between is linked."""

    steps: tuple[Step, ...]
    links: tuple[int, ...]

    @property
    def entities(self) -> tuple[str, ...]:
        """The ids on the way, both ends included."""
        return (self.steps[0].start, *(step.end for step in self.steps))


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one comes from an entity within the length asked for: to so many others, the farthest so many steps away.

    ``whole`` when nothing lies beyond.
    """

    entity: Entity
    others: int
    farthest: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What paths are wanted.

    Attributes:
        most: at most so many.
        length: of at most so many steps.
        without: types (Chinese or English) and names of what no path may go through; the ends are not meant.
        actual: none over what is only planned.
    """

    most: int = 3
    length: int = 6
    without: tuple[str, ...] = ()
    actual: bool = False


@dataclass(frozen=True, slots=True)
class Connection:
    """What joins two entities.

    Attributes:
        paths: the best first; where there are none, ``reaches`` tells of both ends.
        beyond: steps of the shortest path that is longer than wanted; 0 when there is none at all.
    """

    start: Entity
    end: Entity
    paths: tuple[Path, ...]
    reaches: tuple[Reach, ...] = ()
    beyond: int = 0


def paths(
    tables: Tables, start: str, end: str, *, most: int = 3, length: int = 6, without: Sequence[str] = ()
) -> tuple[Path, ...]:
    """The best paths between two entities over the fourteen relations in either direction; none when nothing joins them.

    Args:
        tables (Tables): of the build.
        start (str): name, alias or id; likewise ``end``.
        most (int): at most so many, 1 to 50.
        length (int): of at most so many steps, 1 to 10.
        without (Sequence[str]): types and names of what no path may go through.

    Raises:
        QueryError: a name is unknown or ambiguous, both ends are the same, or a number is out of range.
        ExportError: a line of facts.jsonl is damaged.
    """
    return connect(tables, start, end, Wish(most, length, tuple(without))).paths


def connect(tables: Tables, start: str, end: str, wish: Wish) -> Connection:
    """As :func:`paths`, and why there are none.

    Raises:
        QueryError: as :func:`paths`.
        ExportError: as :func:`paths`.
    """
    if not (1 <= wish.most <= MOST and 1 <= wish.length <= LENGTH):
        raise QueryError(f"最多 1 到 {MOST} 条路径，每条 1 到 {LENGTH} 步", remedy="改 --most 或 --length")
    one, other = find_one(tables, start), find_one(tables, end)
    if one.id == other.id:
        raise QueryError(f"{start} 和 {end} 是同一个实体：{one.name}（{one.id}）", remedy="换一个名称")
    graph = _graph(read_relations(tables, actual=wish.actual))
    graph.add_nodes_from((one.id, other.id))
    links = dict(graph.degree())  # of all, also of what no path may go through: a hub remains one
    graph.remove_nodes_from(_barred(tables, wish.without) - {one.id, other.id})
    near = nx.single_source_shortest_path_length(graph, one.id, wish.length)
    far = nx.single_source_shortest_path_length(graph, other.id, wish.length)
    if other.id in near:
        found = _best(graph, _Ends(one.id, other.id, near, far, links), wish)
        return Connection(one, other, tuple(_path(graph, links, way) for way in found))
    beyond = int(nx.shortest_path_length(graph, one.id, other.id)) if nx.has_path(graph, one.id, other.id) else 0
    reaches = tuple(_reach(graph, entity, steps) for entity, steps in ((one, near), (other, far)))
    return Connection(one, other, (), reaches, beyond)


def _barred(tables: Tables, without: Sequence[str]) -> set[str]:
    """The ids of all that is of one of these types, or called so."""
    labels: dict[str, str] = read_rules("labels.toml")["types"]
    types = {form.casefold(): EntityType(key) for key, label in labels.items() for form in (key, label)}
    kinds = {types[word.casefold()] for word in without if word.casefold() in types}
    named = {one.id for word in without if word.casefold() not in types for one in _called(tables, word)}
    return named | {entity.id for entity in tables.entities.values() if entity.type in kinds}


def _called(tables: Tables, word: str) -> list[Entity]:
    found = find_entities(tables, word)
    exact = [one for one in found if word in (one.name, one.id, *one.aliases)]
    return exact or [find_one(tables, word)]


def _graph(facts: Sequence[Fact]) -> nx.Graph[str]:
    """Who is linked with whom; ``facts`` of an edge are all that say so, sorted by id."""
    graph: nx.Graph[str] = nx.Graph()
    for fact in facts:
        known = graph.get_edge_data(fact.subject, fact.object)
        if known is None:
            graph.add_edge(fact.subject, fact.object, facts=[fact])
        else:
            known["facts"].append(fact)
    return graph


@dataclass(frozen=True, slots=True)
class _Ends:
    """Both ends, how many steps away from each the others are, and with how many each is linked."""

    start: str
    end: str
    near: Mapping[str, int]
    far: Mapping[str, int]
    links: Mapping[str, int]


def _best(graph: nx.Graph[str], ends: _Ends, wish: Wish) -> list[list[str]]:
    found: list[list[str]] = []
    for steps in range(ends.near[ends.end], wish.length + 1):
        found = []
        part = _between(graph, ends, steps)
        for way in nx.shortest_simple_paths(part, ends.start, ends.end, weight="cost"):
            if len(way) - 1 > steps:
                break
            found.append(way)
            if len(found) == wish.most:
                return found
    return found


def _between(graph: nx.Graph[str], ends: _Ends, steps: int) -> nx.Graph[str]:
    """The entities on walks of at most so many steps. The graph is made anew: views of networkx walk over sets, in no fixed order."""
    kept = {node for node, gone in ends.near.items() if gone + ends.far.get(node, steps) <= steps}
    weights = {node: round(_FINE * math.log2(ends.links[node])) for node in kept}
    step = 2 * (steps + 1) * (max(weights.values()) + 1)  # more than all else on a path can cost
    part: nx.Graph[str] = nx.Graph()
    for node in graph:
        if node in kept:
            for other, joined in graph.adj[node].items():
                if other in kept:
                    cost = step + weights[node] + weights[other] + is_planned(joined["facts"])
                    part.add_edge(node, other, cost=cost)
    return part


def _path(graph: nx.Graph[str], links: Mapping[str, int], way: list[str]) -> Path:
    steps = (Step(one, other, best_first(graph.edges[one, other]["facts"])) for one, other in pairwise(way))
    return Path(tuple(steps), tuple(links[node] for node in way[1:-1]))


def _reach(graph: nx.Graph[str], entity: Entity, steps: Mapping[str, int]) -> Reach:
    farthest = max(steps.values())
    whole = all(other in steps for node, gone in steps.items() if gone == farthest for other in graph.adj[node])
    return Reach(entity, len(steps) - 1, farthest, whole)
