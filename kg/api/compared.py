"""A comparison for programs. In: a Comparison; out: the same, shown by its size: its evidence fills hundreds of pages."""

from __future__ import annotations

from dataclasses import dataclass, fields

from kg.comparison import Comparison
from kg.comparison.listing import to_answer
from kg.query.answer import Answer


@dataclass(frozen=True, slots=True, repr=False)
class Compared(Comparison):
    """A :class:`kg.comparison.Comparison` with a short ``repr``, and as a table."""

    def table(self, *, everything: bool = True) -> Answer:
        """A row for each passage behind a cell; with ``.to_pandas()``.

        Args:
            everything (bool): with the indicators that one place alone reports.
        """
        return to_answer(self, everything)

    def __repr__(self) -> str:
        names = "、".join(place.entity.name for place in self.places)
        when = f" {self.year}年" if self.year else ""
        return f"<Comparison {names}{when}：{len(self.indicators)} 个指标，{len(self.shared)} 个至少两地都有>"


def compared(comparison: Comparison) -> Compared:
    """The same comparison."""
    return Compared(**{one.name: getattr(comparison, one.name) for one in fields(comparison)})
