"""Writes N-Triples. In: batches of sorted triples; out: bytes, one triple a line."""

from __future__ import annotations

import pyoxigraph as ox

from kg.export.lines import Batch


class NTriples:
    """A writer of kg/export/rdf_files.py."""

    joint = b""

    def head(self) -> bytes:
        """Nothing stands before the first triple."""
        return b""

    def part(self, batch: Batch) -> bytes:
        """The lines of a batch."""
        return ox.serialize(batch.triples, format=ox.RdfFormat.N_TRIPLES) or b""

    def tail(self) -> bytes:
        """Nothing stands after the last triple."""
        return b""
