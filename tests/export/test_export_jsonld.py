"""JSON-LD: two parsers read the triples of the Turtle, and a reader of plain JSON finds short names and real numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import RDFS, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.export.rdf_files import rdf_bytes
from kg.graph import assemble
from kg.model import Corpus
from kg.rdf import to_rdf

SUBJECT, PROPERTY = URIRef("https://example.org/a"), URIRef("https://example.org/p")
VALUES = [
    Literal("2018", datatype=XSD.integer),
    Literal("-7", datatype=XSD.integer),
    Literal("758000000000", datatype=XSD.integer),
    Literal("9007199254740993", datatype=XSD.integer),
    Literal("1000000000000000000000000", datatype=XSD.integer),
    Literal("007", datatype=XSD.integer, normalize=False),
    Literal("-0", datatype=XSD.integer, normalize=False),
    Literal("12.5", datatype=XSD.decimal),
    Literal("0.1", datatype=XSD.decimal),
    Literal("2018-01-17", datatype=XSD.date),
    Literal("true", datatype=XSD.boolean),
    Literal("https://example.org/a"),
    Literal("id:project-0001"),
    Literal("@id"),
    Literal("湛江", lang="zh"),
    Literal("Zhanjiang", lang="en"),
    Literal(""),
    URIRef("urn:isbn:1"),
    URIRef("https://example.org/other/with space".replace(" ", "_")),
    URIRef("https://w3id.org/citykg/id//two-slashes"),
]


@pytest.fixture
def graph(corpus: Corpus) -> Graph:
    return to_rdf(assemble(corpus))


def written(graph: Graph) -> Any:
    return json.loads(rdf_bytes(graph, "graph.jsonld"))


def node(graph: Graph, name: str) -> dict[str, Any]:
    (found,) = [node for node in written(graph)["@graph"] if node["@id"] == name]
    return dict(found)


def test_rdflib_reads_the_same_graph(graph: Graph) -> None:
    assert isomorphic(Graph().parse(data=rdf_bytes(graph, "graph.jsonld"), format="json-ld"), graph)


def test_pyoxigraph_reads_the_same_triples(graph: Graph) -> None:
    read, turtle = (
        {quad.triple for quad in ox.parse(rdf_bytes(graph, name), format=syntax)}
        for name, syntax in (("graph.jsonld", ox.RdfFormat.JSON_LD), ("graph.ttl", ox.RdfFormat.TURTLE))
    )
    assert read == turtle


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_value_survives_in_both_parsers(value: Literal | URIRef, graph: Graph) -> None:
    one = Graph(bind_namespaces="none")
    for prefix, namespace in graph.namespaces():
        one.bind(prefix, namespace)
    one.add((SUBJECT, PROPERTY, value))
    (quad,) = ox.parse(rdf_bytes(one, "graph.jsonld"), format=ox.RdfFormat.JSON_LD)
    (triple,) = ox.parse(rdf_bytes(one, "graph.ttl"), format=ox.RdfFormat.TURTLE)
    assert quad.object == triple.object
    # rdflib rewrites 007 to 7 whatever it reads, so it is compared with what it reads in the Turtle.
    read = Graph().parse(data=rdf_bytes(one, "graph.jsonld"), format="json-ld")
    assert set(read) == set(Graph().parse(data=rdf_bytes(one, "graph.ttl"), format="turtle"))


def test_values_of_every_kind_survive_beside_each_other(graph: Graph) -> None:
    for value in VALUES:
        graph.add((SUBJECT, PROPERTY, value))
    quads = ox.parse(rdf_bytes(graph, "graph.jsonld"), format=ox.RdfFormat.JSON_LD)
    triples = ox.parse(rdf_bytes(graph, "graph.ttl"), format=ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in quads} == {triple.triple for triple in triples}


def test_names_are_compact_and_links_are_plain_strings(graph: Graph) -> None:
    project = node(graph, "id:project-0001")
    assert project["@type"] == ["schema:Project", "kg:Entity", "kg:Project"]
    assert project["kg:locatedIn"] == "id:park-0001"
    assert project["rdfs:label"] == {"@language": "zh", "@value": "云岭芯谷"}


def test_whole_numbers_are_numbers_and_decimals_say_their_type(graph: Graph) -> None:
    assert node(graph, "id:project-0001")["kg:investment"] == 5_000_000_000
    (growth,) = [node["kg:growth"] for node in written(graph)["@graph"] if "kg:growth" in node]
    assert growth == {"@type": "xsd:decimal", "@value": "6.1"}


def test_property_with_literals_and_links_marks_its_links(graph: Graph) -> None:
    values = [node["rdf:object"] for node in written(graph)["@graph"] if "rdf:object" in node]
    assert {"@id": "id:park-0001"} in values
    assert 5_000_000_000 in values


def test_context_holds_the_prefixes_of_the_graph(graph: Graph) -> None:
    context = written(graph)["@context"]
    plain = {key: value for key, value in context.items() if isinstance(value, str)}
    assert plain == {prefix: str(namespace) for prefix, namespace in graph.namespaces()}


def test_each_node_has_a_line(graph: Graph, tmp_path: Path) -> None:
    body = rdf_bytes(graph, "graph.jsonld").decode().partition('"@graph": [\n')[2].splitlines()
    nodes = [json.loads(line.rstrip(",")) for line in body[:-1]]
    assert [node["@id"] for node in nodes] == [node["@id"] for node in written(graph)["@graph"]]


def test_graph_without_triples_is_a_document(graph: Graph) -> None:
    empty = Graph(bind_namespaces="none")
    assert written(empty) == {"@context": {}, "@graph": []}
    assert len(Graph().parse(data=rdf_bytes(empty, "graph.jsonld"), format="json-ld")) == 0


def test_label_of_the_vocabulary_keeps_both_languages(graph: Graph) -> None:
    labels = node(graph, "kg:locatedIn")[f"rdfs:{RDFS.label.fragment}"]
    assert {label["@language"] for label in labels} == {"zh", "en"}
