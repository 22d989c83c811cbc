"""`kg compare` from a folder to the terminal, to files and to errors."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from city_builds import CHIPS, DONGGUAN, FIRM, KAIPING, PLANT, fact, lies, paid, report, told, write
from typer.testing import CliRunner, Result

from kg.cli import app, main


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """Two cities: one indicator of both in one unit, one in two, one of one city with two accounts; things in one of them."""
    facts = [
        told(DONGGUAN, 7.58e11, growth=8.2, bound="more_than", quote="生产总值超过7580亿元,增长8.2%"),
        told(KAIPING, 3.3e10, growth=-1),
        told(DONGGUAN, 4e8, "USD", indicator="进出口总额"),
        told(KAIPING, 3e8, indicator="进出口总额"),
        told(KAIPING, 5, "个", indicator="新建学校", as_stated="5个"),
        told(KAIPING, 6, "个", indicator="新建学校", doc="d2"),
        lies(PLANT, KAIPING, quote="云岭芯谷落户开平"),
        fact(PLANT, "status", value="started"),
        paid(PLANT, 1.234567e9),
        lies(FIRM, KAIPING),
        lies(FIRM, CHIPS, "engagedIn"),
    ]
    return write(tmp_path / "exports", facts, documents=[report(), report("d2", KAIPING)])


def _run(exports: Path, *arguments: str | Path) -> Result:
    asked = ["compare", "东莞市", "开平", "--exports", str(exports), *map(str, arguments)]
    return CliRunner().invoke(app, asked, catch_exceptions=False, env={"COLUMNS": "160"})


def test_terminal_puts_places_side_by_side(exports: Path) -> None:
    shown = _run(exports).stdout
    (gdp,) = (row for row in shown.splitlines() if "地区生产总值" in row and "2017年实绩" in row)
    assert gdp.split()[:4] == ["地区生产总值", "2017年实绩", "超过7580亿元", "330亿元"]
    assert "−1%" in shown
    assert "单位不同，不能相比" in shown
    assert "另有 1 个指标只有一地报告，--all 列出" in shown
    assert "新建学校  " not in shown
    assert "1 云岭芯谷" in shown
    assert "12.34567亿元，2017年（1 个项目，1 笔）" in shown


def test_all_lists_what_one_place_reports(exports: Path) -> None:
    shown = _run(exports, "--all").stdout
    assert "只有一地报告的" in shown
    assert "5个、6个 说法不一" in shown


def test_evidence_numbers_every_cell(exports: Path) -> None:
    shown = _run(exports, "--依据").stdout
    assert "超过7580亿元[1]" in shown
    assert "[1]「生产总值超过7580亿元,增长8.2%」 工作报告d1 · 2018-01-10" in shown
    assert "「生产总值" not in _run(exports).stdout


def test_control_characters_and_markup_do_not_reach_the_terminal(tmp_path: Path) -> None:
    facts = [told(one, 1, indicator="a\x1b[31m[red]b", quote="c\x1b]0;x\x07d") for one in (DONGGUAN, KAIPING)]
    shown = _run(write(tmp_path / "exports", facts), "-e").stdout
    assert not {"\x1b", "\x07"} & set(shown)
    assert "[red]b" in shown


def test_csv_has_a_row_with_its_quote_for_each_cell(exports: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_run(exports, "--format", "csv").stdout)))
    first = rows[0]
    assert (first["部分"], first["项目"], first["地区"], first["说法"]) == (
        "指标",
        "地区生产总值",
        "东莞市",
        "超过7580亿元",
    )
    assert (first["数值"], first["单位"], first["原文"]) == ("758000000000", "CNY", "生产总值超过7580亿元,增长8.2%")
    assert all(row["原文"] and row["文档"] and row["起"] and row["止"] and row["规则"] for row in rows)
    assert {row["部分"] for row in rows} == {"指标", "企业（按产业）", "项目（按最近的状态）", "投资"}
    assert not any(
        cell.startswith(("=", "+", "-", "@", "'")) for row in rows for name, cell in row.items() if name != "数值"
    )


def test_csv_has_a_row_for_each_account(exports: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_run(exports, "--format", "csv", "--all").stdout)))
    schools = [row for row in rows if row["项目"] == "新建学校"]
    assert [(row["数值"], row["说明"]) for row in schools] == [("5", "说法不一"), ("6", "说法不一")]


def test_json_tells_everything_with_its_sources(exports: Path) -> None:
    found = json.loads(_run(exports, "--format", "json").stdout)
    assert [place["name"] for place in found["places"]] == ["东莞市", "开平市"]
    gdp, trade = found["indicators"]
    cell = gdp["lines"][0]["cells"][0]
    source = found["sources"][cell["readings"][0]["sources"][0]]
    assert (cell["readings"][0]["value"], source["quote"]) == (7.58e11, "生产总值超过7580亿元,增长8.2%")
    assert (gdp["lines"][0]["units_differ"], trade["lines"][0]["units_differ"]) == (False, True)
    assert found["listings"][2]["groups"][0]["members"][1][0]["name"] == "云岭芯谷"
    assert found["investments"][0]["cells"][1]["amounts"][0]["value"] == 1.234567e9


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "html"])
def test_same_build_gives_the_same_bytes(exports: Path, tmp_path: Path, form: str) -> None:
    files = [tmp_path / f"{name}.{form}" for name in ("a", "b")]
    told_of = [_run(exports, "--all", "--out", file) for file in files]
    assert [one.exit_code for one in told_of] == [0, 0]
    assert files[0].read_bytes() == files[1].read_bytes() != b""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "xlsx"), "xlsx 格式要写到文件"),
        (("--format", "pdf"), "没有 pdf 这种输出格式"),
        (("--format", "table", "--out", "a.txt"), "table 格式只在终端显示"),
        (("东城市",), "没有名为“东城市”的地区"),
    ],
)
def test_error_is_one_line_with_a_remedy(
    exports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "argv", ["kg", "compare", "东莞市", "--exports", str(exports), *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert (stopped.value.code, said in line, "。" in line) == (1, True, True)


def test_damaged_line_is_named(exports: Path) -> None:
    from kg.errors import ExportError

    with (exports / "facts.jsonl").open("a") as file:
        file.write('{"id": "x", "predicate": "status"}\n')
    with pytest.raises(ExportError, match=r"facts\.jsonl 已损坏.*12"):
        _run(exports)
