"""`kg diff` from two folders to what is printed, to the page and to the exit code."""

from __future__ import annotations

import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_builds import CITY, VALLEY, fact, placed, report, state, write
from typer.testing import CliRunner, Result

from kg.changes import compare
from kg.changes.page import to_page
from kg.cli import app, main


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in ("diff", *arguments)], catch_exceptions=False)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """An amount of an edited document is another, a state went, a place came."""
    old = write(tmp_path / "old", [fact(), state("planned")])
    dear = fact("d2", value=6_000_000_000, as_stated="超60亿元", quote="总投资超60亿元的云岭芯谷")
    return old, write(tmp_path / "new", [dear, placed(CITY["id"], "d2")], documents=[report("d2")])


def test_terminal_tells_old_and_new_with_quotes(two: tuple[Path, Path]) -> None:
    done = _run(*two)
    assert done.exit_code == 0
    assert "事实  改了 1，没有了 1，新增 1" in done.stdout
    assert "来源改动：改过的文档 3 条" in done.stdout
    assert (
        "~ 投资：总投资 超过50亿元（原文 超50亿元） 2020年 → 总投资 超过60亿元（原文 超60亿元） 2020年" in done.stdout
    )
    assert "旧「总投资超50亿元的云岭芯谷」" in done.stdout
    assert "新「总投资超60亿元的云岭芯谷」" in done.stdout
    assert "- 状态：谋划 2020年" in done.stdout
    assert "+ 位于：青禾市 2020年" in done.stdout


def test_exit_code_is_asked_for(two: tuple[Path, Path]) -> None:
    assert (_run(*two, "--exit-code").exit_code, _run(two[0], two[0], "--exit-code").exit_code) == (1, 0)


def test_json_tells_everything(two: tuple[Path, Path]) -> None:
    told = json.loads(_run(*two, "--json").stdout)
    assert (told["different"], told["counts"]["changed"], told["causes"]["edited"]) == (True, 1, 3)
    changed = told["facts"][0]
    assert (changed["change"], changed["differs"]) == ("changed", ["value"])
    assert changed["old"]["quote"] != changed["new"]["quote"]
    none = json.loads(_run(two[0], two[0], "--json").stdout)
    assert (none["different"], none["facts"]) == (False, [])


def test_limit_says_how_many_are_left(two: tuple[Path, Path]) -> None:
    assert "另有 2 条，--limit 0 全部列出" in _run(*two, "--limit", "1").stdout


def test_output_is_the_same_every_time(two: tuple[Path, Path]) -> None:
    assert _run(*two, "--json").stdout == _run(*two, "--json").stdout


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.linking: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.linking += [name for name, _ in attrs if name in ("src", "href") or name.startswith("on")]


def test_page_escapes_and_loads_nothing(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    named = {**VALLEY, "name": evil}
    title = {"documents": [report("d2", title=evil)], "entities": [CITY, named]}
    old = write(tmp_path / "old", [fact(quote=evil)], entities=[CITY, named])
    page = to_page(compare(old, write(tmp_path / "new", [fact("d2", value=1, quote=evil)], **title)))
    found = _Tags()
    found.feed(page)
    assert (found.tags & {"script", "img", "link", "iframe"}, found.linking) == (set(), [])
    assert page.count("&lt;script&gt;") >= 4


def test_page_is_written_and_said_to_be(two: tuple[Path, Path], tmp_path: Path) -> None:
    file = tmp_path / "diff.html"
    assert _run(*two, "--html", file).exit_code == 0
    page = file.read_text(encoding="utf-8")
    assert "<del>总投资 超过50亿元" in page
    assert "<ins>总投资 超过60亿元" in page


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    old = write(tmp_path / "old", [fact(quote="a\x1b[31mb\u202ec")])
    done = _run(old, write(tmp_path / "new", [], documents=[report(title="题\x1b]0;x\x07")]))
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout)


def test_missing_folder_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kg", "diff", str(tmp_path / "a"), str(tmp_path / "b")])
    with pytest.raises(SystemExit) as stopped:
        main()
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert (stopped.value.code, "a/build.json 无法读取" in line) == (1, True)
