"""Bad input is named in one line, with exit code 1, and what was built before stays as it was."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.cli import main


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Exports of an earlier build."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "graph.ttl").write_text("# earlier\n", encoding="utf-8")
    return folder


def _refused(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr(sys, "argv", ["kg", "build", str(source), "--out", str(out)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    assert [path.name for path in out.iterdir()] == ["graph.ttl"]
    assert (out / "graph.ttl").read_text(encoding="utf-8") == "# earlier\n"
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert source.name in line
    return line


def test_missing_path(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "不存在" in _refused(tmp_path / "none.txt", out, monkeypatch, capsys)


def test_empty_file(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "empty.txt"
    source.touch()
    _refused(source, out, monkeypatch, capsys)


def test_folder_without_documents(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "bare"
    source.mkdir()
    _refused(source, out, monkeypatch, capsys)


def test_truncated_seed_block(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "cut.txt"
    source.write_text("-\n一个标题\n正文一句。\n2020-01-02\n-\n只有标题\n", encoding="utf-8")
    assert "6" in _refused(source, out, monkeypatch, capsys)
