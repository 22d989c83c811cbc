from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mentions.decoding import decode
from kg.mentions.features import TAGS, TYPES, tag
from kg.model import EntityType


def _sure(tags: list[int]) -> np.ndarray:
    return np.eye(TAGS, dtype=np.float32)[tags]


def test_tags_become_names() -> None:
    park, region = EntityType.PARK, EntityType.REGION
    tags = [0, tag(park, True, False), tag(park, False, False), tag(park, False, True), tag(region, True, True), 0]
    assert [(a, b, kind) for a, b, kind, _ in decode(_sure(tags))] == [(1, 4, park), (4, 5, region)]


def test_an_open_name_is_closed_by_the_best_legal_tags() -> None:
    park = EntityType.PARK
    probable = _sure([tag(park, True, False), tag(park, False, False), 0]) * 0.9 + 0.1 / TAGS
    probable[1, tag(park, False, True)] += 0.05
    assert [(a, b) for a, b, _, _ in decode(probable)] == [(0, 2)]


def test_trust_is_the_mean_probability_of_the_tags() -> None:
    probable = np.full((1, TAGS), 0.2 / (TAGS - 1), dtype=np.float32)
    probable[0, tag(EntityType.PARK, True, True)] = 0.8
    ((_, _, _, trust),) = decode(probable)
    assert trust == pytest.approx(0.8, rel=1e-4)


def test_nothing_certain_is_no_name() -> None:
    assert list(decode(_sure([0, 0, 0]))) == []
    assert list(decode(np.zeros((0, TAGS), dtype=np.float32))) == []


def _legal(tags: tuple[int, ...]) -> bool:
    kind = -1
    for one in tags:
        place = (one - 1) % 4 if one else -1
        if kind < 0 and place in (1, 2):
            return False
        if kind >= 0 and (one == 0 or place in (0, 3) or (one - 1) // 4 != kind):
            return False
        kind = (one - 1) // 4 if place in (0, 1) else -1
    return kind < 0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=4))
def test_no_legal_sequence_is_better_than_the_one_found(seeds: list[int]) -> None:
    """Against trying all sequences of the tags of two types."""
    used = [0, *range(1, 9)]
    probable = np.full((len(seeds), TAGS), 1e-9, dtype=np.float32)
    for at, seed in enumerate(seeds):
        probable[at, used] = np.random.default_rng(seed).dirichlet(np.ones(9)).astype(np.float32)
    logs = np.log(probable + 1e-9)
    best = max(
        float(sum(logs[at, one] for at, one in enumerate(tags)))
        for tags in product(used, repeat=len(seeds))
        if _legal(tags)
    )
    row = [0] * len(seeds)
    for start, end, kind, _ in decode(probable):
        for at in range(start, end):
            row[at] = tag(kind, at == start, at == end - 1)
    assert sum(logs[at, one] for at, one in enumerate(row)) == pytest.approx(best, abs=1e-3)
    assert set(TYPES) == set(EntityType)
