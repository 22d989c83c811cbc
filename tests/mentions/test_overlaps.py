"""Overlaps are settled in one place."""

from __future__ import annotations

import itertools

from kg.mentions.overlaps import settle
from kg.model import EntityType, Mention


def _mention(start: int, end: int, kind: EntityType = EntityType.PARK, score: float = 0.6) -> Mention:
    return Mention(start, end, "x" * (end - start), kind, "test", score)


def test_longer_name_wins_over_the_name_inside_it() -> None:
    assert settle([_mention(2, 5), _mention(0, 8)]) == [_mention(0, 8)]


def test_more_trusted_type_wins_over_the_same_stretch() -> None:
    trusted = _mention(0, 4, EntityType.REGION, 0.9)
    assert settle([_mention(0, 4), trusted]) == [trusted]


def test_names_side_by_side_both_stay() -> None:
    assert settle([_mention(4, 8), _mention(0, 4)]) == [_mention(0, 4), _mention(4, 8)]


def test_order_of_candidates_does_not_matter() -> None:
    candidates = [_mention(0, 4), _mention(2, 7), _mention(6, 9, EntityType.EVENT), _mention(1, 3, EntityType.REGION)]
    outcomes = {tuple(settle(order)) for order in itertools.permutations(candidates)}
    assert len(outcomes) == 1
