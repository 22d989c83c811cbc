"""Measures of a network. In: its networkx graph; out: a Structure. networkx computes, in an order that is the same on every run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.networks.kinds import Bounds

#: Places of a measure that are told: sums of fractions are not the same to the last digit on all machines.
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Structure:
    """What the links of a network amount to; ids throughout.

    Attributes:
        components: of things that are linked, the largest first; directions do not matter.
        degree: with how many others each is linked; in a directed network those that it points to and those that point to it.
        out, into: in a directed network to how many it points, and how many point to it; empty in others.
        strength: the sum of the weights of its links; empty where links have no weights.
        betweenness: on which share of the shortest paths between two others it lies; None beyond the bound.
        communities: by Louvain modularity, the largest first; directions do not matter.
        pieces: into how many pieces the component of a thing falls without it; only for those that hold one together.
    """

    components: tuple[tuple[str, ...], ...]
    degree: Mapping[str, int]
    out: Mapping[str, int]
    into: Mapping[str, int]
    strength: Mapping[str, float]
    betweenness: Mapping[str, float] | None
    communities: tuple[tuple[str, ...], ...]
    pieces: Mapping[str, int]


def measure(graph: nx.Graph[str], bounds: Bounds, *, weighted: bool) -> Structure:
    """The measures of a graph.

    Args:
        graph (nx.Graph): with ``weight`` on every edge; a DiGraph when links have directions. Things without link are left out.
        bounds (Bounds): up to which size betweenness is computed, and the seed of the communities.
        weighted (bool): whether weights say more than that there is a link.
    """
    # Numbers instead of names: networkx walks over sets, and those of strings have another order on every run.
    names = sorted(node for node, links in graph.degree() if links)
    numbers = {name: number for number, name in enumerate(names)}
    weights: dict[tuple[str, str], float] = nx.get_edge_attributes(graph, "weight")
    ends = sorted((numbers[one], numbers[other], weight) for (one, other), weight in weights.items())
    drawn: nx.Graph[int] = nx.DiGraph() if graph.is_directed() else nx.Graph()
    plain: nx.Graph[int] = nx.Graph()
    for either in (drawn, plain):
        either.add_nodes_from(range(len(names)))
        either.add_weighted_edges_from(ends)
    return Structure(
        components=_groups(nx.connected_components(plain), names),
        degree={name: len(plain.adj[numbers[name]]) for name in names},
        out={names[node]: links for node, links in drawn.out_degree()} if isinstance(drawn, nx.DiGraph) else {},
        into={names[node]: links for node, links in drawn.in_degree()} if isinstance(drawn, nx.DiGraph) else {},
        strength=_named(dict(plain.degree(weight="weight")), names) if weighted else {},
        betweenness=_named(nx.betweenness_centrality(drawn), names) if len(names) <= bounds.betweenness else None,
        communities=_groups(nx.community.louvain_communities(plain, seed=bounds.seed), names),
        pieces=_pieces(plain, names),
    )


def _groups(found: Iterable[set[int]], names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    groups = (tuple(names[node] for node in sorted(group)) for group in found)
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _named(values: Mapping[int, float], names: Sequence[str]) -> dict[str, float]:
    return {names[node]: round(value, _PLACES) for node, value in values.items()}


def _pieces(graph: nx.Graph[int], names: Sequence[str]) -> dict[str, int]:
    """A thing that lies in several blocks (parts that no single thing can cut) holds these together."""
    found: Iterable[set[int]] = nx.biconnected_components(graph)  # type: ignore[assignment]  # the stubs say sets of sets
    blocks = Counter(node for block in found for node in block)
    return {names[node]: blocks[node] for node in sorted(blocks) if blocks[node] > 1}
