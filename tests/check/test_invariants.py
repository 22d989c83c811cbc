"""invariants/*.rq: queries that any SPARQL 1.1 engine runs, each with a full head, none of a form that is slow."""

from __future__ import annotations

import re

import pytest
from planting import Plot

from kg.check.invariants import Invariant, _read, invariants
from kg.errors import OntologyError
from kg.model import Corpus, Predicate
from kg.ontology import NAMESPACE, names

KNOWN = invariants()
CHINESE = re.compile(r"[\u4e00-\u9fff]")
IDS = [one.rule.name for one in KNOWN]


def test_names_are_sorted_and_unique() -> None:
    assert sorted(set(IDS)) == IDS
    assert len(IDS) >= 30


@pytest.mark.parametrize("one", KNOWN, ids=IDS)
def test_head_is_told_in_chinese_and_english(one: Invariant) -> None:
    rule = one.rule
    assert all(CHINESE.search(text) for text in (rule.title, rule.message, rule.cure))
    assert not any(CHINESE.search(text) for text in (rule.title_en, rule.message_en))
    assert rule.severity in ("violation", "warning", "info")


@pytest.mark.parametrize("one", KNOWN, ids=IDS)
def test_query_runs_in_rdflib_as_it_stands(one: Invariant, corpus: Corpus) -> None:
    found = Plot(corpus).graph.query(one.query)
    assert "focus" in map(str, found.vars or ())
    assert {str(variable) for variable in found.vars or ()} <= {"focus", "value"}
    assert list(found) == []


@pytest.mark.parametrize("one", KNOWN, ids=IDS)
def test_terms_are_in_the_vocabulary(one: Invariant) -> None:
    assert set(re.findall(r"\bkg:(\w+)", one.query)) <= set(names())
    assert NAMESPACE in one.query or "kg:" not in one.query


@pytest.mark.parametrize("one", KNOWN, ids=IDS)
def test_nothing_is_denied_by_two_patterns_at_once(one: Invariant) -> None:
    """FILTER NOT EXISTS with two patterns is quadratic in Oxigraph: 40 s at a million triples, where one takes 0.2 s."""
    denied = re.findall(r"NOT EXISTS\s*\{([^}]*)\}", one.query)
    assert [inner for inner in denied if " ; " in inner or " . " in inner] == []


def test_direct_triples_are_looked_for_under_every_predicate() -> None:
    (one,) = (each for each in KNOWN if each.rule.name == "triple-without-stated-claim")
    values = re.search(r"VALUES \?p \{([^}]*)\}", one.query)
    assert values is not None
    assert {name.removeprefix("kg:") for name in values[1].split()} == {predicate.value for predicate in Predicate}


def test_head_without_severity_is_refused() -> None:
    with pytest.raises(OntologyError, match=r"invariants/bad\.rq 的开头不全（severity、message"):
        _read("bad.rq", "# title: 无\n# title-en: none\nSELECT ?focus WHERE { ?focus ?p ?o }\n")
