"""Marks: what a folded sentence has in place of names. In: names; out: Mark values, one private-use character for each type."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityType, Mention

MARKS = {kind: chr(0xE000 + number) for number, kind in enumerate(EntityType)}
ANY_MARK = "".join(MARKS.values())


@dataclass(frozen=True, slots=True)
class Mark:
    """One or more coordinated names of one type; a member that is None is the reporting place.

    ``start`` and ``end`` are offsets into the document; ``at`` is the place of the mark in the folded sentence.
    """

    start: int
    end: int
    type: EntityType
    members: tuple[Mention | None, ...]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Within:
    """A place that stands before a name only to say where that is: 云南省|普洱市|思茅区, 德国|星河公司, 云岭县的|高新区."""

    name: Mention
    place: Mention | None
    start: int
    end: int
    linked: bool
