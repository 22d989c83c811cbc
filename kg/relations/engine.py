"""Runs the rules of relations over folded sentences. In: MarkedSentence values and Rules; out: claims of the fourteen relations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from kg.model import Claim, EntityType, Mention
from kg.relations.marked import ANY_MARK, Mark, MarkedSentence
from kg.relations.nearby import Nearby
from kg.relations.rules import Rule, RuleBook
from kg.relations.tense import Tense

_PART = "；。！？\n"
_ORDINAL = r"[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]、"
_TOPIC = re.compile(rf"(?:^|[，；：。\s]|{_ORDINAL})(?:其中|据悉|据介绍|目前|近日)?([{ANY_MARK}])")
_NEXT = re.compile(rf"[^。；！？\n{ANY_MARK}]{{0,12}}[、，和及][^。；！？\n{ANY_MARK}]{{0,8}}([{ANY_MARK}])")

Side = tuple[Mention | None, ...]


@dataclass(slots=True)
class Engine:
    """Applies rules to one document; remembers the topic of earlier sentences."""

    tense: Tense
    book: RuleBook
    _title: tuple[Mark, ...] = ()
    _topics: dict[EntityType, tuple[int, Mark]] = field(default_factory=dict)
    _ranked: dict[str, Mention] = field(default_factory=dict)
    _rank: str = field(init=False)

    def __post_init__(self) -> None:
        named = Nearby(self.tense.document.place).home
        self._rank = (named[0].name if len(named) == 1 else self.tense.document.place or "?")[-1]

    def read(self, sentences: Iterable[MarkedSentence]) -> Iterator[Claim]:
        """The claims of all sentences, in order of sentence and rule."""
        for sentence in sentences:
            if sentence.number == 0:
                self._title = sentence.marks
            if sentence.marks:
                present = frozenset(mark.type for mark in sentence.marks)
                glossary = self.tense.section(sentence.places[0]) == "glossary"
                for rule in self.book.fitting(self.tense.document.kind, present, sentence.text, glossary=glossary):
                    yield from self._apply(rule, sentence)
                self._ranked.update({m.text[-1]: m for m, _ in sentence.names() if m.type is EntityType.REGION})
                for match in _TOPIC.finditer(sentence.text):
                    mark = sentence.mark_at(match.start(1))
                    self._topics[mark.type] = (sentence.number, mark)

    def _apply(self, rule: Rule, sentence: MarkedSentence) -> Iterator[Claim]:
        at = 0
        while match := rule.pattern.search(sentence.text, at):
            at = match.start() + 1
            stop = match.end()
            if rule.unless.search(sentence.text, _clause_start(sentence.text, match.start()), match.start() + 1):
                continue
            heads, tails = self._sides(rule, sentence, match)
            if rule.spread and heads:
                more, stop = _spread(sentence, match.start("s"))
                heads += more
            yield from self._claims(rule, sentence, heads, tails, (match.start(), stop))

    def _sides(self, rule: Rule, sentence: MarkedSentence, match: re.Match[str]) -> tuple[Side, Side]:
        groups = match.groupdict()
        subject = sentence.mark_at(match.start("s")).members if groups.get("s") else None
        target = sentence.mark_at(match.start("o")).members if groups.get("o") else None
        if rule.among:
            return target or (), ()
        if subject is None:
            subject = self._carried(rule, rule.subjects, sentence, match)
        if target is None:
            target = self._carried(rule, rule.objects, sentence, match)
        if rule.sweep:
            subject = tuple(m for mark in sentence.marks if mark.type in rule.subjects for m in mark.members)
        if target and not all(m is None or rule.named.search(m.text) for m in target):
            return (), ()
        if not groups.get("s") and target and all(m is not None and rule.home_if.search(m.text) for m in target):
            subject = tuple(m for m in subject if m is None or m.type is EntityType.REGION) or (None,)
        return subject, target

    def _carried(
        self, rule: Rule, types: frozenset[EntityType], sentence: MarkedSentence, match: re.Match[str]
    ) -> Side:
        """Who an unnamed side is."""
        at = match.start()
        if rule.carry == "home":
            return (None,)
        if rule.carry == "office":
            return self._of_rank(match["k"], sentence, match.start())
        if rule.carry == "title":
            return next((mark.members for mark in self._title if mark.type in types), ())
        if rule.carry == "last":
            before = [mark for mark in sentence.marks if mark.type in types and mark.at < at]
            before = before or self._known(types, sentence)
            return before[-1].members if before else ()
        part = max((sentence.text.rfind(sign, 0, at) for sign in _PART), default=-1) + 1
        found = [sentence.mark_at(m.start(1)) for m in _TOPIC.finditer(sentence.text, max(part - 1, 0), at)]
        fitting = [mark for mark in found if mark.type in types | rule.rivals]
        clause = _clause_start(sentence.text, at)
        if not fitting or fitting[-1].at < clause:
            actors = types | rule.rivals
            if any(clause <= mark.at < at and mark.type in actors for mark in sentence.marks):
                return ()  # somebody acts in this clause, and who it is only a rule with {s} can tell
        elif any(fitting[-1].at < mark.at < at and mark.type in types | rule.rivals for mark in sentence.marks):
            return ()  # 甲公司控股的乙公司主营: the nearer one does it
        if fitting:
            return fitting[-1].members if fitting[-1].type in types else ()
        if rule.carry == "place":
            return (None,)
        if self.tense.document.kind != "news" or any(
            part <= mark.at < at and mark.type in types | rule.rivals for mark in sentence.marks
        ):
            return ()  # 合资企业甲公司注册资本3亿元，主营: not the topic of the sentence before
        known = self._known(types, sentence)
        return known[-1].members if known else ()

    def _of_rank(self, rank: str, sentence: MarkedSentence, at: int) -> Side:
        """The reporting place if it is of that rank, else the place of that rank named last; 区 of 区长."""
        if self._rank == rank:
            return (None,)
        named = [
            m for m, where in sentence.names() if where < at and m.type is EntityType.REGION and m.text.endswith(rank)
        ]
        last = named[-1] if named else self._ranked.get(rank)
        return (last,) if last else ()

    def _known(self, types: frozenset[EntityType], sentence: MarkedSentence) -> list[Mark]:
        """Topics of the two sentences before, the last one last."""
        fresh = [mark for number, mark in self._topics.values() if mark.type in types and sentence.number - number <= 2]
        return sorted(fresh, key=lambda mark: mark.start)

    def _claims(
        self, rule: Rule, sentence: MarkedSentence, heads: Side, tails: Side, reach: tuple[int, int]
    ) -> Iterator[Claim]:
        evidence = sentence.evidence(*reach)
        plan = self.tense.is_plan(evidence.start, evidence.quote)
        for head, tail in _pairs(heads, tails, evidence.quote, among=rule.among):
            if head == tail or (head and tail and head.text == tail.text):
                continue
            yield Claim(
                subject=head,
                predicate=rule.predicate,
                object=tail,
                evidence=evidence,
                by=rule.id,
                year=self.tense.year(evidence.start, evidence.quote, plan=plan),
                kind="target" if plan else "actual",
            )


def _pairs(heads: Side, tails: Side, words: str, *, among: bool) -> Iterable[tuple[Mention | None, Mention | None]]:
    """Everything with everything, but one by one where the words say 分别."""
    if among:
        return combinations(heads, 2)
    if len(heads) == len(tails) > 1 and "分别" in words:
        return zip(heads, tails, strict=True)
    return ((head, tail) for head in heads for tail in tails)


def _clause_start(text: str, at: int) -> int:
    return max((text.rfind(sign, 0, at) for sign in "，；。：！？\n"), default=-1) + 1


def _spread(sentence: MarkedSentence, at: int) -> tuple[Side, int]:
    """The members of the marks of one type that follow in a loose enumeration, and where it ends."""
    kind = sentence.mark_at(at).type
    found: list[Mention | None] = []
    while match := _NEXT.match(sentence.text, at + 1):
        mark = sentence.mark_at(match.start(1))
        if mark.type is not kind:
            break
        found += mark.members
        at = match.start(1)
    return tuple(found), at + 1
