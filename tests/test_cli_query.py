"""`kg query` as a user types it: questions with options, files, forms of output, mistakes, patience."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from kg.cli import app, querying
from kg.errors import KGError
from kg.export import render_exports, write_exports
from kg.graph import assemble
from kg.model import Corpus
from kg.query.pack import questions
from kg.rdf import to_rdf
from serving import hear_ctrl_c


@pytest.fixture
def exports(corpus: Corpus, tmp_path: Path) -> Path:
    graph = assemble(corpus)
    write_exports(render_exports(corpus, graph, to_rdf(graph), names=["graph.ttl"]), tmp_path / "exports")
    return tmp_path / "exports"


def run(exports: Path, *words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["query", *words, "--exports", str(exports)], input=stdin)


def refused(exports: Path, *words: str) -> str:
    result = run(exports, *words)
    assert isinstance(result.exception, KGError), result.output
    return str(result.exception)


ROWS = "园区,项目,建设运营方,状态,性质\n云岭高新区,云岭芯谷,星河半导体有限公司,在建,实绩\n"


@pytest.mark.parametrize(
    "words",
    [
        ("园区项目",),
        ("park-projects",),
        ("园区项目", "--园区", "云岭高新区"),
        ("园区项目", "--园区=云岭高新区"),
        ("--园区", "云岭高新区", "园区项目"),
        ("园区项目", "--set", "园区=云岭高新区"),
    ],
)
def test_question_takes_its_options_in_any_order(exports: Path, words: tuple[str, ...]) -> None:
    assert run(exports, *words, "--format", "csv").stdout == ROWS


def test_value_taken_for_another_name_is_told_on_standard_error(exports: Path) -> None:
    result = run(exports, "园区项目", "--园区", "云岭", "--format", "csv")
    assert result.stdout == ROWS
    assert result.stderr == "--园区 云岭：按 云岭高新区 查询\n"


@pytest.mark.parametrize("option", ["--evidence", "--依据", "-e"])
def test_evidence_is_shown_when_asked_for(exports: Path, option: str) -> None:
    assert run(exports, "园区项目", option, "--format", "csv").stdout.startswith(
        "园区,项目,建设运营方,状态,性质,原文,文档,起,止\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("园区企业", "--城", "青禾"), "问题“园区企业” 没有选项 --城。可用的有 --市、--园区"),
        (("各类数量", "--城", "青禾"), "它不带参数"),
        (("园区企业", "--fromat", "csv"), "没有选项 --fromat。是不是 --format？"),
        (("园区企业", "--市"), "--市 后面没有值"),
        (("园区企业", "--市", "清禾市"), "没有名为 清禾市 的市。是不是 青禾市？"),
        (("园区企业", "青禾市"), "不知道 青禾市 是什么"),
        (("园区企也",), "没有名为 园区企也 的问题。是不是 园区企业"),
        (("园区企业", "--set", "青禾市"), "缺少等号"),
        (("ASK { ?s ?p ?o }", "--市", "青禾市"), "这个查询 没有选项 --市"),
        (("园区企业", "--format", "doc"), "没有 doc 这种输出格式"),
        (("园区企业", "--format", "xlsx"), "加上 --out 结果.xlsx"),
        (("园区企业", "--out", "没有/a.csv"), "写不了"),
        (("园区企业", "--format", "table", "--out", "a.txt"), "table 格式只在终端显示"),
        (("ASK { ?s kg:locatdIn ?o }",), "是不是 kg:locatedIn？"),
    ],
)
def test_mistake_is_one_line_with_a_remedy(exports: Path, words: tuple[str, ...], told: str) -> None:
    line = refused(exports, *words)
    assert told in line
    assert "\n" not in line


def test_query_comes_from_a_file_with_options_of_its_own(exports: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "# param: 园区 (Park) = 园区\nSELECT ?s {\n ?s kg:locatedIn ?p\n # --园区 FILTER(?p = …)\n}", encoding="utf-8"
    )
    assert run(exports, str(file), "--园区", "云岭高新区", "--format", "csv").stdout.splitlines()[1:] == [
        "https://w3id.org/citykg/id/project-0001"
    ]


def test_query_comes_from_standard_input(exports: Path) -> None:
    assert json.loads(run(exports, "-", "--format", "json", stdin="ASK { ?s a kg:Park }").stdout)["boolean"] is True


def test_reason_for_nothing_is_told(exports: Path) -> None:
    result = run(exports, 'SELECT ?s { ?s rdfs:label "青禾市" }')
    assert "写成" in result.stderr
    assert result.exit_code == 0


@pytest.mark.parametrize("name", ["表.csv", "表.json", "表.xlsx", "表.tsv", "表.xml"])
def test_form_follows_the_ending_of_the_file(exports: Path, tmp_path: Path, name: str) -> None:
    result = run(exports, "园区项目", "--out", str(tmp_path / name))
    assert result.stdout == ""
    assert "1 行写入" in result.stderr
    assert (tmp_path / name).stat().st_size > 0


def test_excel_file_holds_the_rows(exports: Path, tmp_path: Path) -> None:
    run(exports, "投资金额", "--out", str(tmp_path / "a.xlsx"))
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].values)
    assert rows[1][:3] == ("云岭芯谷", "星河半导体有限公司", 5_000_000_000)


def test_limit_keeps_the_first_rows_and_says_so(exports: Path) -> None:
    result = run(exports, "SELECT ?s { ?s a kg:Entity } ORDER BY ?s", "--limit", "2", "--format", "csv")
    assert len(result.stdout.splitlines()) == 3
    assert "共 4 行，只显示前 2 行" in result.stderr


def test_everything_is_printed_where_no_terminal_is(exports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(querying, "SCREEN", 1)
    assert (
        "云岭高新区" in run(exports, "SELECT ?name { ?s a kg:Entity ; rdfs:label ?name } ORDER BY DESC(?name)").stdout
    )


@pytest.mark.parametrize("words", [(), ("--list",)])
def test_list_names_every_question_with_its_options(exports: Path, words: tuple[str, ...]) -> None:
    listed = run(exports, *words).stdout.splitlines()
    for question in questions():
        (line,) = (line for line in listed if line.strip().startswith(f"{question.short} "))
        assert question.question in line
        assert [word for word in line.split() if word.startswith("--")] == [
            f"--{param.name}" for param in question.params
        ]


@pytest.mark.parametrize("option", ["--说明", "--explain"])
def test_question_is_explained_with_its_sparql(exports: Path, option: str) -> None:
    told = run(exports, "园区企业", option).stdout
    for part in (
        "园区和城市里的企业",
        "Which enterprises",
        "--市 城市",
        "例：kg query 园区企业 --市 东莞市",
        "SELECT DISTINCT",
    ):
        assert part in told


def _started(exports: Path, *options: str) -> subprocess.Popen[bytes]:
    """A process that searches without end; it has read the query when this returns, for the pipe holds less than that."""
    endless = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }\n"
    words = [sys.executable, "-m", "kg", "query", "-", "--exports", str(exports), *options]
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hear_ctrl_c
    )
    assert process.stdin is not None
    process.stdin.write(endless.encode() + b"#" * 1_000_000)
    process.stdin.close()
    process.stdin = None
    return process


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a whole console, the tests' own too")
def test_ctrl_c_ends_a_search_at_once(exports: Path) -> None:
    process = _started(exports)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert out == b""


def test_search_beyond_its_time_is_given_up(exports: Path) -> None:
    process = _started(exports, "--timeout", "0.5")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "查询超过 0.5 秒，已停止" in err.decode()
    assert b"Traceback" not in err
