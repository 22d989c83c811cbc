"""The suffix grammar of names. In: ``suffixes.toml``; out: checked groups and an automaton over all suffixes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from kg.errors import LexiconError
from kg.lexicon.data import read_rules
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class SuffixGroup:
    """Suffixes that give one type; see the head of ``suffixes.toml`` for the fields."""

    id: str
    type: EntityType
    forms: tuple[str, ...]
    least: int
    most: int
    score: float
    example: str
    counter: str
    cuts: tuple[str, ...] = ()
    needs: str = ""
    lacks: str = ""
    unless: str = ""
    becomes: EntityType | None = None
    becomes_before: str = "(?!)"
    becomes_after: str = "(?!)"
    through: bool = False
    levels: bool = False
    loose: bool = False
    topics: bool = False
    bare: bool = False
    routes: bool = False


@cache
def suffix_groups() -> tuple[SuffixGroup, ...]:
    """All groups, in the order of the file.

    Raises:
        LexiconError: a field is missing or unknown, or an id stands twice.
    """
    groups = []
    for row in read_rules("suffixes.toml").get("suffix", ()):
        try:
            groups.append(_group(row))
        except (KeyError, TypeError, ValueError) as error:
            raise LexiconError("词库文件 suffixes.toml 的规则不对", where=str(row.get("id", "?"))) from error
    if len({group.id for group in groups}) != len(groups):
        raise LexiconError("词库文件 suffixes.toml 的规则编号重复")
    return tuple(groups)


@dataclass(frozen=True, slots=True)
class Retype:
    """A type that the words around a name decide.

    Attributes:
        id: kebab-case.
        type, becomes: the type that a name has, and the one it gets.
        ends: what the name ends in.
        after: what must follow it.
        unless: the rule does not hold where this fits the words before the name.
        example, counter: marked with 〔〕.
    """

    id: str
    type: EntityType
    becomes: EntityType
    ends: re.Pattern[str]
    after: re.Pattern[str]
    unless: re.Pattern[str]
    example: str
    counter: str


@cache
def retypes() -> tuple[Retype, ...]:
    """All rules about types, in the order of the file.

    Raises:
        LexiconError: a field is missing or a pattern is wrong.
    """
    found = []
    for row in read_rules("suffixes.toml").get("retype", ()):
        try:
            kinds = EntityType(row["type"]), EntityType(row["becomes"])
            ends, after, unless = (re.compile(row[key]) for key in ("ends", "after", "unless"))
            found.append(Retype(row["id"], *kinds, ends, after, unless, row["example"], row["counter"]))
        except (KeyError, ValueError, re.error) as error:
            raise LexiconError("词库文件 suffixes.toml 的规则不对", where=str(row.get("id", "?"))) from error
    return tuple(found)


def _group(row: dict[str, Any]) -> SuffixGroup:
    checked: dict[str, Any] = {**row, "type": EntityType(row["type"])}
    if "becomes" in row:
        checked["becomes"] = EntityType(row["becomes"])
    for key in ("forms", "cuts"):
        checked[key] = tuple(row.get(key, ()))
    return SuffixGroup(**checked)


@cache
def _longest_first() -> dict[str, tuple[str, ...]]:
    return {group.id: tuple(sorted(group.forms, key=lambda form: (-len(form), form))) for group in suffix_groups()}


def class_word(name: str, rule: str) -> str:
    """The longest suffix of the group with the id ``rule`` that ``name`` ends in; empty when there is none."""
    return next((form for form in _longest_first().get(rule, ()) if name.endswith(form)), "")


@cache
def level_words() -> frozenset[str]:
    """Words that say of what level a body or a title is."""
    return frozenset(read_rules("suffixes.toml")["levels"])


@cache
def suffix_automaton() -> ahocorasick.Automaton:
    """Finds every suffix of a text, with the groups that it belongs to."""
    owners: dict[str, list[SuffixGroup]] = {}
    for group in suffix_groups():
        for form in group.forms:
            owners.setdefault(form, []).append(group)
    automaton = ahocorasick.Automaton()
    for form, groups in sorted(owners.items()):
        automaton.add_word(form, (form, tuple(groups)))
    automaton.make_automaton()
    return automaton
