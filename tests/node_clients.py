"""Runs the scripts of tests/clients under Node.js, with the packages that `npm ci --prefix tests/clients` installs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "clients"


def node(script: str, *arguments: str | Path) -> Any:
    """The JSON value that a script prints; fails the test when Node.js or a package is missing."""
    command = ["node", str(HERE / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, f"{done.stderr}\nnpm ci --prefix tests/clients"
    return json.loads(done.stdout)


def count_triples(*files: Path) -> dict[str, int]:
    """Distinct triples of each file, by N3.js."""
    found: dict[str, int] = node("count.mjs", *files)
    return found
