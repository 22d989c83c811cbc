"""Context rules: every rule finds its example and refuses its counter-example."""

from __future__ import annotations

import pytest

from analysed import analyse_words, unmarked
from kg.lexicon.contexts import ContextRule, context_rules
from kg.lexicon.names import load_stopnames
from kg.mentions.contexts import find_by_context


def _found(text: str, rule: str) -> set[str]:
    return {m.text for m in find_by_context(analyse_words(text), load_stopnames()) if m.by == rule}


@pytest.mark.parametrize("rule", context_rules(), ids=lambda rule: rule.id)
def test_rule_finds_its_example(rule: ContextRule) -> None:
    text, name = unmarked(rule.example)
    assert name in _found(text, rule.id)


@pytest.mark.parametrize("rule", context_rules(), ids=lambda rule: rule.id)
def test_rule_refuses_its_counter_example(rule: ContextRule) -> None:
    text, name = unmarked(rule.counter)
    assert name not in _found(text, rule.id)
