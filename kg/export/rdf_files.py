"""Writes the RDF files of a build in one pass. In: an rdflib graph and open files; out: the same triples in each syntax."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Protocol

from rdflib import Graph

from kg.export.files import Sink
from kg.export.jsonld import JsonLd
from kg.export.nquads import NQuads
from kg.export.ntriples import NTriples
from kg.export.triples import Batch, batches
from kg.export.turtle import Turtle
from kg.export.void import Tally


class Writer(Protocol):
    """One syntax. Makes the bytes of a file: a head, a part for each batch of sorted triples, a tail."""

    def head(self) -> bytes:
        """What stands before the first triple."""

    def part(self, batch: Batch) -> bytes:
        """The triples of a batch; it holds whole subjects, and batches come in order."""

    def tail(self) -> bytes:
        """What stands after the last triple."""


#: File name -> its syntax.
RDF_FILES: dict[str, Callable[[Graph], Writer]] = {
    "graph.ttl": Turtle,
    "graph.nt": NTriples,
    "graph.nq": NQuads,
    "graph.jsonld": JsonLd,
}


def write_rdf(graph: Graph, files: Mapping[str, Sink], tally: Tally | None = None) -> None:
    """Writes a graph to open files.

    Args:
        graph (Graph): without blank nodes; its prefixes are those of the files.
        files (Mapping[str, Sink]): key of RDF_FILES -> where its bytes go.
        tally (Tally | None): counts what is written.

    Raises:
        ExportError: the graph has a blank node, or characters that UTF-8 cannot write.
    """
    writers = [(RDF_FILES[name](graph), file) for name, file in files.items()]
    for writer, file in writers:
        file.write(writer.head())
    for batch in batches(graph):
        if tally:
            tally.take(batch)
        for writer, file in writers:
            file.write(writer.part(batch))
    for writer, file in writers:
        file.write(writer.tail())


def rdf_bytes(graph: Graph, name: str) -> bytes:
    """One file in memory; for what is small.

    Raises:
        ExportError: see ``write_rdf``.
    """
    buffer = io.BytesIO()
    write_rdf(graph, {name: buffer})
    return buffer.getvalue()
