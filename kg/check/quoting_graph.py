"""What graph.ttl quotes. In: the file; out: its evidence, its documents and the numbers that its claims state."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from kg.check.turtle import parse_turtle
from kg.errors import ExportError
from kg.ontology import term


@dataclass(frozen=True, slots=True)
class GraphEvidence:
    """An evidence node: id of the document, offsets, quote."""

    doc: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class GraphDocument:
    """A document node."""

    title: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class GraphQuotes:
    """All quotes of a graph, under the local names of their nodes.

    Attributes:
        numbers: (claim, number as stated, its evidence).
    """

    evidence: dict[str, GraphEvidence]
    documents: dict[str, GraphDocument]
    numbers: list[tuple[str, str, tuple[str, ...]]]


_READ = ("oa:hasSource", "oa:start", "oa:end", "oa:exact", "asStated", "prov:wasDerivedFrom")
_READ_OF_DOCUMENTS = ("sha256", "dcterms:title", "path")


def read_graph(file: Path) -> GraphQuotes:
    """What a graph quotes.

    Raises:
        ExportError: the file is missing or no Turtle, or a node of evidence lacks a part.
    """
    wanted = {str(term(name)): name for name in (*_READ, *_READ_OF_DOCUMENTS)}
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in parse_turtle(file):
        if predicate in wanted:
            nodes[_local(subject)][wanted[predicate]].append(value)
    evidence = {key: _evidence(file, key, node) for key, node in nodes.items() if "oa:hasSource" in node}
    documents = {
        key: GraphDocument(*("".join(node[name][:1]) for name in ("dcterms:title", "path", "sha256")))
        for key, node in nodes.items()
        if "sha256" in node
    }
    numbers = [
        (key, number, tuple(_local(iri) for iri in node["prov:wasDerivedFrom"]))
        for key, node in nodes.items()
        for number in node.get("asStated", ())
    ]
    return GraphQuotes(evidence, documents, numbers)


def _evidence(file: Path, key: str, node: dict[str, list[str]]) -> GraphEvidence:
    try:
        start, end = int(node["oa:start"][0]), int(node["oa:end"][0])
        return GraphEvidence(_local(node["oa:hasSource"][0]), start, end, node["oa:exact"][0])
    except (IndexError, ValueError) as error:
        raise ExportError(f"{file.as_posix()} 里的证据 {key} 不全", remedy="用 kg validate 看缺什么") from error


def _local(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]
