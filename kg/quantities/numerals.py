"""Reads one number. In: digits (also full-width, with thousands commas) or Chinese numerals; out: a float."""

from __future__ import annotations

from functools import cache

from kg.errors import LexiconError
from kg.lexicon.data import read_rules

LEXICON = "quantities.toml"
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")

LONGEST = 24  # characters of a number; what is longer is a run of digits, no figure


@cache
def scales() -> dict[str, float]:
    """Scale words and what they multiply by.

    Raises:
        LexiconError: the table is not one of numbers.
    """
    return numbers("scale")


@cache
def digits() -> dict[str, float]:
    """Chinese digits and their values."""
    return numbers("numeral")


def numbers(table: str) -> dict[str, float]:
    """One table of the lexicon that gives words their values.

    Raises:
        LexiconError: it is missing or holds something that is no number.
    """
    rows = read_rules(LEXICON).get(table)
    if not isinstance(rows, dict):
        raise LexiconError(f"词库文件 {LEXICON} 缺少 [{table}]")
    return {word: float(value) for word, value in rows.items() if not isinstance(value, dict)}


def parse_number(words: str) -> float | None:
    """The value of a number.

    Args:
        words (str): ``1,234.5``, ``７５８０``, ``3.2万``, ``三百二十``, ``两千三``, ``二〇二〇``; no unit, no bound.

    Returns:
        float | None: None when it is not a number.
    """
    words = words.strip().translate(_HALF_WIDTH)
    if len(words) > LONGEST:
        return None
    scale = 1.0
    if words[:1].isascii():
        front, joined, rest = words.partition("亿")
        if joined and rest[:1].isdigit():  # 2亿5000万
            great, small = parse_number(front + joined), parse_number(rest)
            return tidy(great + small) if great is not None and small is not None and small < MYRIADS["亿"] else None
        for word in sorted(scales(), key=len, reverse=True):
            if words.endswith(word):
                words, scale = words[: -len(word)], scales()[word]
                break
        try:
            return tidy(float(words.replace(",", "")) * scale) if words[:1].isdigit() else None
        except ValueError:
            return None
    return _chinese(words)


def tidy(value: float) -> float:
    """Rounds away what binary fractions add: 1410亿 is 141000000000, not 141000000000.00003."""
    return float(f"{value:.12g}")


def _chinese(words: str) -> float | None:
    known = digits()
    if not words or any(char not in known and char not in TENS and char not in MYRIADS for char in words):
        return None
    if len(words) > 1 and all(char in known for char in words):
        return float("".join(str(int(known[char])) for char in words))
    return _read(words)


def _read(words: str) -> float:
    """Splits at the greatest unit: what stands before it multiplies, what stands behind it adds."""
    for char, size in (*reversed(MYRIADS.items()), *reversed(TENS.items())):
        at = words.rfind(char)
        if at < 0:
            continue
        before, behind = words[:at].lstrip("零〇"), words[at + 1 :]
        if len(behind) == 1 and size > 10 and behind in digits() and digits()[behind]:
            return (_read(before) or 1) * size + digits()[behind] * size / 10  # 两千三 is 2300
        return (_read(before) or 1) * size + _read(behind)
    return digits().get(words.lstrip("零〇")[:1], 0.0)
