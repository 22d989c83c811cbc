"""Compares places. In: tables, names of places, a year; out: a Comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.comparison.amounts import money
from kg.comparison.contents import Ground, listings
from kg.comparison.gathering import gather
from kg.comparison.hierarchy import lying_in
from kg.comparison.indicators import indicators
from kg.comparison.model import Comparison, Place
from kg.comparison.periods import read_periods
from kg.comparison.places import find_places
from kg.errors import QueryError
from kg.model import Entity, Fact
from kg.query.card import Entry
from kg.query.lines import Lines
from kg.query.tables import Tables, fact_of


def compare(tables: Tables, places: Sequence[str], *, year: int | None = None) -> Comparison:
    """Puts places side by side.

    Args:
        tables (Tables): of the build, with all entities.
        places (Sequence[str]): names, aliases or ids of regions.
        year (int | None): indicators and amounts of this year, states up to it; None for the newest of each place.

    Raises:
        QueryError: a place is not there, may be several, is named twice or is no text; or the year is no integer.
        ExportError: facts.jsonl is missing or damaged, or the page is damaged, of which the texts are read.
    """
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise QueryError(f"年份 {year!r} 不是整数", remedy="请写成 year=2017 这样")
    found = find_places(tables, places)
    ids = [one.id for one in found]
    gathered = gather(tables, frozenset(ids), year)
    lying = lying_in(tables.entities, gathered, found)
    periods = read_periods(tables.folder)
    with Lines(tables.folder / "facts.jsonl").reader(fact_of) as read:
        ground = Ground(tables.entities, gathered, ids, lying, lambda at: _entry(tables, read(at)))
        return Comparison(
            places=_places(tables, found, gathered.observations),
            year=year,
            indicators=indicators(gathered.observations, ids, lambda fact: _entry(tables, fact), periods),
            listings=listings(ground),
            money=money(ground, lambda fact: _entry(tables, fact), periods),
            textless=periods.unread(gathered.observations),
            nested=tuple(
                (lower, upper) for upper, inner in zip(found, lying, strict=True) for lower in found
                if lower.id in inner and lower is not upper
            ),
        )  # fmt: skip


def _entry(tables: Tables, fact: Fact) -> Entry:
    key = fact.evidence.doc
    other = tables.entities.get(fact.object)
    source = tables.source(key)
    return Entry(fact, source, fact.object, other.name if other else fact.object)


def _places(tables: Tables, found: Sequence[Entity], observations: Iterable[Fact]) -> tuple[Place, ...]:
    years: dict[tuple[str, str], set[int | None]] = defaultdict(set)
    for fact in observations:
        years[fact.subject, fact.kind].add(fact.year)
    return tuple(
        Place(
            entity=one,
            documents=tuple(source for source in tables.documents.values() if source.home == one.id),
            actual=tuple(sorted(year for year in years[one.id, "actual"] if year is not None)),
            target=tuple(sorted(year for year in years[one.id, "target"] if year is not None)),
            undated=None in years[one.id, "actual"] | years[one.id, "target"],
        )
        for one in found
    )
