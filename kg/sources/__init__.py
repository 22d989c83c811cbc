"""Stage 1, read. In: files and folders; out: Documents, one after the other. Each format is a small module."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from kg.errors import SourceError
from kg.model import Document, Fields, Source
from kg.sources.document import Piece, identity, likeness, to_document
from kg.sources.docx import docx_pieces
from kg.sources.files import ARCHIVE, File, OnError, list_files, named
from kg.sources.formats import Found, Reader
from kg.sources.html import html_pieces
from kg.sources.jsonl import JsonLines
from kg.sources.markdown import markdown_pieces
from kg.sources.parquet import Parquet
from kg.sources.pdf import pdf_pieces
from kg.sources.table import Csv
from kg.sources.txt import source_text, text_pieces
from kg.sources.whole import Whole

__all__ = [
    "READERS",
    "File",
    "Found",
    "Piece",
    "count_documents",
    "document_of",
    "files_of",
    "identity",
    "likeness",
    "named",
    "nothing_in",
    "passed_over",
    "path_of",
    "read_sources",
    "reader_of",
    "source_file",
    "source_text",
]

T = TypeVar("T")
#: Characters of one document: a hundred work reports. Each takes about 800 bytes while a document is read, for each process.
LONGEST = 3_000_000

READERS: dict[str, Reader] = {
    ".txt": Whole(text_pieces),
    ".md": Whole(markdown_pieces),
    ".html": Whole(html_pieces),
    ".htm": Whole(html_pieces),
    ".docx": Whole(docx_pieces),
    ".pdf": Whole(pdf_pieces),
    ".csv": Csv(),
    ".jsonl": JsonLines(),
    ".parquet": Parquet(),
}
"""File suffix to what reads it."""

#: Rows that are no documents, before one is: the file is no table of documents.
BAD = 10


def read_sources(
    sources: Sequence[Source],
    *,
    fields: Fields | None = None,
    on_repeat: Callable[[str, str], None] | None = None,
    on_error: OnError | None = None,
) -> Iterator[Document]:
    """Reads documents from files and folders, lazily, in the order given, folders sorted by path.

    In folders and archives, hidden files, README* and files of other formats are passed over; a file that is named itself is read
    or refused. ``Document.path`` begins with the folder or file that was named, so a build from ``seeds`` is the same in
    every clone and from every working folder. A document that was read before (same ``likeness``) is left out, and the first one is kept.

    Args:
        sources (Sequence[Source]): files and folders, here or in an object store.
        fields (Fields | None): what columns are called; None for the usual names.
        on_repeat (Callable | None): called with the paths of the kept and of the left-out document.
        on_error (Callable | None): called with what would be raised; the row, the file from there on or the archive is left out, and
            reading goes on.

    Raises:
        SourceError: a path is missing, a folder holds no document, a file cannot be read or divided into documents.
    """
    kept: dict[str, str] = {}
    for file in _walk(sources, on_error):
        for row, piece in _spared(_read_file(file, fields or Fields(), on_error), on_error):
            key = likeness(piece)
            if key not in kept:
                kept[key] = path_of(file, row)
                yield document_of(file, piece, row)
            elif on_repeat is not None:
                on_repeat(kept[key], path_of(file, row))


def passed_over(error: SourceError) -> None:
    """An ``on_error`` that tells nobody."""


def files_of(sources: Sequence[Source]) -> list[File]:
    """All files that ``read_sources`` reads, in its order.

    Raises:
        SourceError: a path is missing, or a folder holds no document.
    """
    return list(_walk(sources))


def count_documents(sources: Sequence[Source], on_error: OnError | None = None) -> int:
    """About how many documents ``read_sources`` reads; a file of text mostly holds one. For ``on_error`` see there.

    Raises:
        SourceError: a path is missing, a folder holds no document, or a format is unknown.
    """
    return sum(count for file in _walk(sources, on_error) for count in _spared(_counted(file), on_error))


def reader_of(file: File) -> Reader:
    """What reads a file.

    Raises:
        SourceError: nothing reads its format.
    """
    reader = READERS.get(file.suffix)
    if reader is None:
        known = " ".join(sorted((*READERS, ARCHIVE)))
        raise SourceError(f"文件 {file.name} 的格式不受支持", remedy=f"可读的格式：{known}")
    return reader


def document_of(file: File, piece: Piece, row: int) -> Document:
    """The document of a piece; its path names file and row.

    Raises:
        SourceError: it is too long.
    """
    refuse_endless(file, piece, row)
    return to_document(piece, path_of(file, row))


def refuse_endless(file: File, piece: Piece, row: int) -> None:
    """Raises a SourceError about a document that is too long."""
    if len(piece.text) > LONGEST:
        said = f"文件 {file.name} 里有一篇 {len(piece.text):,} 字的文档，超过 {LONGEST:,} 字"
        raise SourceError(
            said, where=f"第 {row} 行" if row else "", remedy="请分成几篇；.txt 里各篇之间用只有 - 的一行隔开"
        )


def path_of(file: File, row: int) -> str:
    """How the exports name a document."""
    return f"{file.told}#{row}" if row else file.told


def nothing_in(file: File) -> SourceError:
    """What to raise about a file without documents."""
    return SourceError(f"文件 {file.name} 里没有文档", remedy="请放入标题和正文，或删去该文件")


def source_file(path: str) -> Path:
    """The file that holds a document, by the path that the exports tell: ``reports.jsonl`` for ``reports.jsonl#12``, ``reports.zip`` for
    ``reports.zip/2018/a.txt``."""
    file, mark, row = path.rpartition("#")
    told = Path(file if mark and row.isdigit() and not Path(path).exists() else path)
    archives = (above for above in told.parents if above.suffix.lower() == ARCHIVE and above.is_file())
    return next(archives, told)


def _walk(sources: Iterable[Source], on_error: OnError | None = None) -> Iterator[File]:
    for source in sources:
        yield from _spared(_listed(source, on_error), on_error)


def _listed(source: Source, on_error: OnError | None) -> Iterator[File]:
    yield from list_files(source, frozenset(READERS), on_error)


def _counted(file: File) -> Iterator[int]:
    yield reader_of(file).count(file)


def _spared(found: Iterator[T], on_error: OnError | None) -> Iterator[T]:
    """What comes before a fault, when someone is told of it."""
    try:
        yield from found
    except SourceError as error:
        if on_error is None:
            raise
        on_error(error)


def _read_file(file: File, fields: Fields, on_error: OnError | None) -> Iterator[tuple[int, Piece]]:
    empty = True
    bad = 0

    def tell(error: SourceError) -> None:
        nonlocal bad
        bad += 1
        if on_error is not None:
            on_error(error)
        if empty and bad == BAD:
            raise SourceError(f"文件 {file.name} 的头 {BAD} 行都读不了，其后的行都没有读", remedy="请检查格式和列名")

    for found in reader_of(file).read(file, fields, on_error=tell if on_error else None):
        if found.piece is not None:
            empty = False
            refuse_endless(file, found.piece, found.row)
            yield found.row, found.piece
    if empty and not bad:
        raise nothing_in(file)
