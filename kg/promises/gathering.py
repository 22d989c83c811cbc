"""Reads of the facts what a ledger needs. In: tables and the places asked for; out: Gathered, after one pass over facts.jsonl.

Of a place with one document only its promises and what they follow are kept: nothing later can speak of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache

from kg.lexicon.data import read_rules
from kg.lexicon.indicator_names import standard_name
from kg.lexicon.roles import role_of
from kg.model import EntityType, Fact, Predicate
from kg.promises.model import Place, Sort
from kg.query.tables import Source, Tables, fact_of, read_lines

#: What a fact speaks of: an indicator, a kind of investment, the state, or a relation and its object.
Topic = tuple[str, str]

STATE: Topic = (Predicate.STATUS.value, "")
_PREDICATE, _DOC = re.compile(rb'"predicate": ?"(\w+)"'), re.compile(rb'"doc": ?"([^"\\]+)"')

#: The relations that are deeds when they are planned; others are attributes of what is planned.
DEEDS = {
    Predicate.AWARDED: Sort.HONOR,
    Predicate.COOPERATES_WITH: Sort.COOPERATION,
    Predicate.ASSISTS: Sort.COOPERATION,
    Predicate.SUPPLIES: Sort.COOPERATION,
    Predicate.PARTICIPATES_IN: Sort.COOPERATION,
    Predicate.ORGANIZED_BY: Sort.COOPERATION,
    Predicate.ISSUED_BY: Sort.POLICY,
}
STATED = {
    EntityType.PROJECT: Sort.PROJECT,
    EntityType.PARK: Sort.PARK,
    EntityType.ENTERPRISE: Sort.BODY,
    EntityType.ORGANIZATION: Sort.BODY,
    EntityType.POLICY: Sort.POLICY,
}
_LITERALS = {Predicate.OBSERVATION: Sort.INDICATOR, Predicate.INVESTMENT: Sort.INVESTMENT}
_SPEAKING = frozenset(one.value.encode() for one in (*DEEDS, *_LITERALS, Predicate.STATUS))


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of some places.

    Attributes:
        promises: facts that promise, with their sort, in the order of the file.
        said: (id of the place, subject, topic) -> what its documents say of it, promises among them.
        named: (id of the place, subject) -> one fact for each document that speaks of it at all, but for the place itself.
        builders: subject -> ids of those who build it.
        ages: id of the place -> its documents with their number, the earliest has 0.
    """

    places: dict[str, Place]
    promises: list[tuple[Fact, Sort]] = field(default_factory=list)
    said: dict[tuple[str, str, Topic], list[Fact]] = field(default_factory=lambda: defaultdict(list))
    named: dict[tuple[str, str], dict[str, Fact]] = field(default_factory=lambda: defaultdict(dict))
    builders: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ages: dict[str, dict[str, int]] = field(default_factory=dict)


def place_of(source: Source) -> str:
    """The id of the place that a document reports on; its own when it names none: nothing else reports on the same."""
    return source.home or source.id


def places_of(tables: Tables, wanted: Collection[str] = ()) -> dict[str, Place]:
    """The places with documents, those of ``wanted`` only when it names any, by name."""
    grouped: dict[str, list[Source]] = defaultdict(list)
    for source in tables.documents.values():
        if not wanted or source.home in wanted:
            grouped[place_of(source)].append(source)
    places = [
        Place(key, _name(tables, key, sources[0]), tuple(sorted(sources, key=_age))) for key, sources in grouped.items()
    ]
    return {place.id: place for place in sorted(places, key=lambda place: (place.name, place.id))}


def _name(tables: Tables, key: str, source: Source) -> str:
    known = tables.entities.get(key)
    return known.name if known else source.place or "没有写明地区"


def _age(source: Source) -> tuple[object, ...]:
    return source.year or 0, source.date, source.id


def gather(tables: Tables, places: dict[str, Place]) -> Gathered:
    """Reads facts.jsonl once.

    Raises:
        ExportError: the file is missing, or a line that is needed is damaged.
    """
    ages = {place.id: {one.id: number for number, one in enumerate(place.documents)} for place in places.values()}
    gathered = Gathered(places, ages=ages)
    for fact in read_lines(tables.folder / "facts.jsonl", fact_of, _needed(places)):
        if fact.predicate is Predicate.DEVELOPED_BY:
            gathered.builders[fact.subject].add(fact.object)
        source = tables.documents.get(fact.evidence.doc)
        place = places.get(place_of(source)) if source else None
        if place is not None:
            _take(gathered, tables, place, fact)
    gathered.promises[:] = _without_twins(gathered.promises)
    return gathered


def _without_twins(promises: list[tuple[Fact, Sort]]) -> list[tuple[Fact, Sort]]:
    """Without the deeds whose words are those of a number: 完成易地扶贫搬迁340万人 promises a number, and not a second time a state."""
    numbers: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for fact, _ in promises:
        if fact.predicate in _LITERALS:
            numbers[fact.evidence.doc].append((fact.evidence.start, fact.evidence.end))

    def is_twin(fact: Fact, sort: Sort) -> bool:
        at = fact.evidence
        if fact.predicate is not Predicate.STATUS or not (sort is Sort.POLICY or fact.by in _number_like()):
            return False
        return any(start < at.end and at.start < end for start, end in numbers[at.doc])

    return [(fact, sort) for fact, sort in promises if not is_twin(fact, sort)]


def _needed(places: dict[str, Place]) -> Callable[[bytes], bool]:
    """Tells whether a line may matter, without parsing it."""
    all_of = {source.id.encode() for place in places.values() for source in place.documents}
    several = {s.id.encode() for place in places.values() if len(place.documents) > 1 for s in place.documents}

    def needed(line: bytes) -> bool:
        predicate, doc = _PREDICATE.search(line), _DOC.search(line)
        if predicate is None or doc is None or predicate[1] == b"developedBy":
            return True
        return doc[1] in (all_of if predicate[1] in _SPEAKING else several)

    return needed


def _take(gathered: Gathered, tables: Tables, place: Place, fact: Fact) -> None:
    sort = sort_of(tables, fact)
    if sort is not None and fact.kind == "target" and not _is_size(fact, place):
        gathered.promises.append((fact, sort))
    if sort is not None and (len(place.documents) > 1 or fact.predicate is Predicate.OBSERVATION):
        gathered.said[place.id, fact.subject, topic_of(fact)].append(fact)
    if len(place.documents) > 1:
        for end in {fact.subject, fact.object} - {"", place.id}:
            gathered.named[place.id, end].setdefault(fact.evidence.doc, fact)


def _is_size(fact: Fact, place: Place) -> bool:
    """Whether an amount says how large a project is (总投资, 造价): nobody promises it for a year.

    What words put into a year (年度计划投资) is promised, and so is what a place is to sign for in all.
    """
    stated = fact.role or ""
    if fact.predicate is not Predicate.INVESTMENT or stated.startswith(_leading()):
        return False
    role = role_of(stated)
    if role == "agreed_investment" and fact.subject == place.id:
        return False
    return role is None or role in read_rules("comparison.toml")["standing"]


def sort_of(tables: Tables, fact: Fact) -> Sort | None:
    """The sort of promise that a fact is when it is a target; None when none is."""
    if fact.predicate in _LITERALS:
        return _LITERALS[fact.predicate]
    subject = tables.entities.get(fact.subject)
    if subject is None:
        return None
    if fact.predicate is Predicate.STATUS:
        return STATED.get(subject.type)
    # The mayor is at the congress that a report opens with: persons are where they are said to be, nobody promises it
    return None if subject.type is EntityType.PERSON else DEEDS.get(fact.predicate)


def topic_of(fact: Fact) -> Topic:
    """What a fact speaks of. Of partners the one that is named second is the object."""
    if fact.predicate is Predicate.STATUS:
        return STATE
    if fact.predicate in _LITERALS:
        stated = fact.indicator if fact.predicate is Predicate.OBSERVATION else fact.role
        return fact.predicate.value, standard_name(_without_time(stated or ""))
    return fact.predicate.value, fact.object


def _without_time(name: str) -> str:
    for word in _leading():
        if name.startswith(word) and name != word:
            return name.removeprefix(word)
    return name


@cache
def _number_like() -> frozenset[str]:
    return frozenset(read_rules("promises.toml")["twins"]["rules"])


@cache
def _leading() -> tuple[str, ...]:
    return tuple(read_rules("promises.toml")["roles"]["leading"])
