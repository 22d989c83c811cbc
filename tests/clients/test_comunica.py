"""Comunica, a query engine in JavaScript, finds out by itself what our endpoint is and asks it."""

from __future__ import annotations

import pyoxigraph as ox

from node_clients import count_triples, node
from serving import GOLDEN

KG = "PREFIX kg: <https://w3id.org/citykg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "


def test_select(endpoint: str) -> None:
    query = KG + "SELECT ?name { ?p a kg:Park ; rdfs:label ?name }"
    assert node("query.mjs", endpoint, query) == [{"name": "云岭高新区"}]


def test_select_with_optional_and_order(endpoint: str) -> None:
    query = KG + "SELECT ?name ?code { ?e a kg:Entity ; rdfs:label ?name OPTIONAL { ?e kg:code ?code } } ORDER BY ?name"
    found = node("query.mjs", endpoint, query)
    assert {"name": "青禾市", "code": "990100"} in found
    assert len(found) == 4


def test_ask(endpoint: str) -> None:
    assert node("query.mjs", endpoint, KG + "ASK { ?p a kg:Park }") is True
    assert node("query.mjs", endpoint, KG + "ASK { ?p a rdfs:Nothing }") is False


def test_construct(endpoint: str) -> None:
    found = node("query.mjs", endpoint, KG + "CONSTRUCT { ?p a rdfs:Resource } { ?p a kg:Park }")
    assert [triple[0] for triple in found] == ["https://w3id.org/citykg/id/park-0001"]


def test_it_reads_the_pages_of_things_as_linked_data(endpoint: str) -> None:
    thing = endpoint.replace("/sparql", "/id/park-0001")
    found = node("query.mjs", thing, KG + "SELECT ?name { ?p a kg:Park ; rdfs:label ?name }")
    assert found == [{"name": "云岭高新区"}]


def test_n3_counts_as_many_triples_as_our_engine() -> None:
    ours = {quad.triple for quad in ox.parse(path=GOLDEN, format=ox.RdfFormat.TURTLE)}
    assert count_triples(GOLDEN) == {str(GOLDEN): len(ours)}
