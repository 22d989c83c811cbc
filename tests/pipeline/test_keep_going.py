"""What cannot be read: the build ends and nothing changes; or it goes on without, and says what is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.config import BuildConfig
from kg.errors import KGError, SourceError
from kg.pipeline import build
from qinghe import BODY
from whole_build import ROOT

ROW = {"title": "云岭园区签约项目", "text": "3月5日，青禾市云岭园区与星海芯片有限公司签约，项目总投资5亿元。"}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A report, a binary file, a table with a damaged second row."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "report.txt").write_text(f"青禾市政府工作报告\n{BODY}", encoding="utf-8")
    (folder / "photo.txt").write_bytes(b"\x00\x01\x02" * 20)
    rows = [json.dumps(ROW, ensure_ascii=False), "{", json.dumps({**ROW, "text": "别的。"}, ensure_ascii=False)]
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


def test_without_leave_the_first_fault_ends_the_build(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"photo\.txt"):
        build(BuildConfig(sources=(sources,), out=tmp_path / "out", jobs=1))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_with_leave_the_rest_is_built_and_what_is_missing_is_told(sources: Path, tmp_path: Path, jobs: int) -> None:
    config = BuildConfig(sources=(sources, tmp_path / "nowhere"), out=tmp_path / "out", jobs=jobs, keep_going=True)
    summary = build(config).summary
    assert len(summary.documents) == 3  # the report, and the rows before and behind the damaged one
    told = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))["failed"]
    assert summary.failed == told
    assert [next(name for name in ("photo.txt", "rows.jsonl", "nowhere") if name in line) for line in sorted(told)] == [
        "photo.txt",
        "rows.jsonl",
        "nowhere",
    ]
    assert "第 2 行" in "".join(told)


def test_nothing_at_all_is_a_fault_even_so(sources: Path, tmp_path: Path) -> None:
    config = BuildConfig(sources=(sources / "photo.txt",), out=tmp_path / "out", jobs=1, keep_going=True)
    with pytest.raises(KGError, match=r"photo\.txt"):
        build(config)
    assert not (tmp_path / "out").exists()


def test_exit_code_says_that_something_is_missing(sources: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(sources), "--out", str(tmp_path / "out"), "--keep-going"]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 3
    assert "没有读的有 2 处" in done.stderr
    assert "photo.txt" in done.stderr
    assert (tmp_path / "out" / "graph.ttl").exists()
