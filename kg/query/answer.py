"""What a query gives. In: the terms of an engine; out: columns and rows that no longer depend on who answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

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


Row = tuple[Term | None, ...]

TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows; None stands where a variable is unbound.

    ``ask`` has one cell, ``true`` or ``false``; ``graph`` (CONSTRUCT, DESCRIBE) has subject, predicate and object.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    form: Form = "select"

    def texts(self) -> list[list[str]]:
        """The cells as strings, unbound ones empty."""
        return [[cell.value if cell else "" for cell in row] for row in self.rows]

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
