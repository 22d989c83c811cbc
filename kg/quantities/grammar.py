"""The patterns of quantities, put together once from the lexicon. In: quantities.toml, units.tsv; out: a Grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import get_args

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
    before, after, words, parts = _bounds("before"), _bounds("after"), numbers("share"), rules["share"]["parts"]
    growth, either_scale = rules["growth"], either(scales())
    numeral = "[" + "".join([*digits(), *TENS, *MYRIADS]) + "]+"
    number = rf"(?:{_DIGITS}{_GAP}{either_scale}??|{numeral})"
    more = r"[余多]?"
    unit = rf"(?:{either(set(units()) - {'成'})}(?:[/／]{either(rules['per']['words'])})?|成{_WORD_AHEAD})"
    loose = rf"(?:{either(after)})?"
    quantity = (
        rf"(?P<before>{either(before)})?(?:"
        rf"(?P<part>{either(parts)})(?P<parted>{number})"
        rf"|(?P<under>{numeral})分之(?P<over>{numeral})"
        rf"|(?P<word>{either(words)})"
        rf"|(?P<low>{number}){_GAP}(?P<lowunit>{unit})?{_GAP}{either(rules['range']['between'])}{_GAP}"
        rf"(?P<high>{number})(?P<more2>{more}){_GAP}(?P<unit2>{unit})"
        rf"|(?P<number>{number})(?P<more>{more}){_GAP}(?P<unit>{unit})"
        rf"|(?P<people>{_DIGITS}万)(?P<more3>{more})(?=[\u4e00-\u9fff]{{0,6}}(?:{either(rules['people']['words'])}))"
        rf"|(?P<bare>(?:{_DIGITS}|[百千])(?:万亿|亿))(?=[,，;；。、!！)）\n左以]|的?大?关|规模|级|$)"
        rf")(?P<after>{loose})"
    )
    compare, between = either(growth["compare"]), either(growth["between"])
    verb = rf"(?P<verb>{either([*growth['rise'], *growth['fall']])})"
    rise_behind = rf"{_GAP}{either(growth['behind'])}"
    return Grammar(
        units=units(),
        before=before,
        after=after,
        words=words,
        parts={word: float(value) for word, value in parts.items()},
        rise=frozenset(growth["rise"]),
        quantity=re.compile(quantity),
        growth=re.compile(
            rf"(?:{compare}{_NOTE}(?:分别|均)?)*(?<!{growth['natural']}){verb}{_NOTE}(?:{between}){{0,2}}(?P<sign>[-−－]?)$"
        ),
        growth_behind=re.compile(rise_behind),
        ordinal=re.compile(rf"{either(rules['ordinal']['before'])}$"),
        origin=re.compile(rf"{either(rules['range']['from'])}(?:不到|不足|约)?$"),
    )
