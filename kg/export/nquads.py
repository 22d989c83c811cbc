"""Writes N-Quads with a named graph for each document. In: batches of sorted statements; out: bytes, one statement a line.

In the graph of a document (its IRI) stand its claims, their evidence, the direct triples that it states, and the indicator
values that its claims lead to; what two documents state stands in both. Everything else, such as names, divisions, descriptions
of documents and of the vocabulary, is in the default graph. All graphs together are the triples of the Turtle, no more, no less.
kg/rdf/claims.py says which graph a triple belongs to.
"""

from __future__ import annotations

from kg.export.lines import Batch


class NQuads:
    """A writer of kg/export/rdf_files.py."""

    joint = b""

    def head(self) -> bytes:
        """Nothing stands before the first statement."""
        return b""

    def part(self, batch: Batch) -> bytes:
        """The lines of a batch, in the order of its triples, each triple by name of graph."""
        return b"".join(batch.lines)

    def tail(self) -> bytes:
        """Nothing stands after the last statement."""
        return b""
