"""Makes a smaller page of a build. In: an export folder, places and types; out: an HTML file.

Tables, explorer and export are stages that do not know each other: this module brings them together. The tables hold no texts; they
come from the page of the same build, and where that is an excerpt itself, from the sources.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kg.config import load_config
from kg.errors import ExportError, SourceError
from kg.explorer import read_texts, render_page, select
from kg.export import write_exports
from kg.graph import assemble
from kg.model import Corpus, Document
from kg.query.tables import Source, read_tables
from kg.sources import read_sources, source_file

NAME = "explorer-subset.html"


def write_excerpt(exports: Path, places: Sequence[str], types: Sequence[str], out: Path | None = None) -> Path:
    """Writes the page and tells where.

    Args:
        exports: the folder that a build wrote.
        places: names of regions; none: all.
        types: names of types, English or Chinese; none: all.
        out: a file that ends in .html, or a folder; None for a new temporary folder.

    Raises:
        QueryError: a place or type is not there; the message names the nearest.
        ExportError: the build is missing or damaged, a text is nowhere to be found, or the page cannot be written.
    """
    page = render_page(*select(assemble(_read(exports)), places, types))
    target = out or Path(tempfile.mkdtemp(prefix="kg-"))
    if target.suffix.lower() not in (".html", ".htm"):
        target /= NAME
    write_exports({target.name: page}, target.parent)
    return target


def _read(exports: Path) -> Corpus:
    tables = read_tables(exports)
    file = exports / "explorer.html"
    try:
        texts = read_texts(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(f"{file.as_posix()} 无法读取", remedy="请先运行 kg build") from error
    documents = tuple(_document(source, texts) for source in tables.documents.values())
    return Corpus(documents, tuple(tables.entities.values()), tuple(tables.mentions()), tuple(tables.facts()))


def _document(source: Source, texts: dict[str, str]) -> Document:
    text = texts.get(source.id)
    if text is None:
        text = _text_of_source(source)
    return Document(
        id=source.id,
        title=source.title,
        text=text,
        date=datetime.date.fromisoformat(source.date) if source.date else None,
        kind="report" if source.kind == "report" else "news",
        year=source.year,
        place=source.place or None,
        path=source.path,
        sha256="",
        text_start=source.text_start,
    )


def _text_of_source(source: Source) -> str:
    """The text from the file that the build read, when that is still there and the same."""
    try:
        again = read_sources([source_file(source.path)], fields=load_config().fields)
        found = [document.text for document in again if document.id == source.id]
    except SourceError:
        found = []
    if not found:
        raise ExportError(
            f"找不到文档 {source.id} 的原文（{source.path}）",
            remedy="请在运行 kg build 的目录里再试，或不带 --explorer-limit 重新运行 kg build",
        )
    return found[0]
