"""Which states are events, that have a day, and not ways to go on. In: a Proof; out: yes or no."""

from __future__ import annotations

import re

from kg.lexicon.data import read_rules
from kg.lifecycle.states import Proof, aim_of
from kg.model import Status


def is_event(proof: Proof) -> bool:
    """Whether what is told or promised happens on a day: to operate does only where the words tell its beginning."""
    rules, fact = read_rules("lifecycle.toml")["overdue"], proof.fact
    if fact.status is None:
        return False
    aim, quote = aim_of(fact.status, fact.kind, fact.goal), fact.evidence.quote
    if aim.value not in rules["events"] or re.search(rules["lasting"], quote):
        return False
    return aim is not Status.OPERATING or re.search(rules["opens"], quote) is not None
