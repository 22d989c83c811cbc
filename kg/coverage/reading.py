"""Reads what was not understood. In: an export folder, its sources; out: a Coverage.

Exports hold no texts, so how many sentences a section has is known only where the text is found: on the page of the same build, or in the
sources. Of other documents only the sentences that were left are known, and it is said so.
"""

from __future__ import annotations

import difflib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.check.coverage import Part, Place, Places, cover
from kg.check.unread import PROMISING, is_money, reason_kinds
from kg.errors import KGError, QueryError
from kg.explorer.excerpt import read_texts
from kg.explorer.outline import outline
from kg.language.layout import layout
from kg.model import Fields, Span, Unread
from kg.quantities import find_quantities
from kg.query.tables import Source, read_lines, source_of
from kg.sources import passed_over, read_sources
from kg.wholeness import left_out

_PROMISING = frozenset(kind.value for kind in PROMISING)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: ``document``: part of a title or path, or an id; ``reason``: part of a reason; "" for all."""

    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence that was not understood; ``place`` is None when the text is not at hand."""

    source: Source
    unread: Unread
    place: Place | None


@dataclass(frozen=True, slots=True)
class Covered:
    """A document: ``facts`` and ``unread`` sentences, and its parts; these are None when the text is not at hand."""

    source: Source
    facts: int
    unread: int
    parts: tuple[Part, ...] | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a build did not understand.

    Attributes:
        documents: those asked for, in the order of their files.
        left: the sentences of these with the reason asked for.
    """

    documents: tuple[Covered, ...]
    left: tuple[Left, ...]

    def reasons(self) -> Counter[str]:
        """How many sentences have each kind of reason; one can have several."""
        return Counter(kind for one in self.left for kind in reason_kinds(one.unread.reason))

    def sections(self) -> dict[str, Part]:
        """The sums by kind of section, of the documents whose text is at hand."""
        return _sums(part for one in self.documents for part in one.parts or ())

    @property
    def textless(self) -> int:
        """How many documents there are whose text is not at hand."""
        return sum(one.parts is None for one in self.documents)


def _sums(parts: Iterable[Part]) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for part in parts:
        key = part.place.section
        sums = found.get(key, Part(Place(key, ""), 0, 0, 0))
        counts = (sums.sentences + part.sentences, sums.silent + part.silent, sums.unread + part.unread)
        found[key] = Part(sums.place, *counts)
    return found


class _Document:
    """What the tables say of a document: where names begin, where facts stand, which sentences are left."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.names, self.facts = array("q"), array("q")
        self.unread: list[Unread] = []
        self.parts: tuple[Part, ...] | None = None
        self.places: Places | None = None

    def read(self, text: str) -> None:
        """Counts its parts."""
        source = self.source
        found = layout(text, "report" if source.kind == "report" else "news", source.year)
        tops = [(top.start, text[top.start : top.end].strip()) for top in outline(text) if top.level < 2]
        self.places = Places(found, tops)
        amounts = (quantity.start for quantity in find_quantities(text) if is_money(quantity))
        facts = (Span(self.facts[at], self.facts[at + 1]) for at in range(0, len(self.facts), 2))
        self.parts = cover(found, self.places, [*self.names, *amounts], facts, (one.start for one in self.unread))


def read_coverage(
    exports: Path, wanted: Wanted, sources: Sequence[Path | str], *, given: bool, fields: Fields | None = None
) -> Coverage:
    """What a build did not understand.

    Args:
        exports (Path): the folder that it wrote.
        wanted (Wanted): which documents and reasons.
        sources (Sequence[Path | str]): what it was made from.
        given (bool): whether the user named these; else they may be missing, and the page is looked at first.
        fields (Fields | None): what columns of tables are called.

    Raises:
        ExportError: a table is missing or damaged.
        QueryError: no document is as wanted.
        SourceError: a source that the user named cannot be read.
    """
    documents = _selected(exports, wanted.document)
    _read_tables(exports, documents)
    # What the user named must be readable, but for what the build left out knowingly; what was only guessed need not be.
    strict = given and not left_out(exports)
    ways = (_of_sources(sources, fields, strict), _of_page(exports))
    for texts in ways if given else reversed(ways):
        if any(one.places is None for one in documents.values()):
            for key, text in texts:
                if key in documents and documents[key].places is None:
                    documents[key].read(text)
    left = [
        Left(one.source, unread, one.places(unread.start) if one.places else None)
        for one in documents.values()
        for unread in one.unread
        if wanted.reason in unread.reason
    ]
    covered = (Covered(one.source, len(one.facts) // 2, len(one.unread), one.parts) for one in documents.values())
    return Coverage(tuple(covered), tuple(left))


def _selected(exports: Path, document: str) -> dict[str, _Document]:
    sources = sorted(read_lines(exports / "documents.jsonl", source_of), key=lambda one: (one.path, one.id))
    found = [one for one in sources if document in (one.id, "") or document in one.title or document in one.path]
    if not found:
        near = difflib.get_close_matches(document, [one.title for one in sources], 1, 0.3)
        hint = f"是不是《{near[0]}》？" if near else "看 documents.jsonl 里的 title、path、id"
        raise QueryError(f"没有标题、文件或编号含“{document}”的文档", remedy=hint)
    return {one.id: _Document(one) for one in found}


def _read_tables(exports: Path, documents: dict[str, _Document]) -> None:
    def promising(row: dict[str, Any]) -> None:
        if row["type"] in _PROMISING and row["doc"] in documents:
            documents[row["doc"]].names.append(row["start"])

    def fact(row: dict[str, Any]) -> None:
        if row["doc"] in documents:
            documents[row["doc"]].facts.extend((row["start"], row["end"]))

    def unread(row: dict[str, Any]) -> None:
        if row["doc"] in documents:
            left = Unread(row["doc"], row["start"], row["end"], row["text"], row["reason"])
            documents[row["doc"]].unread.append(left)

    for name, take in (("mentions", promising), ("facts", fact), ("unread", unread)):
        for _ in read_lines(exports / f"{name}.jsonl", take):
            pass


def _of_sources(sources: Sequence[Path | str], fields: Fields | None, strict: bool) -> Iterator[tuple[str, str]]:
    for document in read_sources(sources, fields=fields, on_error=None if strict else passed_over):
        yield document.id, document.text


def _of_page(exports: Path) -> Iterator[tuple[str, str]]:
    """The texts that the page holds whole; none when there is no page."""
    try:
        yield from read_texts((exports / "explorer.html").read_text(encoding="utf-8")).items()
    except (OSError, UnicodeDecodeError, KGError):
        return
