"""Answers a SPARQL query. In: a store, the query, the media types that the client takes; out: the serialised results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.prepare import prepared
from kg.serve.negotiate import GRAPHS, RESULTS
from kg.serve.site import Site

_RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPH_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


class Writable(Protocol):
    """Where an answer goes."""

    def write(self, piece: bytes, /) -> int:
        """Takes a piece."""


class TooLarge(Exception):  # noqa: N818  # not an error of ours: the engine hands it through
    """An answer passes the limit."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"结果超过 {limit / 1e6:g} MB 的上限。加 LIMIT 或更多条件，或直接读 graph.ttl")


def answer_query(site: Site, job: dict[str, Any], sink: Writable) -> dict[str, Any]:
    """Runs the query of a job and writes its results.

    Args:
        site (Site): store and prefixes.
        job (dict): ``query``; ``results`` and ``graph``: the media types for either kind of answer, empty for none.
        sink (Writable): takes the answer.

    Returns:
        The head of the answer: status, type; or what is wrong.

    Raises:
        QueryError: the query is not in order, or cannot be carried out.
    """
    try:
        found = site.store.query(prepared(job["query"], site.prefixes, lenient=True))
        graph = isinstance(found, ox.QueryTriples)
        media = job["graph" if graph else "results"]
        if not media:
            kinds = "、".join(dict.fromkeys((GRAPHS if graph else RESULTS).values()))
            return {"status": 406, "line": f"这种查询的结果只有 {kinds} 格式。改 Accept 头或 format 参数"}
        if isinstance(found, ox.QueryTriples):
            write_graph(_distinct(found), media, site, sink)
        else:
            found.serialize(sink, _RESULT_FORMATS[RESULTS[media]])  # type: ignore[arg-type]
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError("查询无法执行", where=str(error)) from error
    return {"status": 200, "type": media}


def write_graph(triples: Iterable[ox.Triple], media: str, site: Site, sink: Writable) -> None:
    """Writes triples in one of the formats of GRAPHS."""
    form = _GRAPH_FORMATS[GRAPHS[media]]
    ox.serialize(triples, sink, format=form, prefixes=dict(site.prefixes))  # type: ignore[arg-type]


def _distinct(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """A CONSTRUCT streams the same triple as often as it is found, but what it makes is a set."""
    seen = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple
