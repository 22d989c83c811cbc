"""One pass over the facts. In: tables and the places; out: Gathered, small whatever the number of facts.

Of most facts only the offset of a line is kept: which of them are told is known when all are seen, and these are read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from kg.model import EntityType, Fact, Predicate, Status
from kg.query.lines import Lines
from kg.query.tables import Tables, fact_of
from kg.standing import RANKS

#: What lies somewhere and is counted, or leads to what is counted.
LYING = frozenset(
    (EntityType.REGION, EntityType.PARK, EntityType.PROJECT, EntityType.ENTERPRISE, EntityType.ORGANIZATION)
)
_PREDICATE = re.compile(rb'"predicate"\s*:\s*"(\w+)"')
_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class State:
    """The last state of an entity: ``order`` compares states, ``at`` is the offset of the fact, ``status`` of a plan is its goal."""

    order: tuple[int, int, int]
    at: int
    status: Status
    planned: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a comparison needs of the facts.

    Attributes:
        observations: of the places themselves.
        amounts: all investments of the year asked for.
        inside: subject -> what it lies in or is part of -> (only planned, offset of the fact).
        industries: subject -> industry -> the same.
        states: subject -> its last state.
    """

    observations: list[Fact] = field(default_factory=list)
    amounts: list[Fact] = field(default_factory=list)
    inside: dict[str, dict[str, tuple[bool, int]]] = field(default_factory=dict)
    industries: dict[str, dict[str, tuple[bool, int]]] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)


def gather(tables: Tables, places: Collection[str], year: int | None = None) -> Gathered:
    """Looks through facts.jsonl once.

    Args:
        places (Collection[str]): ids of the places.
        year (int | None): amounts are those of this year, states those up to it; None for all.

    Raises:
        ExportError: the file is missing, or a line that is needed is damaged.
    """
    found = Gathered()
    lines = Lines(tables.folder / "facts.jsonl")
    takers = _takers(found, tables, places, year)
    for at, line in lines:
        predicate = _PREDICATE.search(line)
        if predicate is None:
            lines.value(at, line, fact_of)  # which says that the line is damaged
        elif take := takers.get(predicate[1].decode()):
            lines.value(at, line, partial(take, at))
    return found


def _takers(
    found: Gathered, tables: Tables, places: Collection[str], year: int | None
) -> dict[str, Callable[[int, _Row], None]]:
    entities = tables.entities

    def observation(at: int, row: _Row) -> None:
        if row["subject"] in places and (year is None or row.get("year") == year):
            found.observations.append(fact_of(row))

    def amount(at: int, row: _Row) -> None:
        if year is None or row.get("year") == year:
            found.amounts.append(fact_of(row))

    def edge(held: dict[str, dict[str, tuple[bool, int]]]) -> Callable[[int, _Row], None]:
        def take(at: int, row: _Row) -> None:
            known = entities.get(row["subject"])
            if known and known.type in LYING:
                ends = held.setdefault(row["subject"], {})
                said = row.get("kind") == "target", at
                ends[row["object"]] = min(ends.get(row["object"], said), said)

        return take

    def state(at: int, row: _Row) -> None:
        if year is None or (row.get("year") or 0) <= year:
            planned = row.get("kind") == "target"
            # 推进在建的…: what is already reached of a plan goes before a goal that is less.
            said = {Status(row["value"]), Status(row["goal"] if planned and row.get("goal") else row["value"])}
            status = max(said, key=RANKS.__getitem__)
            order = int(not planned), row.get("year") or 0, RANKS[status]
            before = found.states.get(row["subject"])
            if before is None or order > before.order:
                found.states[row["subject"]] = State(order, at, status, planned)

    inside = edge(found.inside)
    return {
        Predicate.OBSERVATION.value: observation,
        Predicate.INVESTMENT.value: amount,
        Predicate.LOCATED_IN.value: inside,
        Predicate.PART_OF.value: inside,
        Predicate.ENGAGED_IN.value: edge(found.industries),
        Predicate.STATUS.value: state,
    }
