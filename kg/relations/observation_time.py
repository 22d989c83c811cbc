"""Year and kind of an observation. In: the words around it and its section; out: a year, actual or target."""

from __future__ import annotations

import re
from functools import cache

from kg.model import Document, FactKind, Section
from kg.relations.observation_names import rules

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


@cache
def _words(table: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(rules("time")[table], key=lambda word: (-len(word), word)))))


def time_of(document: Document, section: Section, words: str) -> tuple[int | None, FactKind]:
    """When an observation holds and whether it is only planned.

    Args:
        document (Document): gives the year that a report plans for, or that a news item tells of.
        section (Section): a review tells of its year, a plan plans for it.
        words (str): the sentence up to the number.

    Returns:
        tuple[int | None, FactKind]: the year, None when nothing says it, and the kind.
    """
    kind: FactKind = "target" if section.kind == "plan" else "actual"
    year = section.year
    if section.kind in ("front", "body") and document.kind == "report" and document.year is not None:
        kind = "target" if _words("future").search(words) else "actual"
        year = document.year if kind == "target" else document.year - 1
    elif section.kind in ("front", "body"):
        kind = "target" if _words("future").search(words) else "actual"
        year = document.year
    said = _said(words)
    if said is None:
        return (year - 1, "actual") if kind == "target" and year and _words("actual").search(words[-30:]) else (year, kind)
    if year is None or said > year or section.kind in ("front", "body"):
        planned = document.year is not None and (said > document.year or (said == document.year and kind == "target"))
        return said, "target" if planned or kind == "target" else "actual"
    return (said, "actual") if said < year and kind == "target" else (said, kind)


def _said(words: str) -> int | None:
    """The last year that the words name; 2016年以来 names none."""
    found = None
    for match in _YEAR.finditer(words):
        after = words[match.end() + 1 : match.end() + 4]
        if not after.startswith(tuple(rules("time")["since"])):
            found = int(match.group())
    return found
