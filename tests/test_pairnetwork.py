from __future__ import annotations

import numpy as np
import pytest

from kg.network import Shape, initial, join
from kg.pairnetwork import Asked, PairNetwork, PairShape, PairTrainer, initial_pairs, pooled

SHAPE = PairShape(Shape(rows=20, width=6, dilations=(1, 2), tags=1), hidden=5, facts=(8, 6), classes=(3, 2))


def _network(seed: int = 0) -> PairNetwork:
    rng = np.random.default_rng(seed)
    return PairNetwork(SHAPE, initial_pairs(SHAPE, initial(SHAPE.text, rng), rng))


def _asked(*rows: tuple[int, int, int, int, list[int]]) -> Asked:
    head, tail, left, right = (np.array([row[n] for row in rows], dtype=np.int64) for n in range(4))
    return Asked(head, tail, left, right, np.array([row[4] for row in rows], dtype=np.int32))


def _case() -> tuple[np.ndarray, np.ndarray, Asked, Asked]:
    rng = np.random.default_rng(3)
    ids, keep, (start,) = join([rng.integers(1, 20, (9, 2)).astype(np.int32)])
    pairs = _asked((start, start + 4, start, start + 5, [1, 2]), (start + 7, start + 2, start + 2, start + 8, [3, 0]))
    marks = _asked((start + 4, start + 4, start + 2, start + 7, [5, 1]))
    return ids, keep, pairs, marks


def test_gradients_are_the_slopes_of_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(np, "float32", np.float64)
    net = _network()
    net.vector[:] += np.random.default_rng(5).normal(0, 0.1, len(net.vector))
    trainer = PairTrainer(net, np.random.default_rng(1), dropout=0.0)
    monkeypatch.setattr(trainer.text, "mask", lambda size: np.ones(size))
    ids, keep, pairs, marks = _case()
    weights = [np.random.default_rng(7).normal(size=(2, 3)), np.random.default_rng(8).normal(size=(1, 2))]

    def loss() -> float:
        tapes = trainer.forward(ids, keep, pairs, marks)
        return float(sum((tape.scores * weight).sum() for tape, weight in zip(tapes, weights, strict=True)))

    tapes = trainer.forward(ids, keep, pairs, marks)
    trainer.backward(((pairs, tapes[0], weights[0]), (marks, tapes[1], weights[1])))
    gradient = trainer.gradient.copy()
    nothing = set(range(SHAPE.text.width))  # the row for nothing has no gradient, and so have the rows of no facts
    for name in ("pair_facts", "pair_direct", "mark_facts", "mark_direct"):
        row = net.params[name][0]
        first = (row.__array_interface__["data"][0] - net.vector.__array_interface__["data"][0]) // net.vector.itemsize
        nothing |= set(range(first, first + len(row)))
    for at in np.random.default_rng(2).choice(len(net.vector), 120, replace=False).tolist():
        if at in nothing:
            continue
        step = 1e-6
        net.vector[at] += step
        above = loss()
        net.vector[at] -= 2 * step
        below = loss()
        net.vector[at] += step
        assert gradient[at] == pytest.approx((above - below) / (2 * step), rel=1e-3, abs=1e-5)


def test_rules_speak_directly_to_the_scores() -> None:
    net = _network()
    ids, keep, pairs, marks = _case()
    before, _ = net.scores(ids, keep, pairs, marks)
    net.params["pair_direct"][2, 1] += 4.0
    after, _ = net.scores(ids, keep, pairs, marks)
    assert np.allclose(after - before, [[0, 4, 0], [0, 0, 0]], atol=1e-4)


def test_a_group_is_surer_than_each_of_its_instances() -> None:
    scores = np.array([[0.0], [0.0], [-3.0]], dtype=np.float32)
    total, share = pooled(scores, np.array([0, 0, 1]), np.array([0, 1, 2]), 2)
    assert total[:, 0] == pytest.approx([np.log(2), -3.0], abs=1e-4)
    assert share[:, 0] == pytest.approx([0.5, 0.5, 1.0], abs=1e-4)


def test_one_instance_may_speak_for_several_groups() -> None:
    total, _ = pooled(np.array([[1.5]], dtype=np.float32), np.array([0, 1]), np.array([0, 0]), 2)
    assert total[:, 0] == pytest.approx([1.5, 1.5], abs=1e-4)
