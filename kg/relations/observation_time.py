"""Year and kind of an observation. In: the words around it and its section; out: a year, actual or target."""

from __future__ import annotations

import re
from functools import cache

from kg.model import Document, FactKind, Section
from kg.relations.observation_names import rules

NEAR = 30  # code points in front of a number in which a word of time speaks of it
FAR = 1500  # code points that one heading may reach
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|(?<=[。 ])(?=[^。,，]{0,8}目标[:：]))"
)
_SPAN = re.compile(r"(?:未来|今后)([二三四五])年")
_YEAR = re.compile(r"(?<![比较按以])(?:19|20)\d\d(?=年)")


@cache
def _words(table: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(rules("time")[table], key=lambda word: (-len(word), word)))))


def time_of(document: Document, section: Section, start: int, end: int) -> tuple[int | None, FactKind]:
    """When an observation holds and whether it is only planned.

    Args:
        document (Document): gives the year that a report plans for, or that a news item tells of.
        section (Section): a review tells of its year, a plan plans for it.
        start (int): start of the sentence.
        end (int): start of the number.

    Returns:
        tuple[int | None, FactKind]: the year, None when nothing says it, and the kind.
    """
    words = document.text[start:end]
    if section.kind in ("review", "plan"):
        kind: FactKind = "target" if section.kind == "plan" else "actual"
        year = section.year
    else:
        near = _words("future").search(words[-NEAR:])
        kind = "target" if near or _under_target(document.text, section.start, end) else "actual"
        year = document.year if kind == "target" else section.year
        if kind == "actual" and section.kind == "front" and document.kind == "report" and document.year:
            year = document.year - 1
    said = _said(words, document.year if kind == "target" else None)
    if said is None or said == year:
        if kind == "target" and said is None and year and _is_past(words[-NEAR:]):
            return year - 1, "actual"
        return year, kind
    if document.year is not None and said >= document.year and (document.kind == "report" or said > document.year):
        return said, "target"
    return said, "actual"


def _is_past(words: str) -> bool:
    """Whether 去年 is the last word of time."""
    past = [
        match.end() for match in _words("actual").finditer(words) if words[: match.start()][-1:] not in ("比", "较")
    ]
    coming = [match.end() for match in _words("target").finditer(words)]
    return bool(past) and max(past) > max(coming, default=0)


def _under_target(text: str, floor: int, end: int) -> bool:
    """Whether the last heading in front of a number announces targets."""
    last = None
    for match in _HEADING.finditer(text, max(floor, end - FAR), end):
        last = match
    title = re.split(r"[。,，;；]", text[last.end() : last.end() + 12])[0] if last else ""
    return last is not None and any(word in title for word in rules("time")["heading"])


def _said(words: str, planned: int | None) -> int | None:
    """The last year that the words name; 2016年以来 names none, 未来三年 ends two years after the planned one."""
    found = None
    for match in _YEAR.finditer(words):
        after = words[match.end() + 1 : match.end() + 4]
        if not after.startswith(tuple(rules("time")["since"])):
            found = int(match.group())
    if planned and (span := _SPAN.search(words)):
        found = planned + "一二三四五".index(span.group(1))
    return found
