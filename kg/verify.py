"""Verifies a build: reads its sources again and every quote in them. In: sources and an export folder; out: a Verification.

Reading is one stage and checking another, and stages do not know each other: this module brings the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.check.quotes import Verification, verify
from kg.model import Fields, Source
from kg.sources import passed_over, read_sources
from kg.wholeness import left_out


def verify_exports(sources: Sequence[Source], exports: Path, fields: Fields | None = None) -> Verification:
    """Checks every quote of the exports against the sources.

    Args:
        sources (Sequence[Source]): the files and folders that the build was made from.
        exports (Path): the folder that it wrote.
        fields (Fields | None): what columns of tables are called; None for the usual names.

    Raises:
        KGError: a source cannot be read, or an export file is missing or damaged.
    """
    on_error = passed_over if left_out(exports) else None  # what the build left out it left out knowingly
    return verify(exports, read_sources(sources, fields=fields, on_error=on_error))
