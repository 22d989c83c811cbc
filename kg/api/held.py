"""Values that a program is handed: in order, counted, looped over and indexed like a tuple."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Self, TypeVar, overload

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class Held(Sequence[T], Generic[T]):
    """A tuple that knows more than its items; a slice of it is one, too.

    Attributes:
        items: the values.
    """

    items: tuple[T, ...]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Self: ...
    def __getitem__(self, at: int | slice) -> T | Self:
        return replace(self, items=self.items[at]) if isinstance(at, slice) else self.items[at]
