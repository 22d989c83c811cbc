"""What a study found. In: values, and how their table is made; out: a sequence with a table, or a comparison with one.

Their evidence is large, so they are shown by what they are and how many.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kg.api.held import Held
from kg.query.answer import Answer

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class Found(Held[T]):
    """Values in order: counted, looped over and indexed like a tuple.

    Attributes:
        what: what they are called.
        answer: makes their table.
    """

    what: str
    answer: Callable[[tuple[T, ...]], Answer] = field(compare=False)

    def __repr__(self) -> str:
        return f"<{len(self)} {self.what}>"

    def table(self) -> Answer:
        """A row for each piece of evidence, in Chinese: what ``--format csv`` writes."""
        return self.answer(self.items)

    def to_pandas(self) -> DataFrame:
        """The table as a DataFrame.

        Raises:
            KGError: pandas is not installed.
        """
        return self.table().to_pandas()
