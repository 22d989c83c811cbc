"""`kg validate` and `kg verify` from files to what is printed and to the exit code, on a small build."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app, main
from kg.config import load_config
from kg.pipeline import build

TITLE = "青禾市2021年政府工作报告"
BODY = "2020年,全市地区生产总值1234.5亿元,增长6.1%。星河半导体有限公司落户青禾市。晨光大道开工建设。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sources and exports of one report."""
    folder = tmp_path_factory.mktemp("validate")
    (folder / "source").mkdir()
    (folder / "source" / "report.txt").write_text(f"-\n{TITLE}\n{BODY}\n2021-01-02\n-\n", encoding="utf-8")
    build(load_config(None, sources=(folder / "source",), out=folder / "out"))
    return folder


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)


def test_a_build_passes(folder: Path) -> None:
    done = _run("validate", "--exports", folder / "out")
    assert (done.exit_code, "校验通过：0 处错误" in done.stdout) == (0, True)


def test_violation_is_exit_code_one(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "made.ttl"
    text = (folder / "out" / "graph.ttl").read_text(encoding="utf-8")
    file.write_text(text.replace("oa:start ", "oa:start -", 1), encoding="utf-8")
    done = _run("validate", file)
    assert (done.exit_code, "起始位置应是一个不小于零的整数" in done.stdout) == (1, True)


def test_warning_is_exit_code_zero(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "made.ttl"
    text = (folder / "out" / "graph.ttl").read_text(encoding="utf-8")
    claim = next(line.split()[0] for line in text.splitlines() if line.endswith(" a kg:Claim ;"))
    file.write_text(f'{text}\n{claim} kg:place "青禾市" .\n', encoding="utf-8")
    done = _run("validate", file)
    assert (done.exit_code, "警告 1 处  主张上有规定以外的属性" in done.stdout) == (0, True)


def test_broken_turtle_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text("@prefix x: <x:> .\nx:a x:b .\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["kg", "validate", str(file)])
    with pytest.raises(SystemExit) as stopped:
        main()
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert (stopped.value.code, "第 2 行" in line, "broken.ttl" in line) == (1, True, True)


def test_verify_says_n_of_n(folder: Path) -> None:
    done = _run("verify", folder / "source", "--exports", folder / "out")
    counts = json.loads(_run("verify", folder / "source", "--exports", folder / "out", "--json").stdout)
    assert done.exit_code == 0
    assert counts["quotes"] == counts["exact"] > 5
    assert f"{counts['exact']}/{counts['quotes']} 条引文逐字相符" in done.stdout


def test_verify_reads_the_sources_again(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(
        f"-\n{TITLE}\n{BODY.replace('晨光', '晨曦')}\n2021-01-02\n-\n", encoding="utf-8"
    )
    done = _run("verify", tmp_path, "--exports", folder / "out")
    assert done.exit_code == 1
    assert "在构建之后改过" in done.stdout
    assert "怎么办：来源改过，重新运行 kg build。" in done.stdout
