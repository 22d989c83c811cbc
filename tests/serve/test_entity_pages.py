"""The pages: what a thing's address gives, in which form, and that data cannot become markup."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.query.pack import questions
from serving import GOLDEN, small_export, started

DOCUMENT = re.search(r"id:(d[0-9a-f]{12})", GOLDEN.read_text(encoding="utf-8"))[1]  # type: ignore[index]
BASE = "https://w3id.org/citykg/id/"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("*/*", "ttl"),
        ("text/turtle", "ttl"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml", "rdf"),
    ],
)
def test_the_address_of_a_thing_leads_to_a_document_about_it(client: httpx.Client, accept: str, suffix: str) -> None:
    answer = client.get("/id/project-0001", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/id/project-0001.{suffix}")
    assert answer.headers["vary"] == "Accept"
    document = client.get(answer.headers["location"])
    assert document.status_code == 200
    assert f"<{BASE}project-0001>" in document.headers["link"]


@pytest.mark.parametrize(
    ("suffix", "form"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("rdf", ox.RdfFormat.RDF_XML),
    ],
)
def test_every_form_holds_the_same_triples_of_the_graph(client: httpx.Client, suffix: str, form: ox.RdfFormat) -> None:
    found = {quad.triple for quad in ox.parse(client.get(f"/id/project-0001.{suffix}").content, format=form)}
    whole = {quad.triple for quad in ox.parse(path=GOLDEN, format=ox.RdfFormat.TURTLE)}
    about = ox.NamedNode(f"{BASE}project-0001")
    assert {triple for triple in whole if about in (triple.subject, triple.object)} <= found <= whole


def test_the_page_of_an_entity_tells_facts_claims_quotes_and_links(client: httpx.Client) -> None:
    page = client.get("/id/project-0001.html").text
    assert "<h1>云岭芯谷</h1>" in page
    assert 'href="/id/park-0001"' in page
    assert 'href="/ontology#Project"' in page
    assert "超过50亿元" in page
    assert "原文 超50亿元" in page
    assert "<q>总投资超50亿元的云岭芯谷</q>" in page
    assert f'href="/id/{DOCUMENT}"' in page
    assert page.count('<tr class="planned">') == 1
    assert 'href="https://w3id.org/citykg/' not in page


def test_the_page_of_a_place_tells_its_indicators_and_what_points_at_it(client: httpx.Client) -> None:
    page = client.get("/id/region-990100.html").text
    assert "2020年地区生产总值 1234.5亿元 +6.1%" in page
    assert "云岭高新区" in page


def test_a_document_lists_its_claims_in_the_order_of_the_text(client: httpx.Client) -> None:
    page = client.get(f"/id/{DOCUMENT}.html").text
    starts = [int(start) for start in re.findall(r"</a> (\d+)–\d+</small>", page)]
    assert len(starts) == 7
    assert starts == sorted(starts)


@pytest.mark.parametrize("kind", ["claim-f05", "ev-", "obs-", "indicator-"])
def test_claims_evidence_observations_and_indicators_have_pages(client: httpx.Client, kind: str) -> None:
    name = re.search(rf"id:({kind}[A-Za-z0-9_-]*)", GOLDEN.read_text(encoding="utf-8"))[1]  # type: ignore[index]
    page = client.get(f"/id/{name}.html")
    assert page.status_code == 200
    assert "青禾" in page.text or "云岭" in page.text or "地区生产总值" in page.text


@pytest.mark.parametrize(
    "path", ["/id/nothing", "/id/nothing.html", "/id/park-0001.doc", "/id/", "/id/x%20y.html", "/id/.html"]
)
def test_what_is_not_there_is_a_chinese_page_for_browsers(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "没有这一页" in answer.text
    assert client.get(path).text.count("\n") == 1


def test_home_counts_and_leads_on(client: httpx.Client) -> None:
    page = client.get("/").text
    for told in ("三元组", 'href="/sparql"', 'href="/ontology"', 'href="/explorer.html"', f'href="/id/{DOCUMENT}"'):
        assert told in page


def test_the_vocabulary_is_a_page_and_triples_and_files(client: httpx.Client) -> None:
    page = client.get("/ontology", headers={"Accept": "text/html"}).text
    assert 'id="locatedIn"' in page
    assert "位于" in page
    file = client.get("/ontology/kg.ttl")
    assert file.headers["content-type"] == "text/turtle; charset=utf-8"
    assert {quad.triple for quad in ox.parse(file.content, format=ox.RdfFormat.TURTLE)} == {
        quad.triple for quad in ox.parse(client.get("/ontology").content, format=ox.RdfFormat.TURTLE)
    }


def test_the_explorer_is_that_of_the_build(client: httpx.Client) -> None:
    assert client.get("/explorer.html").text == "<!doctype html><title>青禾</title>"


def test_the_editor_offers_every_question_of_the_pack(client: httpx.Client) -> None:
    page = client.get("/sparql", headers={"Accept": "text/html"}).text
    for question in questions():
        assert f'"name": "{question.name}"' in page


def test_data_cannot_become_markup_or_script(tmp_path: Path) -> None:
    nasty = small_export(tmp_path)
    with (nasty / "graph.ttl").open("a", encoding="utf-8") as graph:
        graph.write(
            '\nid:nasty a kg:Project ; rdfs:label "<script>alert(1)</script>"@zh ; '
            "kg:developedBy <javascript:alert(2)> , <http://example.org/?a=%22%3E&b='x'> .\n"
        )
    with started(nasty) as server:
        page = httpx.get(f"{server}/id/nasty.html", trust_env=False).text
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page
    assert 'href="http://example.org/?a=%22%3E&amp;b=&#39;x&#39;"' in page


def test_a_base_of_ones_own_is_served_under_the_same_addresses(tmp_path: Path) -> None:
    own = small_export(tmp_path)
    graph = own / "graph.ttl"
    graph.write_text(graph.read_text(encoding="utf-8").replace(BASE, "https://example.org/data/"), encoding="utf-8")
    with started(own) as server:
        answer = httpx.get(f"{server}/id/park-0001.html", trust_env=False)
    assert "https://example.org/data/park-0001" in answer.text


@pytest.mark.parametrize("name", ["yasgui.min.js", "yasgui.min.css"])
def test_the_editor_is_the_file_that_the_readme_names(name: str) -> None:
    static = files("kg.serve").joinpath("static")
    digest = hashlib.sha256(static.joinpath("yasgui", name).read_bytes()).hexdigest()
    assert f"| `{name}` | `{digest}` |" in static.joinpath("README.md").read_text(encoding="utf-8")


def test_concepts_of_industries_have_pages_too(tmp_path: Path) -> None:
    made = small_export(tmp_path)
    with (made / "graph.ttl").open("a", encoding="utf-8") as graph:
        graph.write(
            "\n<https://w3id.org/citykg/gbt4754/C39> a skos:Concept ; "
            'rdfs:label "计算机制造业"@zh . id:project-0001 skos:broadMatch <https://w3id.org/citykg/gbt4754/C39> .\n'
        )
    with started(made) as server:
        page = httpx.get(f"{server}/gbt4754/C39.html", trust_env=False).text
        assert "<h1>计算机制造业</h1>" in page
        assert 'href="/id/project-0001"' in page
        assert 'href="/gbt4754/C39"' in httpx.get(f"{server}/id/project-0001.html", trust_env=False).text
