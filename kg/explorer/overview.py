"""Where every entity stands on the map of the whole graph. In: the graph and weights; out: positions and communities.

Each community is a disc: its heaviest member in the middle, around it rings by distance, relatives in one sector. The discs are packed,
the largest in the middle, each as near to those it is linked to as there is room. What hangs on nothing is gathered in one disc.

Same bytes on any machine: whole numbers decide what touches, and the few sines and roots are rounded.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.explorer.communities import Links, find_communities
from kg.explorer.contract import entities
from kg.model import EntityType

Position = tuple[int, int]
Whole = NDArray[np.int64]

CELL = 10  # distance of neighbours in a disc
GAP = 14  # between discs
HUB = 8  # cells that the member in the middle has for itself
SMALL = 4  # communities below that are gathered
FLAT = 1, 1  # steps up over steps aside: the window between the columns is about as wide as high
GOLDEN = (math.sqrt(5) - 1) / 2
NAMING = (EntityType.REGION, EntityType.PARK, EntityType.INDUSTRY)
CHUNK = 512  # spots that are tried at once


@dataclass(frozen=True, slots=True)
class Overview:
    """The map.

    Attributes:
        positions: for each node of the graph, in its order.
        communities: number of the community of each node.
        names: for each community the node that it is called after; None for the gathered rest.
    """

    positions: dict[str, Position]
    communities: dict[str, int]
    names: list[str | None]


def draw_overview(graph: nx.MultiDiGraph[str], weights: dict[str, int]) -> Overview:
    """The map of a graph; an empty graph has an empty one."""
    keys = list(graph.nodes)
    rank = [weights[key] for key in keys]
    links = link_numbers(graph)
    found = find_communities(links)
    groups = [members for members in found if len(members) >= SMALL]
    rest = [node for members in found if len(members) < SMALL for node in members]
    discs = [_disc(members, links, rank) for members in groups]
    home = {node: number for number, members in enumerate(groups) for node in members}
    if rest:
        discs.append(_coil(rest))
        home |= dict.fromkeys(rest, len(groups))
    middles = _pack([_reach(disc) for disc in discs], _pulls(links, home, len(discs)))
    spots = {node: (x + spot[0], y + spot[1]) for disc, (x, y) in zip(discs, middles, strict=True) for node, spot in disc.items()}  # fmt: skip
    kinds = [entity.type for entity in entities(graph).values()]
    names: list[str | None] = [keys[_name(members, rank, kinds)] for members in groups]
    return Overview(
        {key: spots[node] for node, key in enumerate(keys)},
        {key: home[node] for node, key in enumerate(keys)},
        names + [None] * bool(rest),
    )


def link_numbers(graph: nx.MultiDiGraph[str]) -> Links:
    """The links between nodes by their position in the graph, weighted by the number of facts; no loops."""
    order = {key: number for number, key in enumerate(graph.nodes)}
    links: Links = [{} for _ in order]
    for subject, target in graph.edges():
        a, b = order[subject], order[target]
        if a != b:
            links[a][b] = links[a].get(b, 0) + 1
            links[b][a] = links[b].get(a, 0) + 1
    return links


def _name(members: list[int], rank: list[int], kinds: list[EntityType]) -> int:
    """The heaviest place, park or industry; in a community without one, the heaviest."""
    return min(members, key=lambda node: (kinds[node] not in NAMING, -rank[node], node))


def _disc(members: list[int], links: Links, rank: list[int]) -> dict[int, Position]:
    """Spots around the middle of a community: rings of equal density, one for each distance from its heaviest member."""
    inside = set(members)
    hub = min(members, key=lambda node: (-rank[node], node))
    spots, taken = {hub: (0, 0)}, {(0, 0)}
    inner = HUB * CELL * CELL / math.pi
    for level in _levels(hub, inside, links, rank):
        outer = inner + len(level) * CELL * CELL / math.pi
        for number, node in enumerate(level):
            angle = 2 * math.pi * (number + 0.5) / len(level)
            far = math.sqrt(inner + (outer - inner) * ((number + 1) * GOLDEN % 1))
            spot = round(far * math.cos(angle)), round(far * math.sin(angle))
            while spot in taken:
                spot = spot[0] + 3, spot[1]
            taken.add(spot)
            spots[node] = spot
        inner = outer
    return spots


def _levels(hub: int, inside: set[int], links: Links, rank: list[int]) -> list[list[int]]:
    """The members by distance from the hub, children of one parent side by side; what cannot be reached comes last."""
    seen, level, levels = {hub}, [hub], []
    while level:
        below = []
        for node in level:
            new = sorted(
                (other for other in links[node] if other in inside and other not in seen), key=lambda o: (-rank[o], o)
            )
            seen.update(new)
            # Heavy ones bring the most children: spread out, so that children lie outside of their parents.
            below += [node for _, node in sorted(((number * GOLDEN) % 1, node) for number, node in enumerate(new))]
        levels.append(below)
        level = below
    levels.append(sorted(inside - seen))
    return [level for level in levels if level]


def _coil(members: Sequence[int]) -> dict[int, Position]:
    """Spots along a spiral, so that what belongs together stays side by side."""
    spots, angle = {}, 0.0
    for number, node in enumerate(members):
        far = CELL * math.sqrt((number + 1) / math.pi)
        angle += CELL / far
        spots[node] = (round(far * math.cos(angle)), round(far * math.sin(angle)))
    return spots


def _reach(disc: dict[int, Position]) -> int:
    return math.isqrt(max(x * x + y * y for x, y in disc.values())) + CELL


def _pulls(links: Links, home: dict[int, int], count: int) -> list[dict[int, int]]:
    """For each community those that it is linked to, with the number of facts between them."""
    pulls: list[dict[int, int]] = [defaultdict(int) for _ in range(count)]
    for node, near in enumerate(links):
        own = home[node]
        for other, weight in near.items():
            if home[other] != own:
                pulls[own][home[other]] += weight
    return pulls


def _pack(sizes: list[int], pulls: list[dict[int, int]]) -> list[Position]:
    """Middles of discs that do not touch, by order; the largest come first in it."""
    middles: list[Position] = []
    if not sizes:
        return middles
    steps = _spiral(int(2.2 * math.sqrt(sum((size + GAP) ** 2 for size in sizes)) / CELL) + 2) * CELL
    for number, size in enumerate(sizes):
        known = {other: weight for other, weight in pulls[number].items() if other < number}
        whole = sum(known.values())
        x = sum(middles[other][0] * weight for other, weight in known.items()) // whole if whole else 0
        y = sum(middles[other][1] * weight for other, weight in known.items()) // whole if whole else 0
        middles.append(_free(steps + np.array([x, y]), np.array(middles, dtype=np.int64).reshape(-1, 2), sizes, size))
    return middles


def _free(spots: Whole, middles: Whole, sizes: list[int], size: int) -> Position:
    """The first spot where a disc of that size touches none that stands."""
    room = np.array([other + size + GAP for other in sizes[: len(middles)]], dtype=np.int64)
    wanted = room * room
    for begin in range(0, len(spots), CHUNK):
        some = spots[begin : begin + CHUNK]
        # Axis by axis: sums over an axis of two are slow.
        x, y = (some[:, None, axis] - middles[None, :, axis] for axis in (0, 1))
        fits = (x * x + y * y >= wanted).all(axis=1)
        if fits.any():
            across, down = some[int(fits.argmax())].tolist()
            return across, down
    # Cannot be with steps that reach across all discs; below everything there is always room.
    return 0, int((middles[:, 1] + room).max())


def _spiral(radius: int) -> Whole:
    """Whole steps by distance on the screen, nearest first."""
    # Beyond 160 steps a side coarser ones will do: only large graphs have them, and their discs are large.
    coarse = max(1, radius // 160)
    line = np.arange(-radius, radius + 1, coarse, dtype=np.int64)
    x, y = (side.reshape(-1) for side in np.meshgrid(line, line, indexing="ij"))
    far = (x * FLAT[1]) ** 2 + (y * FLAT[0]) ** 2
    order = np.lexsort((y, x, far))
    steps: Whole = np.stack([x[order], y[order]], axis=1)
    return steps
