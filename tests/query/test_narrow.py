"""Conditions become bindings where that is the better beginning, and stay conditions elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.query.engines import Opened, open_export
from kg.query.narrow import narrowed

STATE = "FILTER(?status = <https://w3id.org/citykg/ontology#completed>)"
KIND = "FILTER(?kind = <https://w3id.org/citykg/ontology#actual>)"
LIES = "FILTER EXISTS { ?place <urn:in>* <urn:a> }"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder: Path = tmp_path_factory.mktemp("narrow")
    (folder / "graph.ttl").write_text("<urn:b> <urn:in> <urn:a> . <urn:c> <urn:in> <urn:b> .", encoding="utf-8")
    return open_export(folder)


def test_name_is_bound(opened: Opened) -> None:
    assert narrowed("FILTER(?x = <urn:a>)", "", opened) == "VALUES ?x { <urn:a> }"


def test_what_lies_there_is_bound(opened: Opened) -> None:
    bound = narrowed(LIES, "SELECT ?place { ?place ?p ?o }", opened)
    assert bound.startswith("VALUES ?place {")
    assert {f"<urn:{name}>" in bound for name in "abc"} == {True}


def test_condition_that_shares_another_variable_stays(opened: Opened) -> None:
    condition = "FILTER EXISTS { ?place <urn:in> ?other }"
    assert narrowed(condition, "SELECT * { ?place ?p ?other }", opened) == condition


@pytest.mark.parametrize(
    ("condition", "alone", "bound"), [(STATE, True, True), (STATE, False, False), (KIND, True, False)]
)
def test_state_is_bound_only_when_nothing_else_is_named(
    condition: str, alone: bool, bound: bool, opened: Opened
) -> None:
    assert narrowed(condition, "", opened, alone=alone).startswith("VALUES") == bound
