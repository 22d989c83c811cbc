from __future__ import annotations

import io
import os
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
        ("*/a.txt", ["报告/a.txt"]),
        ("*/*/a.txt", ["报告/2018/a.txt"]),
        ("报*/**/a.txt", ["报告/2018/a.txt", "报告/a.txt"]),
        ("报告/**/**/2018/**", ["报告/2018/a.txt"]),
        ("报告/**/.g*/*.txt", ["报告/.git/c.txt"]),
    ],
)
def test_pattern_names_what_matches(folder: Path, pattern: str, paths: list[str]) -> None:
    found = list(read_sources([Path(pattern.format(here=folder))], on_error=lambda error: None))
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


def test_folders_that_lead_back_are_not_followed(folder: Path) -> None:
    (folder / "报告" / "2018" / "back").symlink_to(folder / "报告", target_is_directory=True)
    (folder / "link").symlink_to(folder / "报告", target_is_directory=True)
    for source in ("报告/**/a.txt", "报告", "link/**/a.txt", "link"):
        told = [one.path for one in read_sources([Path(source)]) if one.path.endswith("a.txt")]
        assert told == [f"{source.partition('/')[0]}/{name}" for name in ("2018/a.txt", "a.txt")]


@pytest.mark.parametrize("source", [".", "**/*", "*"])
def test_exports_are_no_sources(folder: Path, source: str) -> None:
    for name in (
        "报告/exports/build.json",
        "报告/exports/dataset.ttl",
        "报告/exports/site/index.html",
        "out/dataset.ttl",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}", "utf-8")
    (folder / "out" / "build.json").write_text("{}", "utf-8")
    (folder / "out" / "a.md").write_text("# 题\n\n别的正文", "utf-8")
    told = [one.path for one in read_sources([Path(source)])]
    assert len(told) == 4
    assert not [path for path in told if "/exports/" in path or "out/" in path]
    assert [one.title for one in read_sources([folder / "out"])] == ["题"]  # whoever names it gets it


def test_what_word_leaves_behind_is_passed_over(folder: Path) -> None:
    for name in ("~$报告.docx", "._a.txt", "Thumbs.db", ".~lock.a.docx"):
        (folder / "报告" / "2018" / name).write_bytes(b"\0\1")
    assert [one.path for one in read_sources([Path("报告/2018")])] == ["2018/a.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_that_are_no_text_are_refused(folder: Path) -> None:
    raw = os.fsdecode("报告".encode("gbk") + b".txt")
    (folder / "报告" / raw).write_text("题\n正文", "utf-8")
    for source in (Path("报告"), Path("报告") / raw, Path("报告/*.txt")):
        with pytest.raises(SourceError, match=r"\\xb1\\xa8\\xb8\\xe6\.txt .*改名") as caught:
            count_documents([source])
        str(caught.value).encode()
    told: list[SourceError] = []
    assert len(list(read_sources([Path("报告")], on_error=told.append))) == 3
    assert len(told) == 1
