"""Every rule of relations.toml and status.toml on its own example and counter-example."""

from __future__ import annotations

from typing import Any

import pytest
from marked_up import GLOSSARY, Marked, claims_of, read_markup

from kg.errors import LexiconError
from kg.lexicon.data import read_rules
from kg.model import Claim
from kg.relations import naming, rules, triggers
from kg.relations.engine import Engine
from kg.relations.marked import mark_sentences
from kg.relations.naming import read_names
from kg.relations.rules import Rule, RuleBook, load_rules
from kg.relations.status import find_states
from kg.relations.tense import Tense
from kg.relations.triggers import load_triggers

INNER = read_rules("relations.toml")["inner"]
TRIGGERS = read_rules("status.toml")["trigger"]


def marked_for(rule: Rule, text: str) -> Marked:
    kind = "report" if "report" in rule.kinds else "news"
    if rule.carry == "title":
        title, _, text = text.partition("。")
        return read_markup(text, kind=kind, title=title)
    return read_markup(GLOSSARY + text if rule.glossary else text, kind=kind)


def run_rule(rule: Rule, text: str) -> list[Claim]:
    marked = marked_for(rule, text)
    sentences = mark_sentences(marked.document, marked.layout, marked.mentions)
    return list(Engine(Tense(marked.document, marked.layout), RuleBook([rule])).read(sentences))


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_rule_matches_its_example(rule: Rule) -> None:
    assert {(claim.predicate, claim.by) for claim in run_rule(rule, rule.example)} == {(rule.predicate, rule.id)}


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_rule_leaves_its_counter_example(rule: Rule) -> None:
    assert run_rule(rule, rule.counter) == []


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_example_differs_from_counter_example_by_words_not_by_names(rule: Rule) -> None:
    assert marked_for(rule, rule.counter).mentions


def inner_claims(text: str) -> set[str]:
    marked = read_markup(text)
    sentences = tuple(mark_sentences(marked.document, marked.layout, marked.mentions))
    return {claim.by for claim in read_names(marked.document, sentences, Tense(marked.document, marked.layout))}


@pytest.mark.parametrize("row", INNER, ids=lambda row: row["id"])
def test_inner_rule_matches_its_example(row: dict[str, Any]) -> None:
    assert row["id"] in inner_claims(row["example"])


@pytest.mark.parametrize("row", INNER, ids=lambda row: row["id"])
def test_inner_rule_leaves_its_counter_example(row: dict[str, Any]) -> None:
    assert row["id"] not in inner_claims(row["counter"])


def triggered(row: dict[str, Any], text: str) -> set[tuple[str, str | None]]:
    marked = read_markup(text, kind=row.get("kind", "news"))
    sentences = tuple(mark_sentences(marked.document, marked.layout, marked.mentions))
    return {(claim.by, claim.status) for claim in find_states(sentences, Tense(marked.document, marked.layout))}


@pytest.mark.parametrize("row", TRIGGERS, ids=lambda row: row["id"])
def test_trigger_tells_the_state_of_its_example(row: dict[str, Any]) -> None:
    state = row.get("plan", "planned") if row.get("only") == "plan" else row["status"]
    assert triggered(row, row["example"]) == {(f"status-{row['id']}", state)}


@pytest.mark.parametrize("row", TRIGGERS, ids=lambda row: row["id"])
def test_trigger_leaves_its_counter_example(row: dict[str, Any]) -> None:
    assert not any(by == f"status-{row['id']}" for by, _ in triggered(row, row["counter"]))


def test_ids_are_unique_over_all_rules() -> None:
    names = [rule.id for rule in load_rules()] + [row["id"] for row in INNER]
    names += [f"status-{trigger.id}" for trigger in load_triggers()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"pattern": "("}, "loc"),
        ({"predicate": "likes"}, "likes"),
        ({"subject": ["Planet"]}, "Planet"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_faulty_rule_is_named(monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any], said: str) -> None:
    row = {**read_rules("relations.toml")["rule"][0], "id": "loc", **fault}
    monkeypatch.setattr(rules, "read_rules", lambda _: {"rule": [row]})
    with pytest.raises(LexiconError, match=said):
        load_rules.__wrapped__()


def test_two_rules_of_one_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = read_rules("relations.toml")["rule"][0]
    monkeypatch.setattr(rules, "read_rules", lambda _: {"rule": [row, row]})
    with pytest.raises(LexiconError, match="重复"):
        load_rules.__wrapped__()


def test_trigger_of_unknown_state_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triggers, "read_rules", lambda _: {"trigger": [{**TRIGGERS[0], "status": "asleep"}]})
    with pytest.raises(LexiconError, match="asleep"):
        load_triggers.__wrapped__()


def test_inner_rule_without_pattern_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "read_rules", lambda _: {"inner": [{"id": "bare", "predicate": "partOf"}]})
    with pytest.raises(LexiconError, match="bare"):
        naming.load_inner_rules.__wrapped__()


def test_text_without_names_gives_nothing() -> None:
    assert claims_of("全市经济平稳增长，总投资10亿元。") == []
