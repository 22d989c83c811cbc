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

#: Every rule has one of these; most quotes have none, and ten patterns take ten times as long as one.
_TIME = re.compile("[年月季]|岁末")


def deadline_of(fact: Fact, source: Source) -> Deadline:
    """The last day of the promise; the end of the year when no words say more.

    Of several days that the quote names the latest counts: nothing tells which of them the promise has.
    """
    year = fact.year if fact.year is not None else source.year
    if year is None:
        return Deadline(None)
    found = sorted(find_deadlines(fact.evidence.quote, year, source.year))
    if not found:
        return Deadline(datetime.date(year, 12, 31))
    quote, start = fact.evidence.quote, fact.evidence.start
    words = "、".join(dict.fromkeys(quote[begin:end] for begin, end, _ in found))
    last = max(day for _, _, day in found)
    return Deadline(last, words, start + found[0][0], start + max(end for _, end, _ in found))


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
