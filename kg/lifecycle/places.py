"""Where things lie, and what is known of a place in which year. In: entities, facts and documents; out: Lyings, Records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.lexicon.data import read_rules
from kg.lifecycle.states import Lying
from kg.model import Entity, Fact
from kg.query.tables import Source, Tables


@dataclass(frozen=True, slots=True)
class Records:
    """The documents of each place that have a year.

    Attributes:
        years: id of a place -> the years of its documents.
        newest: id of a place -> the newest of the documents that tell of all that matters there (reports).
        oldest: id of a place -> the year of the oldest of these.
    """

    years: Mapping[str, frozenset[int]]
    newest: Mapping[str, Source]
    oldest: Mapping[str, int] = field(repr=False)


def read_records(documents: Iterable[Source]) -> Records:
    """What is known of each place."""
    kinds = frozenset(read_rules("lifecycle.toml")["silence"]["kinds"])
    years: dict[str, set[int]] = defaultdict(set)
    reports: dict[str, list[tuple[int, str, str, Source]]] = defaultdict(list)
    for source in documents:
        if source.home and source.year is not None:
            years[source.home].add(source.year)
            if source.kind in kinds:
                reports[source.home].append((source.year, source.date, source.id, source))
    newest = {home: max(rows)[-1] for home, rows in reports.items()}
    oldest = {home: min(rows)[0] for home, rows in reports.items()}
    return Records({home: frozenset(found) for home, found in years.items()}, newest, oldest)


class Atlas:
    """Where each entity lies: as facts say, else the place that tells it from its namesakes, else where its documents are from."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._told: dict[str, dict[str, Fact]] = defaultdict(dict)

    def learn(self, fact: Fact) -> None:
        """Takes a fact of the predicates locatedIn or partOf."""
        self._told[fact.subject].setdefault(fact.object, fact)

    def places(self, entity: Entity, homes: Iterable[str]) -> tuple[Lying, ...]:
        """The places of an entity; ``homes`` are those of its documents."""
        told = self._told.get(entity.id, {})
        if told:
            return tuple(Lying(key, self._name(key), fact) for key, fact in told.items())
        if entity.within:
            return (Lying(entity.within, self._name(entity.within)),)
        return tuple(Lying(key, self._name(key)) for key in sorted(set(homes)) if key)

    def around(self, places: Iterable[Lying]) -> frozenset[str]:
        """Ids of the places, and of all places that these lie in."""
        found: set[str] = set()
        waiting = [place.id for place in places]
        while waiting:
            key = waiting.pop()
            if key in found:
                continue
            found.add(key)
            known = self._tables.entities.get(key)
            waiting += [*self._told.get(key, ()), *([known.within] if known and known.within else ())]
        return frozenset(found)

    def _name(self, key: str) -> str:
        known = self._tables.entities.get(key)
        return known.name if known else key
