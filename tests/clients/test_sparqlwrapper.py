"""SPARQLWrapper, the client that Python users know, in every format and by both methods."""

from __future__ import annotations

import pytest
from rdflib import RDF, Graph, URIRef
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

NAMES = "SELECT ?name { ?p a kg:Park ; rdfs:label ?name }"
TRIPLES = "CONSTRUCT { ?p a kg:Place } { ?p a kg:Park }"
PARK = URIRef("https://w3id.org/citykg/id/park-0001")
PLACE = URIRef("https://w3id.org/citykg/ontology#Place")


def wrapper(endpoint: str, query: str, form: str, method: str = GET, how: str = URLENCODED) -> SPARQLWrapper:
    made = SPARQLWrapper(endpoint)
    made.setQuery(query)
    made.setReturnFormat(form)
    made.setMethod(method)
    made.setRequestMethod(how)
    return made


WAYS = pytest.mark.parametrize(("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])


@WAYS
def test_select_in_json(endpoint: str, method: str, how: str) -> None:
    found = wrapper(endpoint, NAMES, JSON, method, how).queryAndConvert()
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == ["云岭高新区"]


@WAYS
def test_select_in_xml(endpoint: str, method: str, how: str) -> None:
    found = wrapper(endpoint, NAMES, XML, method, how).queryAndConvert()
    assert [node.firstChild.data for node in found.getElementsByTagName("literal")] == ["云岭高新区"]


@WAYS
@pytest.mark.parametrize(("form", "text"), [(CSV, "name\r\n云岭高新区\r\n"), (TSV, '?name\n"云岭高新区"@zh\n')])
def test_select_in_csv_and_tsv(endpoint: str, method: str, how: str, form: str, text: str) -> None:
    assert wrapper(endpoint, NAMES, form, method, how).queryAndConvert().decode() == text


@WAYS
@pytest.mark.parametrize(("query", "truth"), [("ASK { ?p a kg:Park }", True), ("ASK { ?p a kg:Place }", False)])
def test_ask(endpoint: str, method: str, how: str, query: str, truth: bool) -> None:
    assert (
        wrapper(endpoint, query.replace("kg:Place", "schema:Nothing"), JSON, method, how).queryAndConvert()["boolean"]
        is truth
    )
    found = wrapper(endpoint, query.replace("kg:Place", "schema:Nothing"), XML, method, how).queryAndConvert()
    assert found.getElementsByTagName("boolean")[0].firstChild.data == str(truth).lower()


@WAYS
@pytest.mark.parametrize(
    ("form", "parser"), [(TURTLE, "turtle"), (N3, "turtle"), (JSONLD, "json-ld"), (RDFXML, "xml"), ("nt", "nt")]
)
def test_construct(endpoint: str, method: str, how: str, form: str, parser: str) -> None:
    asked = wrapper(
        endpoint, TRIPLES.replace("kg:Place", "<https://w3id.org/citykg/ontology#Place>"), form, method, how
    )
    if form == "nt":  # which it does not know by a name of its own
        asked.setOnlyConneg(True)
        asked.addCustomHttpHeader("Accept", "application/n-triples")
    found = asked.queryAndConvert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format=parser)
    assert set(graph) == {(PARK, RDF.type, PLACE)}


def test_a_mistake_reaches_the_user(endpoint: str) -> None:
    with pytest.raises(QueryBadFormed, match="第 1 行"):
        wrapper(endpoint, "SELECT ?name { ?p a ", JSON).query()


def test_an_update_is_refused(endpoint: str) -> None:
    asked = wrapper(endpoint, "CLEAR ALL", JSON, POST)
    with pytest.raises(Exception, match="403"):
        asked.query()
