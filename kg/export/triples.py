"""Puts the triples of an rdflib graph in order. In: a graph without blank nodes; out: pyoxigraph terms, batch by batch.

The order is by subject, then predicate with ``rdf:type`` first, then object. Sorting subject by subject and never holding
more than a batch takes 5 s and 16 MB for a million triples; one list of them all took 8 s and 413 MB. Most of that time goes
into making terms, so one pass serves every syntax that a build writes.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import ExportError

Batch = list[ox.Triple]
#: Triples in a batch, roughly: large enough that the calls do not count, small enough that memory does not either.
BATCH = 5000


def batches(graph: Graph, size: int = BATCH) -> Iterator[Batch]:
    """The triples in the order of the export; a batch holds whole subjects.

    Args:
        graph (Graph): what to write.
        size (int): a batch is closed once it holds so many triples.

    Raises:
        ExportError: a term is no IRI or literal, or holds characters that UTF-8 cannot write.
    """
    terms = _Terms()
    batch: Batch = []
    for subject in sorted(set(graph.subjects()), key=str):
        try:
            batch += terms.of_subject(graph, subject)
        except ValueError as error:
            raise ExportError("有无法写成 RDF 的字符", where=str(error), remedy="检查源文件的编码") from error
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def to_triple(subject: Node, predicate: Node, value: Node) -> ox.Triple:
    """One triple in pyoxigraph's terms.

    Raises:
        ValueError: as ``batches``.
    """
    return ox.Triple(_iri(subject), _iri(predicate), _term(value))


class _Terms:
    """Makes terms; predicates are made once."""

    def __init__(self) -> None:
        self.predicates: dict[Node, ox.NamedNode] = {}

    def of_subject(self, graph: Graph, subject: Node) -> Iterator[ox.Triple]:
        values: dict[Node, list[Node]] = {}
        for predicate, value in graph.predicate_objects(subject):
            values.setdefault(predicate, []).append(value)
        node = _iri(subject)
        for predicate in sorted(values, key=_type_first):
            about = self._predicate(predicate)
            several = values[predicate]
            if len(several) > 1:
                several.sort(key=_by_value)
            for value in several:
                yield ox.Triple(node, about, _term(value))

    def _predicate(self, predicate: Node) -> ox.NamedNode:
        if predicate not in self.predicates:
            self.predicates[predicate] = _iri(predicate)
        return self.predicates[predicate]


def _type_first(predicate: Node) -> str:
    return "" if predicate == RDF.type else str(predicate)


def _by_value(value: Node) -> tuple[bool, str, str, str]:
    if isinstance(value, Literal):
        return True, str(value), value.language or "", str(value.datatype or "")
    return False, str(value), "", ""


def _iri(node: Node) -> ox.NamedNode:
    if not isinstance(node, URIRef):
        raise ValueError(f"空节点 {node}")
    return ox.NamedNode(str(node))


def _term(node: Node) -> ox.NamedNode | ox.Literal:
    if not isinstance(node, Literal):
        return _iri(node)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    if node.datatype is None:
        return ox.Literal(str(node))
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)))
