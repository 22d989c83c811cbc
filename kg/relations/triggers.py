"""Words that tell a state. In: kg/lexicon/status.toml; out: triggers, and their hits in a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kg.errors import LexiconError
from kg.lexicon.data import read_rules
from kg.lexicon.needles import Sieve
from kg.model import EntityType, Status
from kg.relations.marked import ANY_MARK, MARKS

FAR_AFTER, FAR_BEFORE = 18, 12  # characters between a name and its trigger
GIVEN = 200  # characters before a clause in which its condition is looked for
FAR_TURN = 8  # characters between two verbs of a list
Side = Literal["after", "before", "both"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell a state; see kg/lexicon/status.toml."""

    id: str
    words: re.Pattern[str]
    side: Side
    types: frozenset[EntityType]
    status: Status
    plan: Status
    weight: int
    gap: int
    unless: re.Pattern[str]
    then: re.Pattern[str]
    stays: bool
    only: str
    given: re.Pattern[str]
    kind: str
    agents: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in a folded sentence."""

    start: int
    end: int
    trigger: Trigger


@cache
def load_triggers() -> tuple[Trigger, ...]:
    """All triggers, in the order of the file.

    Raises:
        LexiconError: a trigger lacks a key or names an unknown type or state.
    """
    return tuple(_trigger(row) for row in read_rules("status.toml")["trigger"])


def _trigger(row: dict[str, Any]) -> Trigger:
    try:
        return Trigger(
            id=row["id"],
            words=re.compile(_filled(row["words"])),
            side=row["side"],
            types=frozenset(EntityType(name) for name in row["types"]),
            status=Status(row["status"]),
            plan=Status(row.get("plan", "planned")),
            weight=row["weight"],
            gap=row.get("gap", FAR_BEFORE if row["side"] == "before" else FAR_AFTER),
            unless=re.compile(row.get("unless", "(?!)")),
            then=re.compile(row.get("then", "")),
            stays=row.get("stays", False),
            only=row.get("only", ""),
            given=re.compile(row.get("given", "")),
            kind=row.get("kind", ""),
            agents=row.get("agents", False),
        )
    except (KeyError, ValueError, re.error) as error:
        raise LexiconError("词库文件 status.toml 有不合格的触发词", where=f"{row.get('id', '?')}：{error}") from error


def _filled(words: str) -> str:
    """An expression in which {mark} stands for any name, {policy} for a policy and {region} for a region."""
    for name, mark in (
        ("mark", f"[{ANY_MARK}]"),
        ("policy", MARKS[EntityType.POLICY]),
        ("region", MARKS[EntityType.REGION]),
    ):
        words = words.replace(f"{{{name}}}", mark)
    return words


@cache
def _sieve() -> Sieve:
    return Sieve([trigger.words for trigger in load_triggers()])


def tells_any(text: str) -> bool:
    """Whether a trigger may fit somewhere in a sentence."""
    return bool(_sieve().fitting(text))


def find_hits(text: str, start: int, end: int, kind: str) -> list[Hit]:
    """All hits of all triggers in a clause of a document of a kind, in order of place; they may overlap."""
    triggers = load_triggers()
    found = [
        Hit(match.start(), match.end(), trigger)
        for trigger in (triggers[number] for number in _sieve().fitting(text, start, end))
        if trigger.kind in ("", kind)
        for match in trigger.words.finditer(text, start, end)
        if trigger.then.match(text, match.end()) and trigger.given.search(text, max(0, start - GIVEN), start)
    ]
    return sorted(found, key=lambda hit: (hit.start, hit.end))


def hits_for(kind: EntityType, hits: Iterable[Hit]) -> list[Hit]:
    """The hits that concern one type of name; of those that overlap the heaviest, then the longest."""
    fitting = [hit for hit in hits if kind in hit.trigger.types]
    kept: list[Hit] = []
    for hit in sorted(fitting, key=lambda h: (-h.trigger.weight, h.start - h.end, h.start)):
        if all(hit.end <= other.start or other.end <= hit.start or _both(hit, other) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end))


def _both(one: Hit, other: Hit) -> bool:
    """The same words may concern a name before them and another behind them: 落地."""
    return one.trigger.side != other.trigger.side and "both" not in (one.trigger.side, other.trigger.side)


def _in_turn(one: Hit, other: Hit, text: str) -> bool:
    """当年开工、当年投产: two verbs of a list, each of which holds."""
    first, second = sorted((one, other), key=lambda hit: hit.start)
    return text[first.end : first.end + 1] == "、" and second.start - first.end <= FAR_TURN


def decide(at: int, hits: list[Hit], text: str) -> list[Hit]:
    """What holds of a name in one clause: the verbs behind it, else the heaviest before it."""
    behind = [hit for hit in hits if hit.start > at]
    before = [hit for hit in hits if hit.end <= at]
    heaviest = max(before, key=lambda hit: (hit.trigger.weight, hit.end), default=None)
    if not behind:
        return [heaviest] if heaviest else []
    best = max(behind, key=lambda hit: (hit.trigger.weight, -hit.start))
    kept = [best]
    kept += [
        hit
        for hit in behind
        if hit.trigger.status is not best.trigger.status and (hit.trigger.stays or _in_turn(hit, best, text))
    ]
    if heaviest and heaviest.trigger.weight > best.trigger.weight:
        kept = [heaviest]
    elif heaviest and heaviest.trigger.stays:
        kept.append(heaviest)
    return kept
