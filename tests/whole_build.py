"""What the tests of the whole share."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.pipeline import BuildResult
from sharing import made_once

ROOT = Path(__file__).parents[1]
SYNTAXES = ("ttl", "nt", "nq", "jsonld")


@dataclass(frozen=True)
class Built:
    """What `kg build` made of seeds/, and where."""

    result: BuildResult
    out: Path


def run_build(out: Path, seed: str, jobs: int) -> None:
    """`kg build seeds` with every syntax, by a Python with that hash seed."""
    command = [sys.executable, "-m", "kg", "build", "seeds", "--out", str(out), "--format", ",".join(SYNTAXES)]
    command += ["--jobs", str(jobs)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)


def every_syntax(factory: pytest.TempPathFactory) -> Path:
    """The build of the seeds with every syntax and hash seed 1, by one process; made once for all tests."""
    return made_once(factory, "seeds-in-every-syntax", lambda folder: run_build(folder / "exports", "1", 1)) / "exports"
