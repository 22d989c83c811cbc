"""Where the core stands in the first picture. In: the graph and its core; out: whole-number x and y for each entity of it.

The core is laid out by communities and forces with room for its labels. Who is drawn later gathers around whom it came with
(script/spots.js); where everybody stands on the map of the whole is the matter of overview.py.

Same input, same bytes, on any machine: communities are found in whole numbers, the forces use only + - * / and square
root and add along the first axis (networkx.spring_layout goes through BLAS, whose last bits differ between processors),
and every result is rounded.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.explorer.communities import find_communities
from kg.explorer.contract import entities

Points = NDArray[np.float64]
Position = tuple[int, int]

STEPS = 240
PULL = 0.5  # toward the middle; keeps parts without links from drifting off
REACH = 150.0  # wished distance of neighbours, in canvas units
CHARACTER = 30  # width of a label character at the scale of the first view
ASPECT, SLACK = 1.15, 1.7  # width over height of the first view; its area over that of the boxes in it
LABEL_LIMIT = 10  # characters of a label that get room
ROW = 96  # height of a node with its label at that scale
GOLDEN = math.pi * (3 - math.sqrt(5))


def place(graph: nx.MultiDiGraph[str], core: Sequence[str]) -> dict[str, Position]:
    """A position for every entity of the core, in its order."""
    known = entities(graph)
    index = {key: number for number, key in enumerate(core)}
    near: list[dict[int, int]] = [{} for _ in core]
    for a, b in graph.subgraph(core).edges():
        if a != b:
            near[index[a]][index[b]] = near[index[b]][index[a]] = 1
    communities = find_communities(near)
    links = np.array(
        [(a, b) for a, others in enumerate(near) for b in sorted(others) if a < b], dtype=np.int64
    ).reshape(-1, 2)
    points = _attract(_start(communities), links, communities)
    lengths = [min(len(known[key].name), LABEL_LIMIT) for key in core]
    widths = np.array([CHARACTER * length + CHARACTER for length in lengths], dtype=np.float64)
    points = _separate(_scale(points, float(widths.sum()) * ROW), widths)
    return {key: (round(float(points[i, 0])), round(float(points[i, 1]))) for key, i in index.items()}


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
