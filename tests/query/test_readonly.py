"""A query changes nothing and fetches nothing, however it is written; what only looks like a keyword is let through."""

from __future__ import annotations

import socket

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query.readonly import refuse
from kg.query.tokens import tokenize

#: Each of these makes pyoxigraph connect, or is read by it as a SERVICE; HERE stands for an address.
REACHING = (
    "SELECT * { SERVICE <HERE> { ?a ?b ?c } }",
    "SELECT * { service silent <HERE> { ?a ?b ?c } }",
    "PREFIX : <HERE> SELECT * { SERVICE :x { ?a ?b ?c } }",
    "PREFIX : <HERE> SELECT * { SERVICE:x { ?a ?b ?c } }",
    "SELECT * { ?s ?p 1SERVICE<HERE>{ ?a ?b ?c } }",
    "PREFIX e: <urn:> SELECT * { OPTIONAL { ?s ?p e:a\\' } SERVICE <HERE> { ?a ?b ?c } OPTIONAL { ?x ?y e:b\\' } }",
    "PREFIX e: <urn:> SELECT * { OPTIONAL { ?s ?p e:a\\# } SERVICE <HERE> { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o FILTER(?o<5) SERVICE<HERE> { ?a ?b ?c } FILTER(?o>0) }",
    "SELECT * { ?s ?p ?o. SERVICE<HERE>{ ?a ?b ?c } }",
)


@pytest.mark.parametrize("query", REACHING)
def test_every_way_of_reaching_out_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="不支持 SERVICE"):
        refuse(query, tokenize(query))


@pytest.mark.parametrize("query", REACHING)
def test_the_engine_would_indeed_have_reached_out(query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        here = f"http://127.0.0.1:{server.getsockname()[1]}/"
        store = ox.Store()
        node = ox.NamedNode("urn:a")
        store.add(ox.Quad(node, node, ox.Literal(1)))
        with _answering(server) as calls:
            try:
                list(store.query(query.replace("HERE", here)))  # type: ignore[arg-type]
            except OSError as error:
                assert "500" in str(error)  # a silent one raises nothing
        assert calls


class _answering:  # noqa: N801  # reads as a word in a with statement
    """Takes one connection and answers 500."""

    def __init__(self, server: socket.socket) -> None:
        import threading

        self.server, self.calls = server, list[bool]()
        self.thread = threading.Thread(target=self._answer)

    def _answer(self) -> None:
        connection, _ = self.server.accept()
        with connection:
            self.calls.append(True)
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 500 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def __enter__(self) -> list[bool]:
        self.thread.start()
        return self.calls

    def __exit__(self, *_: object) -> None:
        self.thread.join()


@pytest.mark.parametrize("query", ["SELECT*FROM<file:///x>{?a ?b ?c}", "PREFIX : <urn:> SELECT(1 AS ?x)FROM:x{}"])
def test_from_needs_no_blank_to_be_refused(query: str) -> None:
    with pytest.raises(QueryError, match="不支持 FROM"):
        refuse(query, tokenize(query))


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?service { ?service rdfs:label "service from"@en-from }',
        "SELECT ?s { ?s kg:service kg:x-from ; a <http://example.org/from/service> } # SERVICE",
        "SELECT ?s { ?s e:it\\'s 'service' }",
        "SELECT ?s { _:service ?p 1.5e3 }",
    ],
)
def test_what_only_looks_like_a_keyword_passes(query: str) -> None:
    refuse(query, tokenize(query))
