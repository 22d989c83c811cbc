"""Overlaps are settled in one place."""

from __future__ import annotations

import itertools

from kg.mentions.overlaps import choose, settle
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


def test_the_choice_with_the_most_trust_wins() -> None:
    kind = EntityType.PARK
    whole = Mention(0, 6, "青禾云岭园区", kind, "a", 0.6)
    head, tail = Mention(0, 2, "青禾", kind, "a", 0.95), Mention(2, 6, "云岭园区", kind, "a", 0.9)
    assert choose([whole, head, tail]) == [head, tail]
    assert choose([whole, Mention(0, 2, "青禾", kind, "a", 0.6)]) == [whole]


def test_what_is_not_trusted_is_left_out() -> None:
    assert choose([Mention(0, 6, "青禾云岭园区", EntityType.PARK, "a", 0.4)]) == []


def test_the_choice_does_not_depend_on_the_order() -> None:
    kinds = (EntityType.PARK, EntityType.PROJECT)
    judged = [Mention(at, at + 3, "甲乙丙", kind, "a", 0.5 + at / 10) for at in range(4) for kind in kinds]
    assert choose(judged) == choose(judged[::-1])
