"""States of projects, parks, policies. In: folded sentences and tense; out: claims with predicate status.

Inside a clause every name takes the heaviest trigger near it; a clause without names of its own goes on about the last one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import LexiconError
from kg.lexicon.data import read_rules
from kg.model import Claim, EntityType, Predicate, Status
from kg.relations.marked import ANY_MARK, Mark, MarkedSentence
from kg.relations.tense import Tense

BEARERS = frozenset(
    {EntityType.PROJECT, EntityType.PARK, EntityType.POLICY, EntityType.ORGANIZATION, EntityType.ENTERPRISE}
)
FAR_AFTER, FAR_BEFORE = 18, 12  # characters between a name and its trigger
WINDOW = 400  # characters of folded text around a name in which a trigger is looked for; keeps endless sentences linear
FAR_BODY = 6  # 市医院与分院的会诊系统投入使用 tells nothing of the hospital
_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.ENTERPRISE})
_RANK = {EntityType.PROJECT: 2, EntityType.PARK: 1}
_CLAUSE = re.compile(r"[^，；。！？：\n]+")
_LISTED = re.compile(f"^(?:[、和及与暨]|以及|[{ANY_MARK}]|（[^（）]*）)+")
_ALL = re.compile(r"\s*(?:均|都|全部|先后|相继)")
_COUNTED = re.compile(r"(?<![期第])\d+\s?(?:个|宗|家|项|条|幢|万?平方米)")
_OTHERS = re.compile(r"(?:的)?(?:企业|项目|公司)\s?\d")
_FOREIGN_BETWEEN = re.compile(f"[{ANY_MARK}]|" + _COUNTED.pattern)
_SILENT = frozenset({"glossary", "table"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell a state; see kg/lexicon/status.toml."""

    id: str
    words: re.Pattern[str]
    side: str
    types: frozenset[EntityType]
    status: Status
    plan: Status
    weight: int
    gap: int
    unless: re.Pattern[str]


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
            words=re.compile(row["words"]),
            side=row["side"],
            types=frozenset(EntityType(name) for name in row["types"]),
            status=Status(row["status"]),
            plan=Status(row.get("plan", "planned")),
            weight=row["weight"],
            gap=row.get("gap", FAR_BEFORE if row["side"] == "before" else FAR_AFTER),
            unless=re.compile(row.get("unless", "(?!)")),
        )
    except (KeyError, ValueError, re.error) as error:
        raise LexiconError("词库文件 status.toml 有不合格的触发词", where=f"{row.get('id', '?')}：{error}") from error


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    trigger: Trigger


def find_states(sentences: Iterable[MarkedSentence], tense: Tense) -> Iterator[Claim]:
    """The states that a document tells of, in order of place."""
    for sentence in sentences:
        if sentence.marks and tense.section(sentence.places[0]) not in _SILENT:
            yield from _sentence(sentence, tense)


def _sentence(sentence: MarkedSentence, tense: Tense) -> Iterator[Claim]:
    bearers = [mark for mark in sentence.marks if mark.type in BEARERS]
    last: list[Mark] = []
    waiting: list[Mark] = []  # names of clauses that were only lists: A、B，C、D，均于年内完工
    told = True
    for clause in _CLAUSE.finditer(sentence.text):
        here = [mark for mark in bearers if clause.start() <= mark.at < clause.end()]
        hits = _hits(sentence.text, clause.start(), clause.end())
        joined = sentence.text[clause.start() - 1 : clause.start()] == "，"
        if here:
            waiting = [*waiting, *here] if joined and not hits and waiting else list(here)
            last, told = here, False
        elif told or not joined or not last:
            continue
        for mark in here or (waiting if _ALL.match(clause.group()) else _topic(last)):
            best = _best(mark, hits, sentence.text, clause.start(), inside=bool(here))
            if best is not None:
                told = told or mark in _topic(last)
                yield from _claims(sentence, mark, best, tense)


def _topic(marks: list[Mark]) -> list[Mark]:
    """Whom a clause without names goes on about: 云岭芯谷由星河公司投资，已投产 speaks of the project."""
    ranked = sorted(marks, key=lambda mark: (_RANK.get(mark.type, 0), mark.at))
    return ranked[-1:]


def _hits(text: str, start: int, end: int) -> list[_Hit]:
    found = [
        _Hit(match.start(), match.end(), trigger)
        for trigger in load_triggers()
        for match in trigger.words.finditer(text, start, end)
    ]
    return sorted(found, key=lambda hit: (hit.start, hit.end))


def _best(mark: Mark, hits: list[_Hit], text: str, start: int, *, inside: bool) -> _Hit | None:
    """The trigger that decides about a name; ``inside``: the name stands in the clause of the trigger."""
    fitting: list[tuple[int, int, int, _Hit]] = []
    rest = _CLAUSE.match(text, mark.at + 1)
    follows = _LISTED.sub("", rest.group()) if rest else ""
    centre = mark.at if inside else start
    first = bisect_left(hits, centre - WINDOW, key=lambda hit: hit.start)
    for hit in hits[first : bisect_left(hits, centre + WINDOW, key=lambda hit: hit.start)]:
        trigger = hit.trigger
        if mark.type not in trigger.types or trigger.unless.search(follows) or _OTHERS.match(text, hit.end):
            continue
        if not inside:
            near = hit.start - start <= min(trigger.gap, FAR_BEFORE)
            if trigger.side != "before" and near and not _COUNTED.search(text[start : hit.start]):
                fitting.append((trigger.weight, 1, -hit.start, hit))
        elif trigger.side != "before" and hit.start > mark.at:
            between = _LISTED.sub("", text[mark.at + 1 : hit.start])
            gap = min(trigger.gap, FAR_BODY) if mark.type in _BODIES else trigger.gap
            if len(between) <= gap and not _FOREIGN_BETWEEN.search(between):
                fitting.append((trigger.weight, 1, -hit.start, hit))
        elif trigger.side != "after" and hit.end <= mark.at:
            between = re.sub(f"[{ANY_MARK}、]", "", text[hit.end : mark.at])
            if len(between) <= trigger.gap and not _COUNTED.search(between):
                fitting.append((trigger.weight, 0, hit.end, hit))
    return max(fitting, key=lambda choice: choice[:3])[3] if fitting else None


def _claims(sentence: MarkedSentence, mark: Mark, hit: _Hit, tense: Tense) -> Iterator[Claim]:
    evidence = sentence.evidence(min(mark.at, hit.start), max(mark.at + 1, hit.end))
    plan = tense.is_plan(evidence.start, evidence.quote)
    for member in mark.members:
        if member is not None:
            yield Claim(
                subject=member,
                predicate=Predicate.STATUS,
                evidence=evidence,
                by=f"status-{hit.trigger.id}",
                status=hit.trigger.plan if plan else hit.trigger.status,
                year=tense.year(evidence.start, evidence.quote, plan=plan),
                kind="target" if plan else "actual",
            )
