"""Tokens of a query: what is text and what is code, as the grammar of SPARQL has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.tokens import place, tokenize


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("SELECT ?市", ["word", "variable"]),
        ("kg:a <urn:a> _:b :c", ["name", "iri", "name", "name"]),
        ("1.5e3 'a' \"b\"@zh-cn", ["number", "string", "string", "tag"]),
        ("'''a\n'b'''", ["string"]),
        ("?a<?b && ?c> ?d", ["variable", "sign", "variable", "sign", "variable", "sign", "variable"]),
        ("?a # SERVICE <urn:a>\n?b", ["variable", "variable"]),
        ("1SERVICE<urn:a>", ["number", "word", "iri"]),
    ],
)
def test_kinds(query: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokenize(query)] == kinds


@pytest.mark.parametrize("sign", "_~.-!$&'()*+,;=/?#@%")
def test_escaped_sign_belongs_to_its_name(sign: str) -> None:
    assert [token.text for token in tokenize(f"e:a\\{sign}b ?x")] == [f"e:a\\{sign}b", "?x"]


def test_full_stop_ends_a_triple_and_no_name() -> None:
    assert [token.text for token in tokenize("kg:a.b kg:c.")] == ["kg:a.b", "kg:c", "."]


@given(st.text(alphabet="a:<>'\"\\#{}()?@ \n甲，", max_size=40))
def test_tokens_lie_in_the_query_in_order(query: str) -> None:
    end = 0
    for token in tokenize(query):
        assert query[token.at : token.at + len(token.text)] == token.text
        assert token.at >= end
        end = token.at + len(token.text)


def test_place_counts_from_one() -> None:
    assert place("ab\ncd", 4) == "第 2 行第 2 列"
