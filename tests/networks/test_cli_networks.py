from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app, main
from kg.cli.networking import network, path
from small_networks import entity, export, relation
from whole_build import ROOT


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    people = [entity("enterprise-a", "甲公司"), entity("enterprise-b", "乙公司"), entity("industry-1", "家具")]
    facts = [relation("enterprise-a", "supplies", "enterprise-b"), relation("enterprise-a", "engagedIn", "industry-1")]
    return export(tmp_path / "exports", people, facts)


def run(exports: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--exports", str(exports)], catch_exceptions=False)


def test_path_is_told(exports: Path) -> None:
    assert (
        "甲公司 —供应→ 乙公司（2020年）：「enterprise-a与enterprise-b」"
        in run(exports, "path", "甲公司", "乙公司").stdout
    )


@pytest.mark.parametrize("command", [path, network])
def test_examples_of_the_help_find_something(command: Callable[..., None]) -> None:
    examples = re.findall(r"kg ([^；\n]+)", command.__doc__ or "")
    assert examples
    for words in examples:
        (_, *rows) = run(ROOT / "exports", *words.split(), "--format", "csv").stdout.splitlines()
        assert rows


def test_path_in_json(exports: Path) -> None:
    told = json.loads(run(exports, "path", "乙公司", "家具", "--format", "json").stdout)
    assert [step["inverse"] for step in told["paths"][0]["steps"]] == [True, False]


def test_network_is_told(exports: Path) -> None:
    assert "只有 1 条供应关系，看不出结构。" in run(exports, "network", "供应").stdout


def test_kinds_are_listed(exports: Path) -> None:
    assert [line.partition("（")[0] for line in run(exports, "network").stdout.splitlines()] == [
        "供应", "合作", "帮扶", "共建", "产业", "参与", "产业链",
    ]  # fmt: skip


def test_chain_is_told(exports: Path) -> None:
    assert "从事的企业 1 家。" in run(exports, "network", "产业链", "--industry", "家具").stdout


@pytest.mark.parametrize("form", ["json", "csv", "graphml"])
@pytest.mark.parametrize("kind", [("供应",), ("产业链", "--industry", "家具")])
def test_files_are_the_same_every_time(exports: Path, tmp_path: Path, kind: tuple[str, ...], form: str) -> None:
    files = [tmp_path / "one", tmp_path / "two"]
    for file in files:
        assert run(exports, "network", *kind, "--format", form, "--out", str(file)).exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes() != b""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["network", "产业链"], "--industry 和 产业链 要一起用"),
        (["network", "友谊"], "没有 友谊 这种网络"),
        (["path", "甲公司", "丙公司"], "没有名为 丙公司 的实体"),
        (["network", "供应", "--format", "table", "--out", "x"], "table 格式只在终端显示"),
    ],
)
def test_mistakes_are_one_line(
    exports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["kg", *words, "--exports", str(exports)])
    with pytest.raises(SystemExit) as stopped:
        main()
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert (stopped.value.code, said in line) == (1, True)
