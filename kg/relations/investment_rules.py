"""Rules and words of investment. In: the [investment] part of relations.toml, a folded sentence; out: compiled rules, and the
sentence with every sum of money folded into one character.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import LexiconError
from kg.lexicon.data import read_rules
from kg.model import EntityType, Quantity
from kg.relations.marked import ANY_MARK, MARKS, Mark, MarkedSentence

SUM = "\uf8ff"  # stands for a sum of money; the marks of names end far below it
_END = "，。；：！？\n"
_THINGS = (EntityType.PROJECT, EntityType.PARK, EntityType.ORGANIZATION)
_WORDS = (
    *("place", "settles", "by", "with", "acts", "gives", "inner", "counted", "refused", "total", "phase", "again"),
    *(
        "back",
        "joins",
        "former",
        "latter",
        "ahead",
        "owns",
        "lead",
        "one_of",
        "built",
        "group",
        "unknown",
        "moves",
        "works",
        "site",
    ),
)
_KEYS = frozenset({"id", "pattern", "example", "counter", "first", "each", "actor"})


@dataclass(frozen=True, slots=True)
class SumRule:
    """One rule.

    Attributes:
        pattern: over the text of a Priced; group ``a`` is the sum, ``t`` what it goes into.
        first: of several names the first has the sum.
        each: of several names each has the sum.
        actor: holds only where the sentence up to the sum is about no project or park.
        funds: the name has to be that of a fund.
        example: a sentence with ``[name|Type]`` that the rule must match; ``counter`` must not match.
    """

    id: str
    pattern: re.Pattern[str]
    first: bool
    each: bool
    actor: bool
    funds: re.Pattern[str] | None
    example: str
    counter: str

    def accepts(self, mark: Mark) -> bool:
        """Whether a name may be what the rule's sum goes into."""
        return self.funds is None or all(member and self.funds.search(member.text) for member in mark.members)


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists, compiled; ``stated`` is a word of investing with its sum."""

    stated: re.Pattern[str]
    place: re.Pattern[str]
    settles: re.Pattern[str]
    by: re.Pattern[str]
    with_: re.Pattern[str]
    acts: re.Pattern[str]
    gives: re.Pattern[str]
    inner: re.Pattern[str]
    counted: re.Pattern[str]
    refused: re.Pattern[str]
    total: re.Pattern[str]
    phase: re.Pattern[str]
    again: re.Pattern[str]
    back: re.Pattern[str]
    joins: re.Pattern[str]
    former: re.Pattern[str]
    latter: re.Pattern[str]
    ahead: re.Pattern[str]
    owns: re.Pattern[str]
    lead: re.Pattern[str]
    one_of: re.Pattern[str]
    built: re.Pattern[str]
    group: re.Pattern[str]
    unknown: re.Pattern[str]
    moves: re.Pattern[str]
    works: re.Pattern[str]
    site: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Priced:
    """A sentence whose sums are one character each; ``back`` leads from its text to that of the sentence."""

    sentence: MarkedSentence
    text: str
    amounts: dict[int, Quantity]
    marks: dict[int, Mark]
    back: tuple[int, ...]

    def plain(self, at: int, size: int = 16) -> str:
        """The words of the document, names and all, in front of a place of the text."""
        stop = self.sentence.places[self.back[at]]
        return self.sentence.document.text[max(0, self.sentence.places[0], stop - size) : stop]

    def enumerated(self, at: int) -> tuple[Mark, ...]:
        """The mark at a place and those, of other types too, that an enumeration joins to it on the left."""
        found = [self.marks[at]]
        while self.text[at - 1 : at] in ("、", "和") and at - 2 in self.marks:
            at -= 2
            found.insert(0, self.marks[at])
        return tuple(found)


def price(sentence: MarkedSentence, amounts: Sequence[Quantity]) -> Priced:
    """Folds the sums that stand in a sentence; ``amounts`` are those of the document, sorted."""
    places = sentence.places
    inside = [
        amount
        for amount in amounts[
            bisect_left(amounts, places[0], key=_start) : bisect_left(amounts, places[-1], key=_start)
        ]
        if not any(mark.start <= amount.start < mark.end for mark in sentence.marks)  # 三元 in 三元材料厂
    ]
    if not inside:
        length = len(sentence.text)
        return Priced(sentence, sentence.text, {}, {mark.at: mark for mark in sentence.marks}, tuple(range(length + 1)))
    characters: list[str] = []
    back: list[int] = []
    found: dict[int, Quantity] = {}
    at = 0
    for amount in [*inside, None]:
        stop = bisect_left(places, amount.start) if amount else len(sentence.text)
        characters += sentence.text[at:stop]
        back += range(at, stop)
        if amount:
            found[len(characters)] = amount
            characters.append(SUM)
            back.append(stop)
            at = max(bisect_left(places, amount.end), stop)
    text = "".join(characters)
    marks = {place: sentence.mark_at(back[place]) for place, sign in enumerate(text) if sign in ANY_MARK}
    # The end of a sum is where the next character begins.
    return Priced(sentence, text, found, marks, (*back, len(sentence.text)))


def _start(amount: Quantity) -> int:
    return amount.start


@cache
def load_words() -> Words:
    """The word lists.

    Raises:
        LexiconError: one is missing or no pattern.
    """
    part = read_rules("relations.toml")["investment"]
    try:
        compiled = {name: re.compile(part[name]) for name in _WORDS}
        return Words(re.compile(_expand("{role}{a}", part)), with_=compiled.pop("with"), **compiled)
    except (KeyError, re.error) as error:
        raise LexiconError("词库文件 relations.toml 的 [investment] 不合格", where=str(error)) from error


@cache
def load_sum_rules() -> tuple[SumRule, ...]:
    """All rules, in the order of the file.

    Raises:
        LexiconError: a rule lacks a key, has an unknown one, or its pattern is wrong.
    """
    part = read_rules("relations.toml")["investment"]
    return tuple(_rule(row, part) for row in part["rule"])


def _rule(row: dict[str, Any], part: dict[str, Any]) -> SumRule:
    try:
        if unknown := sorted(set(row) - _KEYS):
            raise ValueError(f"多余的键 {' '.join(unknown)}")
        return SumRule(
            id=row["id"],
            pattern=re.compile(_expand(row["pattern"], part)),
            first=row.get("first", False),
            each=row.get("each", False),
            actor=row.get("actor", False),
            funds=re.compile(part["fund"]) if "{f}" in row["pattern"] else None,
            example=row["example"],
            counter=row["counter"],
        )
    except (KeyError, ValueError, re.error) as error:
        raise LexiconError("词库文件 relations.toml 有不合格的规则", where=f"{row.get('id', '?')}：{error}") from error


def _expand(pattern: str, part: dict[str, Any]) -> str:
    """Writes out the words of a pattern."""
    words = {
        "{role}": f"(?P<role>{part['role']}){part['role_fill']}",
        "{build}": part["build"],
        "{in}": f"(?:(?:在|于)[^{_END}{SUM}]{{1,16}}?)?",
        "{a}": f"(?P<a>{SUM}(?:(?:、|和|及|以及|与){SUM})*)(?:人民币)?",
        "{t}": f"(?P<t>[{''.join(MARKS[kind] for kind in _THINGS)}])",
        "{e}": f"(?P<t>{MARKS[EntityType.ENTERPRISE]})",
        "{x}": f"(?P<t>[{''.join(MARKS[kind] for kind in (*_THINGS, EntityType.ENTERPRISE))}])",
        "{p}": f"(?P<t>{MARKS[EntityType.POLICY]})",
        "{f}": f"(?P<t>{MARKS[EntityType.ORGANIZATION]})",
        "{w}": f"[^{ANY_MARK}{_END}{SUM}]",
        "{n}": f"[^{_END}{SUM}]",
        "{m}": f"[^{_END}{SUM}、和及]",
    }
    for word, meaning in words.items():
        pattern = pattern.replace(word, meaning)
    return pattern
