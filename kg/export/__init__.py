"""Writes the exports. In: a Corpus, its graph and its triples; out: file names and bytes, then files, all or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import networkx as nx
from rdflib import Graph

from kg.errors import ExportError
from kg.export.files import write_exports
from kg.export.graphml import write_graphml
from kg.export.ntriples import write_ntriples
from kg.export.tables import (
    write_build,
    write_documents,
    write_entities,
    write_facts,
    write_mentions,
    write_unread,
)
from kg.export.turtle import write_turtle
from kg.model import Corpus

__all__ = ["DEFAULT_FILES", "EXPORTERS", "render_exports", "write_exports"]


@dataclass(frozen=True, slots=True)
class Material:
    """What an export can be made from: three forms of one build."""

    corpus: Corpus
    graph: nx.MultiDiGraph[str]
    triples: Graph


#: File name -> what makes its bytes.
EXPORTERS: dict[str, Callable[[Material], bytes]] = {
    "graph.ttl": lambda made: write_turtle(made.triples),
    "graph.nt": lambda made: write_ntriples(made.triples),
    "graph.graphml": lambda made: write_graphml(made.graph),
    "documents.jsonl": lambda made: write_documents(made.corpus),
    "mentions.jsonl": lambda made: write_mentions(made.corpus),
    "entities.jsonl": lambda made: write_entities(made.corpus),
    "facts.jsonl": lambda made: write_facts(made.corpus),
    "unread.jsonl": lambda made: write_unread(made.corpus),
    "build.json": lambda made: write_build(made.corpus),
}
#: What a build writes. N-Triples says the same as Turtle in four times the space, so only on request.
DEFAULT_FILES = tuple(name for name in EXPORTERS if name != "graph.nt")


def render_exports(
    corpus: Corpus, graph: nx.MultiDiGraph[str], triples: Graph, *, names: Iterable[str] = DEFAULT_FILES
) -> dict[str, bytes]:
    """The content of export files; nothing is written yet.

    Args:
        corpus (Corpus): for the tables.
        graph (nx.MultiDiGraph): the corpus assembled, for GraphML.
        triples (Graph): the graph mapped, for RDF.
        names (Iterable[str]): which files, keys of EXPORTERS.

    Raises:
        ExportError: no exporter has that name, or a text cannot be written in that format.
    """
    made = Material(corpus, graph, triples)
    wanted = list(names)
    for name in wanted:
        if name not in EXPORTERS:
            raise ExportError(f"没有名为 {name} 的导出", remedy=f"可用的有 {'、'.join(EXPORTERS)}")
    return {name: EXPORTERS[name](made) for name in wanted}
