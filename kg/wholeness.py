"""Tells whether a folder of exports is whole: of one build, and of all its sources. In: the folder; out: what is missing, or an error.

Files are put in place one by one; a build that is killed meanwhile leaves a journal, and the next build finishes (kg/export/swap.py).
What ``kg build --keep-going`` left out stands in build.json.
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.errors import ExportError

#: Folders of builds in the making, as a pattern, and the file in one that says what is being moved.
WORK = ".kg-????????"
JOURNAL = "journal.json"


def refuse_unfinished(exports: Path) -> Path:
    """The folder itself.

    Raises:
        ExportError: it holds files of two builds.
    """
    if any(exports.glob(f"{WORK}/{JOURNAL}")):
        raise ExportError(
            f"{exports.as_posix()} 里是两次构建的文件：上次构建在换文件时中断", remedy="再运行一次 kg build，它会先换完"
        )
    return exports


def left_out(exports: Path) -> tuple[str, ...]:
    """Why sources were left out of a build; none when build.json cannot be read, which others tell."""
    try:
        failed = json.loads((exports / "build.json").read_text(encoding="utf-8")).get("failed", ())
    except (OSError, ValueError, AttributeError):
        return ()
    return tuple(map(str, failed))
