"""Which class an industry named in a text belongs to. In: the name; out: a class code and how close the two are.

Chinese compounds carry their sense at the end: 农产品物流 is logistics, 旅游地产 real estate, 汽车零部件 parts. So a name is
looked up whole, then without heads that add nothing (产业, 行业, 制造), then by its longest tail that is a word of
``industry_matches.tsv``; what a tail decides is narrower than the word, hence ``broad``. Words that name no single class are in
the table as well (``-``), so that 海洋经济 or 新能源 stop the search instead of being read by a piece of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Literal

from kg.errors import LexiconError
from kg.lexicon.data import read_rules, read_table
from kg.lexicon.industry_classes import GBT4754, SEI2018, SchemeName, lineage, load_classes, scheme_of
from kg.lexicon.spelling import folded

Kind = Literal["exact", "close", "broad"]
#: Why a name has no class: ``cross`` runs across several sections of the scheme, ``vague`` names no industry.
Reason = Literal["cross", "vague", ""]

TABLE = "industry_matches.tsv"
_KINDS: tuple[Kind, ...] = ("exact", "close", "broad")
_REASONS: tuple[Reason, ...] = ("cross", "vague")
#: Stands where a code would, for a word that no single class fits.
NO_CODE = "-"
_JOINTS = re.compile(r"及其|以及|[、及和与/·]")


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A class of an industry.

    Attributes:
        code: of ``industry_classes.tsv``; empty inside this module for a word that no class fits.
        kind: ``exact`` the same concept, ``close`` near enough for most uses, ``broad`` the class is wider than the industry.
        word: the row of the table or the class name that decided.
        reason: why there is no code.
    """

    code: str
    kind: Kind
    word: str
    reason: Reason = ""


def classify(name: str, scheme: SchemeName = GBT4754) -> Match | None:
    """The class of an industry, or None when it has none or the table does not know it.

    Args:
        name (str): as written in a text: ``新能源汽车产业``, ``“高端装备制造”``.
        scheme (str): ``gbt4754`` (default) or ``sei2018``.

    Raises:
        LexiconError: a table breaks its rules.
    """
    found = _reader(scheme).read(folded(name))
    return found if found and found.code else None


def matches(name: str, *aliases: str) -> tuple[Match, ...]:
    """The classes of an industry in both schemes, GB/T 4754 first; none, one or two.

    Args:
        name (str): as for ``classify``.
        aliases (str): other names of the same industry, asked in turn where a scheme knows nothing of the name.
    """
    found = []
    for scheme in (GBT4754, SEI2018):
        read = (_reader(scheme).read(folded(form)) for form in (name, *aliases))
        first = next((match for match in read if match), None)
        if first and first.code:
            found.append(first)
    return tuple(found)


def reason(name: str) -> Reason:
    """Why GB/T 4754 has no single class for a name: ``cross`` or ``vague``; empty when it has one or the name is not known."""
    found = _reader(GBT4754).read(folded(name))
    return found.reason if found else ""


@cache
def load_matches() -> Mapping[SchemeName, Mapping[str, Match]]:
    """The table by scheme and word.

    Raises:
        LexiconError: a word stands twice in one scheme, a code is unknown, or a kind does not fit.
    """
    tables: dict[SchemeName, dict[str, Match]] = {GBT4754: {}, SEI2018: {}}
    for word, code, kind in read_table(TABLE, ("word", "code", "kind")):
        scheme = GBT4754 if code == NO_CODE else scheme_of(code)
        if not word or word != folded(word) or word in tables[scheme]:
            raise LexiconError(f"词库文件 {TABLE} 里“{word}”重复或写法不合格")
        match = _row(word, code, kind)
        if match is None:
            raise LexiconError(f"词库文件 {TABLE} 里“{word}”的 {code} {kind} 不认识")
        tables[scheme][word] = match
    return MappingProxyType({scheme: MappingProxyType(rows) for scheme, rows in tables.items()})


def _row(word: str, code: str, kind: str) -> Match | None:
    """One row of the table; None when code and kind do not fit together."""
    if code == NO_CODE:
        return next((Match("", "broad", word, known) for known in _REASONS if known == kind), None)
    if code not in load_classes():
        return None
    return next((Match(code, known, word) for known in _KINDS if known == kind), None)


@dataclass(frozen=True, slots=True)
class _Rules:
    """The lists of ``industries.toml``."""

    heads: tuple[str, ...]
    typed: tuple[tuple[str, str], ...]
    extras: frozenset[str]
    operators: frozenset[str]


@cache
def _rules() -> _Rules:
    rows = read_rules("industries.toml")
    try:
        typed = [(form, row["sections"]) for row in rows["typed_head"] for form in row["forms"]]
        heads, extras, operators = (rows[key] for key in ("plain_heads", "extras", "operators"))
    except (KeyError, TypeError) as error:
        raise LexiconError("词库文件 industries.toml 的规则不对", where=str(error)) from error
    return _Rules(tuple(heads), tuple(typed), frozenset(extras), frozenset(operators))


class _Reader:
    """Reads names by one scheme."""

    def __init__(self, scheme: SchemeName) -> None:
        self.scheme = scheme
        self.rules = _rules()
        # Of two classes of one name (房地产业 K and K70) the wider comes first in the order of codes and stays.
        names = [(one.zh.replace("、", ""), one.code) for one in load_classes().values() if one.scheme == scheme]
        self.rows = {word: Match(code, "exact", word) for word, code in reversed(names)}
        self.rows.update(load_matches()[scheme])

    def read(self, name: str) -> Match | None:
        """What the table says of a name; a match without code where a word stops the search."""
        whole = self.whole(name) or self.whole(name.replace("、", ""))
        if whole:
            return whole
        return self.joined(name) if _JOINTS.search(name) else self.tail(name)

    def whole(self, name: str) -> Match | None:
        """The row of the name itself, or of the name without one or more heads."""
        if name in self.rows:
            return self.rows[name]
        for head in self.rules.heads:
            found = name != head and name.endswith(head) and self.whole(name.removesuffix(head))
            if found:
                return found
        for head, sections in self.rules.typed:
            found = name != head and name.endswith(head) and self.whole(name.removesuffix(head))
            if found and found.code[:1] and found.code[0] in sections:
                return replace(found, kind="close") if found.kind == "exact" else found
        return None

    def tail(self, name: str) -> Match | None:
        """The row of the longest tail; the words before it may join with it.

        One character decides only where it names what is grown or raised: 沙田柚, 湖羊, but not 手机 or 化工.
        """
        for start in range(1, len(name)):
            found = self.whole(name[start:])
            if not found or (start == len(name) - 1 and not found.code.startswith("A")):
                continue
            before = self.whole(name[:start])
            apart = len(name) - start == 1 or found.word in self.rules.operators
            if before and before.code and found.code and not apart and self.joins(before, found):
                return _common((before, found))
            return replace(found, kind="broad")
        return None

    def joins(self, before: Match, found: Match) -> bool:
        """Whether two words side by side may name two things: 家电家具 may, 水果罐头 is one thing made of another."""
        return self.scheme == SEI2018 or before.code[0] == found.code[0]

    def joined(self, name: str) -> Match | None:
        """What the parts of 甲及乙, 甲、乙 have in common; nothing where a part has no class."""
        parts = [part for part in _JOINTS.split(name) if part]
        plain = [part for part in parts if part not in self.rules.extras]
        found = [self.whole(part) or self.tail(part) for part in plain]
        known = tuple(match for match in found if match and match.code)
        if not known or len(known) < len(plain):
            return None
        if len(plain) < len(parts):
            known = tuple(replace(match, code=match.code[:3]) for match in known)
        return _common(known)


def _common(found: tuple[Match, ...]) -> Match | None:
    """The nearest class that all lie in, wider than each; None where they have none."""
    shared = [code for code in lineage(found[0].code) if all(code in lineage(match.code) for match in found)]
    return Match(shared[0], "broad", "+".join(match.word for match in found)) if shared else None


@cache
def _reader(scheme: SchemeName) -> _Reader:
    return _Reader(scheme)
