"""Tables of indicators that lost their cells (1地区生产总值亿元330.0282规模以上…). In: table sections; out: claims.

The rows are numbered, so row ``k`` ends where ``k + 1`` stands in front of a name. A cell with a level and a rate is cut
after one or two decimals of the level: 330.028 is 330.02 and 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon.data import read_table
from kg.model import Claim, Document, Evidence, FactKind, Layout, Predicate, Section
from kg.relations.observation_names import clean, kind_of, rules

_ROW = re.compile(r"(?P<number>\d{1,2})(?P<name>[\u4e00-\u9fff“”()（）、]{2,30})(?P<cells>-?\d[\d.\-]*)")
_NAME = re.compile(r"(?!备?注)[\u4e00-\u9fff“”()（）]")
_BOTH = re.compile(r"(?P<value>\d+\.\d{2}|\d+\.\d|\d+(?=-?\d+\.\d))(?P<growth>-?\d+(?:\.\d+)?)$")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?$")


def read_tables(document: Document, layout: Layout) -> list[Claim]:
    """The observations in the tables behind a report.

    Args:
        document (Document): the report.
        layout (Layout): its structure; only sections of kind ``table`` are read.

    Returns:
        list[Claim]: about the reporting place, in order of place.
    """
    claims: list[Claim] = []
    for section in layout.sections:
        if section.kind == "table":
            claims += _read(document, section)
    return claims


def _read(document: Document, section: Section) -> Iterator[Claim]:
    text = document.text[section.start : section.end]
    first = _ROW.search(text)
    title = text[: first.start()] if first else text
    planned = any(word in title for word in rules("time")["heading"])
    planned = planned or bool(section.year and document.year and section.year >= document.year)
    for start, end, name, cells in _rows(text):
        name, factor, unit = _unit(name)
        value, growth = _cells(cells, unit)
        if (value is None and growth is None) or len(clean(name)) < 2:
            continue
        at = section.start + start
        evidence = Evidence(at, section.start + end, document.id, document.text[at : section.start + end])
        kind: FactKind = "target" if planned else "actual"
        level = None if value is None else float(f"{value * factor:.12g}")
        yield Claim(
            None, Predicate.OBSERVATION, evidence, "obs-table", value=level, unit=unit if level is not None else None,
            growth=growth, indicator=clean(name), as_stated=cells, bound="exact", year=section.year, kind=kind,
        )  # fmt: skip


def _rows(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, name and figures of each row, the number of the next row taken off the figures."""
    at, number = 0, 1
    while match := _row(text, at, number):
        cells, end = match["cells"], match.end()
        following = str(number + 1)
        if cells.endswith(following) and _NAME.match(text, end):
            cells, end = cells[: -len(following)], end - len(following)
        yield match.start("name"), end, match["name"], cells
        at, number = end, number + 1


def _row(text: str, at: int, number: int) -> re.Match[str] | None:
    """The row of that number; the first one may stand anywhere, each later one right behind the last."""
    for match in _ROW.finditer(text, at) if number == 1 else filter(None, [_ROW.match(text, at)]):
        if match["number"] == str(number):
            return match
    return None


@cache
def _units() -> tuple[tuple[str, str, float], ...]:
    rows = read_table("units.tsv", ("unit", "base", "factor", "kind"))
    found = [(unit, base, float(factor)) for unit, base, factor, _ in rows if unit[0] > "\u4e00"]
    scaled = [
        (scale + unit, base, factor * size)
        for unit, base, factor in found
        for scale, size in (("亿", 1e8), ("万", 1e4))
    ]
    return tuple(sorted(found + scaled, key=lambda row: (-len(row[0]), row[0])))


def _unit(name: str) -> tuple[str, float, str]:
    """Cuts the unit off the end of a row's name: 地区生产总值亿元."""
    for word, base, factor in _units():
        if name.endswith(word) and len(name) > len(word) + 1 and (kind_of(base) == "money" or factor > 1):
            return name[: -len(word)], factor, base
    return name, 1.0, ""


def _cells(cells: str, unit: str) -> tuple[float | None, float | None]:
    """Level and rate; a row without a unit states a rate only."""
    if not unit:
        return None, float(cells) if _PLAIN.match(cells) else None
    if match := _BOTH.match(cells):
        return float(match["value"]), float(match["growth"])
    return (float(cells), None) if _PLAIN.match(cells) else (None, None)
