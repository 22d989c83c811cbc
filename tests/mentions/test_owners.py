"""Companies that only stand at the head of a longer name."""

from __future__ import annotations

from kg.mentions.owners import find_owners
from kg.model import EntityType, Mention


def _mention(start: int, text: str, kind: EntityType, score: float = 0.8) -> Mention:
    return Mention(start, start + len(text), text, kind, "test", score)


PHASE = _mention(5, "星河钢铁一期", EntityType.PROJECT)
OWNER = _mention(5, "星河钢铁", EntityType.ENTERPRISE)


def test_head_of_a_project_is_an_owner() -> None:
    assert list(find_owners([PHASE], [PHASE, OWNER])) == [OWNER]


def test_company_named_alone_needs_no_inner_mention() -> None:
    assert list(find_owners([_mention(0, "星河钢铁", EntityType.ENTERPRISE), PHASE], [PHASE, OWNER])) == []


def test_a_guess_is_no_owner() -> None:
    guess = _mention(5, "星河钢铁", EntityType.ENTERPRISE, 0.45)
    assert list(find_owners([PHASE], [PHASE, guess])) == []


def test_company_inside_a_name_is_no_owner() -> None:
    inside = _mention(7, "钢铁", EntityType.ENTERPRISE)
    assert list(find_owners([PHASE], [PHASE, inside])) == []


def test_a_quarter_called_after_a_company_is_not_its_own() -> None:
    quarter = _mention(5, "星河钢铁园区", EntityType.PARK)
    assert list(find_owners([quarter], [quarter, OWNER])) == []
