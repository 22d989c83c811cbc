"""Writes GraphML for Gephi, igraph and yEd. In: nodes and edges, one after the other; out: bytes, the same on every run.

GraphML knows scalars only, so each node gets what a drawing can use: its names, its last known status, its largest amount. networkx's
own writer wants the whole graph twice, as a graph and as an XML tree; this one wants a node or an edge at a time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from xml.sax.saxutils import XMLGenerator

import networkx as nx

from kg.export.files import Sink
from kg.model import Entity, Fact
from kg.standing import Standing, standing

Scalar = str | int | float
#: What XML 1.0 forbids, written or escaped.
_FORBIDDEN = re.compile(r"[^\t\n\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_NAMESPACE = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
}
_NODE = {
    "label": "string",
    "type": "string",
    "aliases": "string",
    "within": "string",
    "code": "string",
    "level": "string",
    "description": "string",
    "mentions": "long",
    "status": "string",
    "status_year": "long",
    "investment_cny": "double",
    "observations": "long",
}
_EDGE = {
    "label": "string",
    "year": "long",
    "kind": "string",
    "doc": "string",
    "start": "long",
    "end": "long",
    "quote": "string",
    "by": "string",
}


class GraphMl:
    """A GraphML file in the making: first all nodes, then all edges, then ``close``."""

    def __init__(self, file: Sink) -> None:
        self._file = file
        # One write for each node or edge: the generator makes ten, and files count and digest what they are given.
        self._text = io.StringIO()
        self._xml = XMLGenerator(self._text, encoding="utf-8", short_empty_elements=True)
        self._xml.startDocument()
        self._open("graphml", _NAMESPACE)
        for what, keys in (("node", _NODE), ("edge", _EDGE)):
            for name, kind in keys.items():
                key = {"id": f"{what}-{name}", "for": what, "attr.name": name, "attr.type": kind}
                self._line(1)
                self._open("key", key)
                self._xml.endElement("key")
        self._line(1)
        self._open("graph", {"edgedefault": "directed"})

    def node(self, entity: Entity, known: Standing) -> None:
        """A node with what is known of it; what is not known is left out."""
        values = _scalars(
            label=entity.name,
            type=entity.type.value,
            aliases="|".join(entity.aliases),
            within=entity.within,
            code=entity.code,
            level=entity.level,
            description=entity.description,
            mentions=known.mentions,
            status=known.status.value if known.status else None,
            status_year=known.reached[0] or None,
            investment_cny=known.realised,
            observations=known.observations or None,
        )
        self._element("node", {"id": entity.id}, values)

    def edge(self, fact: Fact) -> None:
        """A relation."""
        values = _scalars(
            label=fact.predicate.value,
            year=fact.year,
            kind=fact.kind,
            doc=fact.evidence.doc,
            start=fact.evidence.start,
            end=fact.evidence.end,
            quote=fact.evidence.quote,
            by=fact.by,
        )
        self._element("edge", {"source": fact.subject, "target": fact.object, "id": fact.id}, values)

    def close(self) -> None:
        """Ends the document; the file stays open."""
        self._line(1)
        self._xml.endElement("graph")
        self._line(0)
        self._xml.endElement("graphml")
        self._line(0)
        self._xml.endDocument()
        self._flush()

    def _element(self, name: str, attributes: Mapping[str, str], values: Mapping[str, Scalar]) -> None:
        self._line(2)
        self._open(name, attributes)
        for key, value in values.items():
            self._line(3)
            self._open("data", {"key": f"{name}-{key}"})
            self._xml.characters(str(value))
            self._xml.endElement("data")
        self._line(2)
        self._xml.endElement(name)
        self._flush()

    def _flush(self) -> None:
        self._file.write(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        self._xml.startElement(name, dict(attributes))  # type: ignore[arg-type]  # typeshed wants its AttributesImpl

    def _line(self, depth: int) -> None:
        self._xml.ignorableWhitespace("\n" + "  " * depth if depth else "\n")


def write_graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """The graph of kg/graph.py as GraphML, in memory."""
    buffer = io.BytesIO()
    file = GraphMl(buffer)
    mentions = graph.graph["mentions"]
    for key, node in sorted(graph.nodes.items()):
        file.node(node["entity"], standing(node["facts"], mentions=len(mentions.get(key, ()))))
    for fact in sorted((edge["fact"] for edge in graph.edges.values()), key=lambda f: (f.subject, f.object, f.id)):
        file.edge(fact)
    file.close()
    return buffer.getvalue()


def _scalars(**values: Scalar | None) -> dict[str, Scalar]:
    kept = {key: value for key, value in values.items() if value is not None and value != ""}
    return {key: _printable(value) if isinstance(value, str) else value for key, value in kept.items()}


def _printable(text: str) -> str:
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
