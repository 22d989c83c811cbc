"""Writes N-Triples, sorted. In: an rdflib graph without blank nodes; out: bytes, the same on every run.

The order is by subject, then predicate with ``rdf:type`` first, then object.
"""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import ExportError

_TYPE = RDF.type
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def sorted_triples(graph: Graph) -> list[ox.Triple]:
    """The triples as pyoxigraph terms, in the order of the export.

    Raises:
        ExportError: a term is no IRI or literal, or holds characters that UTF-8 cannot write.
    """
    rows = sorted(graph, key=_order)
    try:
        return [ox.Triple(ox.NamedNode(str(s)), ox.NamedNode(str(p)), _term(o)) for s, p, o in rows]
    except ValueError as error:
        raise ExportError("有无法写成 RDF 的字符", where=str(error), remedy="检查源文件的编码") from error


def write_ntriples(graph: Graph) -> bytes:
    """The graph as canonical N-Triples, one triple a line.

    Raises:
        ExportError: see ``sorted_triples``.
    """
    return ox.serialize(sorted_triples(graph), format=ox.RdfFormat.N_TRIPLES) or b""


def _order(triple: tuple[Node, Node, Node]) -> tuple[str, str, bool, str, str, str]:
    subject, predicate, value = triple
    first = "" if predicate == _TYPE else str(predicate)
    if isinstance(value, Literal):
        return str(subject), first, True, str(value), value.language or "", str(value.datatype or "")
    return str(subject), first, False, str(value), "", ""


def _term(node: Node) -> ox.NamedNode | ox.Literal:
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if not isinstance(node, Literal):
        raise ValueError(f"空节点 {node}")
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or _XSD_STRING)))
