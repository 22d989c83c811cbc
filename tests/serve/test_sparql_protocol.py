"""Requests of the SPARQL 1.1 Protocol, without a server."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from kg.serve.protocol import FORM, QUERY, UPDATE, Asked, Refused, read_request

ASK = "ASK { ?市 a kg:Region }"


def query_string(**parameters: str) -> bytes:
    return urlencode(parameters).encode()


def test_three_ways_of_asking_are_one_question() -> None:
    asked = Asked(ASK, "application/sparql-results+json", "text/turtle")
    assert read_request(query_string(query=ASK), "") == asked
    assert read_request(b"", "", FORM, query_string(query=ASK)) == asked
    assert read_request(b"", "", f"{QUERY}; charset=utf-8", ASK.encode()) == asked


def test_nothing_is_asked_when_there_are_no_parameters() -> None:
    assert read_request(b"", "text/html") is None


@pytest.mark.parametrize(
    ("request_", "status", "told"),
    [
        ((b"query=a&query=b", ""), 400, "多于一个"),
        ((b"format=json", ""), 400, "缺少 query"),
        ((b"query=a", "", QUERY, b"ASK {}"), 400, "多于一个"),
        ((b"query=a&default-graph-uri=urn:g", ""), 400, "default-graph-uri"),
        ((b"named-graph-uri=urn:g", "", QUERY, b"ASK {}"), 400, "named-graph-uri"),
        ((b"query=%ff%fe", ""), 400, "UTF-8"),
        ((b"", "", QUERY, b"\xff"), 400, "UTF-8"),
        ((b"", "", FORM, "query=市".encode()), 400, "UTF-8"),
        ((b"&".join([b"a=1"] * 60), ""), 400, "参数超过"),
        ((b"", "", FORM, b"update=CLEAR+ALL"), 403, "不能修改"),
        ((b"update=CLEAR+ALL", ""), 403, "不能修改"),
        ((b"", "", UPDATE, b"CLEAR ALL"), 403, "不能修改"),
        ((b"", "", "text/plain", b"ASK {}"), 415, "text/plain"),
        ((b"", "", "", b"ASK {}"), 415, "（空）"),
        ((b"query=a", "image/png"), 406, "Accept"),
        ((b"query=a&format=doc", ""), 400, "doc"),
    ],
)
def test_what_breaks_the_protocol_is_refused(request_: tuple[bytes, str], status: int, told: str) -> None:
    with pytest.raises(Refused, match=told) as refused:
        read_request(*request_)
    assert refused.value.status == status


@pytest.mark.parametrize(
    ("name", "results", "graph"),
    [
        ("csv", "text/csv", ""),
        ("json", "application/sparql-results+json", "application/ld+json"),
        ("JSON-LD", "", "application/ld+json"),
        ("text/turtle", "", "text/turtle"),
    ],
)
def test_format_wins_over_the_header(name: str, results: str, graph: str) -> None:
    asked = read_request(query_string(query=ASK, format=name), "application/sparql-results+xml")
    assert asked == Asked(ASK, results, graph)
