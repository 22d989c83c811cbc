"""Counts what was understood. In: the layout and headings of a document, where its names, amounts and facts stand; out: its Parts.

Counted are sentences with an enterprise, a project or an amount of money. One is silent when no fact stands in it, and partly read when
some do and a name or an amount is still left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Layout, Span


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a document: the kind of its section, and the heading above; "" when there is none."""

    section: str
    heading: str


@dataclass(frozen=True, slots=True)
class Part:
    """What was understood of a place.

    Attributes:
        sentences: with names or amounts.
        silent: of these, without any fact.
        unread: of these, with a name or an amount that no fact uses.
    """

    place: Place
    sentences: int
    silent: int
    unread: int


class Places:
    """Finds the place of an offset.

    Args:
        layout (Layout): sections and sentences.
        headings (Sequence[tuple[int, str]]): where each begins, and its words; in order.
    """

    def __init__(self, layout: Layout, headings: Sequence[tuple[int, str]]) -> None:
        self.sections, self.headings = layout.sections, headings
        self.starts = [section.start for section in layout.sections]
        self.tops = [start for start, _ in headings]

    def __call__(self, at: int) -> Place:
        """The section and the heading around an offset."""
        section = bisect_right(self.starts, at) - 1
        heading = bisect_right(self.tops, at) - 1
        told = self.sections[section] if section >= 0 else None
        # a heading of the section before is none of this one
        above = heading >= 0 and (told is None or self.tops[heading] >= told.start)
        return Place(told.kind if told else "body", self.headings[heading][1] if above else "")


def cover(
    layout: Layout, places: Places, promising: Iterable[int], facts: Iterable[Span], unread: Iterable[int]
) -> tuple[Part, ...]:
    """The parts of a document, in the order of the text; those without names and amounts are left out.

    Args:
        layout (Layout): of the document.
        places (Places): of the same.
        promising (Iterable[int]): where names and amounts begin.
        facts (Iterable[Span]): where facts stand.
        unread (Iterable[int]): where the sentences begin that have something left.
    """
    starts = [sentence.start for sentence in layout.sentences]

    def number(at: int) -> int:
        return bisect_right(starts, at) - 1

    left = {number(at) for at in unread}
    held = {number(at) for at in promising} | left
    told = {at for fact in facts for at in range(number(fact.start), number(max(fact.end - 1, fact.start)) + 1)}
    counts: dict[Place, list[int]] = {}
    for at in sorted(held):
        count = counts.setdefault(places(starts[at]), [0, 0, 0])
        count[0] += 1
        count[1] += at not in told
        count[2] += at in left
    return tuple(Part(place, *count) for place, count in counts.items())
