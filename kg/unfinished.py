"""Tells whether a folder of exports is of one build. In: the folder; out: nothing, or an error.

Files are put in place one by one; a build that is killed meanwhile leaves a journal, and the next build finishes (kg/export/swap.py).
"""

from __future__ import annotations

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
