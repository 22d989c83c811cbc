"""`kg lifecycle` from a folder to what is printed and written."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import openpyxl
import pytest
from lives import PLAN, plan, report, state, write
from typer.testing import CliRunner, Result

from kg.cli import app, main

A, B = report(2018), report(2019)


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    facts = [
        state(A, "started", 2017, "云岭芯谷2017年6月开工"),
        state(A, "under_construction", 2017, "云岭[b]芯谷加快建设"),
        plan(A, "completed", 2018, "=确保云岭芯谷建成"),
        plan(B, "completed", 2019, "确保云岭芯谷9月建成"),
        state(A, "operating", 2017, "落实青禾规划", subject=PLAN["id"]),
    ]
    write(folder, [A, B], facts)
    return folder


def _run(exports: Path, *arguments: str) -> Result:
    command = ["lifecycle", *arguments, "--exports", str(exports)]
    return CliRunner().invoke(app, command, catch_exceptions=False)


def test_one_entity_has_its_line_its_flags_and_its_quotes(exports: Path) -> None:
    told = _run(exports, "云岭芯谷").stdout
    line = "谋划 ─ 签约 ─ 获批 ─ ●开工启动 2017 ─ ●在建 2017 ─ ○建成 2018/2019（计划） ─ 投产运营"
    assert line in told
    assert "⚑ 逾期：计划2018年建成，《2019年政府工作报告》说到 2019 年仍是建成（计划）。" in told
    assert "● 开工启动 2017年6月（原文 2017年6月）" in told
    assert "「云岭[b]芯谷加快建设」 2018年政府工作报告 · 2018-02-01" in told
    assert told.index("⚑") < told.index("● 开工启动 2017年6月")


def test_all_are_a_table_with_the_latest_state_and_the_next_promise(exports: Path, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "220")
    told = _run(exports).stdout
    assert "1 个实体，4 个状态；逾期 1" in told
    assert "1 个地区里没有一个有相隔 2 到 5 年的政府工作报告，不判断久无下文。" in told
    row = next(line for line in told.splitlines() if "云岭芯谷" in line)
    assert all(words in row for words in ("青禾市*", "在建 2017年", "建成（计划） 2019年9月", "逾期"))


def test_quotes_have_the_whole_width_below_their_row(exports: Path, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = [line.rstrip() for line in _run(exports).stdout.splitlines()]
    assert next(line for line in lines if "●" in line).startswith(
        "  ●「云岭[b]芯谷加快建设」2018年政府工作报告 · 2018-02-01"
    )
    assert next(line for line in lines if "○" in line).startswith(
        "  ○「确保云岭芯谷9月建成」2019年政府工作报告 · 2019-02-01"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("青禾市", "青禾市 是地区，地区没有历程；看那里的项目用 --place 青禾市。\n"),
        ("云岭高新区", "文档里没有读到 云岭高新区 的状态。\n"),
    ],
)
def test_what_has_no_state_is_told_in_one_line(exports: Path, name: str, told: str) -> None:
    found = _run(exports, name)
    assert (found.exit_code, found.stdout) == (0, told)


def test_an_entity_that_a_flag_leaves_out_is_not_said_to_have_no_state(exports: Path) -> None:
    assert _run(exports, "云岭芯谷", "--flag", "倒退").stdout.startswith("0 个实体")


def test_flags_choose(exports: Path) -> None:
    assert json.loads(_run(exports, "--flag", "久无下文", "--format", "json").stdout)["lifecycles"] == []
    assert len(json.loads(_run(exports, "--flag", "overdue", "--format", "json").stdout)["lifecycles"]) == 1


def test_types_choose_by_their_chinese_names(exports: Path) -> None:
    (only,) = json.loads(_run(exports, "--type", "政策", "--format", "json").stdout)["lifecycles"]
    assert only["name"] == "青禾规划"
    assert [stop["status"] for stop in only["course"]] == ["operating"]


def test_json_tells_every_quote_with_its_place(exports: Path) -> None:
    (only,) = json.loads(_run(exports, "云岭芯谷", "--format", "json").stdout)["lifecycles"]
    first = only["states"][0]
    assert first["when"] == {"year": 2017, "month": 6, "words": "2017年6月", "precision": "month"}
    (proof,) = first["evidence"]
    assert proof["quote"] == "云岭芯谷2017年6月开工" and proof["end"] - proof["start"] == len(proof["quote"])
    assert only["latest"]["status"] == "under_construction" and only["promised"]["goal"] == "completed"
    assert only["flags"][0]["flag"] == "overdue" and only["flags"][0]["one"] and only["flags"][0]["other"]


def test_csv_has_a_row_with_its_source_for_each_quote(exports: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_run(exports, "--format", "csv").stdout)))
    assert [row["年份"] for row in rows] == ["2017", "2017", "2018", "2019"]
    assert all(row["标题"] and row["日期"] and row["起"] and row["止"] and row["规则"] for row in rows)
    assert [row["标记"] for row in rows] == ["", "", "逾期", "逾期"]
    assert rows[2]["原句"] == "'=确保云岭芯谷建成"  # no formula of a spreadsheet
    assert (rows[3]["月"], rows[3]["时间精度"], rows[3]["原文时间"]) == ("9", "月", "9月")


def test_xlsx_holds_numbers_as_numbers(exports: Path, tmp_path: Path) -> None:
    out = tmp_path / "life.xlsx"
    assert _run(exports, "--out", str(out)).exit_code == 0
    names, *rows = openpyxl.load_workbook(out).active.iter_rows(values_only=True)
    first = dict(zip(names, rows[0], strict=True))
    assert (first["年份"], first["月"], first["日"]) == (2017, 6, None)
    assert isinstance(first["起"], int) and first["标题"] == "2018年政府工作报告"


def test_the_limit_counts_entities(exports: Path) -> None:
    kinds = ("--type", "政策", "--type", "项目", "--format", "json")
    assert len(json.loads(_run(exports, *kinds).stdout)["lifecycles"]) == 2
    assert len(json.loads(_run(exports, *kinds, "--limit", "1").stdout)["lifecycles"]) == 1


def test_files_are_the_same_every_time(exports: Path, tmp_path: Path) -> None:
    for name in ("one.xlsx", "other.xlsx"):
        _run(exports, "--out", str(tmp_path / name))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--flag", "逾"), "错误：没有 逾 这种标记。是不是 逾期？"),
        (("--type", "工厂"), "错误：没有 工厂 这种类型。可用的有 地区、"),
        (("--format", "tsv"), "错误：没有 tsv 这种输出格式。可用的有 table、csv、json、xlsx"),
        (("--format", "xlsx"), "错误：xlsx 格式要写到文件。加上 --out 结果.xlsx"),
        (("--format", "table", "--out", "x.csv"), "错误：table 格式只在终端显示"),
        (("--place", "云岭芯谷"), "错误：云岭芯谷 不是地区或园区"),
        (("无此",), "错误：没有名为 无此 的实体"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(exports: Path, monkeypatch, capsys, arguments, told) -> None:
    monkeypatch.setattr(sys, "argv", ["kg", "lifecycle", *arguments, "--exports", str(exports)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    assert capsys.readouterr().err.startswith(told)
