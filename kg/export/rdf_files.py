"""Writes the RDF files of a build in one pass. In: sorted lines and open files; out: the same statements in each syntax."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Protocol

from rdflib import RDF, Graph

from kg.export.files import Sink
from kg.export.jsonld import JsonLd
from kg.export.lines import Batch, Lines, Statement, batches, encode, of_graph
from kg.export.nquads import NQuads
from kg.export.ntriples import NTriples
from kg.export.turtle import Turtle
from kg.export.void import Tally


class Writer(Protocol):
    """One syntax. Makes the bytes of a file: a head, a part for each batch of sorted triples, a tail.

    ``joint`` is what every part begins with but the first of a file.
    """

    joint: bytes

    def head(self) -> bytes:
        """What stands before the first triple."""

    def part(self, batch: Batch) -> bytes:
        """The triples of a batch; it holds whole subjects, and batches come in order."""

    def tail(self) -> bytes:
        """What stands after the last triple."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a writer must know before the first statement.

    Attributes:
        prefixes: prefix -> namespace.
        links: IRIs of the properties that only ever lead to nodes.
    """

    prefixes: Mapping[str, str]
    links: Collection[str] = ()


#: File name -> its syntax.
RDF_FILES: dict[str, Callable[[Head], Writer]] = {
    "graph.ttl": lambda head: Turtle(head.prefixes),
    "graph.nt": lambda _: NTriples(),
    "graph.nq": lambda _: NQuads(),
    "graph.jsonld": lambda head: JsonLd(head.prefixes, head.links),
}


def write_rdf(lines: Iterable[bytes], head: Head, files: Mapping[str, Sink], tally: Tally | None = None) -> None:
    """Writes statements to open files.

    Args:
        lines (Iterable[bytes]): of ``kg.export.lines``, sorted.
        head (Head): what writers must know of the whole.
        files (Mapping[str, Sink]): key of RDF_FILES -> where its bytes go.
        tally (Tally | None): counts what is written.
    """
    with ExitStack() as opened:
        bodies = {name: opened.enter_context(whole_file(name, head, file)) for name, file in files.items()}
        write_part(lines, head, bodies, tally)


def write_part(lines: Iterable[bytes], head: Head, bodies: Mapping[str, Sink], tally: Tally | None = None) -> None:
    """Writes a part of the statements; parts that are put one behind the other, in order, are the body of a file.

    Args:
        lines (Iterable[bytes]): whole subjects, sorted.
        head (Head): as for ``write_rdf``.
        bodies (Mapping[str, Sink]): key of RDF_FILES -> where the bytes go.
        tally (Tally | None): counts what is written.
    """
    writers = [(RDF_FILES[name](head), file) for name, file in bodies.items()]
    for batch in batches(lines):
        if tally:
            tally.take(batch)
        for writer, file in writers:
            file.write(writer.part(batch))


@contextmanager
def whole_file(name: str, head: Head, file: Sink) -> Iterator[Sink]:
    """Writes what stands before and behind the parts, and takes them in between."""
    writer = RDF_FILES[name](head)
    file.write(writer.head())
    yield _Body(file, len(writer.joint))
    file.write(writer.tail())


class _Body:
    """Passes bytes on, all but the first few: those that join a part to the one before it."""

    def __init__(self, file: Sink, skip: int) -> None:
        self.file, self.skip = file, skip

    def write(self, data: bytes, /) -> int:
        dropped = min(self.skip, len(data))
        self.skip -= dropped
        return dropped + self.file.write(data[dropped:])


def links_of(literal: Iterable[str], predicates: Iterable[str]) -> frozenset[str]:
    """The properties that only ever lead to nodes; ``rdf:type`` has a sign of its own in every syntax."""
    return frozenset(predicates) - frozenset(literal) - {str(RDF.type)}


def rdf_bytes(graph: Graph, name: str, statements: Iterable[Statement] | None = None) -> bytes:
    """One file in memory; for what is small.

    Args:
        graph (Graph): without blank nodes; its prefixes are those of the file.
        name (str): key of RDF_FILES.
        statements (Iterable[Statement] | None): the same triples with their named graphs; None puts all into the default graph.

    Raises:
        ExportError: the graph has a blank node, or characters that UTF-8 cannot write.
    """
    encoded: Lines = encode(of_graph(graph) if statements is None else statements)
    head = Head(
        {prefix: str(namespace) for prefix, namespace in graph.namespaces()},
        links_of(encoded.literal, encoded.predicates),
    )
    buffer = io.BytesIO()
    write_rdf(encoded.sorted(), head, {name: buffer})
    return buffer.getvalue()
