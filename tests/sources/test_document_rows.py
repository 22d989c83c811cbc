"""One document a row: columns by name, offsets in title and body, faults with the number of the line."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Fields
from kg.sources import count_documents, read_sources, source_file
from kg.sources.files import File
from kg.sources.jsonl import JsonLines

ROWS = [
    {"title": "题一", "text": "正文一。", "date": "2021-02-03"},
    {"title": " 题\n二 ", "content": "\n正文二。\r\n第二段。\n", "url": "https://example.org/2", "date": None},
]


def written(folder: Path, *lines: str, name: str = "a.jsonl") -> Path:
    file = folder / name
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return file


def test_a_row_is_title_line_and_body(tmp_path: Path) -> None:
    one, two = read_sources([written(tmp_path, *map(json.dumps, ROWS))])
    assert (one.text, one.date, one.path, one.text_start) == (
        "题一\n正文一。",
        datetime.date(2021, 2, 3),
        "a.jsonl#1",
        0,
    )
    assert (two.title, two.text, two.date) == ("题 二", "题 二\n正文二。\n第二段。", None)


def test_empty_lines_count_but_are_no_documents(tmp_path: Path) -> None:
    file = written(tmp_path, "\ufeff" + json.dumps(ROWS[0]), "", json.dumps(ROWS[1]))
    assert [document.path for document in read_sources([file])] == ["a.jsonl#1", "a.jsonl#3"]


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    file = written(tmp_path, '{"标题": "题", "正文": "文", "日期": "2018年1月22日"}')
    (document,) = read_sources([file], fields=Fields(("标题",), ("正文",), ("日期",)))
    assert (document.text, document.date) == ("题\n文", datetime.date(2018, 1, 22))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"title": ', "不是合格的 JSON"),
        ("[1]", "不是 JSON 对象"),
        ('{"text": "文", "名": 1}', "缺少标题（title）（第 2 行）。这一行里有 text、名"),
        ('{"title": "题", "text": null}', "缺少正文（text 或 content）"),
        ('{"title": 3, "text": "文"}', "title 不是文字"),
        ('{"title": "题", "text": " "}', "text 是空的"),
        ('{"title": "题", "text": "文", "date": "去年"}', "date 不是日期：去年"),
        ('{"title": "题", "text": "文", "date": "2021-02-30"}', "date 不是日期"),
        ('{"title": "题", "text": "\\ud800"}', "半个代理对"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_fault_names_the_line_and_the_remedy(tmp_path: Path, line: str, message: str) -> None:
    file = written(tmp_path, json.dumps(ROWS[0]), line)
    with pytest.raises(SourceError) as caught:
        list(read_sources([file]))
    assert message in str(caught.value) and "第 2 行" in str(caught.value) and "a.jsonl" in str(caught.value)


def test_line_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes('{"title": "题", "text": "文"}\n'.encode("gb18030"))
    with pytest.raises(SourceError, match="不是 UTF-8 编码（第 1 行）"):
        list(read_sources([file]))


def test_file_without_rows_holds_no_document(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="没有文档"):
        list(read_sources([written(tmp_path, "", " ")]))


def test_rows_are_counted_without_reading_them(tmp_path: Path) -> None:
    assert (
        count_documents([written(tmp_path, *map(json.dumps, ROWS)), written(tmp_path, "题", "文", name="b.txt")]) == 3
    )


@pytest.mark.parametrize("size", range(1, 90, 7))
def test_portions_together_are_the_file_wherever_they_are_cut(tmp_path: Path, size: int) -> None:
    lines = [json.dumps({"title": f"题{n}", "text": "文" * n}, ensure_ascii=False) for n in range(1, 6)]
    file, reader = File(written(tmp_path, lines[0], "", *lines[1:]), "a.jsonl"), JsonLines()
    whole = [(found.place, found.piece) for found in reader.read(file, Fields())]
    end = file.size()
    parts = [(start, min(start + size, end)) for start in range(0, end, size)]
    assert [(found.place, found.piece) for part in parts for found in reader.read(file, Fields(), *part)] == whole


@pytest.mark.parametrize(
    ("told", "file"), [("a/b.jsonl#12", "a/b.jsonl"), ("a/b.txt", "a/b.txt"), ("a#b/c.txt", "a#b/c.txt")]
)
def test_the_file_of_a_row_is_known(told: str, file: str) -> None:
    assert source_file(told) == Path(file)


def test_parquet_without_its_library_is_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    with pytest.raises(SourceError, match=r"需要 pyarrow。请运行 pip install 'citykg\[parquet\]'"):
        list(read_sources([tmp_path / "a.parquet"]))


def with_leave(file: Path) -> tuple[list[str], list[str]]:
    told: list[SourceError] = []
    return [one.path for one in read_sources([file], on_error=told.append)], list(map(str, told))


def test_bad_lines_are_left_out_by_themselves(tmp_path: Path) -> None:
    paths, told = with_leave(
        written(tmp_path, *map(json.dumps, ROWS), "{", '{"title": "题"}', '{"title": "甲", "text": "乙"}')
    )
    assert paths == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#5"]
    assert ["第 3 行" in told[0], "第 4 行" in told[1], len(told)] == [True, True, 2]


def test_bad_rows_of_a_table_are_left_out_by_themselves(tmp_path: Path) -> None:
    rows = ("title,text", "甲,文甲", "乙,", '丙,"文"丙', "丁,文丁,多", "戊,文戊", '己,"文', "庚,文庚")
    paths, told = with_leave(written(tmp_path, *rows, name="a.csv"))
    assert paths == ["a.csv#2", "a.csv#6"]
    assert [f"第 {number} 行" in line for number, line in zip((3, 4, 5, 7), told, strict=True)] == [True] * 4
    assert ["其后的行都没有读" in line for line in told] == [False, False, False, True]


def test_bad_rows_of_parquet_are_left_out_by_themselves(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.table({"title": ["甲", None, "丙"], "text": ["文甲", "文乙", "文丙"]}), tmp_path / "a.parquet")
    paths, told = with_leave(tmp_path / "a.parquet")
    assert (paths, len(told)) == (["a.parquet#1", "a.parquet#3"], 1)


def test_a_table_of_something_else_is_given_up_soon(tmp_path: Path) -> None:
    paths, told = with_leave(written(tmp_path, *['{"name": "甲"}'] * 1000))
    assert (paths, len(told)) == ([], 11)
    assert "其后的行都没有读" in told[-1] and "移出文件夹" in told[0]


def test_blank_lines_may_stand_before_the_names_of_columns(tmp_path: Path) -> None:
    (document,) = read_sources([written(tmp_path, "", ";;", "title;text", "甲;文，甲", name="a.csv")])
    assert (document.path, document.text) == ("a.csv#4", "甲\n文，甲")
