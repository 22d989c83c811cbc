"""Money put into a named thing. In: folded sentences, quantities; out: claims with predicate investment."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicon.data import read_rules
from kg.model import Claim, EntityType, Evidence, Mention, Predicate, Quantity
from kg.relations.marked import ANY_MARK, MARKS, Mark, MarkedSentence
from kg.relations.tense import Tense

CURRENCIES = frozenset({"CNY", "USD", "HKD", "EUR", "JPY"})
TARGETS = (EntityType.PROJECT, EntityType.PARK, EntityType.ORGANIZATION)

Found = tuple[Mark, str, tuple[int, int]]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rules = read_rules("relations.toml")["investment"]
    words = {
        "{targets}": "".join(MARKS[kind] for kind in TARGETS),
        "{t}": f"(?P<t>[{''.join(MARKS[kind] for kind in TARGETS)}])",
        "{policy}": f"(?P<t>{MARKS[EntityType.POLICY]})",
        "{company}": f"(?P<t>{MARKS[EntityType.ENTERPRISE]})",
        "{w}": f"[^{ANY_MARK}，。；：！？\n]",
        "{role}": f"(?P<role>{rules['role']})",
    }
    patterns = {}
    for key, pattern in sorted(rules.items()):
        for word, meaning in words.items():
            pattern = pattern.replace(word, meaning)
        patterns[key] = re.compile(pattern)
    return patterns


def find_investments(
    sentences: Sequence[MarkedSentence], quantities: Sequence[Quantity], tense: Tense
) -> Iterator[Claim]:
    """Amounts that are put into a project, park, organisation or company by name, in order of place."""
    amounts = sorted(q for q in quantities if q.unit in CURRENCIES and not q.growth)
    starts = [amount.start for amount in amounts]
    for sentence in sentences:
        if not sentence.marks:
            continue
        for amount in amounts[bisect_left(starts, sentence.places[0]) : bisect_left(starts, sentence.places[-1])]:
            found = _read(sentence, amount)
            if found is not None:
                yield from _claims(sentence, amount, found, tense)


def _read(sentence: MarkedSentence, amount: Quantity) -> Found | None:
    """The name an amount belongs to, the words that say so, and the stretch of the folded text that holds both."""
    patterns = _patterns()
    left, right = (bisect_left(sentence.places, place) for place in (amount.start, amount.end))
    before, after = sentence.text[:left], sentence.text[right:]
    role = patterns["role_before"].search(before)
    if role is None:
        return _without_role(sentence, left, right)
    if hit := patterns["policy_before"].search(before):
        return sentence.mark_at(hit.start("t")), role["role"], (hit.start("t"), right)
    behind = patterns["built_by"].match(after)
    if behind and (after.startswith("的") or not patterns["name_before"].search(before)):
        return sentence.mark_at(right + behind.start("t")), role["role"], (role.start(), right + behind.end())
    if after.startswith("的") or patterns["refused"].search(before):
        return None
    hit = patterns["name_before"].search(before) or patterns["topic_before"].search(before)
    return (sentence.mark_at(hit.start("t")), role["role"], (hit.start("t"), right)) if hit else None


def _without_role(sentence: MarkedSentence, left: int, right: int) -> Found | None:
    """1亿美元建设云岭芯谷; 星河公司：1亿美元投向芯片; 云岭芯谷、星河基地等超10亿元项目."""
    patterns = _patterns()
    before, after = sentence.text[:left], sentence.text[right:]
    if built := patterns["built_with"].match(after):
        return sentence.mark_at(right + built.start("t")), "投资", (left, right + built.end())
    hit = patterns["heading"].search(before)
    if hit is None and patterns["listed_after"].match(after):
        hit = patterns["listed_before"].search(before)
    return (sentence.mark_at(hit.start("t")), "投资", (hit.start("t"), right)) if hit else None


def _claims(sentence: MarkedSentence, amount: Quantity, found: Found, tense: Tense) -> Iterator[Claim]:
    mark, role, reach = found
    evidence = sentence.evidence(*reach)
    plan = tense.is_plan(evidence.start, evidence.quote)
    each = sentence.text[mark.at + 1 : mark.at + 2] == "等"
    if len(mark.members) > 1 and not each:
        return  # one amount for several names says nothing of each
    yield from (_claim(member, amount, role, evidence, tense, plan=plan) for member in mark.members if member)


def _claim(member: Mention, amount: Quantity, role: str, evidence: Evidence, tense: Tense, *, plan: bool) -> Claim:
    return Claim(
        subject=member,
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
