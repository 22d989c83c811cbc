"""The same input gives the same bytes, whatever the hash seed and the number of processes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from whole_build import ROOT


def _digests(out: Path, seed: str, jobs: int) -> dict[str, str]:
    command = [sys.executable, "-m", "kg", "build", "seeds", "--out", str(out), "--format", "ttl,nt,nq,jsonld"]
    command += ["--jobs", str(jobs)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def test_hash_seed_and_number_of_processes_do_not_matter(tmp_path: Path) -> None:
    first, second = _digests(tmp_path / "a", "1", 1), _digests(tmp_path / "b", "2", 3)
    assert {"graph.ttl", "graph.nt", "graph.nq", "graph.jsonld", "dataset.ttl", "explorer.html", "build.json"} < set(
        first
    )
    assert first == second
