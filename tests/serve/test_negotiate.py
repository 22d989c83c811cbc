"""The Accept header, as clients write it."""

from __future__ import annotations

import pytest

from kg.serve.negotiate import GRAPHS, HTML, RESULTS, TURTLE, best

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV ; Q=1", "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/*", "text/xml"),
        ("text/*;q=0.9, text/csv", "text/csv"),
        ("*/*, application/sparql-results+json;q=0, application/json;q=0", "application/sparql-results+xml"),
        ("application/sparql-results+json;charset=utf-8;q=0.3, text/tab-separated-values", "text/tab-separated-values"),
        ("image/png", ""),
        ("text/csv;q=0", ""),
        ("text/csv;q=nonsense", ""),
        ("nonsense", "application/sparql-results+json"),
        (BROWSER, "application/xml"),
    ],
)
def test_results_are_what_the_client_likes_best(accept: str, wanted: str) -> None:
    assert best(accept, RESULTS) == wanted


def test_a_browser_gets_html_and_a_program_turtle() -> None:
    offers = (TURTLE, HTML)
    assert [best(accept, offers) for accept in (BROWSER, "*/*", "")] == [HTML, TURTLE, TURTLE]


def test_triples_are_negotiated_apart_from_rows() -> None:
    assert best("application/json", GRAPHS) == "application/json"
    assert best("application/ld+json;q=0.9, text/turtle;q=0.8", GRAPHS) == "application/ld+json"
    assert best("text/csv", GRAPHS) == ""
