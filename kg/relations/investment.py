"""Money put into a named thing. In: folded sentences, quantities; out: claims with predicate investment.

The rules of kg/lexicon/relations.toml say what stands around a sum; a sum that none of them reads but that has a word of
investing in front of it belongs to the topic of its sentence (investment_topics.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from kg.model import Claim, EntityType, Evidence, Mention, Predicate, Quantity
from kg.relations.investment_rules import Priced, SumRule, Words, load_sum_rules, load_words, price
from kg.relations.investment_topics import Asked, Topics
from kg.relations.marked import Mark, MarkedSentence
from kg.relations.tense import Tense

CURRENCIES = frozenset({"CNY", "USD", "HKD", "EUR", "JPY", "GBP"})


def find_investments(
    sentences: Sequence[MarkedSentence], quantities: Sequence[Quantity], tense: Tense
) -> Iterator[Claim]:
    """Amounts that are put into a project, park, organisation or company by name, in order of sentence."""
    amounts = sorted(q for q in quantities if q.unit in CURRENCIES and not q.growth)
    reader = _Reader(tense, load_sum_rules(), load_words())
    for sentence in sentences:
        yield from reader.read(price(sentence, amounts))


@dataclass(slots=True)
class _Reader:
    """Reads one document; remembers which things have a sum, so that the sum of a phase is not taken for it."""

    tense: Tense
    rules: Sequence[SumRule]
    words: Words
    topics: Topics = field(init=False)
    _known: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.topics = Topics(self.words)

    def read(self, priced: Priced) -> Iterator[Claim]:
        """The claims of one sentence."""
        taken: set[int] = set()
        if priced.amounts:
            for rule in self.rules:
                yield from self._by_rule(rule, priced, taken)
            yield from self._by_topic(priced, taken)
        self.topics.remember(priced)

    def _by_rule(self, rule: SumRule, priced: Priced, taken: set[int]) -> Iterator[Claim]:
        at = 0
        while match := rule.pattern.search(priced.text, at):
            at = match.start() + 1
            sums = range(match.start("a"), match.end("a"))
            role = match.groupdict().get("role")
            asked = Asked(match.start("role") if role else match.start(), role or "投资", len(_sums(priced, sums)))
            if taken & set(sums) or not self._holds(rule, priced, match, asked):
                continue
            at_name = match.start("t")
            marks = priced.enumerated(at_name) if rule.each else (priced.marks[at_name],)
            pairs = _pair(priced, sums, marks, first=rule.first, each=rule.each)
            pairs = self._whole(priced, pairs, match.start("a"))
            if not pairs:
                continue
            if "增资" in asked.role:
                pairs += self._raised(priced, asked, sums)
            taken.update(sums)
            yield from self._claims(priced, pairs, asked.role, rule.id, (match.start(), match.end()))

    def _holds(self, rule: SumRule, priced: Priced, match: re.Match[str], asked: Asked) -> bool:
        """Whether what a rule fits is a sum of investment, and the name what it goes into."""
        at = match.start("t")
        if self.words.refused.search(priced.plain(match.start("a"))) or not rule.accepts(priced.marks[at]):
            return False
        if at > match.start("a"):
            if not rule.each and self.words.group.match(priced.text[at + 1 :]):
                return False
            park = priced.marks[at].type is EntityType.PARK
            if self.topics.is_place(priced, at) or (park and self.words.inner.search(priced.text[at + 1 :])):
                return False
            if not (rule.first or rule.each) and priced.text[at + 1 : at + 2] in ("等", "、", "和", "及"):
                return False
        if not rule.actor:
            return True
        topic = self.topics.find(priced, asked)
        if topic is None:
            return True
        return topic.marks[0].type is not EntityType.PROJECT and not asked.role.startswith("总")

    def _raised(self, priced: Priced, asked: Asked, sums: range) -> list[tuple[Mention, Quantity]]:
        """甲公司增资3亿元建设乙厂: the money goes into the company and into the works."""
        found = self.topics.find(priced, asked)
        if found and all(mark.type is EntityType.ENTERPRISE for mark in found.marks):
            return _pair(priced, sums, found.marks)
        return []

    def _by_topic(self, priced: Priced, taken: set[int]) -> Iterator[Claim]:
        for match in self.words.stated.finditer(priced.text):
            sums = range(match.start("a"), match.end("a"))
            if taken & set(sums) or self.words.refused.search(priced.plain(match.start("a"))):
                continue
            asked = Asked(match.start(), match["role"], len(_sums(priced, sums)), "各" in match.group(), match.end())
            if back := self.words.back.match(priced.text, match.end()):
                found = self.topics.again(priced, match.start(), back.group())
            else:
                found = self.topics.find(priced, asked)
            if found is None:
                continue
            pairs = _pair(priced, sums, found.marks, shared=found.shared, each=asked.each)
            pairs = self._whole(priced, pairs, match.start())
            reach = (min([match.start(), *found.places]), match.end())
            yield from self._claims(priced, pairs, asked.role, found.by, reach)

    def _whole(self, priced: Priced, pairs: list[tuple[Mention, Quantity]], at: int) -> list[tuple[Mention, Quantity]]:
        """Without the sum of a phase where the whole has one."""
        if not self.words.phase.search(priced.text[:at]):
            return pairs
        return [(member, amount) for member, amount in pairs if (member.text, member.type) not in self._known]

    def _claims(
        self, priced: Priced, pairs: Sequence[tuple[Mention, Quantity]], role: str, by: str, reach: tuple[int, int]
    ) -> Iterator[Claim]:
        evidence = priced.sentence.evidence(priced.back[reach[0]], priced.back[reach[1] - 1] + 1)
        plan = self.tense.is_plan(evidence.start, evidence.quote)
        for member, amount in pairs:
            self._known.add((member.text, member.type))
            yield _claim(member, amount, role, evidence, self.tense, by=by, plan=plan)


def _sums(priced: Priced, span: range) -> list[Quantity]:
    return [priced.amounts[at] for at in span if at in priced.amounts]


def _pair(
    priced: Priced,
    span: range,
    marks: Sequence[Mark],
    *,
    first: bool = False,
    each: bool = False,
    shared: bool = False,
) -> list[tuple[Mention, Quantity]]:
    """Which name has which sum; one sum for several names says nothing of each.

    Args:
        priced (Priced): the sentence.
        span (range): where the sums stand.
        marks (Sequence[Mark]): the names.
        first (bool): the sum belongs to the first name only.
        each (bool): the sum belongs to every name.
        shared (bool): all sums belong to the one name.
    """
    sums = _sums(priced, span)
    members = [member for mark in marks for member in mark.members if member]
    if first and len(sums) == 1:
        members = members[:1]
    if len(sums) == len(members):
        return list(zip(members, sums, strict=True))
    if each and len(sums) == 1:
        return list(zip(members, repeat(sums[0])))
    if shared and len(members) == 1:
        return list(zip(repeat(members[0]), sums))
    return []


def _claim(
    member: Mention, amount: Quantity, role: str, evidence: Evidence, tense: Tense, *, by: str, plan: bool
) -> Claim:
    return Claim(
        subject=member,
        predicate=Predicate.INVESTMENT,
        evidence=evidence,
        by=by,
        value=amount.value,
        unit=amount.unit,
        upper=amount.upper,
        role=role,
        bound=amount.bound,
        as_stated=amount.text,
        year=tense.year(evidence.start, evidence.quote, plan=plan),
        kind="target" if plan else "actual",
    )
