"""Stage 1, read. In: files and folders; out: Documents, one after the other. Each format is a small module."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.errors import SourceError
from kg.model import Document
from kg.sources.decode import decode
from kg.sources.document import Piece, to_document
from kg.sources.txt import read_txt

__all__ = ["READERS", "Piece", "count_files", "read_sources", "source_text"]

READERS: dict[str, Callable[[str, str], Iterator[Piece]]] = {".txt": read_txt}
"""File suffix to reader: takes the text of a file and its name, gives its pieces."""


def read_sources(
    paths: Sequence[Path], *, on_repeat: Callable[[str, Document], None] | None = None
) -> Iterator[Document]:
    """Reads documents from files and folders, lazily, in the order given, folders sorted by path.

    In folders, hidden files, README* and files of other formats are passed over; a file that is named itself is read
    or refused. ``Document.path`` begins with the folder or file that was named, so a build from ``seeds`` is the same in
    every clone and from every working folder. A text that was read before (same id) is left out, and the first one is kept.

    Args:
        paths (Sequence[Path]): files and folders.
        on_repeat (Callable | None): called with the path of the kept and with the left-out document.

    Raises:
        SourceError: a path is missing, a folder holds no document, a file cannot be read or divided into documents.
    """
    kept: dict[str, str] = {}
    for path in paths:
        for file in _files(path):
            for document in _read_file(file, told=_told(path, file)):
                if document.id not in kept:
                    kept[document.id] = document.path
                    yield document
                elif on_repeat is not None:
                    on_repeat(kept[document.id], document)


def count_files(paths: Sequence[Path]) -> int:
    """How many files ``read_sources`` reads; most hold one document.

    Raises:
        SourceError: a path is missing, or a folder holds no document.
    """
    return sum(len(_files(path)) for path in paths)


def source_text(file: Path) -> str:
    """The decoded text of a file, the one that ``Document.text_start`` counts in.

    Raises:
        SourceError: it is missing, empty, binary or in no known encoding.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SourceError(f"文件 {file.as_posix()} 无法读取", remedy="请检查路径和权限") from error
    return decode(data, file.as_posix())


def _told(path: Path, file: Path) -> str:
    """How the exports name a file: from the named folder or file on, so that it does not matter where a build was called."""
    top = path.name or path.resolve().name
    return top if file == path else f"{top}/{file.relative_to(path).as_posix()}"


def _read_file(file: Path, told: str) -> Iterator[Document]:
    name = file.as_posix()
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise SourceError(f"文件 {name} 的格式不受支持", remedy=f"可读的格式：{' '.join(sorted(READERS))}")
    pieces = list(reader(source_text(file), name))
    if not pieces:
        raise SourceError(f"文件 {name} 里没有文档", remedy="请放入标题和正文，或删去该文件")
    for piece in pieces:
        yield to_document(piece, told)


def _files(path: Path) -> list[Path]:
    """The files that ``path`` stands for."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise SourceError(f"路径 {path.as_posix()} 不存在", remedy="请检查路径，或先放入文档")
    found = [file for file in path.rglob("*") if _is_wanted(file.relative_to(path)) and file.is_file()]
    if not found:
        raise SourceError(f"文件夹 {path.as_posix()} 里没有文档", remedy=f"请放入 {' '.join(sorted(READERS))} 文件")
    return sorted(found, key=lambda file: file.as_posix())


def _is_wanted(inside: Path) -> bool:
    hidden = any(part.startswith(".") for part in inside.parts)
    return not hidden and not inside.name.lower().startswith("readme") and inside.suffix.lower() in READERS
