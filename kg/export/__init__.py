"""Writes the exports. In: a Corpus, its graph and its triples; out: file names and bytes, then files, all or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx
from rdflib import Graph

from kg.errors import ExportError
from kg.export.dataset import describe
from kg.export.files import staged, write_exports
from kg.export.graphml import write_graphml
from kg.export.rdf_files import RDF_FILES, rdf_bytes, write_rdf
from kg.export.tables import (
    write_build,
    write_documents,
    write_entities,
    write_facts,
    write_mentions,
    write_unread,
)
from kg.export.turtle import write_turtle
from kg.export.void import Tally
from kg.model import Corpus, Publication, RdfSyntax
from kg.ontology import DATA_PREFIX, term

__all__ = ["DEFAULT_FILES", "EXPORTERS", "Material", "export_build", "render_exports", "write_exports"]


@dataclass(frozen=True, slots=True)
class Material:
    """What an export can be made from: the forms of one build.

    Attributes:
        corpus: for the tables.
        graph: the corpus assembled, for GraphML.
        triples: the graph mapped, for RDF.
        links: its regions in other datasets.
        page: the explorer, HTML.
    """

    corpus: Corpus
    graph: nx.MultiDiGraph[str]
    triples: Graph
    links: Graph = field(default_factory=lambda: Graph(bind_namespaces="none"))
    page: str = ""


#: File name -> what makes its bytes.
TABLES: dict[str, Callable[[Material], bytes]] = {
    "graph.graphml": lambda made: write_graphml(made.graph),
    "documents.jsonl": lambda made: write_documents(made.corpus),
    "mentions.jsonl": lambda made: write_mentions(made.corpus),
    "entities.jsonl": lambda made: write_entities(made.corpus),
    "facts.jsonl": lambda made: write_facts(made.corpus),
    "unread.jsonl": lambda made: write_unread(made.corpus),
    "build.json": lambda made: write_build(made.corpus),
    "links.ttl": lambda made: write_turtle(made.links),
    "explorer.html": lambda made: made.page.encode(),
}
DESCRIPTION = "dataset.ttl"
#: All that can be made of a corpus, its graph and its triples alone.
EXPORTERS = (*RDF_FILES, *(name for name in TABLES if name not in ("links.ttl", "explorer.html")))
#: What is asked for when nothing is named. The other syntaxes say the same as Turtle in up to four times the space.
DEFAULT_FILES = tuple(name for name in EXPORTERS if name == "graph.ttl" or name not in RDF_FILES)


def export_build(
    made: Material, out: Path, syntaxes: Iterable[RdfSyntax] = ("ttl",), publication: Publication | None = None
) -> None:
    """Writes everything that a build gives, all or none; files of an earlier build that this one does not write go.

    Args:
        made (Material): the build, with its page.
        out (Path): the folder; made when it is not there.
        syntaxes (Iterable[RdfSyntax]): which RDF files.
        publication (Publication | None): what the user says of the dataset.

    Raises:
        ExportError: a text cannot be written in a format, or the folder cannot be written; what was there stays as it was.
    """
    with staged(out, generated=(*RDF_FILES, *TABLES, DESCRIPTION)) as staging:
        tally = Tally(str(dict(made.triples.namespaces())[DATA_PREFIX]))
        with ExitStack() as opened:
            names = [f"graph.{syntax}" for syntax in syntaxes]
            write_rdf(made.triples, {name: opened.enter_context(staging.open(name)) for name in names}, tally)
        for name, write in TABLES.items():
            staging.write(name, write(made))
        places = made.triples.objects(None, term("dcterms:spatial"))
        description = describe(made.corpus, places, tally, staging.written, publication or Publication())
        staging.write(DESCRIPTION, write_turtle(description))


def render_exports(
    corpus: Corpus, graph: nx.MultiDiGraph[str], triples: Graph, *, names: Iterable[str] = DEFAULT_FILES
) -> dict[str, bytes]:
    """The content of export files in memory; nothing is written.

    Args:
        corpus (Corpus): for the tables.
        graph (nx.MultiDiGraph): the corpus assembled, for GraphML.
        triples (Graph): the graph mapped, for RDF.
        names (Iterable[str]): which files, of EXPORTERS.

    Raises:
        ExportError: no exporter has that name, or a text cannot be written in that format.
    """
    made = Material(corpus, graph, triples)
    wanted = list(names)
    for name in wanted:
        if name not in EXPORTERS:
            raise ExportError(f"没有名为 {name} 的导出", remedy=f"可用的有 {'、'.join(EXPORTERS)}")
    return {name: rdf_bytes(triples, name) if name in RDF_FILES else TABLES[name](made) for name in wanted}
