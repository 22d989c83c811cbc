"""What the tests of the whole share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.pipeline import BuildResult

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Built:
    """What `kg build` made of seeds/, and where."""

    result: BuildResult
    out: Path
