"""Statements as lines that sort. In: rdflib terms; out: sorted bytes, a line each, that files of any size can be merged from.

A line is an N-Quads line in which the predicate ``rdf:type`` is ``!``: by plain order of bytes a subject's types come first, then its
predicates in order, literals before nodes, and the graphs of a triple stand side by side. Sorting whole lines needs no key and no
terms in memory: a million of them take 0.5 s, a merge of sorted files reads each line once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import ExportError

Statement = tuple[Node, Node, Node, Node | None]
_TYPE = str(RDF.type)
_STRING = str(XSD.string)
_FIRST = "!"  # before any predicate
_SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f]')
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
#: Statements in a batch, roughly: large enough that the calls do not count, small enough that memory does not either.
BATCH = 5000


@dataclass
class Lines:
    """Statements, encoded.

    Attributes:
        lines: unsorted, perhaps more than once.
        nodes: the objects that are IRIs, and the predicates.
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

    def join(self, other: Lines) -> None:
        """Adds others."""
        self.lines += other.lines
        self.nodes |= other.nodes
        self.predicates |= other.predicates
        self.literal |= other.literal


def encode(statements: Iterable[Statement]) -> Lines:
    """Lines of statements.

    Args:
        statements (Iterable[Statement]): subject, predicate, object, and the name of a graph or None.

    Raises:
        ExportError: a term is no IRI or literal, or holds characters that UTF-8 cannot write.
    """
    found = Lines()
    lines, nodes, predicates = found.lines, found.nodes, found.predicates
    try:
        for subject, predicate, value, graph in statements:
            begin, about = _iri(subject), _iri(predicate)
            if isinstance(value, Literal):
                said = _literal(value)
                found.literal.add(about)
            else:
                node = _iri(value)
                nodes.add(node)
                said = f"<{node}>"
            predicates.add(about)
            mark = _FIRST if about == _TYPE else f"<{about}>"
            end = "" if graph is None else f" <{_iri(graph)}>"
            lines.append(f"<{begin}> {mark} {said}{end} .\n".encode())
    except ValueError as error:
        raise ExportError("有无法写成 RDF 的字符", where=str(error), remedy="检查源文件的编码") from error
    nodes |= predicates
    return found


def of_graph(graph: Graph) -> Iterator[Statement]:
    """The triples of a graph as statements of the default graph."""
    return ((subject, predicate, value, None) for subject, predicate, value in graph)


def _plain(line: bytes) -> bytes:
    subject, predicate, rest = line.split(b" ", 2)
    return b" ".join((subject, f"<{_TYPE}>".encode(), rest)) if predicate == _FIRST.encode() else line


def _iri(node: Node) -> str:
    if not isinstance(node, URIRef):
        raise ValueError(f"空节点 {node}")
    return str(node)  # rdflib compares its own terms in Python, which takes as long as all the rest


def _literal(value: Literal) -> str:
    """As pyoxigraph writes it; making its terms and calling its writer took four times as long."""
    text = str(value)
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_escaped, text)
    if value.language:
        return f'"{text}"@{value.language}'
    if value.datatype is None or str(value.datatype) == _STRING:
        return f'"{text}"'
    return f'"{text}"^^<{_iri(value.datatype)}>'


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    return _ESCAPES.get(sign) or f"\\u{ord(sign):04X}"


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
