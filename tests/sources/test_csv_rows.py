from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Fields
from kg.sources import count_documents, read_sources


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    (folder / "a.csv").write_bytes(text.encode(encoding))
    return folder / "a.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_row_is_a_document(tmp_path: Path, encoding: str, between: str) -> None:
    rows = [["title", "date", "content"], ["青禾市招商", "2018/1/22", '"签约，\r\n""云岭芯谷""等12个项目。"']]
    file = written(tmp_path, "".join(between.join(row) + "\r\n" for row in rows), encoding)
    (document,) = read_sources([file])
    assert document.text == '青禾市招商\n签约，\n"云岭芯谷"等12个项目。'
    assert (document.date, document.path) == (datetime.date(2018, 1, 22), "a.csv#2")


def test_columns_are_those_of_the_settings_and_rows_count_as_in_a_spreadsheet(tmp_path: Path) -> None:
    file = written(tmp_path, "标题,正文\n甲,文甲\n,\n乙,文乙\n")
    documents = list(read_sources([file], fields=Fields(("标题",), ("正文",), ("日期",))))
    assert [(one.text, one.path) for one in documents] == [("甲\n文甲", "a.csv#2"), ("乙\n文乙", "a.csv#4")]
    assert count_documents([file]) == 4


def test_long_cells_are_read(tmp_path: Path) -> None:
    (document,) = read_sources([written(tmp_path, f"title,text\n甲,{'青禾市招商' * 40_000}\n")])
    assert len(document.text) == 200_002


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,text\n甲,文\n", "第 2 行.*fields"),
        ("title,text\n甲,文,多\n", "第 2 行.*引号"),
        ('title,text\n甲,"文\n', "第 2 行.*引号"),
        ("title,text\n甲,\n", "第 2 行"),
        ("title,text\n", "没有文档"),
    ],
)
def test_faults_are_named_with_their_row(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=rf"a\.csv .*{message}") as caught:
        list(read_sources([written(tmp_path, text)]))
    assert "\n" not in str(caught.value)
