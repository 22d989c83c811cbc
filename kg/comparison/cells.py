"""Cells of a workbook. In: values, texts and numbers of sources; out: cells on a sheet; numbers are numbers, texts never formulas."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.comparison.model import Measure, Reading
from kg.lexicon.data import read_rules
from kg.query.render import in_a_line
from kg.query.xlsx import CELL

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SOURCES = "出处"
#: 亿; a row with an amount of money as large as this is told in it.
_LARGE = 10**8
#: Digits behind the point that are shown, and characters of a unit.
_DECIMALS, _LONG = 6, 60


class Pen:
    """Writes cells of one workbook; formats are made once.

    Args:
        book (Workbook): the workbook.
    """

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._formats: dict[str, Format] = {}
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.link = book.add_format({"font_color": "#1155CC", "underline": 1, "align": "left"})

    def text(self, sheet: Worksheet, line: int, at: int, text: str, style: Format | None = None) -> None:
        """A text, whatever it begins with; what Excel does not hold is cut."""
        told = in_a_line(text)
        if told:
            sheet.write_string(line, at, told if len(told) <= CELL else told[: CELL - 1] + "…", style)

    def row(self, sheet: Worksheet, line: int, texts: Sequence[str], style: Format | None = None) -> None:
        """Texts side by side, from the first column."""
        for at, text in enumerate(texts):
            self.text(sheet, line, at, text, style)

    def number(self, sheet: Worksheet, line: int, at: int, value: float, shown: str) -> None:
        """A number with its number format."""
        if shown not in self._formats:
            self._formats[shown] = self.book.add_format({"num_format": shown, "align": "right", "valign": "top"})
        sheet.write_number(line, at, value, self._formats[shown])

    def sources(self, sheet: Worksheet, line: int, at: int, numbers: Sequence[int]) -> None:
        """The numbers of sources, leading to the row of the first."""
        if numbers:
            told = "、".join(map(str, numbers))
            short = told if len(told) <= 40 else f"{numbers[0]} 等 {len(numbers)} 处"
            sheet.write_url(line, at, f"internal:'{SOURCES}'!A{numbers[0] + 1}", self.link, short)
            if len(numbers) == 1:  # a number, or Excel marks it as one that is stored as text
                sheet.write_number(line, at, numbers[0], self.link)


def scaled(value: float, unit: str, large: bool) -> float:
    """A value in the unit of its header: large amounts of money in 亿."""
    return float(Decimal(repr(value)) / _LARGE) if large and is_currency(unit) else value


def is_currency(unit: str) -> bool:
    """Whether it is the code of a currency."""
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def is_large(values: Sequence[float]) -> bool:
    """Whether money of a row is told in 亿."""
    return max(map(abs, values), default=0) >= _LARGE


def unit_name(unit: str, large: bool) -> str:
    """The unit as the header says it: 亿元."""
    name: str = read_rules("labels.toml")["units"].get(unit, unit)
    return f"亿{name}" if large and is_currency(unit) else name


def shown(reading: Reading, measure: Measure, large: bool) -> str:
    """The number format of a reading: its unit, and 超过 or 约 in front."""
    if measure == "growth":
        return number_format(reading.value, "%", _bound(reading), _upper(reading, large), sign=True)
    value = scaled(reading.value, reading.unit, large)
    return number_format(value, unit_name(reading.unit, large), _bound(reading), _upper(reading, large))


def number_format(value: float, unit: str, before: str = "", upper: str = "", *, sign: bool = False) -> str:
    """A number format with as many decimals as the value has, and words around it."""
    told = f"{round(Decimal(repr(value)), _DECIMALS):f}"
    decimals = len(told.rstrip("0").partition(".")[2]) if "." in told else 0
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    head, tail = _quoted(before), _quoted(upper + unit)
    return f"{head}+{digits}{tail};{head}-{digits}{tail};{head}{digits}{tail}" if sign else f"{head}{digits}{tail}"


def _bound(reading: Reading) -> str:
    return str(read_rules("labels.toml")["bounds"].get(reading.bound, ""))


def _upper(reading: Reading, large: bool) -> str:
    return "" if reading.upper is None else f"至{scaled(reading.upper, reading.unit, large):.15g}"


def _quoted(text: str) -> str:
    """Text inside a number format, where quotation marks would end it."""
    plain = in_a_line(text).replace('"', "").replace("\\", "")[:_LONG]
    return f'"{plain}"' if plain else ""
