"""The way of a project as a line of stations. In: facts that tell states; out: Stations, and the line as text.

What is reached, planned and not spoken of is told apart by signs: the line is read without colours, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rich.text import Text

from kg.model import EntityType, Fact, Status

Mark = Literal["reached", "planned", "open"]
_SIGNS: dict[Mark, tuple[str, str]] = {"reached": ("●", "bold green"), "planned": ("○", "yellow"), "open": ("", "dim")}


@dataclass(frozen=True, slots=True)
class Station:
    """A state on the way of an entity.

    Attributes:
        mark: ``reached`` when a fact says so, ``planned`` when one only aims at it, ``open`` when none speaks of it.
        years: for which years it is told so, ascending; empty when none is told.
    """

    status: Status
    mark: Mark
    years: tuple[int, ...] = ()


def stations(facts: Iterable[Fact], kind: EntityType) -> tuple[Station, ...]:
    """All stations in the order in which they are passed; cancelled only when it is told.

    A plan stands at the station that it aims at. A policy has no fixed way: of it only the stations that are spoken of.
    """
    reached: dict[Status, set[int | None]] = {}
    planned: dict[Status, set[int | None]] = {}
    for fact in facts:
        if fact.status is not None:
            plan = fact.kind == "target"
            where = (fact.goal or fact.status) if plan else fact.status
            (planned if plan else reached).setdefault(where, set()).add(fact.year)
    return tuple(
        _station(status, reached, planned)
        for status in Status
        if status in reached or status in planned or (kind is not EntityType.POLICY and status is not Status.CANCELLED)
    )


def _station(
    status: Status, reached: Mapping[Status, set[int | None]], planned: Mapping[Status, set[int | None]]
) -> Station:
    mark: Mark = "reached" if status in reached else "planned" if status in planned else "open"
    years = reached.get(status) or planned.get(status) or set()
    return Station(status, mark, tuple(sorted(year for year in years if year is not None)))


def course(stops: Iterable[Station], labels: Mapping[str, Any]) -> Text:
    """The line: ``谋划 ─ ●开工启动 2016 ─ ○建成 2018（计划） ─ 投产运营``.

    Args:
        stops (Iterable[Station]): what :func:`stations` gives.
        labels (Mapping[str, Any]): of the lexicon, as they are said of the type.
    """
    parts = []
    for stop in stops:
        sign, style = _SIGNS[stop.mark]
        years = f" {'/'.join(map(str, stop.years))}" if stop.years else ""
        plan = f"（{labels['kinds']['target']}）" if stop.mark == "planned" else ""
        parts.append(Text(f"{sign}{labels['statuses'][stop.status.value]}{years}{plan}", style=style))
    return Text(" ─ ", style="dim").join(parts)


def plain(stops: Iterable[Station]) -> list[dict[str, Any]]:
    """The stations as plain values."""
    return [{"status": stop.status.value, "mark": stop.mark, "years": list(stop.years)} for stop in stops]
