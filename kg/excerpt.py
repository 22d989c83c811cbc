"""Makes a smaller page of a build. In: an export folder, places and types; out: an HTML file.

Tables, explorer and export are stages that do not know each other: this module brings them together. The tables hold no texts; they
come from the page of the same build, and where that lacks a document or has but passages of it, from the sources.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.config import load_config
from kg.errors import ExportError, SourceError
from kg.explorer import read_texts, render_page, select
from kg.explorer.contract import documents
from kg.export import write_exports
from kg.graph import assemble
from kg.model import Corpus, Document
from kg.query.tables import read_tables
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
    corpus, texts = _read(exports)
    part, excerpt = select(assemble(corpus), places, types)
    part.graph["documents"] = _with_texts(documents(part), texts)
    page = render_page(part, excerpt)
    target = out or Path(tempfile.mkdtemp(prefix="kg-"))
    if target.suffix.lower() not in (".html", ".htm"):
        target /= NAME
    write_exports({target.name: page}, target.parent)
    return target


def _read(exports: Path) -> tuple[Corpus, dict[str, str]]:
    """The build, its documents without texts; and the texts that its page holds whole."""
    tables = read_tables(exports)
    file = exports / "explorer.html"
    try:
        texts = read_texts(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(f"{file.as_posix()} 无法读取", remedy="请先运行 kg build") from error
    return tables.corpus(), texts


def _with_texts(told: dict[str, Document], texts: dict[str, str]) -> dict[str, Document]:
    """The documents with their texts: from the page, else from the files that the build read, each opened once."""
    files = sorted({source_file(document.path) for key, document in told.items() if key not in texts})
    known = {**texts, **{key: text for file in files for key, text in _texts_of_source(file).items()}}
    for key, document in told.items():
        if key not in known:
            raise ExportError(
                f"找不到文档 {key} 的原文（{document.path}）：网页里没有全文，源文件不在或已改动",
                remedy="请在运行 kg build 的目录里再试，或重新运行 kg build",
            )
    return {key: replace(document, text=known[key]) for key, document in told.items()}


def _texts_of_source(file: Path) -> dict[str, str]:
    """The texts by id in a file, when it is still there; one that was changed has another id."""
    try:
        return {document.id: document.text for document in read_sources([file], fields=load_config().fields)}
    except SourceError:
        return {}
