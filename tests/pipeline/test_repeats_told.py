"""A build says which documents it left out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.pipeline.progress import NAMED, Repeats, Silent
from qinghe import BODY


class _Told(Silent):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def warn(self, message: str) -> None:
        self.lines.append(message)


def test_first_ones_are_named_and_the_rest_is_one_line() -> None:
    told = _Told()
    repeats = Repeats(told)
    for number in range(NAMED + 5):
        repeats("a.txt", f"{number}.txt")
    assert told.lines[0] == "0.txt 与 a.txt 是同一篇，只用 a.txt"
    assert len(told.lines) == NAMED + 1


def test_build_names_them_on_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, title in (("a", "2021年青禾市政府工作报告"), ("b", "【转载】2021年青禾市政府工作报告")):
        (tmp_path / f"{name}.txt").write_text(f"{title}\n{BODY * 2}", encoding="utf-8")
    command = [
        "kg",
        "build",
        str(tmp_path / "*.txt"),
        "--out",
        str(tmp_path / "out"),
        "--methods",
        "rules",
        "--jobs",
        "1",
    ]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 0
    assert "b.txt 与 a.txt 是同一篇，只用 a.txt" in capsys.readouterr().err
