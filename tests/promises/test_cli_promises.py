"""`kg promises` from an export folder to what is printed and written."""

from __future__ import annotations

import csv
import datetime
import io
import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from promised import number, report, state, write
from typer.testing import CliRunner, Result

from kg.cli import app, main


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in ("promises", *arguments)], catch_exceptions=False)


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """A target that was met and one with a hostile name, a plan of which nothing is said."""
    facts = [
        number("d2021", 2021, "target", growth=8.0, quote="增长8%"),
        number("d2021", 2020, growth=5.0, quote="增长5%"),
        number("d2022", 2021, growth=8.4, quote="增长8.4%"),
        number(
            "d2021",
            2021,
            "target",
            indicator="=1+1<script>",
            value=100.5,
            unit="亩",
            quote="=1+1<script>100.5亩",
            start=30,
        ),
        state("d2021", 2021, "planned", "completed", quote="6月底前建成云岭大桥"),
    ]
    return write(tmp_path / "exports", facts)


def test_terminal_tells_verdict_reason_and_quotes(exports: Path) -> None:
    told = _run("--exports", exports).stdout
    assert "共 3 条：指标 2，项目 1" in told
    assert "结果：完成 1，后文未提 2" in told
    assert "目标增长8%，实际增长8.4%，超出0.4个百分点" in told
    assert "上年「增长5%」 2021年青禾市政府工作报告" in told
    assert "后文「增长8.4%」 2022年青禾市政府工作报告" in told
    assert "云岭大桥 建成  期限 2021年6月30日（6月底前）" in told


def test_sorts_and_verdicts_narrow(exports: Path) -> None:
    assert "共 1 条：项目 1" in _run("--exports", exports, "--sort", "项目").stdout
    assert "共 1 条：指标 1" in _run("青禾", "--exports", exports, "--verdict", "完成").stdout


def test_limit_says_how_many_are_left(exports: Path) -> None:
    assert "另有 1 条，--limit 0 全部列出" in _run("--exports", exports, "--limit", "1").stdout


def test_one_report_cannot_be_judged(tmp_path: Path) -> None:
    write(tmp_path, [number("d2021", 2021, "target", growth=8.0)], [report(2021)])
    told = _run("--exports", tmp_path).stdout
    assert "结果：尚无后文 1" in told
    assert "只有一年的报告，还不能判断。" in told


def test_verdict_that_one_report_cannot_give_is_not_said_to_be_missing(tmp_path: Path) -> None:
    write(tmp_path, [number("d2021", 2021, "target", growth=8.0)], [report(2021)])
    asked = ("青禾市", "--exports", tmp_path, "--verdict", "完成")
    assert _run(*asked).stdout == "青禾市只有一年的报告，还不能判断。\n"
    assert _run(*asked, "--sort", "项目").stdout == "青禾市的文档里没有这样的目标和计划。\n"


def test_two_places_of_one_year_each_cannot_be_judged(tmp_path: Path) -> None:
    other = report(2020, id="n1", home="", place="别处", kind="news")
    plans = [number("d2021", 2021, "target", growth=8.0), number("n1", 2020, "target", growth=8.0)]
    write(tmp_path, plans, [report(2021), other])
    assert "每个地区都只有一年的文档，还不能判断。" in _run("--exports", tmp_path).stdout


def test_place_without_documents_says_so(tmp_path: Path) -> None:
    write(tmp_path, [], [report(2021, home="", place=None)])
    assert _run("青禾市", "--exports", tmp_path).stdout == "没有关于青禾市的文档。\n"


def test_place_without_targets_says_so(tmp_path: Path) -> None:
    write(tmp_path, [number("d2021", 2020, growth=8.0)])
    assert _run("青禾市", "--exports", tmp_path).stdout == "青禾市的文档里没有这样的目标和计划。\n"


def test_csv_has_a_source_in_every_row(exports: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_run("--exports", exports, "--format", "csv").stdout)))
    assert [row["结果"] for row in rows] == ["完成", "后文未提", "后文未提"]
    assert all(row["原句"] and row["文档"] and row["起"] and row["规则"] for row in rows)
    assert rows[1]["内容"] == "'=1+1<script>"


def test_json_tells_everything(exports: Path) -> None:
    told = json.loads(_run("--exports", exports, "--format", "json").stdout)
    assert (told["counts"]["promises"], told["counts"]["verdicts"]["met"]) == (3, 1)
    first = told["promises"][0]
    assert (first["verdict"], first["ratio"], first["before"]["growth"]) == ("met", 1.05, 5.0)
    assert (first["later"][0]["quote"], first["later"][0]["document"]["id"]) == ("增长8.4%", "d2022")


def test_workbook_has_numbers_and_sources(exports: Path, tmp_path: Path) -> None:
    out = tmp_path / "账本.xlsx"
    assert "3 条写入" in _run("--exports", exports, "--out", out).stderr
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["账本", "出处"]
    names = [cell.value for cell in book["账本"][1]]
    row = dict(zip(names, (cell.value for cell in book["账本"][3]), strict=True))
    assert (row["内容"], row["数值"], book["账本"].cell(3, names.index("内容") + 1).data_type) == (
        "=1+1<script>",
        100.5,
        "s",
    )
    assert row["期限"] == datetime.datetime(2021, 12, 31)
    parts = [cell.value for cell in book["出处"]["E"]]
    assert parts == ["出处", "承诺", "上年", "后文", "承诺", "承诺"]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [(value or "").removeprefix("#") for name, value in attrs if name == "href"]


def test_page_escapes_and_its_anchors_lead_somewhere(exports: Path, tmp_path: Path) -> None:
    out = tmp_path / "账本.html"
    _run("--exports", exports, "--out", out)
    page = out.read_text(encoding="utf-8")
    read = _Tags()
    read.feed(page)
    assert "script" not in read.tags
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "=1+1&lt;script&gt;" in page
    assert read.links
    assert set(read.links) <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


@pytest.mark.parametrize("form", ["csv", "json", "html", "xlsx"])
def test_same_facts_give_the_same_bytes(exports: Path, tmp_path: Path, form: str) -> None:
    outs = [tmp_path / f"{name}.{form}" for name in "ab"]
    for out in outs:
        _run("--exports", exports, "--out", out)
    assert outs[0].read_bytes() == outs[1].read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["青和市"], "没有名为 青和市 的实体。是不是：青禾市"),
        (["云岭大桥"], "云岭大桥 不是地区"),
        (["--sort", "甲"], "没有 甲 这种类别。可用的有 指标、投资"),
        (["--verdict", "甲"], "没有 甲 这种结果。可用的有 完成、部分完成"),
        (["--format", "pdf"], "没有 pdf 这种输出格式"),
        (["--format", "xlsx"], "xlsx 格式要写到文件。加上 --out 结果.xlsx"),
        (["--format", "table", "--out", "a.txt"], "table 格式只在终端显示"),
    ],
)
def test_mistakes_are_told_in_a_line(
    exports: Path,
    arguments: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["kg", "promises", *arguments, "--exports", str(exports)])
    with pytest.raises(SystemExit):
        main()
    assert message in capsys.readouterr().err
