"""The endpoint of a running server: results in every format, refusals with their status and one line, and it stays up."""

from __future__ import annotations

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from serving import started

NAMES = "SELECT ?name { ?p a kg:Park ; rdfs:label ?name }"
TRIPLES = "CONSTRUCT { ?p a schema:Thing } { ?p a kg:Project ; ?any ?thing }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STR(?a) < STR(?l)) }"
QUERY = {"Content-Type": "application/sparql-query"}


@pytest.mark.parametrize(
    ("media", "content"),
    [
        ("application/sparql-results+json", '"value":"云岭高新区"'),
        ("application/sparql-results+xml", '<literal xml:lang="zh">云岭高新区</literal>'),
        ("text/csv", "name\r\n云岭高新区\r\n"),
        ("text/tab-separated-values", '?name\n"云岭高新区"@zh\n'),
    ],
)
def test_rows_come_in_four_formats(client: httpx.Client, media: str, content: str) -> None:
    answer = client.get("/sparql", params={"query": NAMES}, headers={"Accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert answer.headers["vary"] == "Accept"
    assert content in answer.text


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_triples_come_in_four_formats_each_once(client: httpx.Client, media: str, form: ox.RdfFormat) -> None:
    answer = client.post("/sparql", data={"query": TRIPLES}, headers={"Accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    found = list(ox.parse(answer.content, format=form))
    assert [str(quad.subject) for quad in found] == ["<https://w3id.org/citykg/id/project-0001>"]


def test_ask_is_answered_to_a_direct_post(client: httpx.Client) -> None:
    answer = client.post("/sparql", content="ASK { id:park-0001 a kg:Park }", headers=QUERY)
    assert answer.json() == {"head": {}, "boolean": True}


def test_describe_gives_turtle_with_known_prefixes(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "DESCRIBE id:park-0001"})
    assert "id:park-0001 a kg:" in answer.text or "id:park-0001\n" in answer.text or "id:park-0001 " in answer.text


def test_head_has_the_headers_and_no_body(client: httpx.Client) -> None:
    answer = client.head("/sparql", params={"query": NAMES})
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


def test_without_a_query_a_browser_gets_the_editor_and_a_program_the_description(
    client: httpx.Client, server: str
) -> None:
    page = client.get("/sparql", headers={"Accept": "text/html"})
    assert "现成的问题" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    description = client.get("/sparql")
    store = ox.Store()
    store.load(description.content, format=ox.RdfFormat.TURTLE)
    found = store.query("SELECT ?e { ?s <http://www.w3.org/ns/sparql-service-description#endpoint> ?e }")
    assert [str(row["e"]) for row in found] == [f"<{server}/sparql>"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:22/> { ?a ?b ?c } }", "不支持 SERVICE（第 1 行第 12 列）"),
        ("SELECT * FROM <urn:x> { ?a ?b ?c }", "不支持 FROM"),
        ("LOAD <file:///etc/hostname>", "只能查询，不能修改"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "只能查询，不能修改"),
        ("SELECT * {\n ?a ?b ;; }", "第 2 行第 10 列"),
        ("SELECT ?s { ?s kg:locatdIn ?o }", "是不是 kg:locatedIn"),
        ("", "查询是空的"),
    ],
)
def test_a_query_that_is_not_in_order_gets_400_and_one_line(client: httpx.Client, query: str, told: str) -> None:
    answer = client.post("/sparql", content=query.encode(), headers=QUERY)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert told in answer.text
    assert answer.text.count("\n") == 1


def test_a_program_can_read_where_the_mistake_is(client: httpx.Client) -> None:
    accept = "application/sparql-results+json, application/problem+json;q=0.5"
    answer = client.post("/sparql", content="SELECT * {\n ?a ?b ;; }", headers={**QUERY, "Accept": accept})
    assert answer.headers["content-type"] == "application/problem+json"
    problem = json.loads(answer.text)
    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 10)


@pytest.mark.parametrize(
    ("method", "path", "more", "status"),
    [
        ("PUT", "/sparql", {}, 405),
        ("DELETE", "/id/park-0001", {}, 405),
        ("POST", "/", {}, 405),
        ("POST", "/sparql", {"headers": {"Content-Type": "text/plain"}, "content": "ASK {}"}, 415),
        ("POST", "/sparql", {"data": {"update": "CLEAR ALL"}}, 403),
        ("POST", "/sparql", {"headers": {"Content-Type": "application/sparql-update"}, "content": "CLEAR ALL"}, 403),
        ("POST", "/sparql", {"headers": QUERY, "content": "A" * 1_000_001}, 413),
        ("GET", f"/sparql?query={'A' * 20_000}", {}, 414),
        ("GET", "/sparql?query=ASK%7B%7D", {"headers": {"Accept": "image/png"}}, 406),
        ("GET", "/sparql?format=csv&query=CONSTRUCT%7B%7D%7B%7D", {}, 406),
        ("GET", "/sparql?format=ttl&query=ASK%7B%7D", {}, 406),
        ("GET", "/nothing", {}, 404),
        ("GET", "/", {"headers": {"Host": 'a"b<>'}}, 400),
    ],
)
def test_each_wrong_request_gets_its_status_and_one_line(
    client: httpx.Client, method: str, path: str, more: dict[str, object], status: int
) -> None:
    answer = client.request(method, path, **more)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.text.count("\n") == 1
    if status == 405:
        assert "GET" in answer.headers["allow"]


OUTSIDE = (
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/static/../app.py",
    "/static/..%2f..%2f__init__.py",
    "/static/%00",
    "/ontology/../pyproject.toml",
    "/ontology/..%2fpyproject.toml",
    "/id/..%2f..%2fetc%2fpasswd",
)


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_outside_is_not_found(server: str, path: str) -> None:
    host = server.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request("GET", path)  # httpx would tidy the dots away
    answer = connection.getresponse()
    assert answer.status == 404
    connection.close()


FOREIGN = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}


def test_scripts_of_other_sites_may_not_read(client: httpx.Client) -> None:
    assert "access-control-allow-methods" not in client.options("/sparql", headers=FOREIGN).headers
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers=FOREIGN)
    assert "access-control-allow-origin" not in answer.headers


def test_scripts_of_other_sites_may_read_when_they_are_let_in(export: Path) -> None:
    with started(export, "--cors") as address:
        allowed = httpx.options(f"{address}/sparql", headers=FOREIGN, trust_env=False)
        assert allowed.status_code == 204
        assert "POST" in allowed.headers["access-control-allow-methods"]
        answer = httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, headers=FOREIGN, trust_env=False)
        assert answer.headers["access-control-allow-origin"] == "*"


def test_a_query_that_kills_its_worker_gets_500_and_the_next_one_its_answer(client: httpx.Client) -> None:
    doubled = "".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1}) " for n in range(45))
    greedy = f"SELECT ?a45 {{ BIND('{'x' * 64}' AS ?a0) {doubled}}}"
    for _ in range(3):
        assert client.post("/sparql", content=greedy, headers=QUERY).status_code == 500
        assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_two_hundred_clients_at_once_are_all_served(client: httpx.Client, server: str) -> None:
    def ask(_: int) -> int:
        return httpx.get(f"{server}/sparql", params={"query": NAMES}, timeout=120, trust_env=False).status_code

    with ThreadPoolExecutor(200) as clients:
        assert set(clients.map(ask, range(200))) == {200}
    assert client.get("/").status_code == 200
