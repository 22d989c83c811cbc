"""What a reader of a format gives. A file can be read in portions, each on its own, by whoever has the time for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from kg.model import Fields
from kg.sources.document import Piece
from kg.sources.files import File, OnError

#: The portions of a file that is read as a whole.
ONE_PORTION = ((0, sys.maxsize),)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a place of a file.

    Attributes:
        place: where, in the units of the format's portions.
        row: number of the row, from 1; 0 where documents are no rows.
        piece: the document; None for an empty row.
    """

    place: int
    row: int
    piece: Piece | None


class Reader(Protocol):
    """Reads a format."""

    def count(self, file: File) -> int:
        """About how many documents a file holds, without reading them."""

    def portions(self, file: File) -> list[tuple[int, int]]:
        """The whole file as portions, each from a place up to another."""

    def read(
        self,
        file: File,
        fields: Fields,
        start: int = 0,
        end: int | None = None,
        first: int = 1,
        on_error: OnError | None = None,
    ) -> Iterator[Found]:
        """What stands at the places of a portion, in order.

        Args:
            file (File): to be read.
            fields (Fields): what columns are called.
            start (int): the first place.
            end (int | None): the place behind the last; None for the end of the file.
            first (int): number of the portion's first row.
            on_error (OnError | None): called with what would be raised about a row, which is then left out.

        Raises:
            SourceError: it cannot be read, or something in it is no document.
        """
