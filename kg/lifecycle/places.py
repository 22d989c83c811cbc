"""Where things lie, and what is known of a place in which year. In: entities, facts and documents; out: Lyings, Records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.lexicon.data import read_rules
from kg.lifecycle.states import Lying
from kg.model import Entity, Fact
from kg.query.tables import Source, Tables


@dataclass(frozen=True, slots=True)
class Records:
    """The documents of each place that have a year.

    Attributes:
        years: id of a place -> the years of its documents.
        reports: id of a place -> those of its documents that tell of all that matters there, the oldest first.
    """

    years: Mapping[str, frozenset[int]]
    reports: Mapping[str, tuple[Source, ...]]

    def after(self, home: str, year: int) -> tuple[Source, ...]:
        """The reports in which what was last told in a year may be looked for: not the next one, nor one of another generation."""
        rules = read_rules("lifecycle.toml")["silence"]
        first, last = year + rules["years"], year + rules["years"] + rules["more"]
        return tuple(one for one in self.reports.get(home, ()) if first <= (one.year or 0) <= last)


def read_records(documents: Iterable[Source]) -> Records:
    """What is known of each place."""
    kinds = frozenset(read_rules("lifecycle.toml")["silence"]["kinds"])
    years: dict[str, set[int]] = defaultdict(set)
    reports: dict[str, list[Source]] = defaultdict(list)
    for source in documents:
        if source.home and source.year is not None:
            years[source.home].add(source.year)
            if source.kind in kinds:
                reports[source.home].append(source)
    in_time = {
        home: tuple(sorted(rows, key=lambda one: (one.year or 0, one.date, one.id))) for home, rows in reports.items()
    }
    return Records({home: frozenset(found) for home, found in years.items()}, in_time)


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
