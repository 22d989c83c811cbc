"""Indicators, as rows with a cell for each place. In: observations of the places; out: Indicators in the order in which they are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from kg.comparison.model import Cell, Indicator, Line, Measure, Reading
from kg.lexicon.data import read_rules
from kg.lexicon.indicator_names import standard_name
from kg.model import Fact, FactKind
from kg.query.card import Entry

#: Kind and measure of the lines of an indicator, in their order.
_LINES: tuple[tuple[FactKind, Measure], ...] = tuple(
    (kind, measure) for kind in get_args(FactKind) for measure in get_args(Measure)
)


def indicators(
    observations: Iterable[Fact], places: Sequence[str], entry: Callable[[Fact], Entry]
) -> tuple[Indicator, ...]:
    """All indicators; for each place the newest year of what is and of what is planned.

    Args:
        observations: their subjects are places.
        places (Sequence[str]): ids, in the order of the cells.
        entry: makes what is shown of a fact.
    """
    held: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in observations:
        held[standard_name(fact.indicator or "")][fact.subject].append(fact)
    order = {name: rank for rank, name in enumerate(read_rules("comparison.toml")["main"])}
    found = []
    for name, by_place in held.items():
        lines = [
            Line(kind, measure, tuple(_cell(by_place.get(place, ()), kind, measure, entry) for place in places))
            for kind, measure in _LINES
        ]
        found.append(Indicator(name, name in order, tuple(line for line in lines if line.told)))
    told = (one for one in found if one.lines)
    return tuple(sorted(told, key=lambda one: (order.get(one.name, len(order)), -one.places, one.name)))


def _cell(facts: Iterable[Fact], kind: FactKind, measure: Measure, entry: Callable[[Fact], Entry]) -> Cell | None:
    told = [fact for fact in facts if fact.kind == kind and _number(fact, measure) is not None]
    if not told:
        return None
    years = {fact.year for fact in told}
    newest = max((year for year in years if year is not None), default=None)
    same: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in sorted((fact for fact in told if fact.year == newest), key=_place):
        same[_number(fact, measure), _upper(fact, measure), _unit(fact, measure)].append(fact)
    readings = (_reading(facts, measure, entry) for facts in same.values())
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
