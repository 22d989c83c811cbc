"""Sorted lines on disk. In: lines in memory; out: files, and one sorted stream of them all, of which little is ever in memory."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

#: Files that are merged at once: below every system's limit of open files, macOS has 256.
AT_ONCE = 128


def write_run(file: Path, lines: Iterable[bytes]) -> Path:
    """Writes lines, each ending in a line break, and gives the file back."""
    with file.open("wb") as opened:
        opened.writelines(lines)
    return file


def merged(runs: Sequence[Path], work: Path) -> Iterator[bytes]:
    """All lines of sorted files in order; a line that several files hold comes several times.

    Args:
        runs (Sequence[Path]): files of sorted lines.
        work (Path): a folder for what lies between, when there are too many files to open at once.
    """
    level = 0
    while len(runs) > AT_ONCE:
        groups = [runs[at : at + AT_ONCE] for at in range(0, len(runs), AT_ONCE)]
        runs = [write_run(work / f"merge-{level}-{n}", _merged(group)) for n, group in enumerate(groups)]
        level += 1
    return _merged(runs)


def _merged(runs: Sequence[Path]) -> Iterator[bytes]:
    with ExitStack() as opened:
        yield from heapq.merge(*(opened.enter_context(run.open("rb")) for run in runs))
