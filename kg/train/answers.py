"""Documents with their whole answer, as the reader of relations learns them. In: our documents and the seeds; out: examples.

The names are those of the answer, so that the reader learns from right names what is said of them; what the rules claim between
these names is part of what it sees.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language

from kg.check.gold import PLACED, Gold, directed, read_gold
from kg.language import analyse, build_language
from kg.lexicon.spelling import folded
from kg.model import Claim, Document, EntityType, Layout, Mention, Predicate
from kg.network import Floats
from kg.quantities import find_quantities
from kg.relations import relate
from kg.relations.marked import MarkedSentence, mark_sentences
from kg.relations.reading import RELATIONS, STATES, Key, Reader, Reading, Signs, signatures
from kg.relations.tense import Tense
from kg.sources import read_sources
from kg.sources.document import Piece, to_document
from kg.train.documents import read_documents
from kg.train.names import gold_names


@dataclass(frozen=True)
class Answer:
    """A document with right names, what the rules claim of them, and the gold."""

    document: Document
    layout: Layout
    sentences: tuple[MarkedSentence, ...]
    claims: tuple[Claim, ...]
    gold: Gold


@dataclass(frozen=True)
class Example:
    """A document as the network learns it.

    Attributes:
        reading: what is asked.
        pair_groups, mark_groups: for each link its group: two names, or one.
        pair_right, mark_right: 1 where a group has the relation or state.
        pair_asked, mark_asked: 1 where the answer is certain; what gold calls optional teaches nothing.
    """

    reading: Reading
    pair_groups: tuple[int, ...]
    mark_groups: tuple[int, ...]
    pair_right: Floats
    pair_asked: Floats
    mark_right: Floats
    mark_asked: Floats


def read_answers(annotated: Path, seeds: Path | None) -> list[Answer]:
    """All documents that have a whole answer.

    Args:
        annotated (Path): folder with ``documents/*.txt``.
        seeds (Path | None): folder of documents with ``gold/*.json``.

    Raises:
        SourceError: a file cannot be read or breaks its format.
    """
    nlp = build_language()
    return [*_ours(annotated, nlp), *(_seeds(seeds, nlp) if seeds else ())]


def _ours(annotated: Path, nlp: Language) -> Iterator[Answer]:
    for path in sorted(annotated.glob("documents/*.txt")):
        for answered in read_documents(path):
            title = answered.text.partition("\n")[0]
            piece = Piece(title, answered.text, 0, datetime.date.fromisoformat(answered.date))
            document = to_document(piece, path.name)
            gold = Gold(title)
            gold.add(answered.gold)
            mentions = [Mention(name.start, name.end, name.text, name.type, "gold") for name in answered.names]
            yield _answer(document, analyse(document, nlp)._.layout, mentions, gold)


def _seeds(folder: Path, nlp: Language) -> Iterator[Answer]:
    golds = read_gold(folder / "gold")
    for document in read_sources([folder]):
        if gold := golds.get(folded(document.title)):
            doc = analyse(document, nlp)
            names = gold_names(document, doc, gold)
            mentions = [Mention(name.start, name.end, name.text, name.type, "gold") for name in names]
            yield _answer(document, doc._.layout, mentions, gold)


def _answer(document: Document, layout: Layout, mentions: Sequence[Mention], gold: Gold) -> Answer:
    claims = relate(document, layout, sorted(mentions), find_quantities(document.text))
    return Answer(document, layout, tuple(mark_sentences(document, layout, sorted(mentions))), tuple(claims), gold)


def example(answer: Answer, signs: Signs) -> Example:
    """An answer laid out for the network."""
    reader = Reader(signs, Tense(answer.document, answer.layout), answer.claims)
    reading = reader.read(answer.sentences)
    pairs: dict[tuple[Key, Key], int] = {}
    marks: dict[Key, int] = {}
    pair_groups = tuple(pairs.setdefault((a, b), len(pairs)) for _, a, b in reading.pair_links)
    mark_groups = tuple(marks.setdefault(key, len(marks)) for _, key in reading.mark_links)
    numbers = _Numbers(answer)
    pair_right, pair_asked = _pair_labels(list(pairs), numbers, answer.gold)
    mark_right, mark_asked = _mark_labels(list(marks), numbers, answer.gold)
    return Example(reading, pair_groups, mark_groups, pair_right, pair_asked, mark_right, mark_asked)


class _Numbers:
    """Which gold entity a name is."""

    def __init__(self, answer: Answer) -> None:
        self.numbers = {
            (name, entity.type): number
            for number, entity in reversed(list(enumerate(answer.gold.entities)))
            for name in entity.names
        }
        place = folded(answer.document.place or "")
        region = EntityType.REGION
        self.home = self.numbers.get((place, region), self.numbers.get((place[:-1], region), -1))

    def of(self, key: Key) -> int:
        """The number of the entity, -1 for none."""
        return self.home if key is None else self.numbers.get((folded(key[0]), key[1]), -1)


def _pair_labels(pairs: Sequence[tuple[Key, Key]], numbers: _Numbers, gold: Gold) -> tuple[Floats, Floats]:
    right, asked = (np.zeros((len(pairs), len(RELATIONS)), dtype=np.float32) for _ in range(2))
    above = {number: gold.above(number) for number in range(len(gold.entities))}
    for row, (a, b) in enumerate(pairs):
        head, tail = numbers.of(a), numbers.of(b)
        if head < 0 or tail < 0 or head == tail:
            continue
        kinds = gold.entities[head].type, gold.entities[tail].type
        doubtful = gold.entities[head].optional or gold.entities[tail].optional
        for column in signatures().get(kinds, ()):
            predicate = RELATIONS[column]
            triple = directed(head, predicate.value, tail)
            if predicate is Predicate.COOPERATES_WITH and triple[0] != head:
                continue  # asked in one direction only
            if triple in gold.asked:
                right[row, column] = asked[row, column] = 1.0
            elif triple not in gold.allowed and not doubtful:
                asked[row, column] = not (predicate.value in PLACED and tail in above[head])
    return right, asked


def _mark_labels(marks: Sequence[Key], numbers: _Numbers, gold: Gold) -> tuple[Floats, Floats]:
    right, asked = (np.zeros((len(marks), len(STATES)), dtype=np.float32) for _ in range(2))
    stated = {(number, value) for number, name, value in gold.literals if name == Predicate.STATUS.value}
    for row, key in enumerate(marks):
        number = numbers.of(key)
        if number < 0 or gold.entities[number].optional:
            continue
        asked[row] = 1.0
        for column, state in enumerate(STATES):
            right[row, column] = (number, state.value) in stated
    return right, asked
