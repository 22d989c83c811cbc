"""SPARQLWrapper, the client that Python users know, in every format and by both methods."""

from __future__ import annotations

from ast import literal_eval

import pyoxigraph as ox
import pytest
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
TRIPLES = "CONSTRUCT { ?p a schema:Thing } { ?p a kg:Park }"
TRIPLE = "<https://w3id.org/citykg/id/park-0001> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Thing> ."


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
@pytest.mark.parametrize(("query", "truth"), [("ASK { ?p a kg:Park }", True), ("ASK { ?p a schema:Nothing }", False)])
def test_ask(endpoint: str, method: str, how: str, query: str, truth: bool) -> None:
    assert wrapper(endpoint, query, JSON, method, how).queryAndConvert()["boolean"] is truth
    found = wrapper(endpoint, query, XML, method, how).queryAndConvert()
    assert found.getElementsByTagName("boolean")[0].firstChild.data == str(truth).lower()


FORMS = (
    (TURTLE, ox.RdfFormat.TURTLE),
    (N3, ox.RdfFormat.TURTLE),
    (JSONLD, ox.RdfFormat.JSON_LD),
    (RDFXML, ox.RdfFormat.RDF_XML),
)


# Read by us: its own conversion of JSON-LD and RDF/XML goes through what rdflib 7 deprecates.
@WAYS
@pytest.mark.parametrize(("form", "written"), FORMS)
def test_construct(endpoint: str, method: str, how: str, form: str, written: ox.RdfFormat) -> None:
    answer = wrapper(endpoint, TRIPLES, form, method, how).query().response.read()
    assert {f"{quad.triple} ." for quad in ox.parse(answer, format=written)} == {TRIPLE}


@WAYS
def test_construct_in_n_triples(endpoint: str, method: str, how: str) -> None:
    asked = wrapper(endpoint, TRIPLES, TURTLE, method, how)
    asked.setOnlyConneg(True)  # it has no name of its own for this format
    asked.addCustomHttpHeader("Accept", "application/n-triples")
    assert asked.query().response.read().decode() == f"{TRIPLE}\n"


def test_a_mistake_reaches_the_user(endpoint: str) -> None:
    with pytest.raises(QueryBadFormed, match="badly formed") as refused:
        wrapper(endpoint, "SELECT ?name { ?p a ", JSON).query()
    assert "第 1 行第 14 列".encode() in literal_eval(str(refused.value).partition("Response:\n")[2])


def test_an_update_is_refused(endpoint: str) -> None:
    asked = wrapper(endpoint, "CLEAR ALL", JSON, POST)
    with pytest.raises(Exception, match="403"):
        asked.query()
