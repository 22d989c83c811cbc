"""Reads the tables of a build. In: an export folder; out: its documents and entities, and its facts and mentions on demand.

Facts and mentions are read anew for each question instead of being held: a thousand reports have millions of them, and
one entity needs a few. A line is parsed only when the id asked for stands in it.
"""

from __future__ import annotations

import datetime
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import ExportError
from kg.model import Corpus, Document, Entity, EntityType, Evidence, Fact, Mention, Placed, Predicate, Status

_T = TypeVar("_T")
_REMEDY = "请先运行 kg build"
_STATED = ("value", "unit", "upper", "growth", "indicator", "role", "bound", "as_stated", "year")


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A row of ``documents.jsonl``: what a card says of the document behind a fact. ``date`` is when the text was given, else
    the date of the page, in ISO form, or empty. ``pages`` are the offsets at which pages begin, ``home`` is the id of ``place``;
    ``issued`` is ``date`` where the text itself says it, else empty."""

    id: str
    title: str
    date: str
    kind: str
    year: int | None
    place: str
    path: str
    text_start: int
    pages: tuple[int, ...] = ()
    home: str = ""
    issued: str = ""

    def page(self, offset: int) -> int:
        """The number of the page that a character stands on; 0 where the document has none."""
        return bisect_right(self.pages, offset)

    def document(self) -> Document:
        """The document as far as a table tells: without text, digest and the place of its pages."""
        return Document(
            id=self.id,
            title=self.title,
            text="",
            date=datetime.date.fromisoformat(self.date) if self.date else None,
            kind="report" if self.kind == "report" else "news",
            year=self.year,
            place=self.place or None,
            path=self.path,
            sha256="",
            text_start=self.text_start,
        )


@dataclass(frozen=True, slots=True)
class Tables:
    """An export folder: ``documents`` and ``entities`` by id, in the order of their files."""

    folder: Path
    documents: dict[str, Source]
    entities: dict[str, Entity]

    def facts(self, entity: str = "") -> Iterator[Fact]:
        """The facts with ``entity`` as subject or object; all facts without one.

        Raises:
            ExportError: a line of facts.jsonl that names the entity is damaged.
        """
        for fact in read_lines(self.folder / "facts.jsonl", fact_of, _holding(entity)):
            if not entity or entity in (fact.subject, fact.object):
                yield fact

    def mentions(self, entity: str = "") -> Iterator[Placed]:
        """The mentions of ``entity``; all mentions without one.

        Raises:
            ExportError: a line of mentions.jsonl that names the entity is damaged.
        """
        for placed in read_lines(self.folder / "mentions.jsonl", _placed, _holding(entity)):
            if not entity or placed.entity == entity:
                yield placed

    def source(self, document: str) -> Source:
        """The row of a document; one that the table lacks is called by its id."""
        return self.documents.get(document) or Source(document, document, "", "", None, "", "", 0)

    def corpus(self) -> Corpus:
        """All of the build that its tables hold: documents without their texts, nothing of what is unread.

        Raises:
            ExportError: a line of facts.jsonl or mentions.jsonl is damaged.
        """
        return Corpus(
            documents=tuple(source.document() for source in self.documents.values()),
            entities=tuple(self.entities.values()),
            mentions=tuple(self.mentions()),
            facts=tuple(self.facts()),
            homes={source.id: source.home for source in self.documents.values() if source.home},
        )

    def with_entities(self, wanted: Callable[[bytes], bool]) -> Tables:
        """The same with those entities only whose lines are wanted; the other lines are not parsed.

        Raises:
            ExportError: one of these lines is damaged.
        """
        rows = read_lines(self.folder / "entities.jsonl", entity_of, wanted)
        return Tables(self.folder, self.documents, {entity.id: entity for entity in rows})


def read_tables(folder: Path) -> Tables:
    """Opens the export folder that ``kg build`` wrote.

    Raises:
        ExportError: the folder or one of its four tables is missing, or a line is damaged.
    """
    return open_tables(folder).with_entities(_any)


def open_tables(folder: Path) -> Tables:
    """An export folder of which only the documents are read.

    Raises:
        ExportError: as :func:`read_tables`.
    """
    for name in ("documents.jsonl", "entities.jsonl", "mentions.jsonl", "facts.jsonl"):
        if not (folder / name).is_file():
            raise ExportError(f"{(folder / name).as_posix()} 不存在", remedy=_REMEDY)
    documents = {source.id: source for source in read_lines(folder / "documents.jsonl", source_of)}
    return Tables(folder, documents, {})


def _any(line: bytes) -> bool:
    return True


def _holding(needle: str) -> Callable[[bytes], bool]:
    """Tells whether a line holds a word in quotation marks; all do when there is none."""
    quoted = json.dumps(needle).encode() if needle else b""
    return lambda line: quoted in line


def read_lines(
    path: Path, make: Callable[[dict[str, Any]], _T], wanted: Callable[[bytes], bool] = _any
) -> Iterator[_T]:
    """The rows of a table as values; only lines that are wanted are parsed.

    Raises:
        ExportError: the file is missing, or a line is damaged.
    """
    number = 0
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):  # noqa: B007  # the handler below names the line
                if wanted(line) and line.strip():
                    yield make(json.loads(line))
    except OSError as error:
        raise ExportError(f"{path.as_posix()} 无法读取", remedy=_REMEDY) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ExportError(f"{path.as_posix()} 已损坏", where=f"第 {number} 行", remedy=_REMEDY) from error


def source_of(row: dict[str, Any]) -> Source:
    """A row of documents.jsonl."""
    return Source(
        id=row["id"],
        title=row["title"],
        date=row.get("issued") or row.get("date") or "",
        kind=row["kind"],
        year=row.get("year"),
        place=row.get("place") or "",
        path=row.get("path") or "",
        text_start=row.get("text_start") or 0,
        pages=tuple(row.get("pages") or ()),
        home=row.get("home") or "",
        issued=row.get("issued") or "",
    )


def entity_of(row: dict[str, Any]) -> Entity:
    """A row of entities.jsonl."""
    return Entity(
        id=row["id"],
        type=EntityType(row["type"]),
        name=row["name"],
        aliases=tuple(row.get("aliases") or ()),
        within=row.get("within") or "",
        code=row.get("code") or "",
        level=row.get("level") or "",
        description=row.get("description") or "",
    )


def _placed(row: dict[str, Any]) -> Placed:
    mention = Mention(row["start"], row["end"], row["text"], EntityType(row["type"]), row["by"])
    return Placed(row["doc"], mention, row["entity"])


def fact_of(row: dict[str, Any]) -> Fact:
    """A row of facts.jsonl; for the predicate status the state stands under ``value``."""
    predicate = Predicate(row["predicate"])
    stated: dict[str, Any] = {key: row.get(key) for key in _STATED}
    status = Status(stated.pop("value")) if predicate is Predicate.STATUS else None
    goal = row.get("goal")
    return Fact(
        id=row["id"],
        subject=row["subject"],
        predicate=predicate,
        evidence=Evidence(row["start"], row["end"], row["doc"], row["quote"]),
        by=row["by"],
        object=row.get("object") or "",
        status=status,
        kind=row.get("kind") or "actual",
        goal=Status(goal) if goal else None,
        **stated,
    )
