"""Renders answers. In: an Answer; out: a rich table for the terminal, or the text of a file.

CSV is made for spreadsheets, the other forms follow their standards; pyoxigraph writes those that we do not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pyoxigraph as ox
from rich.table import Table
from rich.text import Text

from kg.errors import QueryError
from kg.ontology import DATA_PREFIX, DEFAULT_BASE, prefixes
from kg.query.answer import Answer, Term
from kg.query.xlsx import to_xlsx

#: Spreadsheets take a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: A document's control characters must not steer the terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
#: Numbers from here on are shown in groups of three; years and places in a text are smaller.
_GROUPED = 100_000


def to_table(answer: Answer) -> Table:
    """A rich table; IRIs are shortened by the known prefixes, large numbers grouped."""
    table = Table(show_lines=False, header_style="bold")
    if answer.form == "ask":
        table.add_column("回答")
        table.add_row("是" if answer.texts() == [["true"]] else "否")
        return table
    for at, column in enumerate(answer.columns):
        numbers = any(row[at] for row in answer.rows) and all(
            cell is None or cell.is_number for cell in (row[at] for row in answer.rows)
        )
        table.add_column(Text(_visible(column)), overflow="fold", justify="right" if numbers else "left")
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


def to_tsv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results TSV: every term as Turtle writes it."""
    return _results(answer, ox.QueryResultsFormat.TSV)


def to_xml(answer: Answer) -> str:
    """SPARQL Query Results XML."""
    return _results(answer, ox.QueryResultsFormat.XML)


def to_turtle(answer: Answer) -> str:
    """The triples of a CONSTRUCT or DESCRIBE.

    Raises:
        QueryError: the answer has none.
    """
    if answer.form != "graph":
        raise QueryError("ttl 格式只用于 CONSTRUCT 和 DESCRIBE", remedy="别的查询用 csv、json 或 xlsx")
    triples = (ox.Triple(*(_node(cell) for cell in row if cell is not None)) for row in answer.rows)  # type: ignore[arg-type]
    known = {**prefixes(), DATA_PREFIX: DEFAULT_BASE}
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=known) or b"").decode()


RENDERERS: dict[str, Callable[[Answer], str | bytes | Table]] = {
    "table": to_table,
    "csv": to_csv,
    "json": to_json,
    "xlsx": to_xlsx,
    "tsv": to_tsv,
    "xml": to_xml,
    "ttl": to_turtle,
}


def render_answer(answer: Answer, form: str) -> str | bytes | Table:
    """An answer in one of the RENDERERS' forms.

    Raises:
        QueryError: there is no such form, or it is not for this answer.
    """
    if form not in RENDERERS:
        raise QueryError(f"没有 {form} 这种输出格式", remedy=f"可用的有 {'、'.join(RENDERERS)}")
    return RENDERERS[form](answer)


def _results(answer: Answer, form: ox.QueryResultsFormat) -> str:
    # Our own JSON is the way into pyoxigraph's writers
    read = ox.parse_query_results(to_json(answer).encode(), format=ox.QueryResultsFormat.JSON)
    return (read.serialize(format=form) or b"").decode()


def in_a_line(text: str) -> str:
    """Text of a document in one line, without what would steer a terminal or turn the direction of writing."""
    return " ".join(_STEERING.sub(" ", text).split())


def _visible(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _short(cell: Term | None) -> str:
    if cell is None:
        return ""
    if cell.kind == "uri":
        for prefix, namespace in {**prefixes(), DATA_PREFIX: DEFAULT_BASE}.items():
            if cell.value.startswith(namespace):
                return f"{prefix}:{cell.value.removeprefix(namespace)}"
    whole, point, rest = cell.value.partition(".")
    if cell.is_number and re.fullmatch(r"-?\d+", whole) and abs(int(whole)) >= _GROUPED:
        return f"{int(whole):,}{point}{rest}"
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


def _node(cell: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if cell.kind == "uri":
        return ox.NamedNode(cell.value)
    if cell.kind == "bnode":
        return ox.BlankNode(cell.value)
    if cell.language:
        return ox.Literal(cell.value, language=cell.language)
    return ox.Literal(cell.value, datatype=ox.NamedNode(cell.datatype)) if cell.datatype else ox.Literal(cell.value)
