"""Checks before a query runs: each mistake has its place and its remedy, nothing reaches out or kills the engine."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from pyparsing import ParseException
from rdflib.plugins.sparql import prepareQuery

from kg.errors import QueryError
from kg.ontology import prefixes
from kg.query.pack import Question, questions
from kg.query.prepare import prepared
from kg.query.readonly import DEEPEST

KNOWN = {**prefixes(), "id": "https://w3id.org/citykg/id/"}


def test_known_prefixes_stand_on_a_line_before_the_query() -> None:
    whole = prepared("ASK { ?s a kg:Park }", KNOWN)
    first, rest = whole.split("\n")
    assert rest == "ASK { ?s a kg:Park }"
    assert "PREFIX kg: <https://w3id.org/citykg/ontology#>" in first


def test_prefix_of_the_query_wins() -> None:
    assert "citykg/ontology" not in prepared("PREFIX kg: <urn:x:> ASK { ?s a kg:Park }", KNOWN)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?x {\n ?s ?x ; }", "第 2 行第 10 列"),
        ("SELECT ?x { ?x ?y", r"\{ 没有配对（第 1 行第 11 列）"),
        ("SELECT ?x { ?x ?y ?z }}", r"多了或配错了 \}（第 1 行第 23 列）"),
        ("SELECT ?x { FILTER(?x ] }", r"多了或配错了 \]"),
        ("", "查询是空的"),
        ("# 只有注释", "查询是空的"),
        ("SELECT ?x { ?x a ?y FILER(?y) }", "SPARQL 没有 FILER 这个词（第 1 行第 21 列）。是不是 FILTER？"),
        ("SELECT 东莞 { ?x a ?y }", "SPARQL 没有 东莞 这个词（第 1 行第 8 列）"),
        ("SELECT ？x { ?x a ?y }", "这里是全角的 ？（第 1 行第 8 列）。改成半角的"),
        ("ASK { ?x rdfs:label “甲”@zh }", "这里是全角的 “"),
        ('ASK { ?x rdfs:label "甲@zh }', "引号没有配对（第 1 行第 21 列）"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }", "没有绑定"),
        ("ASK { ?s ?p '\\uD800' }", "查询语法有误"),
        ("ASK { ?s ?p '\ud800' }", "不能用的字符"),
        (r"ASK { ?s ?p '\\u0022' }", "不能用的字符（第 1 行第 14 列）"),
    ],
)
def test_mistake_is_placed_and_explained(query: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        prepared(query, KNOWN)


def test_escapes_are_replaced_before_anything_is_read() -> None:
    with pytest.raises(QueryError, match="不支持 SERVICE"):
        prepared(r"ASK { \u0053ERVICE <urn:a> { ?s ?p ?o } }", KNOWN)
    assert prepared(r'ASK { ?s ?p "\u7532" }', KNOWN).endswith('"甲" }')


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "PREFIX a: <urn:a>\nDELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/hostname>",
        "# comment\nCLEAR ALL",
        "base <urn:a> prefix b: <urn:b> drop all",
    ],
)
def test_update_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="只能查询"):
        prepared(query, KNOWN)


#: Each of these kills or stalls the engine when it is longer.
LARGE = {
    "brackets": f"ASK {{ FILTER({'(' * 2 * DEEPEST}1{')' * 2 * DEEPEST}) }}",
    "groups": f"ASK {'{' * 2 * DEEPEST}{'}' * 2 * DEEPEST}",
    "negations": f"ASK {{ FILTER({'!' * 2000}true) }}",
    "alternatives": f"ASK {{ {' UNION '.join(['{ ?a ?b ?c }'] * 400)} }}",
    "conditions": f"ASK {{ ?a ?b ?c FILTER({'||'.join(['?a'] * 900)}) }}",
    "conditions in a list": f"ASK {{ ?a ?b ?c FILTER(?a IN ({'||'.join(['?a'] * 900)})) }}",
    "patterns": f"ASK {{ {'?a ?b ?c .' * 300} }}",
}


@pytest.mark.parametrize("query", LARGE.values(), ids=LARGE)
def test_query_that_would_kill_the_engine_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="请拆成几个查询"):
        prepared(query, KNOWN)


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ VALUES ?a {{ {'<urn:a> ' * 5000} }} }}",
        f"ASK {{ VALUES (?a ?b) {{ {'(<urn:a> 1) ' * 5000} }} }}",
        f"ASK {{ ?a ?b ?c FILTER(?a IN ({', '.join(['<urn:a>'] * 5000)})) }}",
    ],
)
def test_data_in_a_query_may_be_long(query: str) -> None:
    assert prepared(query, KNOWN)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_question_of_the_pack_passes_and_needs_nobody_to_declare_prefixes(question: Question) -> None:
    assert prepared(question.text, {}) == "\n" + question.text


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_question_of_the_pack_is_read_by_both_engines_with_and_without_values(question: Question) -> None:
    filled = question.filled({param.name: ["<urn:a>"] for param in question.params})
    for text in (question.text, filled):
        ox.Store().query(text)
        try:
            prepareQuery(text)
        except ParseException as error:
            pytest.fail(f"rdflib: {error}")


@pytest.mark.parametrize("query", ["ASK { ?s a schema:Nothing }", "SELECT ?s ?x { ?s a kg:Park }"])
def test_what_the_standard_allows_is_let_through_for_programs(query: str) -> None:
    assert prepared(query, KNOWN, lenient=True).endswith(query)
    with pytest.raises(QueryError):
        prepared(query, KNOWN)


def test_our_own_terms_are_looked_at_for_programs_too() -> None:
    with pytest.raises(QueryError, match="kg:Prak"):
        prepared("ASK { ?s a kg:Prak }", KNOWN, lenient=True)
