"""The other engine. In: graph.ttl; out: a function that answers as pyoxigraph should. Slow; it is there to be compared with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import rdflib

from kg.query.answer import Answer, Term, boolean, graph, term


def rdflib_run(file: Path) -> Callable[[str], Answer]:
    """What rdflib does with a prepared query.

    Raises:
        SyntaxError, UnicodeDecodeError, OSError: the file is damaged.
    """
    read = rdflib.Graph(bind_namespaces="none").parse(file, format="turtle")

    def run(whole: str) -> Answer:
        found = read.query(whole)
        if found.type == "ASK":
            return boolean(bool(found.askAnswer))
        if found.graph is not None:
            return graph((_term(s), _term(p), _term(o)) for s, p, o in found.graph)
        columns = tuple(str(variable) for variable in found.vars or ())
        rows = (tuple(_term(row.get(variable)) for variable in found.vars or ()) for row in found.bindings)
        return Answer(columns, tuple(rows))

    return run


def _term(node: object) -> Term | None:
    if isinstance(node, rdflib.Literal):
        return term(str(node), datatype=str(node.datatype or ""), language=node.language or "")
    if isinstance(node, rdflib.URIRef):
        return Term(str(node), "uri")
    return Term(str(node), "bnode") if isinstance(node, rdflib.BNode) else None
