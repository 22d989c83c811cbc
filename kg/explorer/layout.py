"""Where every entity stands. In: the graph, weights, core; out: whole-number x and y for each entity.

The core is laid out by communities and forces with room for its labels; every other entity then takes the free place
nearest to its neighbours, so that the picture does not move when it is drawn later.

Same input, same bytes, on any machine: Louvain sees integers and a fixed seed, the forces use only + - * / and square
root and add along the first axis (networkx.spring_layout goes through BLAS, whose last bits differ between processors),
and every result is rounded.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.explorer.contract import entities

Points = NDArray[np.float64]
Position = tuple[int, int]

SEED = 20
STEPS = 240
PULL = 0.5  # toward the middle; keeps parts without links from drifting off
REACH = 150.0  # wished distance of neighbours, in canvas units
CHARACTER = 30  # width of a label character at the scale of the first view
ASPECT, SLACK = 1.15, 1.7  # width over height of the first view; its area over that of the boxes in it
LABEL_LIMIT = 10  # characters of a label that get room
ROW = 96  # height of a node with its label at that scale
CELL_X, CELL_Y = 120, 60  # grid for the entities outside the core: a label at scale 1
GOLDEN = math.pi * (3 - math.sqrt(5))


def place(graph: nx.MultiDiGraph[str], weights: dict[str, int], core: Sequence[str]) -> dict[str, Position]:
    """A position for every node of the graph; keys in the order of the graph."""
    names = {key: entity.name for key, entity in entities(graph).items()}
    ties = _ties(graph)
    placed = _place_core(core, [len(names[key]) for key in core], ties)
    _fill(placed, [key for key in sorted(graph.nodes, key=lambda key: (-weights[key], key)) if key not in placed], ties)
    return {key: placed[key] for key in graph.nodes}


def _ties(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, int]]:
    """Undirected neighbours with the number of facts between them, no loops."""
    ties: dict[str, dict[str, int]] = {key: {} for key in graph.nodes}
    for subject, target in graph.edges():
        if subject != target:
            ties[subject][target] = ties[subject].get(target, 0) + 1
            ties[target][subject] = ties[target].get(subject, 0) + 1
    return ties


def _place_core(core: Sequence[str], lengths: Sequence[int], ties: dict[str, dict[str, int]]) -> dict[str, Position]:
    index = {key: number for number, key in enumerate(core)}
    links = np.array(
        [(index[a], index[b]) for a in core for b in ties[a] if b in index and index[a] < index[b]], dtype=np.int64
    ).reshape(-1, 2)
    communities = _communities(len(core), links)
    points = _attract(_start(communities), links, communities)
    widths = np.array([CHARACTER * min(length, LABEL_LIMIT) + CHARACTER for length in lengths], dtype=np.float64)
    points = _separate(_scale(points, float(widths.sum()) * ROW), widths)
    return {key: (round(float(points[i, 0])), round(float(points[i, 1]))) for key, i in index.items()}


def _communities(count: int, links: NDArray[np.int64]) -> list[list[int]]:
    """Louvain communities, the largest first."""
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(count))
    network.add_edges_from(links.tolist())
    found = nx.community.louvain_communities(network, seed=SEED, resolution=1.2) if count else []
    return sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))


def _start(communities: list[list[int]]) -> Points:
    """Each community a disc, the discs on a spiral, the largest in the middle."""
    points = np.zeros((sum(map(len, communities)), 2))
    used = 0
    for members in communities:
        angle, radius = used * 0.35, REACH * math.sqrt(used) * 0.9
        middle = (radius * math.cos(angle), radius * math.sin(angle))
        for order, member in enumerate(members):
            step = REACH * 0.5 * math.sqrt(order)
            # Whole numbers: the sine of two C libraries may differ in the last bit.
            points[member, 0] = round(middle[0] + step * math.cos(order * GOLDEN))
            points[member, 1] = round(middle[1] + step * math.sin(order * GOLDEN))
        used += len(members)
    return points


def _attract(points: Points, links: NDArray[np.int64], communities: list[list[int]]) -> Points:
    """Fruchterman and Reingold's forces with a pull to the middle; links between communities pull less."""
    count = len(points)
    if count < 2:
        return points
    degree = np.bincount(links.reshape(-1), minlength=count).astype(np.float64) + 1.0
    home = np.zeros(count, dtype=np.int64)
    for number, members in enumerate(communities):
        home[members] = number
    strength = np.where(home[links[:, 0]] == home[links[:, 1]], 1.6, 0.12)
    mass = np.sqrt(degree)
    for step in range(STEPS):
        away = points[None, :, :] - points[:, None, :]
        square = away[:, :, 0] * away[:, :, 0] + away[:, :, 1] * away[:, :, 1] + 1.0
        push = (away * (mass[:, None] * mass[None, :] * REACH * REACH / square)[:, :, None]).sum(axis=0)
        pull = np.zeros_like(points)
        gap = points[links[:, 1]] - points[links[:, 0]]
        length = np.sqrt(gap[:, 0] * gap[:, 0] + gap[:, 1] * gap[:, 1])
        force = gap * (length * strength / REACH)[:, None]
        np.add.at(pull, links[:, 0], force)
        np.add.at(pull, links[:, 1], -force)
        total = push + pull - points * (PULL * mass)[:, None]
        size = np.sqrt(total[:, 0] * total[:, 0] + total[:, 1] * total[:, 1]) + 1e-9
        limit = REACH * 1.5 * (1.0 - step / STEPS) + 1.0
        points = points + total / size[:, None] * np.minimum(size, limit)[:, None]
    return points


def _scale(points: Points, room: float) -> Points:
    """Stretches the picture to the shape of a screen and to the room that its boxes need."""
    if len(points) < 2:
        return points
    low, high = points.min(axis=0), points.max(axis=0)
    height = math.sqrt(room * SLACK / ASPECT)
    wished = np.array([height * ASPECT, height])
    scaled: Points = (points - (low + high) / 2) / np.maximum(high - low, 1.0) * wished
    return scaled


def _separate(points: Points, widths: Points, rounds: int = 160) -> Points:
    """Pushes boxes of node and label apart along the axis where they overlap least."""
    count = len(points)
    wide = (widths[:, None] + widths[None, :]) / 2
    # Two nodes on one spot would never part; a fixed order parts them.
    order = np.sign(np.arange(count)[None, :] - np.arange(count)[:, None]).astype(np.float64)
    for _ in range(rounds):
        dx = points[None, :, 0] - points[:, None, 0]
        dy = points[None, :, 1] - points[:, None, 1]
        over_x, over_y = wide - np.abs(dx), ROW - np.abs(dy)
        clash = (over_x > 0) & (over_y > 0) & (order != 0)
        if not clash.any():
            break
        sideways = clash & (over_x < over_y)
        upright = clash & ~sideways
        toward_x = np.where(dx == 0, order, np.sign(dx))
        toward_y = np.where(dy == 0, order, np.sign(dy))
        points = points + np.stack(
            [
                (toward_x * over_x * sideways).sum(axis=0) * 0.3,
                (toward_y * over_y * upright).sum(axis=0) * 0.3,
            ],
            axis=1,
        )
    return points


def _fill(placed: dict[str, Position], waiting: list[str], ties: dict[str, dict[str, int]]) -> None:
    """Gives every waiting entity the free cell nearest to the middle of its neighbours; writes into ``placed``."""
    grid = _Grid(placed.values())
    while waiting:
        later = []
        for key in waiting:
            near = [placed[other] for other in ties[key] if other in placed]
            if not near:
                later.append(key)
                continue
            placed[key] = grid.take(sum(x for x, _ in near) // len(near), sum(y for _, y in near) // len(near))
        if len(later) == len(waiting):
            # Nothing of it hangs on the core: its heaviest starts a settlement on the rim, its neighbours follow.
            first = later.pop(0)
            placed[first] = grid.take(*grid.rim())
        waiting = later


class _Grid:
    """Cells of one label each; remembers per middle how far it has been searched, so that hubs stay cheap."""

    def __init__(self, taken: Iterable[Position]) -> None:
        self._taken: set[Position] = set()
        self._reach: dict[Position, int] = defaultdict(int)
        self._offsets = _spiral(48)
        for x, y in taken:
            column, row = x // CELL_X, y // CELL_Y
            self._taken.update((column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))

    def rim(self) -> Position:
        """A point below everything that stands."""
        return 0, (max((row for _, row in self._taken), default=0) + 3) * CELL_Y

    def take(self, x: int, y: int) -> Position:
        """Occupies the free cell nearest to a point and returns its middle."""
        middle = (x // CELL_X, y // CELL_Y)
        turn = 0
        while True:
            for number in range(self._reach[middle], len(self._offsets)):
                dx, dy = self._offsets[number]
                cell = (middle[0] + dx, middle[1] + dy)
                if cell not in self._taken:
                    self._taken.add(cell)
                    self._reach[middle] = number + 1
                    return cell[0] * CELL_X + CELL_X // 2, cell[1] * CELL_Y + CELL_Y // 2
            turn += 1
            middle = (middle[0], middle[1] + 97 * turn)


def _spiral(radius: int) -> list[Position]:
    """Cell offsets by distance on the screen, nearest first."""
    wide = [(dx, dy) for dx in range(-radius, radius + 1) for dy in range(-radius * 2, radius * 2 + 1)]
    return sorted(wide, key=lambda cell: ((cell[0] * CELL_X) ** 2 + (cell[1] * CELL_Y) ** 2, cell))
