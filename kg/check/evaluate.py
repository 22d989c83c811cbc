"""Measures a build against gold. In: what a build says, and gold; out: precision, recall and F1 by what was asked.

Surfaces are names found, whatever node they went to; entities are nodes, matched one to one with gold by shared names; relations and
literals are compared between matched nodes. What gold marks as optional is neither asked for nor punished, nor is a place wider
than the one stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.check.gold import PLACED, Gold, directed
from kg.lexicon.spelling import folded
from kg.model import LITERALS, EntityType, Fact, Placed, Predicate

MEASURES = ("surfaces", "entities", "relations", "investment", "status", "observations")
TOLERANCE = 0.005  # relative; reports round the same figure differently

Nodes = dict[str, tuple[EntityType, set[str]]]


@dataclass(slots=True)
class Tally:
    """Counts of right, wrong and missed answers."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the answers given that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of the answers asked for that were given."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        return self.precision, self.recall, self.f1


def evaluate(
    titles: Mapping[str, str], mentions: Iterable[Placed], facts: Iterable[Fact], golds: Mapping[str, Gold]
) -> dict[str, Tally]:
    """Scores every document that has gold; keys are the six measures and ``measure/type``.

    Args:
        titles (Mapping[str, str]): document id -> title; a document is found by its title.
        mentions (Iterable[Placed]): of all documents.
        facts (Iterable[Fact]): of all documents.
        golds (Mapping[str, Gold]): as ``read_gold`` gives them.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for measure in MEASURES:
        tallies[measure] = Tally()
    ids = {folded(title): doc for doc, title in titles.items()}
    nodes: dict[str, Nodes] = defaultdict(dict)
    for placed in mentions:
        mention = placed.mention
        nodes[placed.doc].setdefault(placed.entity, (mention.type, set()))[1].add(folded(mention.text))
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[fact.evidence.doc].append(fact)
    for title, gold in golds.items():
        doc = ids.get(title, "")
        _DocumentScore(gold, nodes.get(doc, {}), tallies).score(told.get(doc, []))
    return dict(tallies)


class _DocumentScore:
    """Scores one document into shared tallies."""

    def __init__(self, gold: Gold, nodes: Nodes, tallies: dict[str, Tally]) -> None:
        self.gold, self.nodes, self.tallies = gold, nodes, tallies
        self.matched = self._match()
        self.neutral = {node for node, number in self.matched.items() if gold.entities[number].optional}

    def score(self, facts: Iterable[Fact]) -> None:
        """Adds everything that this document gives."""
        counted = [fact for fact in facts if fact.subject not in self.neutral]
        self._surfaces()
        self._entities()
        self._relations([fact for fact in counted if fact.predicate not in LITERALS])
        self._literals(counted)
        self._observations([fact for fact in counted if fact.predicate is Predicate.OBSERVATION])

    def _tally(self, measure: str, part: str, outcome: str) -> None:
        for key in (measure, f"{measure}/{part}") if part else (measure,):
            tally = self.tallies[key]
            setattr(tally, outcome, getattr(tally, outcome) + 1)

    def _surfaces(self) -> None:
        hit: set[int] = set()
        for name, kind in sorted({(name, kind) for kind, names in self.nodes.values() for name in names}):
            owners = {n for n, e in enumerate(self.gold.entities) if e.type == kind and name in e.names}
            hit |= owners
            if not owners:
                self._tally("surfaces", kind, "wrong")
        for number, entity in enumerate(self.gold.entities):
            if not entity.optional:
                self._tally("surfaces", entity.type, "right" if number in hit else "missed")

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

    def _entities(self) -> None:
        for node, (kind, _) in self.nodes.items():
            if node not in self.neutral:
                self._tally("entities", kind, "right" if node in self.matched else "wrong")
        taken = set(self.matched.values())
        for number, entity in enumerate(self.gold.entities):
            if number not in taken and not entity.optional:
                self._tally("entities", entity.type, "missed")

    def _relations(self, facts: list[Fact]) -> None:
        gold = self.gold
        given = {
            directed(self.matched.get(f.subject, f.subject), f.predicate.value, self.matched.get(f.object, f.object))
            for f in facts
            if f.object not in self.neutral
        }
        optional = {number for number, entity in enumerate(gold.entities) if entity.optional}
        asked = {triple for triple in gold.asked if triple[0] not in optional and triple[2] not in optional}
        for triple in given:
            head, relation, tail = triple
            if triple in asked:
                self._tally("relations", relation, "right")
            elif (
                triple in gold.asked
                or triple in gold.allowed
                or (relation in PLACED and isinstance(head, int) and isinstance(tail, int) and tail in gold.above(head))
            ):
                continue
            else:
                self._tally("relations", relation, "wrong")
        for _, relation, _ in asked - given:
            self._tally("relations", relation, "missed")

    def _literals(self, facts: list[Fact]) -> None:
        for predicate in (Predicate.INVESTMENT, Predicate.STATUS):
            wanted = [
                (number, value)
                for number, name, value in sorted(self.gold.literals, key=str)
                if name == predicate and not self.gold.entities[number].optional
            ]
            given = {
                (self.matched.get(f.subject, f.subject), f.status.value if f.status else f.value)
                for f in facts
                if f.predicate is predicate
            }
            for who, value in sorted(given, key=str):
                fits = (w for w in wanted if w[0] == who and (w[1] == value or close(w[1], value)))
                self._settle(predicate.value, wanted, next(fits, None))
            self.tallies[predicate.value].missed += len(wanted)

    def _settle(self, measure: str, wanted: list[Any], found: Any) -> None:
        if found is None:
            self._tally(measure, "", "wrong")
        else:
            wanted.remove(found)
            self._tally(measure, "", "right")

    def _observations(self, facts: list[Fact]) -> None:
        wanted = list(self.gold.observations)
        seen: set[Hashable] = set()
        for fact in facts:
            who = self.matched.get(fact.subject, fact.subject)
            key = (who, folded(fact.indicator or ""), fact.year, fact.kind, fact.value, fact.growth)
            if key in seen:
                continue
            seen.add(key)
            self._settle("observations", wanted, next((row for row in wanted if _observed(fact, who, row)), None))
        self.tallies["observations"].missed += len(wanted)


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
