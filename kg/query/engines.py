"""Opens an export and asks it. In: graph.ttl and a prepared query; out: an Answer. Reads only, never a network.

pyoxigraph answers; rdflib answers too, so that the two can be compared. Opened once, an export is asked many times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
import rdflib

from kg.errors import ExportError, QueryError
from kg.query.answer import Answer, Row, Term, term
from kg.query.prepare import known_prefixes, prepared
from kg.query.tokens import Token, tokenize

Engine = Literal["oxigraph", "rdflib"]
TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Opened:
    """An export that an engine has read.

    Attributes:
        prefixes: prefix -> namespace of what needs no declaration in a query.
        run: what the engine does with a prepared query.
    """

    prefixes: dict[str, str]
    run: Callable[[str], Answer]

    def ask(self, query: str) -> Answer:
        """The answer to a query; its rows are sorted when the query does not order them.

        Args:
            query (str): SELECT, ASK, CONSTRUCT or DESCRIBE.

        Raises:
            QueryError: as :func:`kg.query.prepare.prepared`, or the engine cannot carry it out.
        """
        tokens = tokenize(query)
        answer = self.run(prepared(query, self.prefixes))
        if answer.form == "select" and _has_star(tokens):
            answer = _in_order_of_mention(answer, tokens)
        rows = answer.rows if _is_ordered(tokens) else tuple(sorted(answer.rows, key=_key))
        return Answer(answer.columns, rows, answer.form)


def open_export(export: Path, engine: Engine = "oxigraph") -> Opened:
    """Reads the ``graph.ttl`` of an export.

    Args:
        export (Path): the folder that a build wrote.
        engine (Engine): who answers.

    Raises:
        ExportError: there is no graph.ttl, or it is damaged.
    """
    file = export / "graph.ttl"
    if not file.is_file():
        raise ExportError(f"{file.as_posix()} 不存在", remedy="先运行 kg build")
    return Opened(known_prefixes(file), _oxigraph(file) if engine == "oxigraph" else _rdflib(file))


def _oxigraph(file: Path) -> Callable[[str], Answer]:
    store = ox.Store()
    try:
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    except (SyntaxError, OSError) as error:
        raise _damaged(file) from error

    def run(whole: str) -> Answer:
        try:
            found = store.query(whole)
            if isinstance(found, ox.QueryBoolean):
                return _boolean(bool(found))
            if isinstance(found, ox.QueryTriples):
                return _graph((_of_ox(t.subject), _of_ox(t.predicate), _of_ox(t.object)) for t in found)
            columns = tuple(variable.value for variable in found.variables)
            return Answer(columns, tuple(tuple(_of_ox(cell) for cell in solution) for solution in found))
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError("查询无法执行", where=str(error)) from error

    return run


def _rdflib(file: Path) -> Callable[[str], Answer]:
    try:
        graph = rdflib.Graph(bind_namespaces="none").parse(file, format="turtle")
    except (SyntaxError, UnicodeDecodeError, OSError) as error:
        raise _damaged(file) from error

    def run(whole: str) -> Answer:
        found = graph.query(whole)
        if found.type == "ASK":
            return _boolean(bool(found.askAnswer))
        if found.graph is not None:
            return _graph((_of_rdflib(s), _of_rdflib(p), _of_rdflib(o)) for s, p, o in found.graph)
        columns = tuple(str(variable) for variable in found.vars or ())
        rows = (tuple(_of_rdflib(row.get(variable)) for variable in found.vars or ()) for row in found.bindings)
        return Answer(columns, tuple(rows))

    return run


def _damaged(file: Path) -> ExportError:
    return ExportError(f"{file.as_posix()} 读不了或不是合格的 Turtle", remedy="重新运行 kg build")


def _has_star(tokens: tuple[Token, ...]) -> bool:
    text = " ".join(token.upper or token.text for token in tokens)
    return re.search(r"\bSELECT (?:DISTINCT |REDUCED )?\*", text) is not None


def _is_ordered(tokens: tuple[Token, ...]) -> bool:
    """Whether the query itself has an order; that of a subquery does not order its rows."""
    depth = 0
    for token in tokens:
        if token.kind == "sign":
            depth += (token.text == "{") - (token.text == "}")
        if token.upper == "ORDER" and depth == 0:
            return True
    return False


def _in_order_of_mention(answer: Answer, tokens: tuple[Token, ...]) -> Answer:
    """The columns of ``SELECT *`` as the query names them; the engines have orders of their own."""
    named = list(dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable"))
    order = sorted(range(len(answer.columns)), key=lambda at: named.index(answer.columns[at]))
    rows = tuple(tuple(row[at] for at in order) for row in answer.rows)
    return Answer(tuple(answer.columns[at] for at in order), rows)


def _key(row: Row) -> tuple[Term, ...]:
    return tuple(cell or Term("") for cell in row)


def _boolean(value: bool) -> Answer:
    return Answer(("ask",), ((Term("true" if value else "false"),),), "ask")


def _graph(rows: Iterable[Row]) -> Answer:
    # CONSTRUCT streams the same triple as often as it is found
    return Answer(TRIPLE, tuple(sorted(dict.fromkeys(rows), key=_key)), "graph")


def _of_ox(node: object) -> Term | None:
    if isinstance(node, ox.Literal):
        return term(node.value, datatype=node.datatype.value, language=node.language or "")
    if isinstance(node, ox.NamedNode):
        return Term(node.value, "uri")
    return Term(node.value, "bnode") if isinstance(node, ox.BlankNode) else None


def _of_rdflib(node: object) -> Term | None:
    if isinstance(node, rdflib.Literal):
        return term(str(node), datatype=str(node.datatype or ""), language=node.language or "")
    if isinstance(node, rdflib.URIRef):
        return Term(str(node), "uri")
    return Term(str(node), "bnode") if isinstance(node, rdflib.BNode) else None
