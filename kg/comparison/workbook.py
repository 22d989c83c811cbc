"""A comparison as an Excel workbook. In: a Comparison; out: its bytes, the same for the same comparison.

Every cell with a fact leads to its row on the sheet of sources. Only what texts say stands there: sums are values with the count of what they add.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.comparison.cells import SOURCES, Pen, is_currency, is_large, number_format, scaled, shown, unit_name
from kg.comparison.charts import write_charts
from kg.comparison.model import Amount, Comparison, Line, Listing, Place, SumRow
from kg.comparison.sources import Sources
from kg.comparison.words import (
    AXES,
    REASONS,
    UNITS_DIFFER,
    amount_said,
    group_name,
    line_name,
    line_note,
    listing_name,
    member_note,
    names_note,
    no_money,
    notes,
    place_line,
    single_line,
    sum_name,
    told_indicators,
    years_said,
)
from kg.errors import QueryError
from kg.query.xlsx import ROWS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_SOURCE_COLUMNS = ("序号", "编号", "原文", "文档", "日期", "文件", "起", "止", "规则")


def to_workbook(comparison: Comparison, everything: bool) -> bytes:
    """One sheet for what one must know, one for each part, the charts, and the sources.

    Raises:
        QueryError: a part has more rows than a sheet holds.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The only time in the file; the archive's own are fixed by xlsxwriter
    book.set_properties({"created": datetime.datetime(2000, 1, 1), "title": "地区比较"})
    sources = Sources(comparison, everything)
    if len(sources.entries) >= ROWS:
        raise QueryError(f"出处有 {len(sources.entries)} 条，Excel 一张表放不下", remedy="用 --format csv 或 json")
    writer = _Writer(Pen(book), comparison, sources)
    writer.about(everything)
    for title, indicators in told_indicators(comparison, everything):
        writer.indicators(title, [(one.name, names_note(one), one.lines) for one in indicators])
    writer.listings()
    writer.money()
    write_charts(writer.pen, comparison, sources)
    writer.sources_sheet()
    book.close()
    return out.getvalue()


class _Writer:
    """Writes the sheets one after another."""

    def __init__(self, pen: Pen, comparison: Comparison, sources: Sources) -> None:
        self.pen, self.comparison, self.sources = pen, comparison, sources
        self.places = [place.entity.name for place in comparison.places]

    def about(self, everything: bool) -> None:
        """The places, and what one must know."""
        sheet = self.pen.book.add_worksheet("说明")
        sheet.set_column(0, 0, 110)
        self.pen.text(sheet, 0, 0, "地区比较：" + "、".join(self.places), self.pen.title)
        told = [*map(place_line, self.comparison.places), *notes(self.comparison)]
        if not everything and len(self.places) > 1:
            told.append(single_line(self.comparison))
        told.append("每个数旁边的出处编号通到“出处”表里的原文。")
        for line, text in enumerate(filter(None, told), 1):
            self.pen.text(sheet, line, 0, text, self.pen.wrapped)

    def indicators(self, title: str, rows: list[tuple[str, str, tuple[Line, ...]]]) -> None:
        """A row for each measure; one more for each further account."""
        columns = [head for place in self.places for head in (place, "年份", SOURCES)]
        sheet = self._sheet(
            title, ["指标", "名目", "单位", *columns, "说明"], [24, 16, 10, *[15, 7, 9] * len(self.places), 50]
        )
        at = 1
        for name, named, lines in rows:
            for number, line in enumerate(lines):
                note = "；".join(filter(None, (line_note(line), "" if number else named)))
                self._line(sheet, at, (name, line_name(line), note), line)
                at += max(len(cell.readings) for cell in line.told)

    def _line(self, sheet: Worksheet, top: int, texts: tuple[str, str, str], line: Line) -> None:
        values = [reading.value for cell in line.told for reading in cell.readings if is_currency(reading.unit)]
        large, growth = is_large(values), line.measure == "growth"
        unit = (
            UNITS_DIFFER.partition("，")[0]
            if len(line.units) > 1
            else "%"
            if growth
            else unit_name(line.units[0], large)
        )
        for down in range(max(len(cell.readings) for cell in line.told)):
            self.pen.row(sheet, top + down, (*texts[:2], unit))
            self.pen.text(sheet, top + down, 3 + 3 * len(self.places), texts[2])
        for at, cell in enumerate(line.cells):
            for down, reading in enumerate(cell.readings if cell else ()):
                column = 3 + 3 * at
                value = reading.value if growth else scaled(reading.value, reading.unit, large)
                self.pen.number(sheet, top + down, column, value, shown(reading, line.measure, large))
                if cell and cell.year:
                    self.pen.number(sheet, top + down, column + 1, cell.year, "0")
                self.pen.sources(sheet, top + down, column + 2, self.sources.numbers(reading.proofs))

    def listings(self) -> None:
        """Counts first, then each name."""
        listings = self.comparison.listings
        sheet = self._sheet("园区企业项目", ["类别", "组", "地区", "名称", "说明", SOURCES], [22, 24, 14, 40, 34, 14])
        line = 0
        for listing in listings:
            for group in listing.groups:
                for place, members in zip(self.comparison.places, group.members, strict=True):
                    for member in members:
                        line += 1
                        texts = (
                            listing_name(listing),
                            group_name(listing, group),
                            place.entity.name,
                            member.entity.name,
                        )
                        self.pen.row(sheet, line, (*texts, member_note(member, place)))
                        self.pen.sources(sheet, line, 5, self.sources.numbers(member.proofs))
        sheet.autofilter(0, 0, max(line, 1), 5)
        self._counts(listings)

    def _counts(self, listings: tuple[Listing, ...]) -> None:
        sheet = self._sheet("数目", ["类别", "组", *self.places, SOURCES], [22, 24, *[14] * len(self.places), 14])
        line = 0
        for listing in listings:
            whole = tuple(member for group in listing.groups for members in group.members for member in members)
            rows = [("合计", listing.totals, whole)] if listing.parted or not whole else []
            for group in listing.groups:
                members = tuple(member for each in group.members for member in each)
                rows.append((group_name(listing, group), tuple(map(len, group.members)), members))
            for name, counts, members in rows:
                line += 1
                self.pen.row(sheet, line, (listing_name(listing), name))
                for at, count in enumerate(counts, 2):
                    self.pen.number(sheet, line, at, count, "0")
                proofs = [entry for member in members for entry in member.proofs]
                self.pen.sources(sheet, line, 2 + len(self.places), self.sources.numbers(proofs))

    def money(self) -> None:
        """Sums with the count of what they add, then each amount."""
        columns = [head for place in self.places for head in (place, "年份", "主体数", "笔数", SOURCES)]
        widths = [10, 40, 10, *[16, 12, 7, 7, 12] * len(self.places)]
        sheet = self._sheet("投资", ["分法", "名目", "单位", *columns], widths)
        self.pen.text(sheet, 1, 1, no_money(self.comparison))
        for line, row in enumerate(self.comparison.money.rows, 1):
            self._sum(sheet, line, row)
        top = len(self.comparison.money.rows) + 3
        heads = ("地区", "主体", "名目", "金额", "单位", "年份", "性质", "产业", "状态", SOURCES, "说明")
        self.pen.row(sheet, top - 1, heads, self.pen.bold)
        for line, (place, amount, note) in enumerate(self._amounts(), top):
            texts = (place.entity.name, amount.entity.name, amount.role, "", unit_name(amount.unit, False))
            kind = "计划" if amount.planned else "实绩"
            self.pen.row(sheet, line, (*texts, "", kind, amount.industry, amount.status))
            self.pen.number(sheet, line, 3, amount.value, number_format(amount.value, ""))
            if amount.year:
                self.pen.number(sheet, line, 5, amount.year, "0")
            self.pen.sources(sheet, line, 9, self.sources.numbers(amount.proofs))
            self.pen.text(sheet, line, 10, "；".join(filter(None, (amount_said(amount), note))))

    def _sum(self, sheet: Worksheet, line: int, row: SumRow) -> None:
        large = is_large([cell.value for cell in row.cells if cell])
        self.pen.row(sheet, line, (AXES[row.by], sum_name(row), unit_name(row.unit, large)))
        for at, cell in enumerate(row.cells):
            if cell:
                value = scaled(cell.value, row.unit, large)
                self.pen.number(sheet, line, 3 + 5 * at, value, number_format(value, ""))
                self.pen.text(sheet, line, 4 + 5 * at, years_said(cell))
                self.pen.number(sheet, line, 5 + 5 * at, cell.things, "0")
                self.pen.number(sheet, line, 6 + 5 * at, len(cell.added), "0")
                proofs = [entry for amount in cell.added for entry in amount.proofs]
                self.pen.sources(sheet, line, 7 + 5 * at, self.sources.numbers(proofs))

    def _amounts(self) -> Iterator[tuple[Place, Amount, str]]:
        money, places = self.comparison.money, self.comparison.places
        for row in money.rows:
            for place, cell in zip(places, row.cells, strict=True):
                for amount in cell.added if cell and row.by == "all" else ():
                    yield place, amount, ""
        for left in money.left:
            yield places[left.place], left.amount, REASONS[left.reason]

    def sources_sheet(self) -> None:
        """A row for each fact behind a cell; the number of a source is its row less one."""
        sheet = self._sheet(SOURCES, _SOURCE_COLUMNS, [7, 16, 80, 40, 12, 40, 8, 8, 24])
        for number, entry in self.sources:
            evidence, source = entry.fact.evidence, entry.source
            self.pen.number(sheet, number, 0, number, "0")
            self.pen.text(sheet, number, 1, entry.fact.id)
            for at, text in enumerate((evidence.quote, source.title, source.date, source.path), 2):
                self.pen.text(sheet, number, at, text, self.pen.wrapped)
            self.pen.number(sheet, number, 6, evidence.start, "0")
            self.pen.number(sheet, number, 7, evidence.end, "0")
            self.pen.text(sheet, number, 8, entry.fact.by)

    def _sheet(self, name: str, columns: Sequence[str], widths: Sequence[int]) -> Worksheet:
        sheet = self.pen.book.add_worksheet(name)
        self.pen.row(sheet, 0, columns, self.pen.bold)
        sheet.freeze_panes(1, 0)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        return sheet
