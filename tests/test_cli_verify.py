"""`kg verify` reads sources as a build does: rows of tables, folders of several formats, columns that kg.toml names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.config import load_config
from kg.errors import ExportError
from kg.pipeline import build

ROWS = [
    ("青禾市2021年政府工作报告", "2020年,全市地区生产总值1234.5亿元,增长6.1%。晨光大道开工建设。"),
    ("青禾新闻", "2020年,云岭芯谷项目总投资50亿元。"),
]


def _verify(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in ("verify", *arguments)], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A table whose columns have other names, and what names them."""
    lines = [json.dumps({"标题": title, "正文": body}, ensure_ascii=False) for title, body in ROWS]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "other.toml").write_text('[fields]\ntitle = "标题"\ntext = "正文"\n', encoding="utf-8")
    config = load_config(tmp_path / "other.toml", sources=(tmp_path / "rows.jsonl",), out=tmp_path / "out")
    build(config)
    return tmp_path


def test_rows_are_read_by_the_columns_of_the_configuration(folder: Path) -> None:
    done = _verify(folder / "rows.jsonl", "--exports", folder / "out", "--config", folder / "other.toml")
    assert done.exit_code == 0
    assert "文档：2/2 篇与构建时相同" in done.stdout


def test_row_that_was_edited_is_told_with_its_number(folder: Path) -> None:
    file = folder / "rows.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("50亿元", "60亿元"), encoding="utf-8")
    done = _verify(file, "--exports", folder / "out", "--config", folder / "other.toml")
    assert done.exit_code == 1
    assert "《青禾新闻》（rows.jsonl#2）在构建之后改过" in done.stdout
    assert "文档：1/2 篇与构建时相同" in done.stdout


def test_folder_with_tables_and_texts(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.jsonl").write_text(json.dumps({"title": ROWS[0][0], "text": ROWS[0][1]}) + "\n", encoding="utf-8")
    (source / "b.txt").write_text(f"-\n{ROWS[1][0]}\n{ROWS[1][1]}\n2021-01-02\n-\n", encoding="utf-8")
    build(load_config(None, sources=(source,), out=tmp_path / "out"))
    assert "文档：2/2 篇与构建时相同" in _verify(source, "--exports", tmp_path / "out").stdout


def test_parquet_is_read(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    pq.write_table(
        pa.Table.from_pylist([{"title": title, "text": body} for title, body in ROWS]), tmp_path / "a.parquet"
    )
    build(load_config(None, sources=(tmp_path / "a.parquet",), out=tmp_path / "out"))
    assert "文档：2/2 篇与构建时相同" in _verify(tmp_path / "a.parquet", "--exports", tmp_path / "out").stdout


def test_what_the_build_left_out_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "photo.txt").write_bytes(bytes(range(9)) * 9)
    (tmp_path / "texts" / "report.txt").write_text("\n".join(ROWS[0]), encoding="utf-8")
    build(load_config(None, sources=(tmp_path / "texts",), out=tmp_path / "out", keep_going=True))
    done = _verify(tmp_path / "texts", "--exports", tmp_path / "out")
    assert done.exit_code == 0
    assert "文档：1/1 篇与构建时相同" in done.stdout


def test_exports_of_two_builds_are_refused(folder: Path) -> None:
    (folder / "out" / ".kg-abcdefgh").mkdir()
    (folder / "out" / ".kg-abcdefgh" / "journal.json").write_text("{}")
    with pytest.raises(ExportError, match="两次构建的文件"):
        _verify(folder / "rows.jsonl", "--exports", folder / "out")
