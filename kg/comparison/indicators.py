"""Indicators, as rows with a cell for each place. In: observations of the places; out: Indicators in the order in which they are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import get_args

from kg.comparison.model import Cell, Indicator, Line, Measure, Reading
from kg.comparison.periods import Periods
from kg.lexicon.data import read_rules
from kg.lexicon.indicator_names import standard_name
from kg.model import Fact, FactKind
from kg.query.card import Entry

#: Whether it is of other periods than a year, kind and measure of the lines of an indicator, in their order.
_Sort = tuple[bool, FactKind, Measure]
_LINES: tuple[_Sort, ...] = tuple(
    (spans, kind, measure) for spans in (False, True) for kind in get_args(FactKind) for measure in get_args(Measure)
)


def indicators(
    observations: Iterable[Fact], places: Sequence[str], entry: Callable[[Fact], Entry], periods: Periods
) -> tuple[Indicator, ...]:
    """All indicators; for each place the newest year of what is and of what is planned.

    Args:
        observations: their subjects are places.
        places (Sequence[str]): ids, in the order of the cells.
        entry: makes what is shown of a fact.
        periods: tell what is no figure of one year; such figures have lines of their own.
    """
    held: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in observations:
        held[standard_name(fact.indicator or "")][fact.subject].append(fact)
    order = {name: rank for rank, name in enumerate(read_rules("comparison.toml")["main"])}
    found = []
    for name, by_place in held.items():
        lines = [
            Line(sort[1], sort[2], tuple(_cell(by_place.get(place, ()), sort, entry, periods) for place in places))
            for sort in _LINES
        ]
        found.append(Indicator(name, name in order, tuple(line for line in lines if line.told)))
    told = (one for one in found if one.lines)
    return tuple(sorted(told, key=lambda one: (order.get(one.name, len(order)), -one.places, one.name)))


def _cell(facts: Iterable[Fact], sort: _Sort, entry: Callable[[Fact], Entry], periods: Periods) -> Cell | None:
    spans, kind, measure = sort
    numbers = (fact for fact in facts if fact.kind == kind and _number(fact, measure) is not None)
    told = [(fact, period) for fact in numbers if bool(period := periods.of(fact, measure)) == spans]
    if not told:
        return None
    years = {fact.year for fact, _ in told}
    newest = max((year for year in years if year is not None), default=None)
    same: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact, period in sorted((one for one in told if one[0].year == newest), key=lambda one: _place(one[0])):
        same[_number(fact, measure), _upper(fact, measure), _unit(fact, measure), period].append(fact)
    readings = (replace(_reading(facts, measure, entry), period=str(key[-1])) for key, facts in same.items())
    return Cell(newest, tuple(readings), tuple(sorted(year for year in years - {newest} if year is not None)))


def _reading(facts: Sequence[Fact], measure: Measure, entry: Callable[[Fact], Entry]) -> Reading:
    first, alone = facts[0], measure == "value" or facts[0].value is None
    return Reading(
        value=_number(first, measure) or 0.0,
        upper=_upper(first, measure),
        unit=_unit(first, measure),
        # Beside a value the words and the bound are those of the value.
        bound=(first.bound or "exact") if alone else "exact",
        as_stated=(first.as_stated or "") if alone else "",
        named=first.indicator or "",
        proofs=tuple(map(entry, facts)),
    )


def _number(fact: Fact, measure: Measure) -> float | None:
    return fact.value if measure == "value" else fact.growth


def _upper(fact: Fact, measure: Measure) -> float | None:
    return fact.upper if measure == "value" or fact.value is None else None


def _unit(fact: Fact, measure: Measure) -> str:
    return (fact.unit or "") if measure == "value" else "percent"


def _place(fact: Fact) -> tuple[object, ...]:
    return fact.evidence.doc, fact.evidence.start, fact.evidence.end, fact.id
