"""Writes answers as an Excel file. In: an Answer, or several with names; out: its bytes, the same for the same answers.

Numbers are numbers, dates are dates, and text is text whatever it begins with: no cell is ever a formula or a link.
"""

from __future__ import annotations

import datetime
import io
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.query.answer import XSD, Answer, Term

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: What Excel holds: rows of a sheet, characters of a cell, digits of a number, and its first day that a date cannot precede.
ROWS, CELL, DIGITS, FIRST_DAY = 1_048_575, 32_767, 15, datetime.date(1900, 3, 1)
#: A column is as wide as its widest cell, within bounds; so many rows are measured.
_NARROW, _WIDE, _MEASURED = 6, 60, 500


def to_xlsx(answer: Answer) -> bytes:
    """One sheet.

    Raises:
        QueryError: there are more rows than a sheet holds.
    """
    return to_workbook({"结果": answer})


def to_workbook(sheets: Mapping[str, Answer]) -> bytes:
    """Sheets by name: header bold and frozen, columns as wide as their text, a filter on every column.

    Raises:
        QueryError: one has more rows than a sheet holds.
    """
    import xlsxwriter

    for answer in sheets.values():
        if len(answer.rows) > ROWS:
            raise QueryError(
                f"结果有 {len(answer.rows)} 行，Excel 一张表放不下", remedy="用 --format csv，或加 --limit"
            )
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The only time in the file; the archive's own are fixed by xlsxwriter
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for name, answer in sheets.items():
        _fill(book.add_worksheet(name), answer, bold, day)
    book.close()
    return out.getvalue()


def _fill(sheet: Worksheet, answer: Answer, bold: Format, day: Format) -> None:
    for at, column in enumerate(answer.columns):
        sheet.write_string(0, at, column, bold)
        sheet.set_column(at, at, _width([column, *(_text(row[at]) for row in answer.rows[:_MEASURED])]))
    for line, row in enumerate(answer.rows, start=1):
        for at, cell in enumerate(row):
            _write(sheet, line, at, cell, day)
    sheet.freeze_panes(1, 0)
    if answer.columns:
        sheet.autofilter(0, 0, max(len(answer.rows), 1), len(answer.columns) - 1)


def _write(sheet: Worksheet, line: int, at: int, cell: Term | None, day: Format) -> None:
    if cell is None:
        return
    kind = cell.datatype.removeprefix(XSD)
    if cell.is_number and (number := _number(cell.value)) is not None:
        sheet.write_number(line, at, number)
    elif kind == "date" and (date := _date(cell.value)) is not None:
        sheet.write_datetime(line, at, date, day)
    elif kind == "boolean":
        sheet.write_boolean(line, at, cell.value in ("true", "1"))
    else:
        sheet.write_string(line, at, _text(cell))


def _number(value: str) -> float | None:
    """A number, unless Excel would round it or cannot hold it."""
    exact = Decimal(value) if re.fullmatch(r"[+-]?[\d.]+(?:[eE][+-]?\d+)?", value) else Decimal("NaN")
    if not exact.is_finite() or len(exact.normalize().as_tuple().digits) > DIGITS or abs(exact.adjusted()) > 300:
        return None
    return float(exact)


def _date(value: str) -> datetime.date | None:
    try:
        date = datetime.date.fromisoformat(value)
    except ValueError:
        return None
    return date if date >= FIRST_DAY else None


def _text(cell: Term | None) -> str:
    text = cell.value if cell else ""
    return text if len(text) <= CELL else text[: CELL - 1] + "…"


def _width(texts: list[str]) -> int:
    widest = max(sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text) for text in texts)
    return min(max(widest + 2, _NARROW), _WIDE)
