"""Counts a graph as VoID does. In: an rdflib graph; out: numbers that anyone can check with a query."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rdflib import RDF, Graph
from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Counts:
    """What VoID's terms of the same names say.

    Attributes:
        triples: in the graph.
        subjects: distinct ones.
        objects: distinct ones, literals too.
        entities: distinct subjects in the dataset's own namespace.
        classes: class -> its distinct instances.
        properties: property -> its triples.
    """

    triples: int
    subjects: int
    objects: int
    entities: int
    classes: dict[Node, int]
    properties: dict[Node, int]


def count(graph: Graph, base: str) -> Counts:
    """The counts of a graph whose own IRIs begin with ``base``."""
    subjects, objects = set(), set()
    classes: Counter[Node] = Counter()
    properties: Counter[Node] = Counter()
    for subject, predicate, value in graph:
        subjects.add(subject)
        objects.add(value)
        properties[predicate] += 1
        if predicate == RDF.type:
            classes[value] += 1
    own = sum(str(subject).startswith(base) for subject in subjects)
    return Counts(len(graph), len(subjects), len(objects), own, dict(classes), dict(properties))
