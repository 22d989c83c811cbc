"""Money put into a named thing. In: folded sentences, quantities; out: claims with predicate investment."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon.data import read_rules
from kg.model import Claim, EntityType, Predicate, Quantity
from kg.relations.marked import ANY_MARK, MARKS, Mark, MarkedSentence
from kg.relations.tense import Tense

CURRENCIES = frozenset({"CNY", "USD", "HKD", "EUR", "JPY"})
TARGETS = (EntityType.PROJECT, EntityType.PARK, EntityType.ENTERPRISE, EntityType.ORGANIZATION, EntityType.POLICY)


@dataclass(frozen=True, slots=True)
class _Patterns:
    role: re.Pattern[str]
    name_after: re.Pattern[str]
    name_before: re.Pattern[str]
    refused: re.Pattern[str]


def _patterns() -> _Patterns:
    rules = read_rules("relations.toml")["investment"]
    words = {
        "{t}": f"(?P<t>[{''.join(MARKS[kind] for kind in TARGETS)}])",
        "{w}": f"[^{ANY_MARK}，。；：！？\n]",
        "{x}": f"[{ANY_MARK}]",
        "{role}": f"(?P<role>{rules['role']})",
    }

    def build(pattern: str) -> re.Pattern[str]:
        for word, meaning in words.items():
            pattern = pattern.replace(word, meaning)
        return re.compile(pattern)

    keys = ("role_before", "name_after", "name_before", "refused")
    return _Patterns(*(build(rules[key]) for key in keys))


def find_investments(
    sentences: Sequence[MarkedSentence], quantities: Sequence[Quantity], tense: Tense
) -> Iterator[Claim]:
    """Amounts that are put into a project, park, enterprise, organisation or policy by name, in order of place."""
    patterns = _patterns()
    amounts = sorted(q for q in quantities if q.unit in CURRENCIES and not q.growth)
    starts = [amount.start for amount in amounts]
    for sentence in sentences:
        if not sentence.marks:
            continue
        inside = amounts[bisect_left(starts, sentence.places[0]) : bisect_left(starts, sentence.places[-1])]
        for amount in inside:
            claim = _read(sentence, amount, patterns, tense)
            if claim is not None:
                yield claim


def _read(sentence: MarkedSentence, amount: Quantity, patterns: _Patterns, tense: Tense) -> Claim | None:
    left = bisect_left(sentence.places, amount.start)
    right = bisect_left(sentence.places, amount.end)
    before, after = sentence.text[:left], sentence.text[right:]
    role = patterns.role.search(before)
    if role is None or patterns.refused.search(before):
        return None
    ahead = patterns.name_after.match(after)
    behind = patterns.name_before.search(before)
    if ahead:
        mark, reach = sentence.mark_at(right + ahead.start("t")), (role.start("role"), right + ahead.end())
    elif behind:
        mark, reach = sentence.mark_at(behind.start("t")), (behind.start("t"), right)
    else:
        return None
    return _claim(sentence, mark, amount, role["role"], reach, tense)


def _claim(
    sentence: MarkedSentence, mark: Mark, amount: Quantity, role: str, reach: tuple[int, int], tense: Tense
) -> Claim | None:
    if len(mark.members) != 1 or mark.members[0] is None:
        return None
    evidence = sentence.evidence(*reach)
    plan = tense.is_plan(evidence.start, evidence.quote)
    return Claim(
        subject=mark.members[0],
        predicate=Predicate.INVESTMENT,
        evidence=evidence,
        by="investment-of-name",
        value=amount.value,
        unit=amount.unit,
        upper=amount.upper,
        role=role,
        bound=amount.bound,
        as_stated=amount.text,
        year=tense.year(evidence.start, evidence.quote, plan=plan),
        kind="target" if plan else "actual",
    )
