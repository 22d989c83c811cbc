"""The workbook that the page writes, in node, read back by openpyxl."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import load_workbook


@pytest.fixture
def book(node):
    """``book(rows)``: the bytes of a workbook."""

    def run(rows, name="实体", widths=()):
        return bytes(
            node("return [...kg.xlsx(given.name, given.rows, given.widths)]", name=name, rows=rows, widths=list(widths))
        )

    return run


def _sheet(data):
    return load_workbook(io.BytesIO(data)).active


def test_numbers_are_numbers_and_texts_are_texts(book):
    rows = [["名称", "金额"], ["云岭芯谷", 5_000_000_000], ["x", -0.25], ["12", None], ["=1+1", 0]]
    sheet = _sheet(book(rows))
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == rows
    assert [cell.data_type for cell in sheet["B"]][1:3] == ["n", "n"]
    assert sheet["A5"].data_type == "s"  # a text that looks like a formula is none
    assert sheet["A4"].data_type == "s"


def test_the_heading_is_bold_and_stays_in_view(book):
    sheet = _sheet(book([["名称"], ["a"]], widths=[20]))
    assert sheet["A1"].font.b and not sheet["A2"].font.b
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width == 20
    assert sheet.title == "实体"


def test_every_text_comes_back_but_what_xml_forbids(book):
    texts = ["<b>&\"'", "换\n行", "  blanks ", "😀𠮷", "x" * 32767]
    sheet = _sheet(book([["h"], *([text] for text in texts), ["a\x00\x1fb\ud800c"]]))
    assert [cell.value for cell in sheet["A"]][1:] == [*texts, "abc"]


def test_a_longer_text_is_cut_where_excel_ends(book):
    assert len(_sheet(book([["h"], ["x" * 40000]]))["A2"].value) == 32767


def test_columns_go_on_after_z(book):
    row = list(range(60))
    assert [cell.value for cell in _sheet(book([row]))[1]] == row


def test_a_name_that_excel_refuses_is_mended(book):
    assert _sheet(book([["h"]], name="a/b:c*d[e]'f" + "长" * 40)).title == ("a b c d e  f" + "长" * 40)[:31]


def test_the_archive_is_sound_and_always_the_same(book):
    rows = [["h"], ["云岭芯谷", 1]]
    made = book(rows)
    assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None
    assert made == book(rows)
