from __future__ import annotations

import numpy as np
import pytest

from kg import network
from kg.network import Adam, Network, Shape, Trainer, initial, join

SHAPE = Shape(rows=20, width=6, dilations=(1, 2), tags=4)


def _texts() -> list[network.Ints]:
    rng = np.random.default_rng(3)
    return [rng.integers(1, 20, (length, 3)).astype(np.int32) for length in (7, 5)]


def test_gradients_are_the_slopes_of_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    # differences of the loss drown in single precision
    monkeypatch.setattr(np, "float32", np.float64)
    vector = initial(SHAPE, np.random.default_rng(0))
    trainer = Trainer(Network(SHAPE, vector), np.random.default_rng(1), dropout=0.0)
    monkeypatch.setattr(trainer, "mask", lambda size: np.ones(size))
    ids, keep, starts = join(_texts())
    gold = np.full(len(ids), -1, dtype=np.int32)
    gold[starts[0] : starts[0] + 7] = [0, 1, 2, 3, 0, 1, 2]
    gold[starts[1] : starts[1] + 5] = [3, 3, 0, 0, 1]
    trainer.tag_loss(ids, keep, gold)
    gradient = trainer.gradient.copy()
    for at in np.random.default_rng(2).choice(np.arange(SHAPE.width, len(vector)), 60, replace=False):
        step = 1e-5
        vector[at] += step
        above = trainer.tag_loss(ids, keep, gold)
        vector[at] -= 2 * step
        below = trainer.tag_loss(ids, keep, gold)
        vector[at] += step
        assert gradient[at] == pytest.approx((above - below) / (2 * step), rel=1e-3, abs=1e-6)


def test_a_text_reads_the_same_beside_others() -> None:
    net = Network(SHAPE, initial(SHAPE, np.random.default_rng(0)))
    first, second = _texts()
    ids, keep, starts = join([first, second])
    alone, mask, (start,) = join([second])
    beside = net.scores(ids, keep)[starts[1] : starts[1] + len(second)]
    assert np.allclose(beside, net.scores(alone, mask)[start : start + len(second)], atol=1e-5)


def test_training_learns_a_tag_from_its_neighbour() -> None:
    rng = np.random.default_rng(0)
    net = Network(SHAPE, initial(SHAPE, rng))
    trainer, adam = Trainer(net, rng, dropout=0.1), Adam(net.vector)
    for _ in range(200):
        text = rng.integers(1, 20, (30, 1)).astype(np.int32)
        ids, keep, (start,) = join([text])
        gold = np.full(len(ids), -1, dtype=np.int32)
        gold[start] = 0
        gold[start + 1 : start + 30] = text[:-1, 0] % 2  # what the character before says
        loss = trainer.tag_loss(ids, keep, gold)
        adam.step(trainer.gradient, 1e-2)
    assert loss < 0.35


def test_the_row_for_nothing_stays_zero() -> None:
    net = Network(SHAPE, initial(SHAPE, np.random.default_rng(0)))
    trainer, adam = Trainer(net, np.random.default_rng(0), dropout=0.1), Adam(net.vector)
    ids, keep, _ = join([np.zeros((4, 3), dtype=np.int32)])
    trainer.tag_loss(ids, keep, np.where(keep[:, 0] > 0, 1, -1).astype(np.int32))
    adam.step(trainer.gradient, 1e-2)
    assert not net.params["embed"][0].any()


def test_no_text_is_no_loss_of_shape() -> None:
    ids, keep, starts = join([])
    assert ids.shape == (network.GAP, 1) and keep.shape == (network.GAP, 1) and starts == []
