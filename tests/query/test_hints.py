"""Why a query found nothing: the usual reasons are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.query.engines import Opened, open_export
from kg.query.hints import hints


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder: Path = tmp_path_factory.mktemp("hints")
    turtle = """<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "青禾市"@zh ;
      <http://www.w3.org/2004/02/skos/core#altLabel> "青禾"@zh ."""
    (folder / "graph.ttl").write_text(turtle, encoding="utf-8")
    return open_export(folder)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('ASK { ?s rdfs:label "青禾市" }', '把 "青禾市" 写成 "青禾市"@zh'),
        ('ASK { ?s rdfs:label "青禾市"@en }', '写成 "青禾市"@zh'),
        ('ASK { ?s rdfs:label "青禾"@zh }', "“青禾”是 青禾市 的别名"),
        ('ASK { ?s rdfs:label "青和市"@zh }', "图谱里没有叫“青和市”的，是不是 青禾市"),
        ("PREFIX schema: <http://schema.org/> ASK { ?s a schema:Project }", "https://schema.org/"),
    ],
)
def test_reason_is_named(query: str, told: str, opened: Opened) -> None:
    (line,) = hints(query, opened)
    assert told in line


@pytest.mark.parametrize(
    "query", ['ASK { ?s rdfs:label "青禾市"@zh }', 'ASK { ?s ?p ?o FILTER(LANG(?o) = "zh" && ?o = "别的") }']
)
def test_nothing_is_said_of_what_may_be_right(query: str, opened: Opened) -> None:
    assert hints(query, opened) == ()
