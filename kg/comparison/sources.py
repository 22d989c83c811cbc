"""The numbered sources of all cells. In: a Comparison; out: facts with numbers, in the order in which cells tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.comparison.model import Comparison
from kg.comparison.words import told_indicators
from kg.query.card import Entry


class Sources:
    """Every fact behind a cell, numbered from 1. A fact that several cells show has one number.

    Args:
        comparison (Comparison): whose cells.
        everything (bool): whether the indicators of one place alone are told, too.
    """

    def __init__(self, comparison: Comparison, everything: bool) -> None:
        self.entries: dict[str, Entry] = {}
        self._numbers: dict[str, int] = {}
        for entry in _proofs(comparison, everything):
            if self._numbers.setdefault(entry.fact.id, len(self._numbers) + 1) == len(self._numbers):
                self.entries.setdefault(entry.fact.id, entry)

    def numbers(self, proofs: Iterable[Entry]) -> list[int]:
        """The numbers of proofs, ascending."""
        return sorted({self._numbers[entry.fact.id] for entry in proofs})

    def __iter__(self) -> Iterator[tuple[int, Entry]]:
        """Numbers and sources, ascending."""
        return iter(enumerate(self.entries.values(), 1))


def _proofs(comparison: Comparison, everything: bool) -> Iterator[Entry]:
    for _, indicators in told_indicators(comparison, everything):
        for indicator in indicators:
            for line in indicator.lines:
                for cell in line.told:
                    for reading in cell.readings:
                        yield from reading.proofs
    for listing in comparison.listings:
        for group in listing.groups:
            for members in group.members:
                for member in members:
                    yield from member.proofs
    for row in comparison.money.rows:
        for total in row.cells:
            for amount in total.added if total else ():
                yield from amount.proofs
    for left in comparison.money.left:
        yield from left.amount.proofs
