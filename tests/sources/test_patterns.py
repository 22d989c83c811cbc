from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.errors import SourceError
from kg.sources import count_documents, read_sources
from kg.sources.standard import read_standard_input


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders with texts of the same name, and what is no document."""
    for name in ("报告/a.txt", "报告/b.md", "报告/2018/a.txt", "报告/.git/c.txt", "报告/d.xyz", "[1].txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"题{name}\n\n正文", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("报告/*.txt", ["a.txt"]),
        ("报告/*.*", ["a.txt", "b.md"]),
        ("报告/[ab].??", ["b.md"]),
        ("报告/**/*.txt", ["报告/2018/a.txt", "报告/a.txt"]),
        ("**/a.txt", ["{top}/报告/2018/a.txt", "{top}/报告/a.txt"]),
        ("{here}/报告/*.md", ["b.md"]),
        ("报告/20*", ["2018/a.txt"]),
        ("[1].txt", ["[1].txt"]),
    ],
)
def test_pattern_names_what_matches(folder: Path, pattern: str, paths: list[str]) -> None:
    found = list(read_sources([Path(pattern.format(here=folder))]))
    assert [one.path for one in found] == [path.format(top=folder.name) for path in paths]


@pytest.mark.parametrize("pattern", ["报告/*.pdf", "无/**/*.txt"])
def test_pattern_that_nothing_matches_is_refused(folder: Path, pattern: str) -> None:
    with pytest.raises(SourceError, match=r"没有与 .* 相符的文件。请检查"):
        list(read_sources([Path(pattern)]))


def test_pattern_that_matches_no_document_is_refused(folder: Path) -> None:
    with pytest.raises(SourceError, match="没有文档"):
        list(read_sources([Path("报告/*.xyz")]))


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes, *, terminal: bool = False) -> None:
    read_standard_input.cache_clear()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data), isatty=lambda: terminal))


def test_standard_input_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, "题\n正文\n2018-01-22\n".encode("gb18030"))
    assert count_documents([Path("-")]) == 1
    (document,) = read_sources([Path("-")])
    assert (document.text, document.path) == ("题\n正文", "stdin.txt")


def test_silent_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, b"", terminal=True)
    with pytest.raises(SourceError, match=r"标准输入.*kg build -"):
        list(read_sources([Path("-")]))
    piped(monkeypatch, b"")
    with pytest.raises(SourceError, match="标准输入 是空的"):
        list(read_sources([Path("-")]))
    read_standard_input.cache_clear()
