"""Reads by when something is promised. In: a fact and its document; out: a Deadline."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import cache
from typing import Any

from kg.lexicon.data import read_rules
from kg.model import Fact
from kg.promises.model import Deadline
from kg.query.tables import Source

_CLAUSES, _MARKS = "，；。\n", "，；。\n、"
#: Every rule has one of these; most quotes have none, and ten patterns take ten times as long as one.
_TIME = re.compile("[年月季]|岁末")
#: A year right before a month is that of the month: 2020年9月开工的大桥今年建成.
_YEAR = re.compile(r"((?:19|20)\d\d)年(?:的)?$")


def deadline_of(fact: Fact, source: Source) -> Deadline:
    """The last day of the promise; the end of the year when no words say more.

    A quote may tell of several deeds (4月开工、年底建成). Its end is that of the fact, so only the words of the last clause count, or
    those right before it; where two stand there, nothing tells which is meant, and none counts.
    """
    year = fact.year if fact.year is not None else source.year
    if not year:
        return Deadline(None)
    quote, start = fact.evidence.quote, fact.evidence.start
    found = _of_the_end(quote, find_deadlines(quote, year, source.year))
    if found is None:
        return Deadline(datetime.date(year, 12, 31))
    begin, end, last = found
    return Deadline(last, quote[begin:end], start + begin, start + end)


_Found = tuple[int, int, datetime.date]


def _of_the_end(quote: str, found: list[_Found]) -> _Found | None:
    """The one among the words that say by when which belongs to the end of a quote."""
    ends = len(quote.rstrip(_MARKS))
    for marks in (_CLAUSES, _MARKS):
        begins = max(quote.rfind(mark, 0, ends) for mark in marks) + 1
        inside = [one for one in found if one[0] >= begins]
        if len(inside) == 1:
            return inside[0]
        if not inside:
            # 6月底前，建成大桥: words that are a clause of their own belong to the next
            alone = [one for one in found if one[1] == begins - 1 and (one[0] == 0 or quote[one[0] - 1] in _MARKS)]
            return alone[0] if marks is _CLAUSES and alone else None
    return None


def find_deadlines(text: str, year: int, said: int | None = None) -> list[tuple[int, int, datetime.date]]:
    """The words that say by when: start, end, last day.

    Args:
        year (int): that of the promise.
        said (int | None): that of the document, from which 三年内 counts; that of the promise by default.
    """
    found: list[tuple[int, int, datetime.date]] = []
    if not _TIME.search(text):
        return found
    for pattern, rule in _rules():
        for match in pattern.finditer(text):
            named = _YEAR.search(text, 0, match.start())
            if named and int(named[1]) != year:
                continue
            if all(match.end() <= start or end <= match.start() for start, end, _ in found):
                day = _last_day(match.groupdict(), rule, year, said or year)
                found.append((match.start(), match.end(), day))
    return found


def _last_day(groups: dict[str, str], rule: dict[str, Any], year: int, said: int) -> datetime.date:
    if "last" in rule:
        return datetime.date.fromisoformat(f"{year:04d}-{rule['last']}")
    if "years" in groups:
        return datetime.date(max(year, said + _number(groups["years"]) - 1), 12, 31)
    month = 3 * _number(groups["quarter"]) if "quarter" in groups else _number(groups["month"])
    month += rule.get("shift", 0)
    if month == 0:
        year, month = year - 1, 12
    most = calendar.monthrange(year, month)[1]
    day = _number(groups["day"]) if "day" in groups else rule.get("day", most)
    # The text may name a day that its month does not have
    return datetime.date(year, month, min(day, most))


def _number(text: str) -> int:
    numbers: dict[str, int] = read_rules("promises.toml")["numbers"]
    return numbers[text] if text in numbers else int(text)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    return tuple((re.compile(rule["pattern"]), rule) for rule in read_rules("promises.toml")["deadline"])
