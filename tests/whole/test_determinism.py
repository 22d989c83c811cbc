"""The same input gives the same bytes, whatever the hash seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from whole_build import ROOT


def _digests(out: Path, seed: str) -> dict[str, str]:
    command = [sys.executable, "-m", "kg", "build", "seeds", "--out", str(out), "--format", "ttl,nt,nq,jsonld"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def test_two_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = _digests(tmp_path / "a", "1"), _digests(tmp_path / "b", "2")
    assert {"graph.ttl", "graph.nt", "graph.nq", "graph.jsonld", "dataset.ttl", "explorer.html", "build.json"} < set(
        first
    )
    assert first == second
