"""A sieve must never keep a pattern from a text that it fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon.needles import Sieve, needles
from kg.relations.rules import load_rules
from kg.relations.triggers import load_triggers

PATTERNS = [
    "开工|动工",
    "(?:已|将)?投[产运]",
    "(?<!未)开工(?=。)",
    "[产运]{2,3}",
    "投.{0,2}产",
    "(?:开|动)?(?:工|建)?",
    "(?P<x>开|动)工(?!产)",
    "[^产]运",
    "[一-鿿]工",
    "(?:投产)+运?",
    "(?i:x)开",
]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("开工|动工", {"开工", "动工"}),
        ("(?:已|将)?投[产运]", {"投产", "投运", "已投产", "已投运", "将投产", "将投运"}),
        ("[^产]{1,3}开工", {"开工"}),
        ("开工(?=投产)", {"开工"}),
        ("[一-龥]+", None),
        ("(?:开工)?", None),
        ("开工|[一-龥]", None),
    ],
)
def test_words_that_every_match_holds(pattern: str, words: set[str] | None) -> None:
    found = needles(re.compile(pattern))
    if words is None:
        assert found is None
    else:
        assert found is not None and all(any(word in other for word in words) for other in found)


@settings(max_examples=200, deadline=None)
@given(st.text("未已将投产运开动工建。xX", max_size=12), st.integers(0, 6), st.integers(0, 12))
def test_no_pattern_that_fits_is_left_out(text: str, start: int, end: int) -> None:
    compiled = [re.compile(pattern) for pattern in PATTERNS]
    stop = min(end, len(text))
    fit = {number for number, pattern in enumerate(compiled) if start <= stop and pattern.search(text, start, stop)}
    assert fit <= set(Sieve(compiled).fitting(text, min(start, stop), stop))


def test_every_rule_of_the_lexicon_tells_words() -> None:
    """A rule without them is tried on every sentence, which is what made reading slow."""
    silent = [rule.id for rule in load_rules() if needles(rule.pattern) is None]
    silent += [trigger.id for trigger in load_triggers() if needles(trigger.words) is None]
    assert silent == []
