"""What a query gives, and its three renderings. In: columns and rows of RDF terms; out: a rich table, CSV or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rich.table import Table
from rich.text import Text

from kg.errors import QueryError
from kg.ontology import DATA_PREFIX, DEFAULT_BASE, prefixes

Form = Literal["select", "ask", "graph"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
#: Spreadsheets take a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: A document's control characters must not steer the terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


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


Row = tuple[Term | None, ...]


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


def to_table(answer: Answer) -> Table:
    """A rich table; IRIs are shortened by the known prefixes."""
    table = Table(show_lines=False, header_style="bold")
    if answer.form == "ask":
        table.add_column("回答")
        table.add_row("是" if answer.texts() == [["true"]] else "否")
        return table
    for column in answer.columns:
        table.add_column(Text(_visible(column)), overflow="fold")
    for row in answer.rows:
        # Text, not str: square brackets in a name are no markup
        table.add_row(*(Text(_visible(_short(cell))) for cell in row))
    return table


def to_csv(answer: Answer) -> str:
    """CSV with a header line; text that a spreadsheet would run as a formula gets a leading apostrophe."""
    rows = [answer.columns, *([_guarded(cell) for cell in row] for row in answer.rows)]
    return "".join(",".join(_quoted(cell) for cell in row) + "\n" for row in rows)


def to_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON; the triples of a CONSTRUCT are bindings of subject, predicate and object."""
    if answer.form == "ask":
        return json.dumps({"head": {}, "boolean": answer.texts() == [["true"]]}) + "\n"
    bindings = [
        {name: _binding(cell) for name, cell in zip(answer.columns, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    whole = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


RENDERERS: dict[str, Callable[[Answer], str | Table]] = {"table": to_table, "csv": to_csv, "json": to_json}


def render_answer(answer: Answer, form: str) -> str | Table:
    """An answer in one of the RENDERERS' forms.

    Raises:
        QueryError: there is no such form.
    """
    if form not in RENDERERS:
        raise QueryError(f"没有 {form} 这种输出格式", remedy=f"可用的有 {'、'.join(RENDERERS)}")
    return RENDERERS[form](answer)


def _visible(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _short(cell: Term | None) -> str:
    if cell is None:
        return ""
    if cell.kind == "uri":
        for prefix, namespace in {**prefixes(), DATA_PREFIX: DEFAULT_BASE}.items():
            if cell.value.startswith(namespace):
                return f"{prefix}:{cell.value.removeprefix(namespace)}"
    return cell.value


def _guarded(cell: Term | None) -> str:
    if cell is None:
        return ""
    return f"'{cell.value}" if cell.is_text and cell.value.startswith(_FORMULA) else cell.value


def _quoted(cell: str) -> str:
    # Not the csv module: with "\n" as its line end it leaves a bare "\r" unquoted, which readers take for a new row.
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if re.search(r'[,"\r\n]', cell) else cell


def _binding(cell: Term) -> dict[str, str]:
    found = {"type": cell.kind, "value": cell.value}
    if cell.datatype:
        found["datatype"] = cell.datatype
    if cell.language:
        found["xml:lang"] = cell.language
    return found


def term(value: str, *, datatype: str = "", language: str = "") -> Term:
    """A literal; the datatype of plain strings is dropped, engines disagree about writing it."""
    plain = language or datatype == f"{_XSD}string"
    return Term(value, datatype="" if plain else datatype, language=language)
