"""Roles of amounts: every example of the data matches, every role is a term, the first that fits wins."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg import ontology
from kg.lexicon.data import read_rules
from kg.lexicon.roles import role_of

ROWS: list[dict[str, Any]] = read_rules("roles.toml")["role"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_examples_match_and_counterexamples_do_not(row: dict[str, Any]) -> None:
    assert [role_of(words) for words in row["examples"]] == [row["id"]] * len(row["examples"])
    assert [words for words in row["counter"] if re.search(row["pattern"], words)] == []


def test_roles_are_the_concepts_of_the_ontology() -> None:
    roles = [row["id"] for row in ROWS]
    assert len(set(roles)) == len(roles)
    assert {ontology.term(role) for role in roles} == set(
        ontology.vocabulary().subjects(ontology.term("skos:inScheme"), ontology.term("RoleScheme"))
    )


@pytest.mark.parametrize("words", ["投资", "累计", ""])
def test_words_that_do_not_say_which_amount_have_no_role(words: str) -> None:
    assert role_of(words) is None
