"""Counts triples as VoID does. In: the batches that are written; out: numbers that anyone can check with a query.

Counting what passes by costs 0.03 s on the seeds; a pass of its own over the rdflib graph 0.2 s.
"""

from __future__ import annotations

import hashlib
from collections import Counter

import numpy as np
import pyoxigraph as ox
from numpy.typing import NDArray
from rdflib import RDF

from kg.export.lines import Batch

_TYPE = str(RDF.type)
#: Digests that wait to be compared: 8 bytes each, so 16 MB.
_WAITING = 2_000_000


class Tally:
    """What VoID's terms of the same names say.

    Attributes:
        triples: how many.
        subjects: distinct ones; a batch holds whole subjects, so none is counted twice.
        entities: distinct subjects in the dataset's own namespace.
        classes: IRI of a class -> its distinct instances.
        properties: IRI of a property -> its triples.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.triples = self.subjects = self.entities = 0
        self.classes: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()
        self._distinct = np.empty(0, np.uint64)
        self._waiting: list[int] = []
        self._others: list[NDArray[np.uint64]] = []

    def take(self, batch: Batch) -> None:
        """Counts a batch."""
        triples = batch.triples
        self.triples += len(triples)
        subjects = {triple.subject for triple in triples}
        self.subjects += len(subjects)
        self.entities += sum(isinstance(s, ox.NamedNode) and s.value.startswith(self.base) for s in subjects)
        self._waiting += [_digest(value) for value in {triple.object for triple in triples}]
        if len(self._waiting) >= _WAITING:
            self._compare()
        self.properties.update(triple.predicate.value for triple in triples)
        types = (triple.object for triple in triples if triple.predicate.value == _TYPE)
        self.classes.update(kind.value for kind in types if isinstance(kind, ox.NamedNode))

    def join(self, other: Tally) -> None:
        """Adds the counts of a part with other subjects."""
        self.triples += other.triples
        self.subjects += other.subjects
        self.entities += other.entities
        self.classes.update(other.classes)
        self.properties.update(other.properties)
        other._compare()
        self._others.append(other._distinct)

    @property
    def objects(self) -> int:
        """Distinct objects, literals too."""
        self._compare()
        return len(self._distinct)

    def _compare(self) -> None:
        new = np.array(self._waiting, dtype=np.uint64)
        # All at once: each comparison of two sorts both anew, ten seconds for the sixteen parts of ten million triples.
        self._distinct = np.unique(np.concatenate((self._distinct, new, *self._others)))
        self._waiting, self._others = [], []


def _digest(value: object) -> int:
    """Eight bytes of a term: a set of ten million terms would take gigabytes, and two of them meet once in 300,000 such graphs."""
    return int.from_bytes(hashlib.blake2b(str(value).encode(), digest_size=8).digest(), "big")
