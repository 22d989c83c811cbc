"""Writes N-Quads with a named graph for each document. In: batches of sorted triples; out: bytes, one statement a line.

In the graph of a document (its IRI) stand its claims, their evidence, the direct triples that it states, and the indicator
values that its claims lead to; what two documents state stands in both. Everything else, such as names, divisions, descriptions
of documents and of the vocabulary, is in the default graph. All graphs together are the triples of the Turtle, no more, no less.
The graph of a triple follows from the triples themselves: a claim names its document, an evidence its source.
"""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox
from rdflib import RDF, Graph
from rdflib.term import Node

from kg.errors import ExportError
from kg.export.triples import Batch, to_triple
from kg.ontology import term

Names = tuple[ox.NamedNode | ox.DefaultGraph, ...]
_DEFAULT: Names = (ox.DefaultGraph(),)


class NQuads:
    """A writer of kg/export/rdf_files.py."""

    def __init__(self, graph: Graph) -> None:
        self.graphs = DocumentGraphs(graph)

    def head(self) -> bytes:
        """Nothing stands before the first statement."""
        return b""

    def part(self, batch: Batch) -> bytes:
        """The lines of a batch, in the order of its triples, each triple by name of graph."""
        quads = [ox.Quad(t.subject, t.predicate, t.object, name) for t in batch for name in self.graphs.of(t)]
        return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""

    def tail(self) -> bytes:
        """Nothing stands after the last statement."""
        return b""


class DocumentGraphs:
    """Knows in which documents' graphs a triple stands."""

    def __init__(self, graph: Graph) -> None:
        homes: dict[str, set[str]] = defaultdict(set)
        stated: dict[ox.Triple, set[str]] = defaultdict(set)
        for claim in graph.subjects(RDF.type, term("Claim")):
            document = str(_one(graph, claim, "dcterms:source"))
            subject, predicate, value = (_one(graph, claim, f"rdf:{n}") for n in ("subject", "predicate", "object"))
            homes[str(claim)].add(document)
            if predicate == term("observation"):
                homes[str(value)].add(document)
            if (claim, term("kind"), term("actual")) in graph:
                stated[to_triple(subject, predicate, value)].add(document)
        for evidence, source in graph.subject_objects(term("oa:hasSource")):
            homes[str(evidence)].add(str(source))
        self.homes = {subject: _names(documents) for subject, documents in homes.items()}
        self.stated = {triple: _names(documents) for triple, documents in stated.items()}

    def of(self, triple: ox.Triple) -> Names:
        """The names of the graphs, sorted; the default graph when no document's is meant."""
        subject = triple.subject
        home = self.homes.get(subject.value) if isinstance(subject, ox.NamedNode) else None
        return home or self.stated.get(triple) or _DEFAULT


def _names(documents: set[str]) -> Names:
    return tuple(ox.NamedNode(document) for document in sorted(documents))


def _one(graph: Graph, claim: Node, name: str) -> Node:
    value = graph.value(claim, term(name))
    if value is None:
        raise ExportError(f"主张 {claim} 没有 {name}", remedy="这是 kg 的缺陷，请报告")
    return value
