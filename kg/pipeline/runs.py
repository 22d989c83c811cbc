"""Sorted lines on disk. In: lines in memory; out: files, and sorted streams of them all, of which little is ever in memory.

Lines begin with a key, up to the first space or tab. The lines of all files can be cut into parts of about equal size, each with all
lines of its keys, so that several processes merge at once; put one behind the other the parts are the whole, wherever the cuts are.
"""

from __future__ import annotations

import heapq
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.export import Sink

#: Files that are merged at once: below every system's limit of open files, macOS has 256.
AT_ONCE = 128
#: Lines that are looked at for each part, to find keys that cut the whole evenly.
SAMPLES = 64
#: Parts for each process, so that none waits long for the last.
SHARES = 3
#: Bytes of lines that are worth a part of their own, and that a part has at most, about.
LEAST, MOST = 2_000_000, 64_000_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a file of sorted lines: bytes from ``start`` to ``end``; both are beginnings of lines, or the end of the file."""

    file: Path
    start: int = 0
    end: int | None = None

    def lines(self) -> Iterator[bytes]:
        """The lines, in order."""
        with self.file.open("rb") as opened:
            opened.seek(self.start)
            left = (self.file.stat().st_size if self.end is None else self.end) - self.start
            for line in opened:
                if left <= 0:
                    return
                left -= len(line)
                yield line


def write_run(file: Path, lines: Iterable[bytes]) -> Path:
    """Writes lines, each ending in a line break, and gives the file back."""
    with file.open("wb") as opened:
        opened.writelines(lines)
    return file


@contextmanager
def workplace(folder: Path, name: str) -> Iterator[Path]:
    """A folder for what lies between while lines are merged; gone afterwards. A task that is done again finds it and goes on."""
    work = folder / f"work-{name}"
    work.mkdir(exist_ok=True)
    yield work
    shutil.rmtree(work)


def append(part: Path, out: Sink) -> None:
    """Moves what a file holds behind what another holds."""
    with part.open("rb") as file:
        shutil.copyfileobj(file, out)
    part.unlink()


def merged(runs: Sequence[Stretch], work: Path) -> Iterator[bytes]:
    """All lines in order; one that several files hold comes several times.

    Args:
        runs (Sequence[Stretch]): sorted lines.
        work (Path): a folder of this caller's own for what lies between, when there are too many files to open at once.
    """
    level = 0
    while len(runs) > AT_ONCE:
        groups = [runs[at : at + AT_ONCE] for at in range(0, len(runs), AT_ONCE)]
        runs = [Stretch(write_run(work / f"merge-{level}-{n}", _merged(group))) for n, group in enumerate(groups)]
        level += 1
    return _merged(runs)


def _merged(runs: Sequence[Stretch]) -> Iterator[bytes]:
    return heapq.merge(*(run.lines() for run in runs))


def how_many(files: Sequence[Path], processes: int) -> int:
    """Into how many parts lines are cut for so many processes."""
    size = sum(file.stat().st_size for file in files)
    return max(1, min(processes * SHARES, size // LEAST), size // MOST) if processes > 1 else 1


def parts(files: Sequence[Path], count: int) -> list[list[Stretch]]:
    """Cuts the lines of all files into parts; none holds a line whose key another has.

    Args:
        files (Sequence[Path]): sorted lines.
        count (int): how many parts; some may be empty.
    """
    samples = (
        sorted(key for file in files for key in _samples(file, SAMPLES * count // len(files) + 1)) if files else []
    )
    cuts = sorted({samples[len(samples) * n // count] for n in range(1, count)}) if samples else []
    found: list[list[Stretch]] = [[] for _ in range(len(cuts) + 1)]
    for file in files:
        with file.open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size
            ends = [_position(opened, key, size) for key in cuts]
        for part, start, end in zip(found, [0, *ends], [*ends, size], strict=True):
            if start < end:
                part.append(Stretch(file, start, end))
    return found


def key_of(line: bytes) -> bytes:
    """What lines are kept together by."""
    return line.replace(b"\t", b" ", 1).partition(b" ")[0]


def _samples(file: Path, count: int) -> list[bytes]:
    size = file.stat().st_size
    keys = []
    with file.open("rb") as opened:
        for n in range(count):
            opened.seek(size * n // count)
            if n:
                opened.readline()  # the rest of a line
            keys.append(key_of(opened.readline()))
    return [key for key in keys if key]


def _position(opened: IO[bytes], key: bytes, size: int) -> int:
    """Where the first line begins whose key is not before ``key``."""
    low, high = 0, size  # the answer is a beginning of a line, at ``low`` or later, at ``high`` or earlier
    while low < high:
        middle = (low + high) // 2
        opened.seek(middle)
        if middle:
            opened.seek(middle - 1)
            opened.readline()  # to the beginning of the next line
        at = opened.tell()
        line = opened.readline()
        if at >= high or not line:
            high = middle
        elif key_of(line) < key:
            low = at + len(line)
        else:
            high = middle if middle < at else at
    # ``low`` may stand inside the line before the answer
    opened.seek(max(low - 1, 0))
    if low:
        opened.readline()
    return min(opened.tell() if low else 0, size)
