"""Rows as CSV, in node: read back by Python's own reader, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest


def _text(node, rows):
    return node("return kg.csv.text(given.rows)", rows=rows)


def _back(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_cells_come_back_as_they_were(node):
    rows = [["名称", "金额"], ['引号"与,逗号', 5.5], ["换\r\n行", None], ["😀𠮷", 0], ["", True]]
    text = _text(node, rows)
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    assert _back(text) == [["名称", "金额"], ['引号"与,逗号', "5.5"], ["换\r\n行", ""], ["😀𠮷", "0"], ["", "true"]]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1+1", "  =1", "\t=1", "\r=1", "\n@x", "\u00a0-x", '="a",b'],
)
def test_what_looks_like_a_formula_is_text(node, text):
    assert _back(_text(node, [[text]])) == [[f"'{text}"]]


@pytest.mark.parametrize("value", [-5, -5.25, "-5", "+3.5", "-12%", "1-2", "a=b", "13.5亿元"])
def test_a_number_or_a_sign_inside_is_left_alone(node, value):
    assert _back(_text(node, [[value]])) == [[str(value)]]


def test_no_rows_are_an_empty_file_with_its_mark(node):
    assert _text(node, []) == "\ufeff"
