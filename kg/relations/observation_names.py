"""Names of indicators. In: the words in front of a number; out: the indicator as the text names it, or nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.lexicon.data import read_rules, read_table
from kg.model import EntityType, Mention, Quantity

LEXICON = "indicators.toml"
LONGEST = 40  # code points; a longer lead is a sentence, not a name
_MARKS = " \t\u3000,，、;；:：()（）。"
_NOTE = re.compile(r"\[\d+\]|〔\d+〕|【\d+】")
_LIST = re.compile(r"[、,，]|以及|及其|和|与|及")


def rules(table: str) -> dict[str, Any]:
    """One table of indicators.toml."""
    found: dict[str, Any] = read_rules(LEXICON)[table]
    return found


@cache
def _edge(side: str) -> re.Pattern[str]:
    words = sorted(rules("strip")[side], key=lambda word: (-len(word), word))
    body = "(?:" + "|".join(map(re.escape, words)) + ")"
    return re.compile(f"^{body}" if side == "lead" else f"{body}$")


@cache
def _heads() -> tuple[str, ...]:
    heads = rules("heads")
    return tuple(sorted({*heads["ratio"], *heads["amount"]}, key=lambda word: (-len(word), word)))


def strip_lead(words: str) -> str:
    """Takes 全市, 预计, 完成 ... off the front."""
    while True:
        shorter = _edge("lead").sub("", words.lstrip(_MARKS), count=1)
        if shorter == words:
            return words
        words = shorter


def strip_tail(words: str) -> str:
    """Takes 达到, 控制在, 分别 ... off the end."""
    while True:
        shorter = _edge("tail").sub("", _NOTE.sub("", words).rstrip(_MARKS), count=1)
        if shorter == words or not shorter:
            return shorter
        words = shorter


def clean(words: str) -> str:
    """The indicator inside the words between two numbers; empty when they hold none."""
    return strip_tail(strip_lead(_NOTE.sub("", words))).strip(_MARKS)


def head(name: str) -> str:
    """The statistic that a name ends in (新能源汽车产值: 产值), longest first, heads may add up (增加值占比)."""
    end = len(name)
    while end:
        word = next((head for head in _heads() if name[:end].endswith(head)), "")
        if not word:
            break
        end -= len(word)
    return name[end:]


def has_head(name: str, *tables: str) -> bool:
    """Whether a name ends in a statistic of the given lists of heads."""
    return any(name.endswith(word) for table in tables for word in rules("heads")[table])


def pair_names(words: str, tail: str, count: int) -> list[str]:
    """Splits ``A、B和C产值`` into ``count`` names with the shared words written out.

    Args:
        words (str): what stands in front of 分别 or 均.
        tail (str): what stands between 分别 and the first number (完成产值), cleaned.
        count (int): how many numbers follow; 0 takes as many names as there are.

    Returns:
        list[str]: empty when the names cannot be told apart.
    """
    parts = [part for part in (strip_lead(part.strip(_MARKS)) for part in _LIST.split(words)) if part]
    if len(parts) < 2 or (count and len(parts) < count):
        return []
    if count and len(parts) > count:
        parts = ["、".join(parts[: len(parts) - count + 1]), *parts[len(parts) - count + 1 :]]
    shared = tail if has_head(tail, "ratio", "amount") else head(parts[-1])
    first_head = head(parts[0])
    if tail:
        return [part if part.endswith(tail) else part + tail for part in parts]
    if first_head and len(parts[0]) > len(parts[-1]) and head(parts[-1]) == parts[-1]:
        stem = parts[0][: -len(first_head)]  # 发明专利申请量、授权量: the stem is shared, not the head
        return [parts[0], *(stem + part if head(part) == part else part for part in parts[1:])]
    if shared and not first_head:
        return [part if head(part) else part + shared for part in parts]
    return parts


@cache
def _kinds() -> dict[str, str]:
    return {base: kind for _, base, _, kind in read_table("units.tsv", ("unit", "base", "factor", "kind"))}


def kind_of(unit: str) -> str:
    """What a unit measures (money, share, count ...); empty for an unknown one."""
    return _kinds().get(unit) or _kinds().get(unit.split("/")[0], "")


def accepts(name: str, quantity: Quantity, subject: Mention | None) -> bool:
    """Whether a named number is a statistic, and not an act, a rank or a named project's own amount."""
    if len(name) < 2 or len(name) > LONGEST:
        return False
    acts, kind = rules("acts"), kind_of(quantity.unit)
    if any(word in name for word in acts["never"]):
        return False
    if subject is not None and subject.type in (EntityType.PROJECT, EntityType.ORGANIZATION):
        return any(word in name for word in rules("projects")["heads"])
    if quantity.growth:
        return True
    if kind == "share":
        return any(word in name for word in rules("heads")["ratio"])
    if kind == "time":
        return any(word in name for word in rules("heads")["time"])
    if kind in ("count", "people", "length"):
        return not any(word in name for word in acts["verbs"])
    return bool(kind)
