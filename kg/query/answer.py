"""What a query gives. In: the terms of an engine; out: columns and rows that no longer depend on who answered."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.query.frame import Cell, frame

if TYPE_CHECKING:
    from pandas import DataFrame

Form = Literal["select", "ask", "graph"]

XSD = "http://www.w3.org/2001/XMLSchema#"


_NUMBERS = frozenset(("integer", "decimal", "double", "float"))


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """An RDF term. ``datatype`` is empty for IRIs, plain strings and strings with a language."""

    value: str
    kind: Literal["uri", "literal", "bnode"] = "literal"
    datatype: str = ""
    language: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it is a string, and no IRI, number or date."""
        return self.kind == "literal" and not self.datatype

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return self.datatype.removeprefix(XSD) in _NUMBERS

    def plain(self) -> Cell:
        """The value that it stands for: a number, a day, true or false; else its text, which for an IRI is the IRI."""
        kind = self.datatype.removeprefix(XSD)
        if kind == "boolean":
            return self.value in ("true", "1")
        with suppress(ValueError):  # a graph may hold what is no number though it is said to be one
            if kind == "integer":
                return int(self.value)
            if self.is_number:
                return float(self.value)
            if kind == "date":
                return datetime.date.fromisoformat(self.value)
        return self.value


Row = tuple[Term | None, ...]

TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows; None stands where a variable is unbound.

    ``ask`` has one cell, ``true`` or ``false``; ``graph`` (CONSTRUCT, DESCRIBE) has subject, predicate and object.
    ``notes`` are lines about it for people: what a name was taken for, why there may be no rows.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    form: Form = "select"
    notes: tuple[str, ...] = field(default=(), compare=False)

    def texts(self) -> list[list[str]]:
        """The cells as strings, unbound ones empty."""
        return [[cell.value if cell else "" for cell in row] for row in self.rows]

    def values(self) -> list[tuple[Cell, ...]]:
        """The cells as values of Python: numbers, days, True and False, texts; None where there is nothing."""
        if self.form == "ask":
            return [(self.texts() == [["true"]],)]
        return [tuple(cell.plain() if cell else None for cell in row) for row in self.rows]

    def to_pandas(self) -> DataFrame:
        """The rows as a DataFrame, as :func:`kg.query.frame.frame` makes it.

        Raises:
            KGError: pandas is not installed.
        """
        return frame(self.columns, self.values())

    def without(self, columns: Collection[str]) -> Answer:
        """The answer without some of its columns; rows that are then the same become one."""
        if not set(columns) & set(self.columns):
            return self
        kept = [at for at, column in enumerate(self.columns) if column not in columns]
        rows = dict.fromkeys(tuple(row[at] for at in kept) for row in self.rows)
        return Answer(tuple(self.columns[at] for at in kept), tuple(rows), self.form)

    def first(self, count: int) -> Answer:
        """The answer with its first rows only."""
        return Answer(self.columns, self.rows[:count], self.form)


def term(value: str, *, datatype: str = "", language: str = "") -> Term:
    """A literal; the datatype of plain strings is dropped, engines disagree about writing it."""
    plain = language or datatype == f"{XSD}string"
    return Term(value, datatype="" if plain else datatype, language=language)


def boolean(value: bool) -> Answer:
    """The answer to an ASK."""
    return Answer(("ask",), ((Term("true" if value else "false"),),), "ask")


def graph(rows: Iterable[Row]) -> Answer:
    """The answer to a CONSTRUCT, which streams the same triple as often as it is found."""
    return Answer(TRIPLE, tuple(sorted(dict.fromkeys(rows), key=row_key)), "graph")


def row_key(row: Row) -> tuple[Term, ...]:
    """What rows are sorted by."""
    return tuple(cell or Term("") for cell in row)
