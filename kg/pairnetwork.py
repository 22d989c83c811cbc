"""Scores pairs of marks in a text. In: rows of feature numbers, places of marks; out: scores of relations and states, or gradients.

The characters of all sentences run through the convolutions of ``kg.network``. A pair is then judged by what stands at its two ends, by the
sum of what stands between them (a sum of rectified numbers: a word that tells a relation counts wherever it stands), and by facts
about the pair such as distance, types and the rules that already relate it. Rules also speak directly to the scores, so that a
trusted rule need not be learnt through the hidden layer. A mark alone is judged for its states in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.network import Floats, Ints, Network, Shape, Trainer, views_of

Places = NDArray[np.int64]
SPAN_SCALE = np.float32(0.1)  # sums over a sentence are some ten times as large as single rows


@dataclass(frozen=True, slots=True)
class PairShape:
    """What a network of pairs looks like.

    Attributes:
        text: the convolutions; its tags are not used.
        hidden: numbers that describe a pair.
        facts: rows of facts; row 0 says nothing.
        classes: scores of a pair, or of a mark: relations, states.
    """

    text: Shape
    hidden: int
    facts: tuple[int, int]
    classes: tuple[int, int]

    def sizes(self) -> dict[str, tuple[int, ...]]:
        """The parameters behind those of the text, with their shapes."""
        w, h = self.text.width, self.hidden
        sizes: dict[str, tuple[int, ...]] = {"span": (w, w), "span_bias": (w,)}
        for name, facts, classes in zip(("pair", "mark"), self.facts, self.classes, strict=True):
            sizes |= {
                f"{name}_head": (w, h),
                f"{name}_tail": (w, h),
                f"{name}_span": (w, h),
                f"{name}_facts": (facts, h),
                f"{name}_bias": (h,),
                f"{name}_out": (h, classes),
                f"{name}_out_bias": (classes,),
                f"{name}_direct": (facts, classes),
            }
        return sizes

    def count(self) -> int:
        """How many numbers the vector holds."""
        return self.text.count() + sum(int(np.prod(size)) for size in self.sizes().values())


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be judged.

    Attributes:
        head, tail: row of the text at which each end stands; the same for a mark alone.
        left, right: the stretch of the text that is summed up, right exclusive.
        facts: rows of facts of each, 0 for none.
    """

    head: Places
    tail: Places
    left: Places
    right: Places
    facts: Ints


class PairNetwork:
    """A network of pairs with its parameters."""

    def __init__(self, shape: PairShape, vector: Floats) -> None:
        self.shape, self.vector = shape, vector
        size = shape.text.count()
        self.text = Network(shape.text, vector[:size])
        self.params = views_of(shape.sizes(), vector[size:])

    def scores(self, ids: Ints, keep: Floats, pairs: Asked, marks: Asked) -> tuple[Floats, Floats]:
        """Scores of the classes of each pair and of each mark."""
        x = self.text.encode(ids, keep)
        sums, _ = _sums(x, keep, self.params)
        found = [_forward(x, sums, asked, name, self.params) for name, asked in (("pair", pairs), ("mark", marks))]
        return found[0].scores, found[1].scores


@dataclass(slots=True)
class _Tape:
    hidden: Floats
    mask: Floats
    span: Floats
    scores: Floats


class PairTrainer:
    """Gradients of a network of pairs."""

    def __init__(self, network: PairNetwork, rng: np.random.Generator, dropout: float) -> None:
        self.network, self.rng, self.dropout = network, rng, dropout
        size = network.shape.text.count()
        self.gradient = np.zeros_like(network.vector)
        self.text = Trainer(network.text, rng, dropout, self.gradient[:size])
        self.grads = views_of(network.shape.sizes(), self.gradient[size:])
        self._state: tuple[Floats, Floats, Floats, Floats] | None = None

    def forward(self, ids: Ints, keep: Floats, pairs: Asked, marks: Asked) -> tuple[_Tape, _Tape]:
        """Scores with dropout, and what ``backward`` needs."""
        p = self.network.params
        x = self.text.encode(ids, keep)
        sums, raw = _sums(x, keep, p)
        self._state = (x, keep, sums, raw)
        tapes = []
        for name, asked in (("pair", pairs), ("mark", marks)):
            mask = self.text.mask((len(asked.head), self.network.shape.hidden))
            tapes.append(_forward(x, sums, asked, name, p, mask))
        return tapes[0], tapes[1]

    def backward(self, both: tuple[tuple[Asked, _Tape, Floats], ...]) -> None:
        """Adds all gradients from the gradients of the scores of pairs and of marks."""
        if self._state is None:
            raise RuntimeError("backward before forward")
        (x, keep, sums, raw), p, g = self._state, self.network.params, self.grads
        dx = np.zeros_like(x)
        dsums = np.zeros((len(sums), x.shape[1]), dtype=np.float32)
        for name, (asked, tape, d) in zip(("pair", "mark"), both, strict=True):
            g[f"{name}_out"] += (tape.hidden * tape.mask).T @ d
            g[f"{name}_out_bias"] += d.sum(0)
            _add_rows(g[f"{name}_direct"], asked.facts, d)
            dh = (d @ p[f"{name}_out"].T) * tape.mask * (tape.hidden > 0)
            for end, places in (("head", asked.head), ("tail", asked.tail)):
                g[f"{name}_{end}"] += x[places].T @ dh
                np.add.at(dx, places, dh @ p[f"{name}_{end}"].T)
            g[f"{name}_span"] += tape.span.T @ dh
            g[f"{name}_bias"] += dh.sum(0)
            _add_rows(g[f"{name}_facts"], asked.facts, dh)
            dspan = SPAN_SCALE * (dh @ p[f"{name}_span"].T)
            np.add.at(dsums, asked.right, dspan)
            np.subtract.at(dsums, asked.left, dspan)
        draw = dsums[::-1].cumsum(0)[::-1][1:] * keep * (raw > 0)
        g["span"] += x.T @ draw
        g["span_bias"] += draw.sum(0)
        dx += draw @ p["span"].T
        self.text.backward(dx)


def initial_pairs(shape: PairShape, text: Floats, rng: np.random.Generator) -> Floats:
    """A vector to begin training with; ``text`` is that of the convolutions."""
    vector = np.zeros(shape.count(), dtype=np.float32)
    vector[: len(text)] = text
    for name, value in views_of(shape.sizes(), vector[len(text) :]).items():
        if name.endswith("_facts"):
            value[1:] = rng.normal(0.0, 0.05, (value.shape[0] - 1, value.shape[1]))
        elif name.endswith("_out_bias"):
            value[:] = -2.0
        elif value.ndim == 2 and not name.endswith("_direct"):
            value[:] = rng.normal(0.0, 1.0 / np.sqrt(value.shape[0]), value.shape)
    return vector


def pooled(scores: Floats, group: Places, instance: Places, count: int) -> tuple[Floats, Floats]:
    """The score of each group from those of its instances (logarithm of the sum of powers), and the share of each link in it.

    Args:
        scores (Floats): scores of instances.
        group (Places): for each link its group.
        instance (Places): for each link its instance.
        count (int): number of groups.
    """
    linked = scores[instance]
    highest = np.full((count, scores.shape[1]), -1e9, dtype=np.float32)
    np.maximum.at(highest, group, linked)
    powers = np.exp(linked - highest[group])
    total = np.zeros_like(highest)
    np.add.at(total, group, powers)
    return highest + np.log(total + np.float32(1e-9)), powers / (total[group] + np.float32(1e-9))


def _sums(x: Floats, keep: Floats, p: dict[str, Floats]) -> tuple[Floats, Floats]:
    """Running sums over the text of its rectified rows, with a row of zeros before, and the rows before rectifying."""
    raw = x @ p["span"] + p["span_bias"]
    rows = np.maximum(raw, 0) * keep
    sums = np.zeros((len(x) + 1, x.shape[1]), dtype=np.float64)  # single precision drifts over long texts
    np.cumsum(rows, axis=0, dtype=np.float64, out=sums[1:])
    return sums, raw  # type: ignore[return-value]  # the sums alone are in double precision


def _forward(
    x: Floats, sums: Floats, asked: Asked, name: str, p: dict[str, Floats], mask: Floats | None = None
) -> _Tape:
    span = SPAN_SCALE * (sums[asked.right] - sums[asked.left]).astype(np.float32)
    hidden: Floats = np.repeat(p[f"{name}_bias"][None], len(asked.head), axis=0)
    for part, end in ((x[asked.head], "head"), (x[asked.tail], "tail"), (span, "span")):
        hidden += part @ p[f"{name}_{end}"]
    direct: Floats = p[f"{name}_direct"][asked.facts[:, 0]]
    for column in range(asked.facts.shape[1]):
        hidden += p[f"{name}_facts"][asked.facts[:, column]]
        if column:
            direct += p[f"{name}_direct"][asked.facts[:, column]]
    np.maximum(hidden, 0, out=hidden)
    kept: Floats = np.ones((1, 1), dtype=np.float32) if mask is None else mask
    direct += p[f"{name}_out_bias"]
    direct += (hidden * kept) @ p[f"{name}_out"]
    return _Tape(hidden, kept, span, direct)


def _add_rows(table: Floats, rows: Ints, d: Floats) -> None:
    for column in range(rows.shape[1]):
        np.add.at(table, rows[:, column], d)
    table[0] = 0.0
