"""Excel files, read back by openpyxl: numbers, dates and texts are what they are."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kg.query.answer import Answer, Term, term
from kg.query.xlsx import CELL, to_xlsx

XSD = "http://www.w3.org/2001/XMLSchema#"


def read(answer: Answer) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(answer))).worksheets[0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (term("758000000000", datatype=f"{XSD}integer"), 758_000_000_000),
        (term("-3.25", datatype=f"{XSD}decimal"), -3.25),
        (term("12345678901234567", datatype=f"{XSD}integer"), "12345678901234567"),
        (term("NaN", datatype=f"{XSD}double"), "NaN"),
        (term("2018-01-18", datatype=f"{XSD}date"), datetime.datetime(2018, 1, 18)),
        (term("1850-01-01", datatype=f"{XSD}date"), "1850-01-01"),
        (term("2018-13-45", datatype=f"{XSD}date"), "2018-13-45"),
        (term("true", datatype=f"{XSD}boolean"), True),
        (term("2018", language="zh"), "2018"),
        (term("=1+1", language="zh"), "=1+1"),
        (Term("https://w3id.org/citykg/id/park-1", "uri"), "https://w3id.org/citykg/id/park-1"),
        (None, None),
    ],
)
def test_cell_is_what_the_term_is(cell: Term | None, value: object) -> None:
    found = read(Answer(("甲",), ((cell,),))).cell(2, 1)
    assert found.value == value
    assert found.data_type != "f"
    assert found.hyperlink is None


def test_header_is_bold_and_stays_in_view() -> None:
    sheet = read(Answer(("企业", "金额"), ((term("甲"), term("1", datatype=f"{XSD}integer")),)))
    assert [cell.value for cell in sheet[1]] == ["企业", "金额"]
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B2"


def test_chinese_text_is_counted_double_for_the_width_of_a_column() -> None:
    sheet = read(Answer(("a", "b"), ((term("字" * 20), term("x" * 20)),)))
    assert sheet.column_dimensions["A"].width > 40 > sheet.column_dimensions["B"].width


def test_text_that_a_cell_cannot_hold_is_cut() -> None:
    assert len(read(Answer(("甲",), ((term("字" * (CELL + 9)),),))).cell(2, 1).value) == CELL


def test_same_answer_makes_the_same_bytes() -> None:
    answer = Answer(("甲",), ((term("乙"),),))
    assert to_xlsx(answer) == to_xlsx(answer)


def test_answer_without_rows_is_a_header() -> None:
    assert [cell.value for cell in read(Answer(("甲", "乙"), ()))[1]] == ["甲", "乙"]
