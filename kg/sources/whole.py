"""Files that are read as a whole. In: what makes documents of the bytes of a file; out: a reader. Places are documents, from 0."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.errors import KGError, SourceError
from kg.model import Fields
from kg.sources.decode import cleaned
from kg.sources.document import Piece
from kg.sources.files import File, OnError
from kg.sources.formats import ONE_PORTION, Found
from kg.sources.txt import read_single


class Whole:
    """A reader of kg/sources/formats.py; a file is small, and one portion.

    Args:
        pieces (Callable): gives the documents of a file, by its bytes and its name.
    """

    def __init__(self, pieces: Callable[[bytes, str], Iterable[Piece]]) -> None:
        self.pieces = pieces

    def count(self, file: File) -> int:
        """Most hold one document."""
        return 1

    def portions(self, file: File) -> list[tuple[int, int]]:
        """The whole file; nobody knows yet how many documents that is."""
        return list(ONE_PORTION)

    def read(
        self,
        file: File,
        fields: Fields,
        start: int = 0,
        end: int | None = None,
        first: int = 1,
        on_error: OnError | None = None,
    ) -> Iterator[Found]:
        """The documents; see ``Reader``."""
        with file.open() as opened:
            data = opened.read()
        pieces = self._pieces(data, file.name)
        yield from (Found(at, 0, pieces[at]) for at in range(len(pieces))[start:end])

    def _pieces(self, data: bytes, name: str) -> list[Piece]:
        """All of them, so that a fault further down is told before any is worked on. What libraries raise about odd files has no end."""
        try:
            return list(self.pieces(data, name))
        except KGError:
            raise
        except Exception as error:
            raise SourceError(
                f"文件 {name} 读不了", where=type(error).__name__, remedy="请用能打开它的软件打开，另存一份再试"
            ) from error


def one_document(title: str, lines: Sequence[str], path: str, date: datetime.date | None = None) -> Piece:
    """The document of a page that was freed of its markup; its text is title, line break and body, and offsets count in that.

    What a plain text may hold beside its body (a line with the date, a footer) is read as in one. The title is not said twice.

    Raises:
        SourceError: there is no title, or nothing besides.
    """
    head = " ".join(title.split())
    if not head:
        raise SourceError(f"文件 {path} 没有标题", remedy="请在正文前单独加一行标题")
    body = [line for line in (cleaned(line).strip() for line in lines) if line]
    while body and " ".join(body[0].split()) == head:
        body = body[1:]
    piece = read_single("\n".join([cleaned(head), *body]), path)
    return replace(piece, date=date or piece.date)


def as_day(year: str, month: str, day: str) -> datetime.date | None:
    """A day, when the calendar has it."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
