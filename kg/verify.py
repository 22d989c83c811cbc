"""Verifies a build: reads its sources again and every quote in them. In: sources and an export folder; out: a Verification.

Reading is one stage and checking another, and stages do not know each other: this module brings the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.check.quotes import Verification, verify
from kg.sources import read_sources


def verify_exports(sources: Sequence[Path], exports: Path) -> Verification:
    """Checks every quote of the exports against the sources.

    Args:
        sources (Sequence[Path]): the files and folders that the build was made from.
        exports (Path): the folder that it wrote.

    Raises:
        KGError: a source cannot be read, or an export file is missing or damaged.
    """
    return verify(exports, read_sources(sources))
