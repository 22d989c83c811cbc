"""Makes the ledger. In: the tables of a build; out: every target and planned deed, with what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.errors import QueryError
from kg.model import Entity, EntityType, Fact, Predicate
from kg.promises.deadline import deadline_of
from kg.promises.gathering import STATE, Gathered, Topic, gather, place_of, places_of, topic_of
from kg.promises.judging import compares_before, is_later, judge, looks_back
from kg.promises.model import Case, Ledger, Place, Promise, Sort
from kg.promises.saying import what_said
from kg.query.card import Entry
from kg.query.find import find_entities, nearest_names
from kg.query.tables import Source, Tables

_SORTS = {sort: number for number, sort in enumerate(Sort)}


def make_ledger(tables: Tables, *, place: str = "") -> Ledger:
    """The ledger of all places, or of those called ``place``: by id, name or alias, as ``kg show`` finds them.

    Raises:
        QueryError: no region is called so; the message suggests near names.
        ExportError: facts.jsonl is missing or damaged.
    """
    wanted = _wanted(tables, place) if place else ()
    places = places_of(tables, [entity.id for entity in wanted])
    # Who asks for a place without reports is told so
    silent = [Place(entity.id, entity.name, ()) for entity in wanted if entity.id not in places]
    gathered = gather(tables, places)
    promises = sorted((_promise(tables, gathered, fact, sort) for fact, sort in gathered.promises), key=_order)
    return Ledger((*places.values(), *([] if places else silent)), tuple(promises))


def _wanted(tables: Tables, name: str) -> list[Entity]:
    """The places meant: of several that a name may mean those with reports."""
    homes = {source.home for source in tables.documents.values()}
    found = [entity for entity in find_entities(tables, name) if entity.type is EntityType.REGION]
    if not found:
        near = nearest_names((e.name for e in tables.entities.values() if e.type is EntityType.REGION), name)
        raise QueryError(f"{name} 不是地区", remedy=f"是不是：{'、'.join(near)}？" if near else "请给出地区名称")
    return [entity for entity in found if entity.id in homes] or found[:1]


def _order(promise: Promise) -> tuple[object, ...]:
    fact, last = promise.entry.fact, promise.deadline.last
    due = last.isoformat() if last else ""
    at = fact.evidence
    return promise.place.name, promise.place.id, _SORTS[promise.sort], due, at.doc, at.start, at.end, fact.id


def _promise(tables: Tables, gathered: Gathered, fact: Fact, sort: Sort) -> Promise:
    source = tables.documents[fact.evidence.doc]
    place = gathered.places[place_of(source)]
    entry, said = _entry(tables, fact), _said(tables, gathered, place, fact)
    case = _case(tables, gathered, fact, said)
    return Promise(
        entry=entry,
        sort=sort,
        place=place,
        subject=_entity(tables, fact.subject),
        what=what_said(entry, sort, topic_of(fact)[1]),
        deadline=case.deadline,
        who=_who(tables, gathered, fact, place),
        before=_before(fact, source, said),
        judgement=judge(case),
    )


def _case(tables: Tables, gathered: Gathered, fact: Fact, said: list[Entry]) -> Case:
    source = tables.documents[fact.evidence.doc]
    place, deadline = gathered.places[place_of(source)], deadline_of(fact, source)
    kind = _entity(tables, fact.subject).type
    deed = fact.predicate not in (Predicate.OBSERVATION, Predicate.INVESTMENT)
    return Case(
        fact=fact,
        source=source,
        deadline=deadline,
        later=tuple(entry for entry in said if is_later(entry.source, source)),
        earlier=tuple(entry for entry in said if not is_later(entry.source, source)),
        named=tuple(entry for entry in _named(tables, gathered, place, fact) if is_later(entry.source, source)),
        covers=tuple(one for one in place.documents if is_later(one, source) and looks_back(one, deadline.year, deed)),
        policy=topic_of(fact) == STATE and kind is EntityType.POLICY,
        park=kind is EntityType.PARK,
    )


def _said(tables: Tables, gathered: Gathered, place: Place, fact: Fact) -> list[Entry]:
    """What the documents of the place say of the topic of a promise, the earliest document first."""
    facts = list(gathered.said.get((place.id, fact.subject, topic_of(fact)), ()))
    if fact.predicate is Predicate.COOPERATES_WITH:
        # Partners cooperate with each other, whichever is named first
        mirrored: Topic = (fact.predicate.value, fact.subject)
        facts += gathered.said.get((place.id, fact.object, mirrored), ())
    return _by_age(tables, gathered, place, facts)


def _named(tables: Tables, gathered: Gathered, place: Place, fact: Fact) -> list[Entry]:
    """How documents speak of the subject; of a promise of the place itself, of whom or what it is promised."""
    about = fact.object if fact.object and fact.subject == place.id else fact.subject
    return _by_age(tables, gathered, place, gathered.named.get((place.id, about), {}).values())


def _by_age(tables: Tables, gathered: Gathered, place: Place, facts: Iterable[Fact]) -> list[Entry]:
    age = gathered.ages[place.id]
    found = sorted(facts, key=lambda one: (age[one.evidence.doc], one.evidence.start, one.evidence.end, one.id))
    return [_entry(tables, one) for one in found]


def _before(fact: Fact, source: Source, said: list[Entry]) -> Entry | None:
    """What the same document reports for the year before, else an earlier one; rather what has a number of the same kind."""
    year = source.year or fact.year
    if fact.predicate is not Predicate.OBSERVATION or year is None:
        return None
    held = [
        entry for entry in said if not is_later(entry.source, source) and compares_before(fact, entry.fact, year - 1)
    ]

    def fitting(entry: Entry) -> tuple[bool, bool, int]:
        same = (entry.fact.growth is not None) == (fact.growth is not None)
        return entry.source.id == source.id, same, -entry.fact.evidence.start

    return max(held, key=fitting, default=None)


def _who(tables: Tables, gathered: Gathered, fact: Fact, place: Place) -> tuple[str, ...]:
    builders = sorted({_entity(tables, one).name for one in gathered.builders.get(fact.subject, ())})
    return tuple(builders) or (place.name,)


def _entity(tables: Tables, key: str) -> Entity:
    return tables.entities.get(key) or Entity(key, EntityType.REGION, key)


def _entry(tables: Tables, fact: Fact) -> Entry:
    return Entry(fact, tables.documents[fact.evidence.doc], fact.object, _entity(tables, fact.object).name)
