"""The patterns of quantities, put together once from the lexicon. In: quantities.toml, units.tsv; out: a Grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from kg.errors import LexiconError
from kg.lexicon.data import read_rules, read_table
from kg.model import Bound
from kg.quantities.numerals import LEXICON, MYRIADS, TENS, digits, numbers, scales

UNITS = "units.tsv"
COLUMNS = ("unit", "base", "factor", "kind")
_DIGITS = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
_GAP = r"[ \t\u3000]{0,2}"
_NOTE = r"(?:[(（][^()（）]{1,10}[)）])?"  # 同比(下同)增长, 增长(以下简称增长)
# 成 ends a word of its own in 三成员, 五成立
_WORD_AHEAD = r"(?![立为功员果效本品片长绩熟群都交就])"


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of units.tsv."""

    base: str
    factor: float
    kind: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns and the tables that read their groups."""

    units: dict[str, Unit]
    before: dict[str, Bound]
    after: dict[str, Bound]
    words: dict[str, float]
    parts: dict[str, float]
    rise: frozenset[str]
    quantity: re.Pattern[str]
    growth: re.Pattern[str]
    growth_behind: re.Pattern[str]
    times: re.Pattern[str]
    ordinal: re.Pattern[str]
    origin: re.Pattern[str]


def either(words: Iterable[str]) -> str:
    """An alternation that tries longer words first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


@cache
def units() -> dict[str, Unit]:
    """Every unit by its written form.

    Raises:
        LexiconError: a factor is not a number.
    """
    table = {}
    for word, base, factor, kind in read_table(UNITS, COLUMNS):
        try:
            table[word] = Unit(base, float(factor), kind)
        except ValueError as error:
            raise LexiconError(f"词库文件 {UNITS} 中“{word}”的换算系数不是数") from error
    return table


def _bounds(table: str) -> dict[str, Bound]:
    found: dict[str, Bound] = {}
    for bound, words in read_rules(LEXICON)[table].items():
        if bound not in get_args(Bound):
            raise LexiconError(f"词库文件 {LEXICON} 的 [{table}] 有未知的界限 {bound}")
        found.update(dict.fromkeys(words, bound))
    return found


@cache
def grammar() -> Grammar:
    """The grammar of the installed lexicon.

    Raises:
        LexiconError: a table is missing or says something unknown.
    """
    rules = read_rules(LEXICON)
    before, after, growth = _bounds("before"), _bounds("after"), rules["growth"]
    compare, between = either(growth["compare"]), either(growth["between"])
    verb = rf"(?<!{growth['natural']})(?P<verb>{either([*growth['rise'], *growth['fall']])})"
    stated = rf"(?:{compare}{_NOTE}(?:分别|均)?)*{verb}{_NOTE}(?:{between}){{0,2}}(?P<sign>[-−－]?)$"
    return Grammar(
        units=units(),
        before=before,
        after=after,
        words=numbers("share"),
        parts={word: float(value) for word, value in rules["share"]["parts"].items()},
        rise=frozenset(growth["rise"]),
        quantity=re.compile(_quantity(rules, before, after)),
        growth=re.compile(stated),
        growth_behind=re.compile(rf"{_GAP}{either(growth['behind'])}"),
        times=re.compile(rf"(?:是|为|达到?|相当于){either(growth['last'])}的?$"),
        ordinal=re.compile(rf"{either(rules['ordinal']['before'])}$"),
        origin=re.compile(rf"{either(rules['range']['from'])}(?:不到|不足|约)?$"),
    )


def _before(rules: dict[str, Any], words: Iterable[str]) -> str:
    """The bounds in front of a number, each kept from words that only end in it (签约21个, 通过3项)."""
    tight, guard = rules["tight"], rules["guard"]
    patterns = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        not_behind = f"(?<![{guard[word]}])" if word in guard else ""
        ahead = f"(?=[{tight['scale']}])" if word in tight["words"] else ""
        patterns.append(not_behind + re.escape(word) + ahead)
    return "(?:" + "|".join(patterns) + ")"


def _quantity(rules: dict[str, Any], before: Iterable[str], after: Iterable[str]) -> str:
    """The pattern of one quantity: bound, number (or share, or range), unit, bound."""
    numeral = "[" + "".join([*digits(), *TENS, *MYRIADS]) + "]{1,20}"
    number = rf"(?:[0-9０-９]+亿[0-9０-９]{{1,4}}万|{_DIGITS}{_GAP}{either(scales())}??|{numeral})"
    unit = rf"(?:{either(set(units()) - {'成'})}(?:[/／]{either(rules['per']['words'])})?|成{_WORD_AHEAD})"
    great = rf"(?:{_DIGITS}|[百千])(?:万亿|亿)"
    return (
        rf"(?P<before>{_before(rules, before)})?(?:"
        rf"(?P<part>{either(rules['share']['parts'])})(?P<parted>{number})"
        rf"|(?P<under>{numeral})分之(?P<over>{numeral})"
        rf"|(?P<word>{either(numbers('share'))})"
        rf"|(?P<low>{number}){_GAP}(?P<lowunit>{unit})?{_GAP}{either(rules['range']['between'])}{_GAP}"
        rf"(?P<high>{number})(?P<more2>[余多]?){_GAP}(?P<unit2>{unit})"
        rf"|(?P<some>[十百千])几(?P<somescale>[万亿]?){_GAP}(?P<someunit>{unit})"
        rf"|(?P<number>{number})(?P<more>[余多]?){_GAP}(?P<unit>{unit})"
        rf"|(?P<people>{_DIGITS}万)(?P<more3>[余多]?)(?=[\u4e00-\u9fff]{{0,6}}{either(rules['people']['words'])})"
        rf"|(?P<bare>{great})(?=[,，;；。、!！)）\n左以]|的?大?关|规模|级|$)"
        rf")(?P<after>(?:{either(after)})?)"
    )
