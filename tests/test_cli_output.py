"""Forms of output: asked for, told by the file's ending, or the usual one; what cannot be printed goes to a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli.output import chosen_form, give
from kg.errors import KGError

FORMS = ("table", "csv", "json", "xlsx")


@pytest.mark.parametrize(
    ("form", "out", "chosen"),
    [
        ("", None, "table"),
        ("json", None, "json"),
        ("", "a.xlsx", "xlsx"),
        ("", "a.JSON", "json"),
        ("", "a.txt", "csv"),
        ("", "结果", "csv"),
        ("", "东莞2017.1", "csv"),
        ("json", "a.txt", "json"),
        ("json", "a.JSON", "json"),
    ],
)
def test_form_is_the_one_asked_for_or_that_of_the_ending(form: str, out: str | None, chosen: str) -> None:
    assert chosen_form(form, Path(out) if out else None, FORMS) == chosen


@pytest.mark.parametrize(
    ("form", "out", "said"),
    [
        ("pdf", None, "没有 pdf 这种输出格式。可用的有 table、csv、json、xlsx"),
        ("table", "a.csv", "table 格式只在终端显示。写文件用 --format csv、json、xlsx 之一"),
        ("", "a.html", "不能写成 .html。可用的有 csv、json、xlsx$"),
        ("csv", "a.DOCX", "不能写成 .docx。可用的有 csv、json、xlsx$"),
        ("xlsx", "a.csv", "--format xlsx 和 --out 的后缀 .csv 矛盾。把后缀改成 .xlsx，或去掉 --format"),
        ("xlsx", None, "xlsx 格式要写到文件。加上 --out 结果.xlsx"),
    ],
)
def test_form_that_cannot_be_is_refused(form: str, out: str | None, said: str) -> None:
    with pytest.raises(KGError, match=said):
        chosen_form(form, Path(out) if out else None, FORMS)


def test_content_goes_to_the_file_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    give("甲,乙\n", tmp_path / "a.csv", "1 行")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "甲,乙\n"
    assert capsys.readouterr().out == ""


def test_content_without_a_file_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    give("甲,乙".encode(), None, "1 行")
    assert capsys.readouterr().out == "甲,乙\n"
