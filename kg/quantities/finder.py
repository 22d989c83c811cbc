"""Finds quantities in running text. In: a text; out: Quantity values, sorted, without overlaps."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Bound, Quantity
from kg.quantities.grammar import Grammar, grammar
from kg.quantities.numerals import parse_number, tidy

_DIGIT = re.compile(r"[0-9０-９]")
# In front of a number these say that it is part of a name, a version, a sum or a date: KN95, 1+4, G325, 2018-01
_GLUED = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚ.．+＋×_/:#№\[\-－−]$")
# No figure has so many digits; the grammar would try each of them as the first.
_RUN = re.compile(r"[0-9０-９.．,，]{60,}")
_LOOK_BACK = 32  # code points; the longest statement of growth in front of a number is 按可比价格同比实际增长了约
_DOUBLED = re.compile(r"翻(?:了)?(?P<times>[一两三四]?)番")
_SIGNS = "-－−"
_OPENING, _CLOSING = ("“", "‘", "《", "「"), ("”", "’", "》", "」")


def find_quantities(text: str) -> list[Quantity]:
    """Every number of ``text`` that has a unit.

    Args:
        text (str): any text; offsets of the result are code points into it.

    Returns:
        list[Quantity]: in order of place, none overlaps another. Rates of change include their verb
        (``同比增长8.2%``) and are negative for a fall; percentage points keep a unit of their own.
    """
    rules = grammar()
    text = _RUN.sub(lambda run: " " * len(run[0]), text)
    found: list[Quantity] = []
    at = 0
    while match := rules.quantity.search(text, at):
        quantity = _read(match, rules)
        if quantity is None:
            at = _resume(match)
            continue
        at = match.end()
        found.append(_with_growth(quantity, text, found, rules))
    return _merge(found, _doublings(text, rules))


def _resume(match: re.Match[str]) -> int:
    """Where to go on after a rejected match: never inside a run of digits."""
    at = match.start() + 1
    while at < match.end() and _DIGIT.match(match.string, at) and _DIGIT.match(match.string, at - 1):
        at += 1
    return at


def _read(match: re.Match[str], rules: Grammar) -> Quantity | None:
    """The value of one match, or None when it is no quantity (第3个, KN95只, 千人计划)."""
    if match["under"]:
        under, over = parse_number(match["under"]), parse_number(match["over"])
        return _make(match, tidy(100 * over / under), "percent", rules) if under and over is not None else None
    if match["part"]:
        share = parse_number(match["parted"])
        return None if share is None else _make(match, share * rules.parts[match["part"]], "percent", rules)
    if match["word"]:
        return _make(match, rules.words[match["word"]], "percent", rules)
    if match["bare"]:
        return None if _is_glued(match, "bare", rules) else _make(match, parse_number(match["bare"]), "CNY", rules)
    if match["people"]:
        return None if _is_glued(match, "people", rules) else _make(match, parse_number(match["people"]), "人", rules)
    if match["some"]:
        return _read_some(match, rules)
    if match["high"]:
        return _read_range(match, rules)
    if _is_glued(match, "number", rules) or not _is_counted(match):
        return None
    unit, factor = _unit(match["unit"], rules)
    value = parse_number(match["number"])
    return None if value is None else _make(match, tidy(value * factor), unit, rules)


def _read_some(match: re.Match[str], rules: Grammar) -> Quantity | None:
    """十几亿元: more than a billion."""
    unit, factor = _unit(match["someunit"], rules)
    value = parse_number(match["some"] + match["somescale"])
    return None if value is None else replace(_make_one(match, tidy(value * factor), unit), bound="more_than")


def _make_one(match: re.Match[str], value: float, unit: str) -> Quantity:
    return Quantity(match.start(), match.end(), match.group(), value, unit)


def _read_range(match: re.Match[str], rules: Grammar) -> Quantity | None:
    if _is_glued(match, "low", rules):
        return None
    unit, factor = _unit(match["unit2"], rules)
    low, high = parse_number(match["low"]), parse_number(match["high"])
    if low is None or high is None:
        return None
    if match["lowunit"]:
        low_unit, low_factor = _unit(match["lowunit"], rules)
        if low_unit != unit:
            return None
        low *= low_factor / factor
    scale = parse_number("1" + _scale_of(match["high"])) or 1.0
    if low * scale <= high:  # 3至5万元 means from 30,000 on
        low *= scale
    if low > high or rules.origin.search(match.string, max(0, match.start() - _LOOK_BACK), match.start()):
        return _origin(match, high, factor, unit, rules)
    return _make(match, tidy(low * factor), unit, rules, upper=tidy(high * factor))


def _origin(match: re.Match[str], high: float, factor: float, unit: str, rules: Grammar) -> Quantity | None:
    """从0至60%: only where it went to counts."""
    start = match.start("high")
    end = match.end()
    return Quantity(start, end, match.string[start:end], tidy(high * factor), unit, bound=_bound(match, rules))


def _scale_of(words: str) -> str:
    return "".join(char for char in words if char in "百千万亿")


def _unit(words: str, rules: Grammar) -> tuple[str, float]:
    """The base unit and factor of ``吨/日``; money keeps its currency only."""
    if words in rules.units:
        unit = rules.units[words]
        return unit.base, unit.factor
    head = re.split(r"[/／]", words, maxsplit=1)[0]
    unit = rules.units[head]
    return (unit.base if unit.kind in ("money", "share") else words), unit.factor


def _is_glued(match: re.Match[str], group: str, rules: Grammar) -> bool:
    """Whether the number belongs to a name or an ordinal."""
    text, start = match.string, match.start(group)
    left = text[max(0, match.start() - 3) : start]
    if rules.ordinal.search(text[max(0, start - 3) : start]) and not match["before"]:
        return not _is_money(match, rules)
    if text[start - 1 : start] in _SIGNS and start:
        return not re.search(rf"[\u4e00-\u9fff][{_SIGNS}]$", text[max(0, start - 2) : start])
    return bool(_GLUED.search(left)) and bool(left)


def _is_money(match: re.Match[str], rules: Grammar) -> bool:
    unit = match["unit"] or match["unit2"]
    return unit in rules.units and rules.units[unit].kind in ("money", "share")


def _is_counted(match: re.Match[str]) -> bool:
    """Chinese numerals count only when they are no set phrase: 一个, “四个意识”, 千人计划 are none."""
    number, text = match["number"], match.string
    if _DIGIT.match(number):
        return True
    if text[max(0, match.start() - 1) : match.start()] in _OPENING or text[match.end() : match.end() + 1] in _CLOSING:
        return False
    if number == "一" or text.endswith("届", 0, match.start()):
        return False
    if all(char in "十百千万亿" for char in number) and number != "十":
        return bool(match["before"] or match["more"] or match["after"])
    return True


def _make(
    match: re.Match[str], value: float | None, unit: str, rules: Grammar, *, upper: float | None = None
) -> Quantity | None:
    if value is None:
        return None
    return Quantity(match.start(), match.end(), match.group(), value, unit, upper, _bound(match, rules))


def _bound(match: re.Match[str], rules: Grammar) -> Bound:
    if match["before"]:
        return rules.before[match["before"]]
    if match["more"] or match["more2"]:
        return "more_than"
    return rules.after[match["after"]] if match["after"] else "exact"


def _with_growth(quantity: Quantity, text: str, found: list[Quantity], rules: Grammar) -> Quantity:
    """The quantity as a rate of change when the words around it say so."""
    if quantity.unit not in ("percent", "倍", "permille"):
        return quantity
    factor = {"percent": 1.0, "倍": 100.0, "permille": 0.1}[quantity.unit]
    floor = max(found[-1].end if found else 0, quantity.start - _LOOK_BACK)
    if match := rules.growth.search(text[floor : quantity.start]):
        sign = (1 if match["verb"] in rules.rise else -1) * (-1 if match["sign"] else 1)
        return _grown(quantity, text, floor + match.start(), quantity.end, sign * factor)
    if quantity.unit == "倍" and (match := rules.times.search(text[floor : quantity.start])):  # 是上年的2.1倍
        more = replace(quantity, value=quantity.value - 1, upper=None)
        return _grown(more, text, floor + match.start(), quantity.end, factor)
    if match := rules.growth_behind.match(text, quantity.end):
        sign = -1 if "降" in match.group() else 1
        return _grown(quantity, text, quantity.start, match.end(), sign * factor)
    if found and found[-1].growth and text[found[-1].end : quantity.start] in ("、", "和", "及", "与", "以及"):
        return _grown(quantity, text, quantity.start, quantity.end, factor if found[-1].value >= 0 else -factor)
    return quantity


def _grown(quantity: Quantity, text: str, start: int, end: int, factor: float) -> Quantity:
    upper = None if quantity.upper is None else tidy(quantity.upper * factor)
    value = tidy(quantity.value * factor)
    return Quantity(start, end, text[start:end], value, "percent", upper, quantity.bound, growth=True)


def _doublings(text: str, rules: Grammar) -> list[Quantity]:
    """翻番 is a growth of 100 percent, 翻两番 of 300."""
    found = []
    for match in _DOUBLED.finditer(text):
        times = parse_number(match["times"]) if match["times"] else 1.0
        value = 100.0 * (2 ** (times or 1.0) - 1)
        found.append(Quantity(match.start(), match.end(), match.group(), value, "percent", growth=True))
    return found


def _merge(found: list[Quantity], more: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for quantity in sorted([*found, *more]):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept
