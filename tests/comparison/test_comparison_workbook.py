"""The workbook of a comparison, read back by openpyxl: numbers, sources, charts."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from city_builds import DONGGUAN, KAIPING, PLANT, compared, fact, lies, paid, told
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kg.comparison.workbook import to_workbook

EVIL = '=HYPERLINK("http://x","y")'


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """GDP in one unit and trade in two, two accounts of one indicator, a project with money."""
    facts = [
        told(DONGGUAN, 7.58e11, growth=8.2, bound="more_than"),
        told(KAIPING, 3.3002e10, growth=-1, quote="开平生产总值330.02亿元"),
        told(DONGGUAN, 4e8, "USD", indicator="进出口总额"),
        told(KAIPING, 3e8, indicator="进出口总额"),
        told(DONGGUAN, 5, '个"', indicator=EVIL),
        told(DONGGUAN, 6, '个"', indicator=EVIL),
        told(KAIPING, 7, '个"', indicator=EVIL, quote=EVIL),
        lies(PLANT, KAIPING),
        fact(PLANT, "status", value="started"),
        paid(PLANT, 1.234567e9),
    ]
    return openpyxl.load_workbook(io.BytesIO(to_workbook(compared(tmp_path, facts), True)))


def _row(sheet: Worksheet, name: str, measure: str) -> tuple[Cell, ...]:
    return next(row for row in sheet.iter_rows() if (row[0].value, row[1].value) == (name, measure))  # type: ignore[return-value]


def test_numbers_are_numbers_in_the_unit_of_their_row(book: Workbook) -> None:
    row = _row(book["指标"], "地区生产总值", "2017年实绩")
    assert [row[2].value, row[3].value, row[4].value, row[6].value] == ["亿元", 7580, 2017, 330.02]
    assert (row[3].number_format, row[6].number_format) == ('"超过"#,##0"亿元"', '#,##0.00"亿元"')
    growth = _row(book["指标"], "地区生产总值", "2017年实绩增速")
    assert [growth[2].value, growth[3].value, growth[6].value] == ["%", 8.2, -1]


def test_units_that_differ_are_said_and_each_number_has_its_own(book: Workbook) -> None:
    row = _row(book["指标"], "进出口总额", "2017年实绩")
    assert (row[2].value, row[9].value) == ("单位不同", "单位不同，不能相比")
    assert (row[3].number_format, row[6].number_format) == ('#,##0"亿美元"', '#,##0"亿元"')


def test_both_accounts_have_a_row(book: Workbook) -> None:
    rows = [row for row in book["指标"].iter_rows(values_only=True) if row[0] == EVIL]
    assert [(row[3], row[6], row[9]) for row in rows] == [(5, 7, "说法不一"), (6, None, "说法不一")]


def test_every_number_leads_to_its_source(book: Workbook) -> None:
    sheet, sources = book["指标"], book["出处"]
    for row in sheet.iter_rows(min_row=2):
        for at in (3, 6):
            if row[at].value is not None:
                target = row[at + 2].hyperlink.location
                assert target == f"'出处'!A{row[at + 2].value + 1}"
                assert sources.cell(row[at + 2].value + 1, 1).value == row[at + 2].value
    number = _row(sheet, "地区生产总值", "2017年实绩")[8].value
    assert sources.cell(number + 1, 3).value == "开平生产总值330.02亿元"


def test_every_source_has_id_quote_document_offsets_and_rule(book: Workbook) -> None:
    head, *rows = book["出处"].iter_rows(values_only=True)
    assert head == ("序号", "编号", "原文", "文档", "日期", "文件", "起", "止", "规则")
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert all(cell is not None for row in rows for cell in row)


def test_names_and_amounts_lead_to_their_sources(book: Workbook) -> None:
    (member,) = (row for row in book["园区企业项目"].iter_rows(min_row=2) if row[3].value)
    assert [cell.value for cell in member[:4]] == ["项目（按最近的状态）", "开工启动", "开平市", "云岭芯谷"]
    assert member[5].hyperlink is not None
    total = _row(book["投资"], "合计", "总投资（元）")
    assert [cell.value for cell in total[2:12]] == ["亿元", *[None] * 5, 12.34567, "2017年", 1, 1]
    assert total[12].hyperlink is not None


def test_charts_are_drawn_where_units_agree(book: Workbook) -> None:
    charts = book["图表"]._charts
    titles = [text.value for text in (row[0] for row in book["图表"].iter_rows()) if text.value and "（" in text.value]
    assert titles == ["地区生产总值（2017年实绩，亿元）", "项目，按最近的状态（个）"]
    assert [type(chart).__name__ for chart in charts] == ["BarChart", "BarChart"]
    (series,) = charts[0].series
    assert series.val.numRef.f == "图表!$B$3:$B$4"
    assert [book["图表"]["B3"].value, book["图表"]["B4"].value] == [7580, 330.02]


def test_text_never_becomes_a_formula_or_a_link(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any(cell.value == EVIL for cell in cells)
    assert not any(cell.hyperlink and cell.hyperlink.target for cell in cells)
    assert {cell.number_format for cell in cells if "个" in cell.number_format} == {'#,##0"个"'}


def test_places_without_anything_make_a_workbook_too(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(compared(tmp_path, []), False)))
    assert "图表" not in book.sheetnames
    assert "东莞市：1 篇文档，没有指标" in [row[0] for row in book["说明"].iter_rows(values_only=True)]
