"""Writes the exports. In: what a build found, in memory or as it comes; out: file names and bytes, then files, all or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import networkx as nx
from rdflib import Graph

from kg.errors import ExportError
from kg.export.dataset import describe
from kg.export.files import SHARDS, Sink, Staging, staged, write_exports
from kg.export.graphml import write_graphml
from kg.export.lines import Lines, encode
from kg.export.rdf_files import RDF_FILES, Head, links_of, rdf_bytes, whole_file, write_part
from kg.export.summary import Summary, by_document, summarise
from kg.export.tables import BY_DOCUMENT, document_parts, entity_lines, write_build, write_table
from kg.export.turtle import write_turtle
from kg.export.void import Tally
from kg.model import Corpus

__all__ = [
    "BY_DOCUMENT",
    "DEFAULT_FILES",
    "EXPORTERS",
    "GENERATED",
    "Head",
    "Lines",
    "Sink",
    "Staging",
    "Summary",
    "Tally",
    "by_document",
    "describe",
    "document_parts",
    "encode",
    "entity_lines",
    "links_of",
    "render_exports",
    "staged",
    "summarise",
    "whole_file",
    "write_build",
    "write_exports",
    "write_part",
    "write_turtle",
]


@dataclass(frozen=True, slots=True)
class _Material:
    """The forms of a build that lies in memory."""

    corpus: Corpus
    graph: nx.MultiDiGraph[str]
    triples: Graph = field(default_factory=Graph)


_TABLES = (*BY_DOCUMENT, "entities.jsonl")
#: File name -> what makes its bytes.
_MAKERS: dict[str, Callable[[_Material], bytes]] = {
    **{name: lambda made, name=name: rdf_bytes(made.triples, name) for name in RDF_FILES},  # type: ignore[misc]
    **{name: lambda made, name=name: write_table(made.corpus, name) for name in _TABLES},  # type: ignore[misc]
    "graph.graphml": lambda made: write_graphml(made.graph),
    "build.json": lambda made: write_build(summarise(made.corpus)),
}
DESCRIPTION = "dataset.ttl"
#: All that can be made of a corpus, its graph and its triples alone.
EXPORTERS = tuple(_MAKERS)
#: All files that a build may write; the last is a pattern.
GENERATED = (*EXPORTERS, "links.ttl", "explorer.html", DESCRIPTION, SHARDS)
#: What is asked for when nothing is named. The other syntaxes say the same as Turtle in up to four times the space.
DEFAULT_FILES = tuple(name for name in EXPORTERS if name == "graph.ttl" or name not in RDF_FILES)


def render_exports(
    corpus: Corpus, graph: nx.MultiDiGraph[str], triples: Graph, *, names: Iterable[str] = DEFAULT_FILES
) -> dict[str, bytes]:
    """The content of export files in memory; nothing is written.

    Args:
        corpus (Corpus): for the tables.
        graph (nx.MultiDiGraph): the corpus assembled, for GraphML.
        triples (Graph): the graph mapped, for RDF; in N-Quads all of it is in the default graph.
        names (Iterable[str]): which files, of EXPORTERS.

    Raises:
        ExportError: no exporter has that name, or a text cannot be written in that format.
    """
    made = _Material(corpus, graph, triples)
    wanted = list(names)
    for name in wanted:
        if name not in EXPORTERS:
            raise ExportError(f"没有名为 {name} 的导出", remedy=f"可用的有 {'、'.join(EXPORTERS)}")
    return {name: _MAKERS[name](made) for name in wanted}
