"""A small convolutional network over characters, in numpy. In: rows of feature numbers; out: scores of tags, or gradients.

Characters are embedded by the sum of their features, then each block looks a little farther to both sides (dilations 1, 2, 4 …),
is gated and added to what it saw. Everything is a product of matrices over a whole text at once, which is why it is written here:
on one core thinc's convolutions of the same size read 10,000 characters a second, these 45,000 (both measured), and a recurrent
network of equal accuracy must go character by character.

All parameters are views into one vector, so that an optimiser step, an average or a file is one array.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

DENSE = 0.4  # share of characters from which it is faster to add nothing to the others than to pick
GAP = 16  # rows of padding between two texts; not less than any dilation


@dataclass(frozen=True, slots=True)
class Shape:
    """What a network looks like.

    Attributes:
        rows: rows of the embedding table; row 0 is always zero and stands for "not told".
        width: numbers that describe one character inside the network.
        dilations: distance of the neighbours that each block sees.
        tags: scores for each character.
    """

    rows: int
    width: int
    dilations: tuple[int, ...]
    tags: int

    def sizes(self) -> dict[str, tuple[int, ...]]:
        """The parameters by name, with their shapes, in the order in which they lie in the vector."""
        w = self.width
        sizes: dict[str, tuple[int, ...]] = {"embed": (self.rows, w), "gain": (w,), "bias": (w,)}
        for number, _ in enumerate(self.dilations):
            sizes |= {f"w{number}": (3 * w, 2 * w), f"b{number}": (2 * w,), f"g{number}": (w,), f"h{number}": (w,)}
        return sizes | {"out": (w, self.tags), "out_bias": (self.tags,)}

    def count(self) -> int:
        """How many numbers the vector holds."""
        return sum(int(np.prod(size)) for size in self.sizes().values())


def views_of(sizes: Mapping[str, tuple[int, ...]], vector: Floats) -> dict[str, Floats]:
    """The parameters inside ``vector``, by name, in the order of ``sizes``."""
    found, at = {}, 0
    for name, size in sizes.items():
        length = int(np.prod(size))
        found[name] = vector[at : at + length].reshape(size)
        at += length
    return found


def initial(shape: Shape, rng: np.random.Generator) -> Floats:
    """A vector to begin training with."""
    vector = np.zeros(shape.count(), dtype=np.float32)
    params = views_of(shape.sizes(), vector)
    for name, value in params.items():
        if name == "embed":
            value[1:] = rng.normal(0.0, 0.15, (shape.rows - 1, shape.width))
        elif name in ("gain", *(f"g{n}" for n in range(len(shape.dilations)))):
            value[:] = 1.0
        elif value.ndim == 2:
            value[:] = rng.normal(0.0, 1.0 / np.sqrt(value.shape[0]), value.shape)
    return vector


class Network:
    """A network with its parameters."""

    def __init__(self, shape: Shape, vector: Floats) -> None:
        self.shape = shape
        self.vector = vector
        self.params = views_of(shape.sizes(), vector)

    def encode(self, ids: Ints, keep: Floats | None = None) -> Floats:
        """What the blocks make of the text: one row of ``width`` numbers for each character.

        Args:
            ids (Ints): rows of the embedding table, one row of numbers for each character.
            keep (Floats | None): 1 for characters, 0 for padding, as a column; a single text needs no padding.
        """
        p, width = self.params, self.shape.width
        padding = np.flatnonzero(keep[:, 0] == 0.0) if keep is not None else np.zeros(0, dtype=np.int64)
        x = _embed(p["embed"], ids)
        _norm_in_place(x, p["gain"], p["bias"])
        x[padding] = 0.0
        # All blocks write to the same memory: asking the system for more costs as much as half of the sums.
        wide = np.empty((len(x), 3 * width), dtype=np.float32)
        z = np.empty((len(x), 2 * width), dtype=np.float32)
        value, gate = z[:, :width], z[:, width:]
        for number, dilation in enumerate(self.shape.dilations):
            np.matmul(_around(x, dilation, wide), p[f"w{number}"], out=z)
            bias = p[f"b{number}"]
            value += bias[:width]
            np.subtract(-bias[width:], gate, out=gate)
            with np.errstate(
                over="ignore"
            ):  # a gate that is quite shut: exp is infinite and the value divided by it nothing
                np.exp(gate, out=gate)
            gate += 1.0
            value /= gate
            x += value
            _norm_in_place(x, p[f"g{number}"], p[f"h{number}"])
            x[padding] = 0.0
        return x

    def scores(self, ids: Ints, keep: Floats | None = None) -> Floats:
        """The score of every tag at every character."""
        found: Floats = self.encode(ids, keep) @ self.params["out"] + self.params["out_bias"]
        return found


class Trainer:
    """Gradients of a network. One instance serves one batch after the other.

    Args:
        network (Network): the network; its vector is changed by whoever takes a step, not here.
        rng (np.random.Generator): draws what is dropped.
        dropout (float): share of numbers that are dropped in training.
    """

    def __init__(self, network: Network, rng: np.random.Generator, dropout: float) -> None:
        self.network, self.rng, self.dropout = network, rng, dropout
        self.gradient = np.zeros_like(network.vector)
        self.grads = views_of(network.shape.sizes(), self.gradient)
        self._tape: list[Any] = []

    def encode(self, ids: Ints, keep: Floats) -> Floats:
        """Like ``Network.encode``, with dropout, remembering what ``backward`` needs."""
        p, shape = self.network.params, self.network.shape
        x, normed, scale = _norm(_embed(p["embed"], ids), p["gain"], p["bias"])
        mask = self.mask(x.shape) * keep
        x = x * mask
        self._tape = [(ids, keep, normed, scale, mask)]
        for number, dilation in enumerate(shape.dilations):
            around = _around(x, dilation, np.empty((len(x), 3 * shape.width), dtype=np.float32))
            z = around @ p[f"w{number}"] + p[f"b{number}"]
            value, gate = z[:, : shape.width], _sigmoid(z[:, shape.width :])
            mask = self.mask(x.shape)
            x, normed, scale = _norm(x + value * gate * mask, p[f"g{number}"], p[f"h{number}"])
            x = x * keep
            self._tape.append((around, value, gate, mask, normed, scale))
        return x

    def backward(self, d: Floats) -> None:
        """Adds the gradients of all parameters but the output's, from the gradient of what ``encode`` returned."""
        p, g, shape = self.network.params, self.grads, self.network.shape
        ids, keep, first_normed, first_scale, first_mask = self._tape[0]
        for number in reversed(range(len(shape.dilations))):
            around, value, gate, mask, normed, scale = self._tape[number + 1]
            d = d * keep
            g[f"g{number}"] += (d * normed).sum(0)
            g[f"h{number}"] += d.sum(0)
            d = _norm_back(d * p[f"g{number}"], normed, scale)
            inner = d * mask
            dz = np.concatenate((inner * gate, inner * value * gate * (1 - gate)), axis=1)
            g[f"w{number}"] += around.T @ dz
            g[f"b{number}"] += dz.sum(0)
            d = d + _around_back(dz @ p[f"w{number}"].T, shape.dilations[number])
        d = d * first_mask
        g["gain"] += (d * first_normed).sum(0)
        g["bias"] += d.sum(0)
        d = _norm_back(d * p["gain"], first_normed, first_scale)
        _scatter(g["embed"], ids, d)
        g["embed"][0] = 0.0

    def tag_loss(self, ids: Ints, keep: Floats, gold: Ints) -> float:
        """Mean cross entropy of the tags; adds all gradients. ``gold`` is -1 where nothing is asked."""
        x = self.encode(ids, keep)
        p, g = self.network.params, self.grads
        mask = self.mask(x.shape)
        x = x * mask
        logits = x @ p["out"] + p["out_bias"]
        asked = np.flatnonzero(gold >= 0)
        probable = softmax(logits[asked])
        loss = float(-np.log(probable[np.arange(len(asked)), gold[asked]] + 1e-9).mean())
        probable[np.arange(len(asked)), gold[asked]] -= 1.0
        d = np.zeros_like(logits)
        d[asked] = probable / len(asked)
        g["out"] += x.T @ d
        g["out_bias"] += d.sum(0)
        self.backward((d @ p["out"].T) * mask)
        return loss

    def mask(self, size: tuple[int, ...]) -> Floats:
        """Zeros where numbers are dropped, so much more elsewhere that the mean stays."""
        kept = self.rng.random(size, dtype=np.float32) >= self.dropout
        return kept.astype(np.float32) / np.float32(1.0 - self.dropout)


class Adam:
    """Adam (Kingma and Ba, 2015) with a running average of the parameters, which generalises better than the last ones."""

    def __init__(self, vector: Floats, average: float = 0.999) -> None:
        self.vector, self.average = vector, average
        self.first = np.zeros_like(vector)
        self.second = np.zeros_like(vector)
        self.mean = vector.copy()
        self.steps = 0

    def step(self, gradient: Floats, rate: float, clip: float = 5.0) -> None:
        """Moves the vector against ``gradient`` and clears it."""
        self.steps += 1
        size = float(np.sqrt(np.dot(gradient, gradient)))
        if size > clip:
            gradient *= clip / size
        self.first += 0.1 * (gradient - self.first)
        self.second += 0.001 * (np.square(gradient) - self.second)
        first = 1 - 0.9**self.steps
        second = 1 - 0.999**self.steps
        self.vector -= (rate / first) * self.first / (np.sqrt(self.second / second) + 1e-8)
        decay = min(self.average, (1 + self.steps) / (10 + self.steps))
        self.mean += (1 - decay) * (self.vector - self.mean)
        gradient[:] = 0.0


def join(texts: Sequence[Ints]) -> tuple[Ints, Floats, list[int]]:
    """Several texts as one, with padding between them; also the mask of padding and where each begins.

    Args:
        texts (Sequence[Ints]): rows of feature numbers, one row for each character.
    """
    starts: list[int] = []
    at = GAP
    for text in texts:
        starts.append(at)
        at += len(text) + GAP
    ids = np.zeros((at, texts[0].shape[1] if texts else 1), dtype=np.int32)
    keep = np.zeros((at, 1), dtype=np.float32)
    for start, text in zip(starts, texts, strict=True):
        ids[start : start + len(text)] = text
        keep[start : start + len(text)] = 1.0
    return ids, keep, starts


def softmax(scores: Floats) -> Floats:
    """Probabilities from scores, along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    probable: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return probable


def _sigmoid(x: Floats) -> Floats:
    found: Floats = np.reciprocal(np.float32(1.0) + np.exp(-x))
    return found


def _embed(table: Floats, ids: Ints) -> Floats:
    """The sum of the rows of each character; columns that mostly tell nothing add only where they do."""
    x = table[ids[:, 0]]
    told = ids != 0
    for column, share in enumerate(told.mean(axis=0)):
        if column and share > DENSE:
            x += table[ids[:, column]]
        elif column:
            at = np.flatnonzero(told[:, column])
            x[at] += table[ids[at, column]]
    return x


def _around(x: Floats, dilation: int, wide: Floats) -> Floats:
    """Each row beside the rows ``dilation`` before and behind it, written to ``wide``, of which all is written."""
    width = x.shape[1]
    wide[:dilation, :width] = 0.0
    wide[dilation:, :width] = x[:-dilation]
    wide[:, width : 2 * width] = x
    wide[:-dilation, 2 * width :] = x[dilation:]
    wide[-dilation:, 2 * width :] = 0.0
    return wide


def _around_back(d: Floats, dilation: int) -> Floats:
    width = d.shape[1] // 3
    found = d[:, width : 2 * width].copy()
    found[:-dilation] += d[dilation:, :width]
    found[dilation:] += d[:-dilation, 2 * width :]
    return found


def _norm(x: Floats, gain: Floats, bias: Floats) -> tuple[Floats, Floats, Floats]:
    """Layer normalisation (Ba, Kiros and Hinton, 2016); also what its derivative needs."""
    centred = x - x.mean(axis=1, keepdims=True)
    scale: Floats = 1.0 / np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(1e-5))
    normed = centred * scale
    return normed * gain + bias, normed, scale


def _norm_in_place(x: Floats, gain: Floats, bias: Floats) -> None:
    """``_norm`` without what its derivative needs."""
    x -= x @ np.full((x.shape[1], 1), 1.0 / x.shape[1], dtype=np.float32)  # four times as fast as mean()
    variance = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[1])
    x *= (1.0 / np.sqrt(variance + np.float32(1e-5)))[:, None]
    x *= gain
    x += bias


def _norm_back(d: Floats, normed: Floats, scale: Floats) -> Floats:
    found: Floats = scale * (d - d.mean(axis=1, keepdims=True) - normed * (d * normed).mean(axis=1, keepdims=True))
    return found


def _scatter(table: Floats, ids: Ints, d: Floats) -> None:
    """Adds each row of ``d`` to the rows of ``table`` that it was summed from."""
    flat = ids.ravel()
    order = np.argsort(flat, kind="stable")
    ordered = flat[order]
    firsts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    table[ordered[firsts]] += np.add.reduceat(d[order // ids.shape[1]], firsts, axis=0)
