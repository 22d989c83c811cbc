"""Counts triples as VoID does. In: the batches that are written; out: numbers that anyone can check with a query.

Counting what passes by costs 0.03 s on the seeds; a pass of its own over the rdflib graph 0.2 s.
"""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
from rdflib import RDF

from kg.export.triples import Batch

_TYPE = str(RDF.type)


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
        self._objects: set[object] = set()

    def take(self, batch: Batch) -> None:
        """Counts a batch."""
        self.triples += len(batch)
        subjects = {triple.subject for triple in batch}
        self.subjects += len(subjects)
        self.entities += sum(isinstance(s, ox.NamedNode) and s.value.startswith(self.base) for s in subjects)
        self._objects.update(triple.object for triple in batch)
        self.properties.update(triple.predicate.value for triple in batch)
        types = (triple.object for triple in batch if triple.predicate.value == _TYPE)
        self.classes.update(kind.value for kind in types if isinstance(kind, ox.NamedNode))

    @property
    def objects(self) -> int:
        """Distinct objects, literals too."""
        return len(self._objects)
