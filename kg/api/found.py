"""What a study found. In: values, and how their table is made; out: a sequence with a table, or a comparison with one.

Their evidence is large, so they are shown by what they are and how many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from kg.query.answer import Answer

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class Found(Sequence[T], Generic[T]):
    """Values in order: counted, looped over and indexed like a tuple.

    Attributes:
        items: the values.
        what: what they are called.
        answer: makes their table.
    """

    items: tuple[T, ...]
    what: str
    answer: Callable[[tuple[T, ...]], Answer] = field(compare=False)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Found[T]: ...
    def __getitem__(self, at: int | slice) -> T | Found[T]:
        return Found(self.items[at], self.what, self.answer) if isinstance(at, slice) else self.items[at]

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
