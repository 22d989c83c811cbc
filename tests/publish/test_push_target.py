"""Which graph an address means, and which addresses are none."""

from __future__ import annotations

import pytest

from kg.errors import PublishError
from kg.publish import Target, find_target, meant_for
from kg.publish.credentials import credentials


@pytest.mark.parametrize(
    ("address", "graph", "url", "named"),
    [
        ("http://h/store", None, "http://h/store?default", None),
        ("http://h/store?default", None, "http://h/store?default", None),
        ("http://h/store?graph=urn%3Ag", None, "http://h/store?graph=urn%3Ag", "urn:g"),
        ("http://h/crud?graph-uri=urn:g", None, "http://h/crud?graph-uri=urn:g", "urn:g"),
        (
            "http://h/store",
            "https://e.org/a b".replace(" ", "#"),
            "http://h/store?graph=https%3A%2F%2Fe.org%2Fa%23b",
            None,
        ),
        ("http://h/store?token=1", "urn:g", "http://h/store?token=1&graph=urn%3Ag", None),
    ],
)
def test_address_and_graph_give_a_url(address: str, graph: str | None, url: str, named: str | None) -> None:
    assert find_target(address, graph) == Target(url, graph or named)


@pytest.mark.parametrize(
    "address",
    [
        "localhost:7878/store",
        "ftp://h/x",
        "http://",
        "http:///x",
        "http://h/a b",
        "http://h:99999/x",
        "http://h/x#y",
        "",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(PublishError, match="网址"):
        find_target(address)


def test_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(PublishError) as caught:
        find_target("http://me:secret@h/store")
    assert "secret" not in str(caught.value)
    assert "KG_PUSH_PASSWORD" in str(caught.value)


@pytest.mark.parametrize("address", ["http://h/store?default", "http://h/store?graph=urn:a"])
def test_graph_named_twice_is_refused(address: str) -> None:
    with pytest.raises(PublishError, match="两处只写一处"):
        find_target(address, "urn:g")


@pytest.mark.parametrize("graph", ["g", "https://e.org/a b", "urn:<g>", ""])
def test_graph_that_is_no_iri_is_refused(graph: str) -> None:
    with pytest.raises(PublishError, match="图名"):
        find_target("http://h/store", graph)


@pytest.mark.parametrize(
    ("other", "given"), [("https://h/query", True), ("http://h/query", False), ("https://h:1/query", False)]
)
def test_credentials_are_for_one_server(other: str, given: bool) -> None:
    auth = credentials("me", {"KG_PUSH_PASSWORD": "x"})
    assert (meant_for(auth, "https://h/store", other) is auth) == given


def test_nothing_told_leaves_signing_to_netrc() -> None:
    assert credentials(None, {}) is None
