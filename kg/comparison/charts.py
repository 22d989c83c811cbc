"""The charts of a workbook. In: a Comparison; out: a sheet with small tables and native bar charts beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.comparison.cells import Pen, is_large, number_format, scaled, unit_name
from kg.comparison.model import Comparison, Line, Listing
from kg.comparison.sources import Sources
from kg.comparison.words import group_name, line_name
from kg.model import EntityType
from kg.query.card import Entry
from kg.query.render import in_a_line

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "图表"
#: Rows that a chart covers, and its width in pixels.
_TALL, _WIDTH, _ROW = 17, 620, 20


def write_charts(pen: Pen, comparison: Comparison, sources: Sources) -> None:
    """A chart of each main indicator that several places give in one unit, and one of projects by their states."""
    lines = [
        (one.name, line)
        for one in comparison.shared
        if one.main
        for line in one.lines
        # Of two accounts neither is drawn as the one.
        if line.measure == "value" and line.comparable and not any(cell.disputed for cell in line.told)
    ]
    projects = next((one for one in comparison.listings if one.type is EntityType.PROJECT and any(one.totals)), None)
    if not lines and not projects:
        return
    sheet = pen.book.add_worksheet(NAME)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1 + len(comparison.places), 14)
    top = 0
    for name, line in lines:
        top = _indicator(pen, sheet, top, name, line, comparison, sources)
    if projects:
        _projects(pen, sheet, top, projects, comparison, sources)


def _indicator(
    pen: Pen, sheet: Worksheet, top: int, name: str, line: Line, comparison: Comparison, sources: Sources
) -> int:
    unit = line.units[0]
    large = is_large([cell.readings[0].value for cell in line.told])
    title = f"{name}（{line_name(line)}，{unit_name(unit, large)}）"
    pen.text(sheet, top, 0, title, pen.bold)
    pen.row(sheet, top + 1, ("地区", unit_name(unit, large), "出处"), pen.bold)
    at = top + 1
    for place, cell in zip(comparison.places, line.cells, strict=True):
        if cell:
            at += 1
            year = f" {cell.year or '年份不明'}" if line.years_differ else ""
            pen.text(sheet, at, 0, place.entity.name + year)
            value = scaled(cell.readings[0].value, unit, large)
            pen.number(sheet, at, 1, value, number_format(value, ""))
            pen.sources(sheet, at, 2, sources.numbers(cell.readings[0].proofs))
    series: dict[str, list[object]] = {
        "name": [NAME, top, 0],
        "values": [NAME, top + 2, 1, at, 1],
        "categories": [NAME, top + 2, 0, at, 0],
    }
    return _insert(pen, sheet, top, at, title, [series], 3 + len(comparison.places))


def _projects(pen: Pen, sheet: Worksheet, top: int, listing: Listing, comparison: Comparison, sources: Sources) -> int:
    title = "项目，按最近的状态（个）"
    pen.text(sheet, top, 0, title, pen.bold)
    pen.row(sheet, top + 1, ["状态", *(place.entity.name for place in comparison.places), "出处"], pen.bold)
    for line, group in enumerate(listing.groups, top + 2):
        pen.text(sheet, line, 0, group_name(listing, group))
        for at, members in enumerate(group.members, 1):
            pen.number(sheet, line, at, len(members), "0")
        proofs: list[Entry] = [entry for members in group.members for one in members for entry in one.proofs]
        pen.sources(sheet, line, 1 + len(comparison.places), sources.numbers(proofs))
    end = top + 1 + len(listing.groups)
    series: list[dict[str, list[object]]] = [
        {"name": [NAME, top + 1, at], "values": [NAME, top + 2, at, end, at], "categories": [NAME, top + 2, 0, end, 0]}
        for at in range(1, 1 + len(comparison.places))
    ]
    return _insert(pen, sheet, top, end, title, series, 3 + len(comparison.places))


def _insert(
    pen: Pen, sheet: Worksheet, top: int, end: int, title: str, series: Sequence[dict[str, list[object]]], column: int
) -> int:
    """Draws the bars beside their table; the row for the next one."""
    chart = pen.book.add_chart({"type": "bar"})
    for one in series:
        chart.add_series({**one, "data_labels": {"value": len(series) == 1}})
    rows = max(_TALL, end - top + 2)
    chart.set_title({"name": in_a_line(title), "name_font": {"size": 12}})
    # Bars stand in the order of the table, from above.
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}})
    chart.set_legend({"none": True} if len(series) == 1 else {"position": "bottom"})
    chart.set_size({"width": _WIDTH, "height": rows * _ROW - 10})
    sheet.insert_chart(top, column, chart)
    return top + rows + 1
