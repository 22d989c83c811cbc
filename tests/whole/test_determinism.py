"""The same input gives the same bytes, whatever the hash seed and the number of processes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from whole_build import every_syntax, run_build


def _digests(out: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def test_hash_seed_and_number_of_processes_do_not_matter(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    run_build(tmp_path / "other", "2", 3)
    first, second = _digests(every_syntax(tmp_path_factory)), _digests(tmp_path / "other")
    assert {"graph.ttl", "graph.nt", "graph.nq", "graph.jsonld", "dataset.ttl", "explorer.html", "build.json"} < set(
        first
    )
    assert first == second
