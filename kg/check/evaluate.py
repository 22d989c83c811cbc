"""Measures a build against gold. In: what a build says, and gold; out: a verdict on every answer, or their sums.

Surfaces are names found, whatever node they went to; entities are nodes, matched one to one with gold by shared names; relations and
literals are compared between matched nodes. What gold marks as optional is neither asked for nor punished, nor is a place wider
than the one stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.check.gold import PLACED, Gold, directed
from kg.check.verdict import MEASURES, Outcome, Tally, Verdict, tallied
from kg.check.words import Words
from kg.lexicon.spelling import folded
from kg.model import LITERALS, EntityType, Fact, Placed, Predicate

__all__ = ["MEASURES", "TOLERANCE", "Tally", "close", "evaluate", "judge"]

TOLERANCE = 0.005  # relative; reports round the same figure differently

Nodes = dict[str, tuple[EntityType, set[str]]]


def evaluate(
    titles: Mapping[str, str], mentions: Iterable[Placed], facts: Iterable[Fact], golds: Mapping[str, Gold]
) -> dict[str, Tally]:
    """Scores every document that has gold; keys are the six measures and ``measure/type``. Arguments as for ``judge``."""
    return tallied(judge(titles, mentions, facts, golds))


def judge(
    titles: Mapping[str, str], mentions: Iterable[Placed], facts: Iterable[Fact], golds: Mapping[str, Gold]
) -> Iterator[Verdict]:
    """Yields a verdict on every answer that was given or asked for, document by document in the order of ``golds``.

    Args:
        titles (Mapping[str, str]): document id -> title; a document is found by its title, and documents of one title
            are scored as one.
        mentions (Iterable[Placed]): of all documents.
        facts (Iterable[Fact]): of all documents.
        golds (Mapping[str, Gold]): as ``read_gold`` gives them.
    """
    by_title = {doc: folded(title) for doc, title in titles.items()}
    found: dict[str, list[Placed]] = defaultdict(list)
    surfaces: dict[str, str] = {}
    for placed in mentions:
        found[by_title.get(placed.doc, "")].append(placed)
        surfaces.setdefault(placed.entity, placed.mention.text)
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[by_title.get(fact.evidence.doc, "")].append(fact)
    for title, gold in golds.items():
        yield from _Judge(gold, found.get(title, ()), surfaces).judge(told.get(title, ()))


class _Judge:
    """Judges one document."""

    def __init__(self, gold: Gold, mentions: Sequence[Placed], surfaces: Mapping[str, str]) -> None:
        self.gold, self.words = gold, Words(gold, surfaces)
        self.nodes: Nodes = {}
        self.named: dict[tuple[str, EntityType], list[Placed]] = defaultdict(list)
        self.placed: dict[str, list[Placed]] = defaultdict(list)
        for placed in mentions:
            name = folded(placed.mention.text)
            kind, names = self.nodes.setdefault(placed.entity, (placed.mention.type, set()))
            names.add(name)
            self.named[name, kind].append(placed)
            self.placed[placed.entity].append(placed)
        self.matched = self._match()

    def judge(self, facts: Sequence[Fact]) -> Iterator[Verdict]:
        """Everything that this document gives."""
        yield from self._surfaces()
        yield from self._entities()
        yield from self._relations([f for f in facts if f.predicate not in LITERALS and f.object])
        for predicate in (Predicate.INVESTMENT, Predicate.STATUS):
            yield from self._literals(predicate, [f for f in facts if f.predicate is predicate])
        yield from self._observations([f for f in facts if f.predicate is Predicate.OBSERVATION])

    def _match(self) -> dict[str, int]:
        """One to one, most shared names first, then by whether gold's own name is among them."""
        pairs = sorted(
            (-len(names & entity.names), entity.name not in names, node, number)
            for node, (kind, names) in self.nodes.items()
            for number, entity in enumerate(self.gold.entities)
            if entity.type == kind and names & entity.names
        )
        matched: dict[str, int] = {}
        taken: set[int] = set()
        for _, _, node, number in pairs:
            if node not in matched and number not in taken:
                matched[node] = number
                taken.add(number)
        return matched

    def _at(self, node: str) -> Any:
        """The number of the gold entity that a node was matched with, else the node."""
        return self.matched.get(node, node)

    def _optional(self, at: Any) -> bool:
        return isinstance(at, int) and self.gold.entities[at].optional

    def _given(self, measure: str, part: str, outcome: Outcome, said: str, sources: Iterable[Placed | Fact]) -> Verdict:
        return Verdict(measure, part, outcome, self.gold.title, said, tuple(sources))

    def _missed(self, measure: str, part: str, said: str, clues: Iterable[tuple[str, ...]]) -> Verdict:
        return Verdict(measure, part, Outcome.MISSED, self.gold.title, said, clues=tuple(clues))

    def _surfaces(self) -> Iterator[Verdict]:
        hit: dict[int, list[Placed]] = defaultdict(list)
        for (name, kind), placed in sorted(self.named.items(), key=lambda item: item[0]):
            owners = [n for n, e in enumerate(self.gold.entities) if e.type == kind and name in e.names]
            for number in owners:
                hit[number] += placed
            if not owners:
                said = self.words.name(placed[0].mention.text, kind)
                yield self._given("surfaces", kind, Outcome.WRONG, said, placed)
        yield from self._of_gold("surfaces", hit)

    def _of_gold(self, measure: str, hit: Mapping[int, Iterable[Placed]]) -> Iterator[Verdict]:
        """The entities of gold, found or missed."""
        for number, entity in enumerate(self.gold.entities):
            said = self.words.name(entity.name, entity.type)
            if number in hit:
                outcome = Outcome.NEUTRAL if entity.optional else Outcome.RIGHT
                yield self._given(measure, entity.type, outcome, said, hit[number])
            elif not entity.optional:
                yield self._missed(measure, entity.type, said, [self.words.forms(number)])

    def _entities(self) -> Iterator[Verdict]:
        for node, (kind, _) in self.nodes.items():
            if node not in self.matched:
                said = self.words.name("/".join(sorted({p.mention.text for p in self.placed[node]})), kind)
                yield self._given("entities", kind, Outcome.WRONG, said, self.placed[node])
        yield from self._of_gold("entities", {number: self.placed[node] for node, number in self.matched.items()})

    def _relations(self, facts: Iterable[Fact]) -> Iterator[Verdict]:
        gold = self.gold
        given: dict[Any, list[Fact]] = defaultdict(list)
        for fact in facts:
            given[directed(self._at(fact.subject), fact.predicate.value, self._at(fact.object))].append(fact)
        asked = {triple for triple in gold.asked if not (self._optional(triple[0]) or self._optional(triple[2]))}
        for triple, sources in given.items():
            outcome = Outcome.RIGHT if triple in asked else Outcome.NEUTRAL if self._spared(triple) else Outcome.WRONG
            yield self._given("relations", triple[1], outcome, self.words.relation(triple), sources)
        for triple in sorted(asked - given.keys()):
            clues = [self.words.forms(triple[0]), self.words.forms(triple[2])]
            yield self._missed("relations", triple[1], self.words.relation(triple), clues)

    def _spared(self, triple: tuple[Any, str, Any]) -> bool:
        """Whether gold neither asks for a relation nor punishes it."""
        head, relation, tail = triple
        if self._optional(head) or self._optional(tail) or triple in self.gold.allowed:
            return True
        placed = relation in PLACED and isinstance(head, int) and isinstance(tail, int)
        return placed and tail in self.gold.above(head)

    def _literals(self, predicate: Predicate, facts: Iterable[Fact]) -> Iterator[Verdict]:
        wanted = [
            (number, value)
            for number, name, value in sorted(self.gold.literals, key=str)
            if name == predicate and not self._optional(number)
        ]
        given: dict[tuple[Any, Any], list[Fact]] = defaultdict(list)
        for fact in facts:
            given[self._at(fact.subject), fact.status.value if fact.status else fact.value].append(fact)
        for (who, value), sources in sorted(given.items(), key=lambda item: str(item[0])):
            fits = (w for w in wanted if w[0] == who and (w[1] == value or close(w[1], value)))
            outcome = self._settle(who, wanted, next(fits, None))
            yield self._given(predicate.value, "", outcome, self.words.literal(who, value), sources)
        for who, value in wanted:
            clues = [self.words.figures(value), self.words.forms(who)]
            yield self._missed(predicate.value, "", self.words.literal(who, value), clues)

    def _settle(self, who: Any, wanted: list[Any], found: Any) -> Outcome:
        if self._optional(who):
            return Outcome.NEUTRAL
        if found is None:
            return Outcome.WRONG
        wanted.remove(found)
        return Outcome.RIGHT

    def _observations(self, facts: Iterable[Fact]) -> Iterator[Verdict]:
        wanted = list(self.gold.observations)
        given: dict[Hashable, list[Fact]] = defaultdict(list)
        for fact in facts:
            who = self._at(fact.subject)
            given[who, folded(fact.indicator or ""), fact.year, fact.kind, fact.value, fact.growth].append(fact)
        for sources in given.values():
            fact, who = sources[0], self._at(sources[0].subject)
            outcome = self._settle(who, wanted, next((row for row in wanted if _observed(fact, who, row)), None))
            yield self._given("observations", "", outcome, self.words.observation(who, fact), sources)
        for row in wanted:
            value = self.words.figures(row.get("value"))
            growth = self.words.figures(row.get("growth"), growth=True)
            said = self.words.row(row["region"], row)
            yield self._missed("observations", "", said, [value, growth, (row["indicator"],)])


def _observed(fact: Fact, who: Any, row: Mapping[str, Any]) -> bool:
    if who != row["region"] or fact.year != row.get("year") or fact.kind != row.get("kind"):
        return False
    said, asked = folded(fact.indicator or ""), folded(row["indicator"])
    if said not in asked and asked not in said:
        return False
    figures = {"value": fact.value, "growth": fact.growth}
    return all(close(figures[key], row[key]) for key in figures if row.get(key) is not None)


def close(one: Any, other: Any) -> bool:
    """Whether two figures agree within half a percent."""
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return False
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other), 1e-9)
