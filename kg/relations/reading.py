"""What the trained reader sees of a document. In: folded sentences, tense, claims of the rules; out: rows of numbers, and what is asked.

Names are one character each (``marked.py``), so that the reader learns how relations are said and not between whom. Before each
sentence stands its context: the reporting place, the names of the title, and the last name of each type; a sentence that says
``总投资20亿元，落户该园区`` is related to them. Every pair of marks that a relation may join is asked about, and every mark that may have a state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product

import numpy as np

from kg.lexicon.data import read_rules
from kg.model import Claim, EntityType, Mention, Predicate, SectionKind, Status
from kg.network import Ints
from kg.relations.marked import MARKS, Mark, MarkedSentence
from kg.relations.status import BEARERS
from kg.relations.tense import Tense

RELATIONS = tuple(Predicate(name) for name in read_rules("signatures.toml")["signature"])
STATES = tuple(Status)
TYPES = {kind: number for number, kind in enumerate(EntityType)}
SECTIONS: dict[SectionKind, int] = {"front": 0, "review": 1, "plan": 2, "glossary": 3, "table": 4, "body": 5}
INLINE, HOME, TITLE, TOPIC = range(4)  # where a mark stands: in the sentence, or in which part of its context
CARRIED = frozenset(set(EntityType) - {EntityType.PERSON, EntityType.INDUSTRY, EntityType.HONOR})
FRESH = 3  # sentences for which a name stays a topic
TITLED = 6  # names of a title that are shown
STEPS = (1, 2, 4, 8, 15, 30, 60)  # distances, in folded characters, at which pairs are told apart
REACH = 30  # marks of one sentence that may stand between two related ones; keeps lists of hundreds linear
NEAR = 10  # folded characters around a mark that speak for it and its context
STATE_BEFORE, STATE_AFTER = 6, 13
RULES_SHOWN = 3
SILENT = frozenset({"glossary", "table"})
_CLAUSE = re.compile(r"[^，；。！？：\n]*[，；。！？：\n]?")

#: A name as the reader tells it from others: its text and type; None is the reporting place.
Key = tuple[str, EntityType] | None


@cache
def signatures() -> dict[tuple[EntityType, EntityType], tuple[int, ...]]:
    """For each pair of types the relations, by number, that may join them."""
    found: dict[tuple[EntityType, EntityType], list[int]] = {}
    for number, predicate in enumerate(RELATIONS):
        for heads, tails in read_rules("signatures.toml")["signature"][predicate.value]:
            for head, tail in product(heads, tails):
                found.setdefault((EntityType(head), EntityType(tail)), []).append(number)
    return {pair: tuple(numbers) for pair, numbers in found.items()}


@dataclass(frozen=True, slots=True)
class Seen:
    """A mark as it stands in a row of numbers."""

    at: int
    mark: Mark
    role: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marks of one row; for a mark alone both are the same."""

    row: int
    head: Seen
    tail: Seen
    facts: tuple[int, ...]


@dataclass(frozen=True)
class Signs:
    """Numbers for the characters, pairs of characters and rules that a reader knows; 0 is nothing, 1 an unknown character.

    Attributes:
        characters: characters with a row of their own.
        pairs: rows that neighbouring characters share.
        rules: ids of the rules that it has met.
    """

    characters: str
    pairs: int
    rules: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Rows of the table of characters."""
        return 2 + len(self.characters) + self.pairs + 3 * len(SECTIONS) * 2 + 4 + 3

    @property
    def pair_facts(self) -> int:
        """Rows of the table of facts about pairs."""
        return 1 + 16 + 2 * (len(STEPS) + 2) + 7 + 4 + len(TYPES) ** 2 + len(self.rules)

    @property
    def mark_facts(self) -> int:
        """Rows of the table of facts about marks."""
        return 1 + len(TYPES) + len(self.rules)

    def row(self, text: str, flags: Sequence[int], seen: Sequence[Seen]) -> Ints:
        """Numbers of each character of a sentence with its context."""
        index = _index(self.characters)
        signs = ["0" if char.isdigit() else char for char in text]
        row = np.zeros((len(text), 6), dtype=np.int32)
        row[:, 0] = [index.get(char, 1) for char in signs]
        first = 2 + len(self.characters)
        codes = np.array([ord(char) for char in signs], dtype=np.int64)
        pair = (codes[:-1] * 1_000_003 ^ codes[1:] * 8_191) % self.pairs + first
        row[1:, 1], row[:-1, 2] = pair, pair
        flagged = first + self.pairs
        row[:, 3] = flagged + np.array(flags)
        for one in seen:
            row[one.at, 4] = flagged + 3 * len(SECTIONS) * 2 + one.role
            row[one.at, 5] = flagged + 3 * len(SECTIONS) * 2 + 4 + min(len(one.mark.members), 3) - 1
        return row


@cache
def _index(characters: str) -> dict[str, int]:
    return {char: number for number, char in enumerate(characters, 2)}


@dataclass(slots=True)
class Reading:
    """A document as the reader is asked about it.

    Attributes:
        rows: numbers of each sentence with its context.
        numbers: which sentence each row is of.
        pairs, marks: what is asked.
        pair_links: for each link of a pair to two names: the pair's number and the names.
        mark_links: for each link of a mark to a name: the mark's number and the name.
    """

    sentences: Sequence[MarkedSentence]
    rows: list[Ints] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    marks: list[Pair] = field(default_factory=list)
    pair_links: list[tuple[int, Key, Key]] = field(default_factory=list)
    mark_links: list[tuple[int, Key]] = field(default_factory=list)


class Reader:
    """Lays out one document for the network."""

    def __init__(self, signs: Signs, tense: Tense, claims: Sequence[Claim]) -> None:
        self.signs, self.tense = signs, tense
        self.place = tense.document.place
        self.rule_rows = {rule: number for number, rule in enumerate(signs.rules)}
        self.related: dict[tuple[Key, Key], list[int]] = {}
        self.stated: dict[Key, list[int]] = {}
        for claim in claims:
            if (rule := self.rule_rows.get(claim.by)) is None:
                continue
            if claim.predicate is Predicate.STATUS:
                rules = self.stated.setdefault(self.key(claim.subject), [])
            elif claim.predicate in RELATIONS:
                rules = self.related.setdefault((self.key(claim.subject), self.key(claim.object)), [])
            else:
                continue
            if rule not in rules:
                rules.append(rule)

    def key(self, mention: Mention | None) -> Key:
        """Which name a mention is."""
        if mention is None or (mention.type is EntityType.REGION and mention.text == self.place):
            return None
        return mention.text, mention.type

    def read(self, sentences: Sequence[MarkedSentence]) -> Reading:
        """Lays out all sentences that name something."""
        reading = Reading(sentences)
        title: tuple[Mark, ...] = ()
        last: dict[EntityType, tuple[int, Mark]] = {}
        for number, sentence in enumerate(sentences):
            if sentence.marks:
                context = list(self._context(sentence.number, title, last))
                self._add(reading, number, sentence, context)
            if sentence.number == 0:
                title = sentence.marks[:TITLED]
            last.update({mark.type: (sentence.number, mark) for mark in sentence.marks if mark.type in CARRIED})
        return reading

    def _context(
        self, number: int, title: Sequence[Mark], last: dict[EntityType, tuple[int, Mark]]
    ) -> Iterator[tuple[Mark, int]]:
        if self.place is not None:
            yield Mark(0, 0, EntityType.REGION, (None,)), HOME
        # (浙江省)磐安县…: where the reporting place is known, other places of the context are where it lies, or elsewhere.
        silent = {EntityType.REGION} if self.place is not None else set()
        for mark in title:
            if mark.type not in silent:
                yield mark, TITLE
        for kind in sorted(set(last) - silent):
            if number - last[kind][0] <= FRESH:
                yield last[kind][1], TOPIC

    def _add(
        self, reading: Reading, number: int, sentence: MarkedSentence, context: Sequence[tuple[Mark, int]]
    ) -> None:
        offset = len(context) + 1
        text = "".join(MARKS[mark.type] for mark, _ in context) + "|" + sentence.text
        seen = [Seen(at, mark, role) for at, (mark, role) in enumerate(context)]
        seen += [Seen(offset + mark.at, mark, INLINE) for mark in sentence.marks]
        section = SECTIONS[self.tense.section(sentence.places[0])]
        news = int(self.tense.document.kind == "news")
        flags = [0] * offset + self._plans(sentence)
        reading.numbers.append(number)
        reading.rows.append(self.signs.row(text, [(flag * len(SECTIONS) + section) * 2 + news for flag in flags], seen))
        row = len(reading.rows) - 1
        self._ask_marks(reading, row, seen, silent=self.tense.section(sentence.places[0]) in SILENT)
        self._ask_pairs(reading, row, seen)

    def _plans(self, sentence: MarkedSentence) -> list[int]:
        """For each character 1 where its clause tells of a result, 2 where of a plan."""
        flags: list[int] = []
        for clause in _CLAUSE.finditer(sentence.text):
            if clause.group():
                plan = self.tense.is_plan(sentence.places[clause.start()], clause.group())
                flags += [1 + plan] * len(clause.group())
        return flags

    def _ask_marks(self, reading: Reading, row: int, seen: Sequence[Seen], *, silent: bool) -> None:
        for one in seen:
            if one.role != INLINE or one.mark.type not in BEARERS or silent:
                continue
            keys = {self.key(member): None for member in one.mark.members if member is not None}
            rules = list(dict.fromkeys(rule for key in keys for rule in self.stated.get(key, ())))[:RULES_SHOWN]
            facts = [1 + TYPES[one.mark.type], *(1 + len(TYPES) + rule for rule in rules)]
            reading.marks.append(Pair(row, one, one, tuple(facts)))
            reading.mark_links += [(len(reading.marks) - 1, key) for key in keys]

    def _ask_pairs(self, reading: Reading, row: int, seen: Sequence[Seen]) -> None:
        allowed = signatures()
        for (place, head), (other, tail) in product(enumerate(seen), enumerate(seen)):
            if (head.role and tail.role) or (not head.role and not tail.role and abs(place - other) > REACH):
                continue
            if (head.mark.type, tail.mark.type) not in allowed or (head is tail and len(head.mark.members) < 2):
                continue
            links = [(a, b) for a, b in self._members(head.mark, tail.mark) if a != b]
            if links:
                rules = list(dict.fromkeys(rule for link in links for rule in self.related.get(link, ())))
                reading.pairs.append(Pair(row, head, tail, self._facts(head, tail, seen, rules[:RULES_SHOWN])))
                reading.pair_links += [(len(reading.pairs) - 1, a, b) for a, b in links]

    def _members(self, head: Mark, tail: Mark) -> Iterator[tuple[Key, Key]]:
        return product(map(self.key, head.members), map(self.key, tail.members))

    def _facts(self, head: Seen, tail: Seen, seen: Sequence[Seen], rules: Sequence[int]) -> tuple[int, ...]:
        low, high = sorted((head.at, tail.at))
        inside = head.role == tail.role == INLINE
        between = [one for one in seen if one.role == INLINE and low < one.at < high] if inside else []
        same = sum(one.mark.type is tail.mark.type for one in between)
        distance = 0 if head is tail else 1 + sum(high - low > step for step in STEPS)
        facts, first = [1 + 4 * head.role + tail.role], 17
        facts.append(first + 2 * distance + (head.at < tail.at))
        first += 2 * (len(STEPS) + 2)
        facts.append(first + min(len(between), 6))
        first += 7
        facts.append(first + min(same, 3))
        first += 4
        facts.append(first + TYPES[head.mark.type] * len(TYPES) + TYPES[tail.mark.type])
        first += len(TYPES) ** 2
        return (*facts, *(first + rule for rule in rules))
