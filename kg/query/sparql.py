"""Asks an export. In: the folder that a build wrote and a SPARQL 1.1 query; out: an Answer. Reads only, never a network.

pyoxigraph answers; ``engine="rdflib"`` asks rdflib instead, so that the two can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TextIO

import pyoxigraph as ox
import rdflib

from kg.errors import ExportError, QueryError
from kg.ontology import DATA_PREFIX, DEFAULT_BASE, NAMESPACE, names, nearest, prefixes
from kg.query.answer import Answer, Row, Term, render_answer, term
from kg.query.pack import find_question
from kg.query.readonly import code_of, place_of, refuse

__all__ = ["ask", "known_prefixes", "prepared", "read_question", "render_answer"]

Engine = Literal["oxigraph", "rdflib"]
TRIPLE = ("subject", "predicate", "object")

_ORDERED = re.compile(r"(?<![\w?$:-])order\s+by\b", re.IGNORECASE)
_STAR = re.compile(r"(?<![\w?$:-])select\s+(?:distinct\s+|reduced\s+)?\*", re.IGNORECASE)
_DECLARED = re.compile(r"(?<![\w?$:-])prefix\s+([^\s:]*):\s*<([^>]*)>", re.IGNORECASE)
_OWN = re.compile(r"(?<![\w:.-])kg:([^\W\d][\w-]*)")
_PLACE = re.compile(r"error at (\d+):(\d+)")
_BASE = re.compile(rf"@prefix {DATA_PREFIX}: <([^>]*)> \.")


def ask(export: Path, query: str, *, engine: Engine = "oxigraph") -> Answer:
    """What ``graph.ttl`` answers. Rows are sorted when the query does not order them.

    Args:
        export (Path): the folder that a build wrote.
        query (str): SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of the export need no declaration.
        engine (Engine): who answers.

    Raises:
        ExportError: there is no graph.ttl, or it is damaged.
        QueryError: a syntax error with line and column, an unknown kg: term, an update, or a remote source.
    """
    file = export / "graph.ttl"
    if not file.is_file():
        raise ExportError(f"{file.as_posix()} 不存在", remedy="先运行 kg build")
    bare = code_of(query)
    whole = prepared(query, known_prefixes(file))
    answer = _ask_oxigraph(file, whole) if engine == "oxigraph" else _ask_rdflib(file, whole)
    if answer.form == "select" and _STAR.search(bare):
        answer = _in_order_of_mention(answer, bare)
    return (
        answer if _ORDERED.search(bare) else Answer(answer.columns, tuple(sorted(answer.rows, key=_key)), answer.form)
    )


def prepared(query: str, known: Mapping[str, str]) -> str:
    """The query, found to be in order, with the known prefixes that it does not declare on one line before its first.

    Args:
        query (str): SPARQL 1.1.
        known (Mapping[str, str]): prefix -> namespace, as :func:`known_prefixes` gives it.

    Raises:
        QueryError: a syntax error with line and column, an unknown kg: term, an update, or a remote source.
    """
    bare = code_of(query)
    refuse(bare)
    declared = {found[1] for found in _DECLARED.finditer(query)}
    whole = " ".join(f"PREFIX {p}: <{iri}>" for p, iri in known.items() if p not in declared) + "\n" + query
    _check_syntax(whole, query)
    _check_terms(query, bare)
    return whole


def known_prefixes(file: Path) -> dict[str, str]:
    """Prefix -> namespace of every vocabulary of an export, and of its own data, read from the first lines of graph.ttl."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        base = _BASE.search("".join(line for _, line in zip(range(30), lines, strict=False)))
    return {**prefixes(), DATA_PREFIX: base[1] if base else DEFAULT_BASE}


def read_question(
    question: str, *, stdin: TextIO | None = None, values: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The query that a user means: ``-`` for standard input, a file, the name of a question of the pack, or SPARQL itself.

    Args:
        values (Mapping[str, str]): values for the parameters of a question of the pack.

    Raises:
        QueryError: the file is missing or no text, or no question has that name or parameter.
    """
    if question == "-" and stdin is not None:
        return stdin.read()
    if re.search(r"[{\s]", question) and not question.endswith(".rq"):
        return question
    try:
        if question.endswith(".rq") or Path(question).is_file():
            return Path(question).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"查询文件 {question} 读不了", remedy="应为 UTF-8 文本文件") from error
    return find_question(question).filled(**values)


def _check_syntax(whole: str, query: str) -> None:
    """Lets pyoxigraph parse the query for either engine, so that both give the same message."""
    try:
        ox.Store().query(whole)
    except SyntaxError as error:
        message = str(error)
        if "Prefix not found" in message:
            what, remedy = "查询用了没有声明的前缀", f"已知的前缀有 {'、'.join([*prefixes(), DATA_PREFIX])}"
        elif "unbound" in message:
            what, remedy = "SELECT 里有没有绑定的变量", "检查变量名，或补上 GROUP BY"
        else:
            what, remedy = "查询语法有误", "检查这里的标点、括号和关键字"
        place = _PLACE.search(message)
        line, column = (int(place[1]) - 1, int(place[2])) if place else (1, 1)
        near = "".join(query.splitlines()[line - 1 : line])[column - 1 :][:20].strip()
        where = f"第 {line} 行第 {column} 列" + (f"，“{near}”处" if near else "")
        raise QueryError(what, where=where, remedy=remedy) from error


def _check_terms(query: str, bare: str) -> None:
    """A misspelt term would find nothing without a word of warning."""
    declared = {found[1]: found[2] for found in _DECLARED.finditer(query)}
    if declared.get("kg", NAMESPACE) != NAMESPACE:
        return
    for found in _OWN.finditer(bare):
        if found[1] not in names():
            near = nearest(f"kg:{found[1]}")
            raise QueryError(
                f"词表没有 kg:{found[1]} 这个词",
                where=place_of(bare, found.start()),
                remedy=f"是不是 {near}？" if near else "词表见 ontology/README.md",
            )


def _in_order_of_mention(answer: Answer, bare: str) -> Answer:
    """The columns of ``SELECT *`` as the query names them; the engines have orders of their own."""
    named = list(dict.fromkeys(re.findall(r"[?$](\w+)", bare)))
    order = sorted(range(len(answer.columns)), key=lambda at: named.index(answer.columns[at]))
    rows = tuple(tuple(row[at] for at in order) for row in answer.rows)
    return Answer(tuple(answer.columns[at] for at in order), rows)


def _key(row: Row) -> tuple[Term, ...]:
    return tuple(cell or Term("") for cell in row)


def _ask_oxigraph(file: Path, whole: str) -> Answer:
    store = ox.Store()
    try:
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    except (SyntaxError, OSError) as error:
        raise _damaged(file) from error
    try:
        found = store.query(whole)
        if isinstance(found, ox.QueryBoolean):
            return _boolean(bool(found))
        if isinstance(found, ox.QueryTriples):
            return _graph((_ox(t.subject), _ox(t.predicate), _ox(t.object)) for t in found)
        columns = tuple(variable.value for variable in found.variables)
        return Answer(columns, tuple(tuple(_ox(cell) for cell in solution) for solution in found))
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError("查询无法执行", where=str(error)) from error


def _ask_rdflib(file: Path, whole: str) -> Answer:
    try:
        graph = rdflib.Graph(bind_namespaces="none").parse(file, format="turtle")
    except (SyntaxError, UnicodeDecodeError, OSError) as error:
        raise _damaged(file) from error
    found = graph.query(whole)
    if found.type == "ASK":
        return _boolean(bool(found.askAnswer))
    if found.graph is not None:
        return _graph((_rdflib(s), _rdflib(p), _rdflib(o)) for s, p, o in found.graph)
    columns = tuple(str(variable) for variable in found.vars or ())
    rows = (tuple(_rdflib(row.get(variable)) for variable in found.vars or ()) for row in found.bindings)
    return Answer(columns, tuple(rows))


def _damaged(file: Path) -> ExportError:
    return ExportError(f"{file.as_posix()} 读不了或不是合格的 Turtle", remedy="重新运行 kg build")


def _boolean(value: bool) -> Answer:
    return Answer(("ask",), ((Term("true" if value else "false"),),), "ask")


def _graph(rows: Iterable[Row]) -> Answer:
    # CONSTRUCT streams the same triple as often as it is found
    return Answer(TRIPLE, tuple(sorted(dict.fromkeys(rows), key=_key)), "graph")


def _ox(node: object) -> Term | None:
    if isinstance(node, ox.Literal):
        return term(node.value, datatype=node.datatype.value, language=node.language or "")
    if isinstance(node, ox.NamedNode):
        return Term(node.value, "uri")
    return Term(node.value, "bnode") if isinstance(node, ox.BlankNode) else None


def _rdflib(node: object) -> Term | None:
    if isinstance(node, rdflib.Literal):
        return term(str(node), datatype=str(node.datatype or ""), language=node.language or "")
    if isinstance(node, rdflib.URIRef):
        return Term(str(node), "uri")
    return Term(str(node), "bnode") if isinstance(node, rdflib.BNode) else None
