"""Builds a network of one kind. In: tables and the kind; out: a Network, every link with its facts.

Where a relation joins two sorts of things (projects and who develops them), the network is its projection on one of them: two are linked
when they share a thing at the other end. A thing that many share says less of any two, so each shared thing counts 1/(members - 1)
(Newman 2001, ``collaboration_weighted_projected_graph`` of networkx, made here with the facts of each link and with a bound).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

import networkx as nx

from kg.model import Entity, EntityType, Fact, Predicate
from kg.networks.kinds import Bounds, Kind, find_kind, load_bounds
from kg.networks.omitted import beside_each_other, left_out_actor
from kg.networks.reading import best_first, called, is_planned, read_relations
from kg.networks.structure import Structure, measure
from kg.networks.within import lying_in
from kg.query.answer import Answer
from kg.query.find import find_one
from kg.query.tables import Tables


@dataclass(frozen=True, slots=True)
class Link:
    """Two linked things; directed networks lead from ``start`` to ``end``.

    Attributes:
        weight: 1, or in a projection the sum over what is shared.
        planned: nothing but plans says so.
        facts: that say so, the one to show first; empty in a projection.
        shared: in a projection the ids of what both share.
        unclear: what is known says the contrary direction; such a link is shown, and not counted.
    """

    start: str
    end: str
    weight: float
    planned: bool
    facts: tuple[Fact, ...] = ()
    shared: tuple[str, ...] = ()
    unclear: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Network:
    """A network of one kind.

    Attributes:
        place: where at least one end of each fact lies; None for everywhere.
        nodes: ids, sorted; those without link as well in a projection.
        links: the heaviest first, those that are planned behind, then by names.
        joins: in a projection the facts by member and shared thing.
        left_out: shared things with so many members that their pairs are too many, the largest first.
        absent: for types of interest, how many things (of the place) have no fact of this kind.
        structure: None when there is too little to see one.
        tables: of the build.
    """

    kind: Kind
    place: Entity | None
    nodes: tuple[str, ...]
    links: tuple[Link, ...]
    joins: Mapping[tuple[str, str], tuple[Fact, ...]]
    left_out: tuple[tuple[str, int], ...]
    absent: Mapping[EntityType, int]
    structure: Structure | None
    tables: Tables = field(compare=False)

    def __repr__(self) -> str:
        place = f" · {self.place.name}" if self.place else ""
        return f"<Network {self.kind.name}{place}：{len(self.nodes)} {self.kind.unit}，{len(self.links)} 条联系>"

    def table(self) -> Answer:
        """A row for each fact of each link, in Chinese: what ``--format csv`` writes; with ``.to_pandas()``."""
        from kg.networks.report import to_answer  # which knows this module

        return to_answer(self.tables, self)

    @property
    def counted(self) -> tuple[Link, ...]:
        """The links whose direction is clear."""
        return tuple(link for link in self.links if not link.unclear)

    @property
    def isolated(self) -> tuple[str, ...]:
        """The things without link."""
        linked = {end for link in self.links for end in (link.start, link.end)}
        return tuple(node for node in self.nodes if node not in linked)

    def evidence(self, link: Link) -> tuple[Fact, ...]:
        """The facts behind a link: in a projection one of each end for each shared thing."""
        if link.facts:
            return link.facts
        pairs = ((self.joins[link.start, one], self.joins[link.end, one]) for one in link.shared)
        return tuple(fact for pair in pairs for fact in _both(*pair))


def network(tables: Tables, kind: str, *, place: str = "", actual: bool = False) -> Network:
    """The network of a kind.

    Args:
        tables (Tables): of the build; facts.jsonl is read once.
        kind (str): Chinese or English name, see ``networks.toml``.
        place (str): name or id of a place in which one end of each fact must lie; "" for everywhere.
        actual (bool): leave out what is only planned.

    Raises:
        QueryError: no such kind; the place is unknown or ambiguous.
        ExportError: a line of facts.jsonl is damaged.
    """
    sort = find_kind(kind)
    where = find_one(tables, place) if place else None
    predicates = {sort.predicate, Predicate.LOCATED_IN} if where else {sort.predicate}
    read = read_relations(tables, predicates)
    inside = lying_in(tables, where.id, read) if where else None
    facts = [fact for fact in _fitting(tables, read, sort, inside) if not (actual and fact.kind == "target")]
    bounds = load_bounds()
    joins: dict[tuple[str, str], tuple[Fact, ...]] = {}
    left_out: tuple[tuple[str, int], ...] = ()
    if sort.onto:
        joins = _joins(tables, facts, sort)
        links, left_out = _projected(tables, joins, sort, bounds)
        nodes = {member for member, _ in joins}
    else:
        links = _direct(facts, sort)
        nodes = {end for fact in facts for end in (fact.subject, fact.object)}
    ordered = sorted(
        links,
        key=lambda link: (
            -link.weight,
            link.planned,
            called(tables, link.start),
            called(tables, link.end),
            link.start,
            link.end,
        ),
    )
    clear = [link for link in ordered if not link.unclear]
    enough = min(len({end for link in clear for end in (link.start, link.end)}), len(clear)) >= bounds.structure
    return Network(
        sort, where, tuple(sorted(nodes)), tuple(ordered), joins, left_out, _absent(tables, sort, inside, nodes),
        measure(graph_of(sort, nodes, clear), bounds, weighted=bool(sort.onto)) if enough else None,
        tables,
    )  # fmt: skip


def graph_of(kind: Kind, nodes: Iterable[str], links: Iterable[Link]) -> nx.Graph[str]:
    """The links as a networkx graph with ``weight`` and ``link`` on each edge."""
    graph: nx.Graph[str] = nx.DiGraph() if kind.directed else nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    for link in links:
        graph.add_edge(link.start, link.end, weight=link.weight, link=link)
    return graph


def _fitting(tables: Tables, facts: Iterable[Fact], kind: Kind, inside: set[str] | None) -> Iterator[Fact]:
    for fact in facts:
        if fact.predicate is not kind.predicate or not (inside is None or inside & {fact.subject, fact.object}):
            continue
        ends = ((fact.subject, kind.subjects), (fact.object, kind.objects))
        if all(not types or ((one := tables.entities.get(end)) and one.type in types) for end, types in ends):
            yield fact


def _direct(facts: Iterable[Fact], kind: Kind) -> list[Link]:
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        ends = (fact.subject, fact.object)
        found[ends if kind.directed else (min(ends), max(ends))].append(fact)
    known = {ends for ends, said in found.items() if not is_planned(said)} if kind.oneway else set()
    return [
        Link(*ends, 1, is_planned(said), best_first(said), unclear=is_planned(said) and ends[::-1] in known)
        for ends, said in sorted(found.items())
    ]


def _joins(tables: Tables, facts: Iterable[Fact], kind: Kind) -> dict[tuple[str, str], tuple[Fact, ...]]:
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        member, shared = (fact.subject, fact.object) if kind.onto == "subject" else (fact.object, fact.subject)
        found[member, shared].append(fact)
        if (home := left_out_actor(tables, fact, kind)) and home != member:
            found[home, shared].append(fact)
    return {ends: best_first(said) for ends, said in sorted(found.items())}


def _both(one: tuple[Fact, ...], other: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """A fact of each end, or the one that speaks of both."""
    common = [fact for fact in one if fact in other]
    return (common[0],) if common else (one[0], other[0])


def _projected(
    tables: Tables, joins: Mapping[tuple[str, str], tuple[Fact, ...]], kind: Kind, bounds: Bounds
) -> tuple[list[Link], tuple[tuple[str, int], ...]]:
    members: dict[str, list[str]] = defaultdict(list)
    for member, shared in joins:
        members[shared].append(member)
    kept, left_out = _affordable(members, bounds.pairs)
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for shared in kept:
        for one, other in combinations(members[shared], 2):
            if not beside_each_other(tables, joins, kind, (one, other), shared):
                pairs[one, other].append(shared)
    links = []
    for (one, other), both in sorted(pairs.items()):
        if len(both) >= kind.regions or not all(_is_region(tables, shared) for shared in both):
            weight = float(round(sum(Fraction(1, len(members[shared]) - 1) for shared in both), 6))
            said = (is_planned(joins[one, shared]) or is_planned(joins[other, shared]) for shared in both)
            links.append(Link(one, other, weight, all(said), shared=tuple(both)))
    return links, left_out


def _affordable(members: Mapping[str, list[str]], pairs: int) -> tuple[list[str], tuple[tuple[str, int], ...]]:
    """The shared things whose pairs are not too many, sorted; and those left out with their numbers of members."""
    by_size = sorted(members, key=lambda shared: (len(members[shared]), shared))
    total, kept = 0, 0
    for shared in by_size:
        total += len(members[shared]) * (len(members[shared]) - 1) // 2
        if total > pairs:
            break
        kept += 1
    return sorted(by_size[:kept]), tuple((shared, len(members[shared])) for shared in reversed(by_size[kept:]))


def _is_region(tables: Tables, entity: str) -> bool:
    known = tables.entities.get(entity)
    return known is not None and known.type is EntityType.REGION


def _absent(tables: Tables, kind: Kind, inside: set[str] | None, nodes: set[str]) -> dict[EntityType, int]:
    rest = [
        one.type
        for one in tables.entities.values()
        if one.type in kind.absent and one.id not in nodes and (inside is None or one.id in inside)
    ]
    return {sort: rest.count(sort) for sort in kind.absent}
