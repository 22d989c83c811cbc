"""Where the sentence begins and ends that a passage stands in. In: a text and offsets; out: offsets.

The same rule as in script/sentence.js, which tells what a page shows of a text; a test compares the two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

Span = tuple[int, int]

STOP = re.compile("[。！？!?\n]")  # the half-width full stop stands in numbers
CLOSING = frozenset("”’」』）)\"'")  # quotation marks and brackets that still belong to it
# What JavaScript takes for \s; Python takes some control characters for blanks besides.
BLANK = re.compile(r"[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]")
LIMIT = 400  # texts without full stops


def sentences(text: str) -> Callable[[int, int], Span]:
    """A function from start and end of a passage in ``text`` to start and end of the sentence or sentences that hold it."""
    stops = [found.end() for found in STOP.finditer(text)]

    def around(start: int, end: int) -> Span:
        return _begin(text, stops, start), _end(text, stops, max(start, end), end)

    return around


def _begin(text: str, stops: list[int], start: int) -> int:
    low = max(0, start - LIMIT)
    before = bisect_right(stops, start) - 1
    begin = max(low, stops[before]) if before >= 0 else low
    if before >= 0 and begin == stops[before] and begin < start and text[begin] in CLOSING:
        begin += 1
    while begin < start and BLANK.match(text, begin):
        begin += 1
    return begin


def _end(text: str, stops: list[int], least: int, end: int) -> int:
    high = min(len(text), end + LIMIT)
    behind = bisect_left(stops, least)
    to = max(least, min(high, stops[behind] if behind < len(stops) else high))
    while to < high and text[to] in CLOSING:
        to += 1
    return to - 1 if to > end and text[to - 1] == "\n" else to
