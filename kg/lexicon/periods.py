"""Of what time a figure is, where it is not one whole year. In: a fact, the text before it; out: the words that say so."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.data import read_rules
from kg.model import Fact

_CLAUSE = r"(?:(?<=[，,；;：:、。！？!?\s])|\A)"


def other_period(fact: Fact) -> str:
    """The words by which a fact speaks of another period than one year (上半年, 五年累计); empty when it has none."""
    text = f"{fact.indicator or fact.role or ''} {fact.evidence.quote}"
    found = (match for pattern in _periods() for match in pattern.finditer(text))
    return next((match[0] for match in found), "")


def led_by(before: str) -> str:
    """The words that put what follows them into another period than one year (过去五年): in the same sentence, or first in the paragraph.

    Args:
        before (str): the text up to a figure; only its last paragraph counts.

    Returns:
        str: empty when there are none, or a single year is named after them.
    """
    paragraph = before.rpartition("\n")[2].lstrip()
    stops = read_rules("periods.toml")["stops"]
    sentence = max(paragraph.rfind(stop) for stop in stops) + 1
    single = max((match.start() for match in _single().finditer(paragraph)), default=-1)
    leads = (match for match in _lead().finditer(paragraph) if match.start() > single)
    holding = [match[0] for match in leads if match.start() == 0 or match.start() >= sentence]
    return holding[-1] if holding else ""


def names_year(text: str) -> bool:
    """Whether a single year is named, so that it counts and no period of the sentence."""
    return bool(_single().search(text))


def is_reached(fact: Fact) -> bool:
    """Whether its level is what was reached in the end: 提高到64%."""
    if fact.value is None or not fact.as_stated:
        return False
    words = tuple(read_rules("periods.toml")["reached"]["words"])
    before = fact.evidence.quote.partition(fact.as_stated)[0]
    return fact.as_stated.startswith(words) or before.endswith(words)


@cache
def _periods() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in read_rules("promises.toml")["period"])


@cache
def _lead() -> re.Pattern[str]:
    patterns = (rule["pattern"] for rule in read_rules("periods.toml")["lead"])
    return re.compile(f"{_CLAUSE}(?:{'|'.join(patterns)})")


@cache
def _single() -> re.Pattern[str]:
    return re.compile(read_rules("periods.toml")["single"]["pattern"])
