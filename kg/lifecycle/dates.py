"""When a quote says that something happened. In: a quote, its year and the date of its document; out: a When.

Only what the words say: where several dates stand in a quote and none is clearly that of the state, the year of the fact is all that is told.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Any, Literal

from kg.lexicon.data import read_rules
from kg.model import Status

Precision = Literal["none", "year", "half", "quarter", "month", "day"]

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class When:
    """A time as far as it is told.

    Attributes:
        year: None when nothing tells it; then nothing else is told either.
        first, last: months, 1 to 12; the whole year when no month is told.
        day: of the month, else None.
        words: as stated; empty when only the context tells the year.
        precision: how far the words go.
        by_document: whether it is the date of the document that tells the day.
    """

    year: int | None
    first: int = 1
    last: int = 12
    day: int | None = None
    words: str = ""
    precision: Precision = "year"
    by_document: bool = False

    @property
    def month(self) -> int | None:
        """The month, when it is one."""
        return self.first if self.precision in ("month", "day") else None

    def before(self, other: When) -> bool:
        """Whether it surely ends before the other begins."""
        if self.year is None or other.year is None:
            return False
        return (self.year, self.last, self.day or 31) < (other.year, other.first, other.day or 1)

    def meets(self, other: When) -> bool:
        """Whether both may be the same time; times that are not told meet nothing."""
        known = self.year is not None and other.year is not None
        return known and not self.before(other) and not other.before(self)

    def order(self) -> tuple[int, int, int, int]:
        """Key for sorting; what has no year comes last."""
        return (9999 if self.year is None else self.year, self.last, self.first, self.day or 32)


@dataclass(frozen=True, slots=True)
class Written:
    """A date in a text, ``text[start:end]``; ``year`` is None where its words name none."""

    start: int
    end: int
    year: int | None
    first: int
    last: int
    day: int | None
    precision: Precision


def find_dates(text: str) -> tuple[Written, ...]:
    """The dates in a text, in its order; none overlap, and what is no day of any calendar is none."""
    plain = text.translate(_WIDE)
    found: list[Written] = []
    for pattern, row in _patterns():
        for match in pattern.finditer(plain):
            written = _written(match, row)
            if written and all(written.end <= other.start or other.end <= written.start for other in found):
                found.append(written)
    return tuple(sorted(found, key=lambda one: one.start))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    rules = read_rules("lifecycle.toml")
    return tuple((re.compile(_filled(row["pattern"], rules["numbers"])), row) for row in rules["date"])


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


def _written(match: re.Match[str], row: dict[str, Any]) -> Written | None:
    groups = match.groupdict()
    told = groups.get("year")
    year = _year(told) if told else None
    first, last = row.get("first", 1), row.get("last", 12)
    if groups.get("quarter"):
        last = 3 * _number(groups["quarter"])
        first = last - 2
    day = None
    if groups.get("month"):
        first = last = _number(groups["month"])
        day = _number(groups["day"]) if groups.get("day") else None
        if not _possible(year, first, day):
            return None
    return Written(match.start(), match.end(), year, first, last, day, row["precision"])


def _possible(year: int | None, month: int, day: int | None) -> bool:
    # Without a year any may be meant: 2000 is a leap year.
    return 1 <= month <= 12 and (day is None or 1 <= day <= calendar.monthrange(year or 2000, month)[1])


def _year(words: str) -> int:
    return int(words) if words.isdigit() else int("".join(str(_DIGITS[sign]) for sign in words))


def _number(words: str) -> int:
    """A number below a hundred in digits or characters; 0 when it is none."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _DIGITS.get(ones, 0)
    if len(tens) > 1 or len(ones) > 1 or tens == "十":
        return 0
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)


@dataclass(frozen=True, slots=True)
class Telling:
    """When something is told, for words that are to be counted from there.

    Attributes:
        day: of a news item in ISO form; empty when it has none.
        happened: the day on which the text says that what its headline tells happened; empty for a quote that is no headline.
    """

    day: str = ""
    happened: str = ""


def when(quote: str, year: int | None, status: Status, told: Telling | None = None) -> When:
    """When the state of a fact holds.

    Args:
        quote (str): the words of the fact.
        year (int | None): that of the fact.
        status (Status): the state that is told or promised: a date before another state's word is not its own.
        told (Telling | None): when a news item tells it, for 今天 and 昨日; None for what is told of a year.
    """
    written = _own(quote, find_dates(quote), year, status)
    if written is None:
        by_document = told and (_relative(quote, year, told.day) or _day(told.happened, 0, year, ""))
        return by_document or When(year, precision="year" if year else "none")
    known = year if year is not None else written.year
    if known is None or not _possible(known, written.first, written.day):
        return When(year, precision="year" if year else "none")
    words = quote[written.start : written.end]
    return When(known, written.first, written.last, written.day, words, written.precision)


def _own(quote: str, dates: tuple[Written, ...], year: int | None, status: Status) -> Written | None:
    """The one date that belongs to the state; None when there is none or several could be meant."""
    strong, weak = [], []
    for date, following in zip_longest(dates, dates[1:]):
        end = following.start if following else len(quote)
        states = _cues(quote[date.end : end])
        if year is not None and date.year not in (None, year):
            continue
        if status in states:
            strong.append(date)
        elif not states and (status in (before := _cues(quote[: date.start])) or not before):
            weak.append(date)
    if strong:
        return strong[0] if len(strong) == 1 else None
    return weak[0] if len(weak) == len(dates) == 1 else None


def _cues(words: str) -> frozenset[Status]:
    """The states of which words speak."""
    return frozenset(status for status, pattern in _cue_patterns() if pattern.search(words))


@cache
def _cue_patterns() -> tuple[tuple[Status, re.Pattern[str]], ...]:
    return tuple((Status(key), re.compile(words)) for key, words in read_rules("lifecycle.toml")["cues"].items())


def _relative(quote: str, year: int | None, told_on: str) -> When | None:
    """The day before or of a news item; None where its date is of another year than what it tells."""
    days = list(_days(quote))
    return _day(told_on, days[0][1], year, days[0][0]) if len(days) == 1 else None


def _day(told_on: str, more: int, year: int | None, words: str) -> When | None:
    """So many days behind a day in ISO form; None where that is none, or of another year."""
    try:
        day = datetime.date.fromisoformat(told_on) + datetime.timedelta(days=more)
    except (ValueError, OverflowError):
        return None
    if day.year != year:
        return None
    return When(year, day.month, day.month, day.day, words, "day", by_document=True)


def _days(quote: str) -> Iterator[tuple[str, int]]:
    for row in read_rules("lifecycle.toml")["relative"]:
        for match in re.finditer(row["words"], quote):
            yield match.group(), row["days"]
