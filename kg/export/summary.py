"""What a build amounts to as a whole. In: documents and entities, one after the other; out: counts that build.json and dataset.ttl tell."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.model import Corpus, Entity, Resolved


@dataclass
class Summary:
    """Counts of a build or of a part of it.

    Attributes:
        versions: what made it -> version or digest.
        documents: ids.
        document_kinds: reports and news.
        newest: the last day that a document bears.
        places: ids of the places that documents report on.
        characters, mentions, unread: how many.
        predicates, fact_kinds: facts by predicate and by ``actual`` or ``target``.
        years: the first and the last year of what is no plan.
        entities: by type.
        failed: why sources or documents were left out, when a build went on without them.
        examples: type -> (minus the number of mentions, id) of the most mentioned entity.
    """

    versions: Mapping[str, str] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    document_kinds: Counter[str] = field(default_factory=Counter)
    newest: datetime.date | None = None
    places: set[str] = field(default_factory=set)
    characters: int = 0
    mentions: int = 0
    unread: int = 0
    predicates: Counter[str] = field(default_factory=Counter)
    fact_kinds: Counter[str] = field(default_factory=Counter)
    years: tuple[int, int] | None = None
    entities: Counter[str] = field(default_factory=Counter)
    examples: dict[str, tuple[int, str]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def take(self, part: Resolved) -> None:
        """Counts what one document gives, its entities aside."""
        document = part.document
        self.documents.append(document.id)
        self.document_kinds[document.kind] += 1
        self._date((document.issued, document.date))
        if part.home:
            self.places.add(part.home)
        self.characters += len(document.text)
        self.mentions += len(part.mentions)
        self.unread += len(part.unread)
        self.predicates.update(fact.predicate.value for fact in part.facts)
        self.fact_kinds.update(fact.kind for fact in part.facts)
        self._years(fact.year for fact in part.facts if fact.kind == "actual" and fact.year is not None)

    def join(self, other: Summary) -> None:
        """Adds the counts of another part of the build; no two parts may count the same entity."""
        self.documents += other.documents
        self.document_kinds.update(other.document_kinds)
        self._date((other.newest,))
        self.places |= other.places
        self.characters += other.characters
        self.mentions += other.mentions
        self.unread += other.unread
        self.predicates.update(other.predicates)
        self.fact_kinds.update(other.fact_kinds)
        self._years(other.years or ())
        self.entities.update(other.entities)
        for kind, ranked in other.examples.items():
            self._example(kind, ranked)

    def entity(self, entity: Entity, mentions: int) -> None:
        """Counts an entity of the whole build."""
        kind = entity.type.value
        self.entities[kind] += 1
        self._example(kind, (-mentions, entity.id))

    def _example(self, kind: str, ranked: tuple[int, str]) -> None:
        self.examples[kind] = min(ranked, self.examples.get(kind, ranked))

    def _date(self, days: Iterable[datetime.date | None]) -> None:
        known = [day for day in (self.newest, *days) if day]
        self.newest = max(known, default=None)

    def _years(self, years: Iterable[int]) -> None:
        known = [*(self.years or ()), *years]
        self.years = (min(known), max(known)) if known else None


def summarise(corpus: Corpus) -> Summary:
    """The counts of a corpus in memory."""
    summary = Summary(versions=corpus.versions)
    for part in by_document(corpus):
        summary.take(part)
    mentioned = Counter(placed.entity for placed in corpus.mentions)
    for entity in corpus.entities:
        summary.entity(entity, mentioned[entity.id])
    return summary


def by_document(corpus: Corpus) -> Iterator[Resolved]:
    """A corpus in memory by document, in the order of their ids; entities are of no single one."""
    placed, facts, unread = defaultdict(list), defaultdict(list), defaultdict(list)
    for mention in corpus.mentions:
        placed[mention.doc].append(mention)
    for fact in corpus.facts:
        facts[fact.evidence.doc].append(fact)
    for sentence in corpus.unread:
        unread[sentence.doc].append(sentence)
    for document in sorted(corpus.documents, key=lambda document: document.id):
        key = document.id
        yield Resolved(
            document, corpus.homes.get(key, ""), (), tuple(placed[key]), tuple(facts[key]), tuple(unread[key])
        )
