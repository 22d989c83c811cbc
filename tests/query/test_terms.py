"""Names in a query: misspelt ones are found, and valid ones of any vocabulary pass."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.ontology import prefixes
from kg.query.prepare import prepared

KNOWN = {**prefixes(), "id": "https://w3id.org/citykg/id/"}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?s {\n ?s zz:foo ?o }", r"没有 zz: 这个前缀（第 2 行第 5 列）。已知的前缀有"),
        ("ASK { ?s shcema:value ?o }", r"没有 shcema: 这个前缀（第 1 行第 10 列）。是不是 schema:？"),
        ("ASK { ?s Kg:locatedIn ?o }", r"是不是 kg:？"),
        ("SELECT ?s {\n  ?s kg:locatdIn ?o }", r"第 2 行第 6 列）。是不是 kg:locatedIn？"),
        ("ASK { ?s kg:LocatedIn ?o }", r"是不是 kg:locatedIn？"),
        ("ASK { ?s a kg:park }", r"是不是 kg:Park？"),
        ("ASK { ?s schema:valeu ?o }", r"没有 schema:valeu 这个词（第 1 行第 10 列）。是不是 schema:value？"),
        ("ASK { ?s dcterms:titel ?o }", r"是不是 dcterms:title？"),
        ("ASK { ?s oa:exakt ?o }", r"是不是 oa:exact？"),
        ("ASK { ?s prov:wasDerivedfrom ?o }", r"是不是 prov:wasDerivedFrom？"),
        ("ASK { ?s rdfs:lable ?o }", r"是不是 rdfs:label？"),
        ("PREFIX s: <https://schema.org/> ASK { ?s s:valeu ?o }", r"没有 s:valeu 这个词.*是不是 s:value？"),
        ("ASK { ?s <https://w3id.org/citykg/ontology#locatdIn> ?o }", r"是不是 kg:locatedIn？"),
        ("ASK { ?s kg:xyzzy ?o }", r"词表见 ontology/README.md"),
    ],
)
def test_misspelt_name_is_placed_and_the_nearest_told(query: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        prepared(query, KNOWN)


@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?s a schema:Thing ; skos:hiddenLabel ?o } { ?s dcterms:created ?o }",
        "ASK { ?s oa:hasTarget ?o ; prov:wasGeneratedBy ?r }",
        "PREFIX ex: <urn:x:> ASK { ?s ex:valeu ?o }",
        "PREFIX kg: <urn:x:> ASK { ?s kg:locatdIn ?o }",
        "ASK { id:region-1 a kg:Region }",
        "ASK { ?s <https://schema.org/valeu> ?o }",
        "ASK { ?s a <https://w3id.org/citykg/gbt4754/C36> }",
    ],
)
def test_what_may_be_meant_passes(query: str) -> None:
    assert prepared(query, KNOWN).endswith(query)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?市明 { ?s rdfs:label ?市名 }", r"变量 \?市明 没有在查询里绑定（第 1 行第 8 列）。是不是 \?市名？"),
        ("SELECT ?s { ?s a kg:Park } ORDER BY ?nmae", r"变量 \?nmae 没有"),
        ("SELECT ?s { ?s kg:year ?year FILTER(?yaer > 1) }", r"是不是 \?year？"),
        ("SELECT ?s { ?s a kg:Park BIND(STR(?t) AS ?x) }", r"变量 \?t 没有"),
        ("SELECT (COUNT(?t) AS ?n) { ?s a kg:Park }", r"变量 \?t 没有"),
        ("SELECT ?n { { SELECT ?s (COUNT(?y) AS ?n) { ?s a ?x } GROUP BY ?s } }", r"变量 \?y 没有"),
    ],
)
def test_variable_that_nothing_binds_is_told(query: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        prepared(query, KNOWN)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s a kg:Park }",
        "SELECT ?n ?m { ?s rdfs:label ?n BIND(?n AS ?m) }",
        "SELECT ?a ?b { VALUES (?a ?b) { (1 2) } }",
        "SELECT ?a { ?s ?p (?a 1) }",
        "SELECT ?a { (?a 1) ?p ?o }",
        "SELECT (COUNT(?s) AS ?n) ?t { ?s a ?t } GROUP BY ?t HAVING(COUNT(?s) > 1) ORDER BY DESC(?n)",
        "SELECT ?s { ?s a kg:Park FILTER EXISTS { ?s rdfs:label ?name FILTER(?name != 'a') } }",
        "SELECT ?s { ?s (kg:locatedIn|schema:containedInPlace)* ?place } ORDER BY ?place",
        "DESCRIBE ?s { ?s a kg:Park }",
        "SELECT $s { ?s a kg:Park }",
    ],
)
def test_bound_variables_pass(query: str) -> None:
    assert prepared(query, KNOWN)
