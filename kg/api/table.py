"""Rows that can become a table. In: entities, facts, mentions or documents, and their tables; out: a Table.

Columns have the names that the tables of an export have, and those of entities and documents beside their ids.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kg.api.held import Held
from kg.lexicon.data import read_rules
from kg.model import Entity, Fact, Placed
from kg.query.frame import Cell, frame
from kg.query.tables import Source, Tables

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")

_ENTITY = ("id", "type", "name", "aliases", "within", "within_name", "code", "level", "description")
_DOCUMENT = ("doc", "title", "date", "kind", "year", "place", "path")
_MENTION = ("entity", "name", "type", "text", "doc", "title", "start", "end", "by")
_STATED = ("indicator", "role", "value", "upper", "unit", "growth", "bound", "as_stated", "year", "kind")
_FACT = (
    "id", "subject", "subject_name", "predicate", "object", "object_name", "status", "goal", *_STATED,
    "quote", "doc", "title", "date", "start", "end", "by",
)  # fmt: skip
#: Column -> the part of labels.toml with the Chinese names of what stands in it.
_TERMS = {
    "type": "types", "predicate": "predicates", "status": "statuses", "goal": "statuses", "unit": "units", "bound": "bounds",
}  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Table(Held[T]):
    """Rows in order: counted, looped over and indexed like a tuple, and handed to pandas as a whole.

    Attributes:
        columns: names of the columns.
        row: the cells of an item; None where there is nothing.
    """

    columns: tuple[str, ...]
    row: Callable[[T], tuple[Cell, ...]]

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    def to_pandas(self, *, chinese: bool = False) -> DataFrame:
        """The rows as a DataFrame: numbers as numbers, years as integers, nothing made up where nothing is said.

        Args:
            chinese (bool): whether columns and terms (``planned``, ``locatedIn``, ``CNY``) are given in Chinese.

        Raises:
            KGError: pandas is not installed.
        """
        rows = [self.row(item) for item in self.items]
        if not chinese:
            return frame(self.columns, rows)
        labels = read_rules("labels.toml")
        kinds = {**labels["kinds"], **labels["documents"]}
        known = [kinds if column == "kind" else labels.get(_TERMS.get(column, ""), {}) for column in self.columns]
        told = [[_said(cell, terms) for cell, terms in zip(row, known, strict=True)] for row in rows]
        return frame([labels["columns"].get(column, column) for column in self.columns], told)


def _said(cell: Cell, terms: dict[str, str]) -> Cell:
    """A term by its Chinese name; ``exact`` has none, for nothing is said then."""
    return (terms.get(cell, cell) or None) if isinstance(cell, str) else cell


def entity_table(tables: Tables, entities: Iterable[Entity]) -> Table[Entity]:
    """A row for each entity; ``aliases`` are parted by 、."""

    def row(one: Entity) -> tuple[Cell, ...]:
        texts = (one.id, one.type.value, one.name, "、".join(one.aliases), one.within, _name(tables, one.within))
        return _cells(*texts, one.code, one.level, one.description)

    return Table(tuple(entities), _ENTITY, row)


def document_table(documents: Iterable[Source]) -> Table[Source]:
    """A row for each document."""

    def row(one: Source) -> tuple[Cell, ...]:
        return _cells(one.id, one.title, _day(one), one.kind, one.year, one.place, one.path)

    return Table(tuple(documents), _DOCUMENT, row)


def mention_table(tables: Tables, mentions: Iterable[Placed]) -> Table[Placed]:
    """A row for each mention."""

    def row(one: Placed) -> tuple[Cell, ...]:
        named, source = one.mention, tables.documents.get(one.doc)
        who = (one.entity, _name(tables, one.entity), named.type.value, named.text)
        return _cells(*who, one.doc, source.title if source else "", named.start, named.end, named.by)

    return Table(tuple(mentions), _MENTION, row)


def fact_table(tables: Tables, facts: Iterable[Fact]) -> Table[Fact]:
    """A row for each fact, with the words that carry it and where they stand."""

    def row(one: Fact) -> tuple[Cell, ...]:
        source, evidence = tables.documents.get(one.evidence.doc), one.evidence
        ends = (one.subject, _name(tables, one.subject), one.predicate.value, one.object, _name(tables, one.object))
        states = (one.status.value if one.status else None, one.goal.value if one.goal else None)
        stated = tuple(getattr(one, key) for key in _STATED)
        document = (evidence.doc, source.title if source else "", _day(source))
        where = (*document, evidence.start, evidence.end, one.by)
        return _cells(one.id, *ends, *states, *stated, evidence.quote, *where)

    return Table(tuple(facts), _FACT, row)


def _cells(*cells: Cell) -> tuple[Cell, ...]:
    """Cells of a row; an empty text says nothing."""
    return tuple(None if cell == "" else cell for cell in cells)


def _name(tables: Tables, key: str) -> str:
    known = tables.entities.get(key)
    return known.name if known else ""


def _day(source: Source | None) -> datetime.date | None:
    return datetime.date.fromisoformat(source.date) if source and source.date else None
