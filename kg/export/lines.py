"""Statements as lines that sort. In: rdflib terms; out: sorted bytes, a line each, that files of any size can be merged from.

A line is an N-Quads line in which the predicate ``rdf:type`` is ``!``: by plain order of bytes a subject's types come first, then its
predicates in order, literals before nodes, and the graphs of a triple stand side by side. Sorting whole lines needs no key and no
terms in memory: a million of them take 0.5 s, a merge of sorted files reads each line once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import ExportError

Statement = tuple[Node, Node, Node, Node | None]
_TYPE = f"<{RDF.type}>".encode()
_FIRST = b"!"  # before any predicate
#: Statements in a batch, roughly: large enough that the calls do not count, small enough that memory does not either.
BATCH = 5000


@dataclass
class Lines:
    """Statements, encoded.

    Attributes:
        lines: unsorted, perhaps more than once.
        nodes: all IRIs, predicates too.
        predicates: those that are predicates.
        literal: the predicates that lead to literals.
    """

    lines: list[bytes] = field(default_factory=list)
    nodes: set[str] = field(default_factory=set)
    predicates: set[str] = field(default_factory=set)
    literal: set[str] = field(default_factory=set)

    def sorted(self) -> list[bytes]:
        """The lines in order, each once."""
        return sorted(set(self.lines))


def encode(statements: Iterable[Statement]) -> Lines:
    """Lines of statements.

    Args:
        statements (Iterable[Statement]): subject, predicate, object, and the name of a graph or None.

    Raises:
        ExportError: a term is no IRI or literal, or holds characters that UTF-8 cannot write.
    """
    terms, found = _Terms(), Lines()
    try:
        quads = []
        for subject, predicate, value, graph in statements:
            name = ox.DefaultGraph() if graph is None else terms.iri(graph)
            quads.append(ox.Quad(terms.iri(subject), terms.iri(predicate), terms.term(value), name))
            found.predicates.add(str(predicate))
            if isinstance(value, Literal):
                found.literal.add(str(predicate))
        written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    except ValueError as error:
        raise ExportError("有无法写成 RDF 的字符", where=str(error), remedy="检查源文件的编码") from error
    found.nodes = set(terms.known)
    found.lines = [_marked(line) for line in written.splitlines(keepends=True)]
    return found


def of_graph(graph: Graph) -> Iterator[Statement]:
    """The triples of a graph as statements of the default graph."""
    return ((subject, predicate, value, None) for subject, predicate, value in graph)


def _marked(line: bytes) -> bytes:
    subject, predicate, rest = line.split(b" ", 2)
    return b" ".join((subject, _FIRST, rest)) if predicate == _TYPE else line


def _plain(line: bytes) -> bytes:
    subject, predicate, rest = line.split(b" ", 2)
    return b" ".join((subject, _TYPE, rest)) if predicate == _FIRST else line


class _Terms:
    """Makes terms of pyoxigraph, each IRI once: they are most of the work."""

    def __init__(self) -> None:
        self.known: dict[str, ox.NamedNode] = {}

    def iri(self, node: Node) -> ox.NamedNode:
        if not isinstance(node, URIRef):
            raise ValueError(f"空节点 {node}")
        iri = str(node)  # rdflib compares its own terms in Python, which took as long as all the rest
        found = self.known.get(iri)
        if found is None:
            found = self.known[iri] = ox.NamedNode(iri)
        return found

    def term(self, node: Node) -> ox.NamedNode | ox.Literal:
        if not isinstance(node, Literal):
            return self.iri(node)
        if node.language:
            return ox.Literal(str(node), language=node.language)
        if node.datatype is None:
            return ox.Literal(str(node))
        return ox.Literal(str(node), datatype=self.iri(node.datatype))


@dataclass
class Batch:
    """Statements in order, whole subjects. ``lines`` are N-Quads."""

    lines: list[bytes]

    @cached_property
    def triples(self) -> list[ox.Triple]:
        """The triples, each once in whatever graphs it stands."""
        quads = ox.parse(b"".join(self.lines), format=ox.RdfFormat.N_QUADS)
        return list(dict.fromkeys(quad.triple for quad in quads))


def batches(lines: Iterable[bytes], size: int = BATCH) -> Iterator[Batch]:
    """The statements of sorted lines, batch by batch.

    Args:
        lines (Iterable[bytes]): sorted; what comes twice is written once.
        size (int): a batch is closed once it holds so many statements.
    """
    kept: list[bytes] = []
    last, subject = b"", b""
    for line in lines:
        if line == last:
            continue
        own = line[: line.index(b" ")]
        if own != subject and len(kept) >= size:
            yield Batch(kept)
            kept = []
        last, subject = line, own
        kept.append(_plain(line))
    if kept:
        yield Batch(kept)
