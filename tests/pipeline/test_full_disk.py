"""A disk that is full in the middle of a build: one line, exit code 1, and the old exports as they were."""

from __future__ import annotations

import hashlib
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from qinghe import BODY, TITLE
from whole_build import ROOT


def _digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file()}


def _build(source: Path, out: Path, jobs: int, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """`kg build`, perhaps with no room for files of more than so many bytes."""
    command = [sys.executable, "-m", "kg", "build", str(source), "--out", str(out), "--jobs", str(jobs)]

    def small() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, preexec_fn=small, check=False)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("limit", [100, 20_000])
def test_full_disk_leaves_the_old_exports(tmp_path: Path, jobs: int, limit: int) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "report.txt").write_text(f"{TITLE}\n{BODY}", encoding="utf-8")
    out = tmp_path / "out"
    assert _build(source, out, jobs).returncode == 0
    before = _digests(out)
    full = _build(source, out, jobs, limit)
    assert full.returncode == 1
    assert full.stderr.strip().startswith("错误：不能写入")
    assert len(full.stderr.strip().splitlines()) == 1
    assert _digests(out) == before
