"""Reads names off the tags. In: the probability of every tag at every character; out: names that do not overlap, with their trust.

The best sequence is found (Viterbi) only where something may be a name; the stretches are searched side by side, so that a text costs as many
steps as its longest name, not as it has characters. Which tag may follow which is fixed, so a step needs no table of transitions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.mentions.features import INDEX, TYPES, strokes
from kg.model import EntityType

Floats = NDArray[np.float32]

CERTAIN = 0.995  # probability of "outside" from which a character surely ends a stretch
KINDS = len(TYPES)
BEGIN, INSIDE, END, SINGLE = (slice(1 + place, None, 4) for place in range(4))


def decode(probable: Floats, logs: Floats | None = None) -> Iterator[tuple[int, int, EntityType, float]]:
    """Start, end, type and trust of each name, in text order.

    Args:
        probable (NDArray): the probability of every tag at every character.
        logs (NDArray | None): ``logarithms`` of them, where these are at hand.
    """
    stretches = _stretches(probable[:, 0])
    if not stretches:
        return
    logs = logarithms(probable) if logs is None else logs
    starts = [start for start, _ in stretches]
    names = [name for start, tags in zip(starts, _best(logs, stretches), strict=True) for name in _names(start, tags)]
    for (start, end, kind), trust in zip(names, trusts(logs, names), strict=True):
        yield start, end, kind, trust


def logarithms(probable: Floats) -> Floats:
    """The logarithm of each probability; of zero a very small one."""
    found: Floats = np.log(probable + np.float32(1e-9))
    return found


def trusts(logs: Floats, names: Sequence[tuple[int, int, EntityType]]) -> list[float]:
    """How far the model trusts each of several names: the geometric mean of the probabilities of its tags, 0 to 1."""
    if not names:
        return []
    spans = np.array([(start, end, 1 + 4 * INDEX[kind]) for start, end, kind in names], dtype=np.int32)
    starts, ends, begins = spans.T
    at, tags = strokes(starts, ends, begins[:, None] + np.arange(4, dtype=np.int32))
    lengths = ends - starts
    means = np.add.reduceat(logs[at, tags].astype(np.float64), np.cumsum(lengths) - lengths) / lengths
    found: list[float] = np.exp(means).tolist()
    return found


def _stretches(outside: Floats) -> list[tuple[int, int]]:
    """Where something may be a name."""
    open_ = np.concatenate(([False], outside < CERTAIN, [False]))
    edges = np.flatnonzero(open_[1:] != open_[:-1])
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _best(logs: Floats, stretches: list[tuple[int, int]]) -> list[NDArray[np.int64]]:
    """The best legal tags of each stretch."""
    order = sorted(range(len(stretches)), key=lambda n: stretches[n][0] - stretches[n][1])
    starts = np.array([stretches[n][0] for n in order])
    lengths = np.array([stretches[n][1] - stretches[n][0] for n in order])
    longest = int(lengths[0])
    count = len(order)
    # state 0: nothing is open; state 1+k: a name of type k is open
    score = np.full((count, 1 + KINDS), -np.inf, dtype=np.float32)
    score[:, 0] = 0.0
    closed_by = np.zeros((longest, count), dtype=np.int64)  # the tag that led to "nothing is open"
    stayed = np.zeros((longest, count, KINDS), dtype=bool)  # whether an open name was open before
    for step in range(longest):
        alive = int(np.searchsorted(-lengths, -step))  # stretches that are longer than the step
        log = logs[starts[:alive] + step]
        free, opened = score[:alive, :1], score[:alive, 1:]
        ended = np.concatenate((free + log[:, :1], opened + log[:, END], free + log[:, SINGLE]), axis=1)
        choice = ended.argmax(axis=1)
        goes_on, begins = opened + log[:, INSIDE], free + log[:, BEGIN]
        stayed[step, :alive] = goes_on > begins
        score[:alive, 1:] = np.maximum(goes_on, begins)
        score[:alive, 0] = ended[np.arange(alive), choice]
        closed_by[step, :alive] = choice
    found: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)] * count
    for row, original in enumerate(order):
        found[original] = _trace(closed_by[:, row], stayed[:, row], int(lengths[row]))
    return found


def _trace(closed_by: NDArray[np.int64], stayed: NDArray[np.bool_], length: int) -> NDArray[np.int64]:
    tags, choices = np.zeros(length, dtype=np.int64), closed_by[:length].tolist()
    kind = -1  # type of the name that is open behind the step, -1 for none
    for step in range(length - 1, -1, -1):
        if kind >= 0:
            inside = stayed[step, kind]
            tags[step] = 1 + 4 * kind + (1 if inside else 0)
            kind = kind if inside else -1
            continue
        choice = choices[step]
        if 1 <= choice <= KINDS:
            kind = choice - 1
            tags[step] = 1 + 4 * kind + 2
        elif choice > KINDS:
            tags[step] = 1 + 4 * (choice - 1 - KINDS) + 3
    return tags


def _names(start: int, tags: NDArray[np.int64]) -> Iterator[tuple[int, int, EntityType]]:
    begin = 0
    for at, tag in enumerate(tags.tolist()):
        if tag == 0:
            continue
        kind, place = divmod(tag - 1, 4)
        if place in (0, 3):
            begin = at
        if place in (2, 3):
            yield start + begin, start + at + 1, TYPES[kind]
