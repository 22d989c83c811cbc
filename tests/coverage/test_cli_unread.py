"""`kg unread` from a small build to what is printed, to CSV and to errors."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app, main
from kg.config import load_config
from kg.coverage import Wanted, read_coverage
from kg.coverage.report import as_csv
from kg.pipeline import build

REPORT = (
    "2020年工作回顾 星河半导体有限公司落户青禾市。投资近千亿元的69个合作项目吸引120多家企业。"
    "2021年工作安排 争取上级20亿元资金,实施518个项目。"
)
NEWS = "2020年,晨光大道开工建设。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sources and exports of a report and a news item."""
    folder = tmp_path_factory.mktemp("unread")
    rows = [
        {"title": "青禾市2021年政府工作报告", "text": REPORT, "date": "2021-01-02"},
        {"title": "青禾新闻", "text": NEWS, "date": "2021-01-02"},
    ]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    build(load_config(None, sources=(folder / "rows.jsonl",), out=folder / "out"))
    return folder


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in ("unread", *arguments)], catch_exceptions=False)


def _json(*arguments: str | Path) -> dict[str, object]:
    told: dict[str, object] = json.loads(_run(*arguments, "--json").stdout)
    return told


def test_counts_by_reason_come_first(folder: Path) -> None:
    first, *_ = _run("--exports", folder / "out").stdout.splitlines()
    assert first == "没读懂的句子 2 句：金额没有得出事实 2"


def test_sections_are_told_where_the_text_is_at_hand(folder: Path) -> None:
    told = _json("--exports", folder / "out")
    assert told["documents_without_text"] == 0
    sections = told["sections"]
    assert isinstance(sections, dict)
    assert sections["review"] == {"sentences": 2, "silent": 1, "unread": 1}
    assert sections["plan"]["unread"] == 1


def test_sources_give_the_texts_that_the_page_lacks(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "out", tmp_path / "out")
    (tmp_path / "out" / "explorer.html").unlink()
    with_sources = _json(folder / "rows.jsonl", "--exports", tmp_path / "out")
    assert with_sources == _json("--exports", folder / "out")


def test_without_texts_only_documents_are_known_and_it_is_said(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder / "out", tmp_path / "out")
    (tmp_path / "out" / "explorer.html").unlink()
    monkeypatch.chdir(tmp_path)
    done = _run("--exports", "out")
    assert "2 篇文档里有 2 篇找不到原文，只知道没读懂的句数" in done.stdout
    assert "分节" not in done.stdout
    assert _json("--exports", "out")["sections"] == {}


def test_document_and_reason_narrow(folder: Path) -> None:
    done = _run("--exports", folder / "out", "--document", "工作报告", "--reason", "20亿元")
    assert "没读懂的句子 1 句" in done.stdout
    assert "工作安排 · 2021年工作安排" in done.stdout
    assert "没读懂的句子 0 句" in _run("--exports", folder / "out", "--document", "新闻").stdout


def test_limit_says_how_many_are_left(folder: Path) -> None:
    assert "另有 1 句，--limit 0 全部列出" in _run("--exports", folder / "out", "--limit", "1").stdout


def test_unknown_document_is_one_line_with_the_nearest(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = ["kg", "unread", "--exports", str(folder / "out"), "--document", "青禾市政府工作报告"]
    monkeypatch.setattr(sys, "argv", wrong)
    with pytest.raises(SystemExit) as stopped:
        main()
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert (stopped.value.code, "是不是《青禾市2021年政府工作报告》？" in line) == (1, True)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_becomes_a_formula(folder: Path, tmp_path: Path, start: str) -> None:
    out = tmp_path / "out"
    shutil.copytree(folder / "out", out)
    rows = [json.loads(line) for line in (out / "unread.jsonl").read_text(encoding="utf-8").splitlines()]
    text = "".join(json.dumps({**row, "text": f'{start}HYPERLINK("x")'}) + "\n" for row in rows)
    (out / "unread.jsonl").write_text(text, encoding="utf-8")
    written = as_csv(read_coverage(out, Wanted(), [], given=False), 0)
    head, *cells = csv.reader(written.splitlines(keepends=True))
    assert head[-2:] == ["原因", "原文"]
    assert {row[-1] for row in cells} == {f'\'{start}HYPERLINK("x")'}


def test_csv_is_written(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "left.csv"
    assert _run("--exports", folder / "out", "--csv", file).exit_code == 0
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert [(row["分节"], row["文件"]) for row in rows] == [("工作回顾", "rows.jsonl#1"), ("工作安排", "rows.jsonl#1")]
