"""Puts a set of files in place of an older one, whatever happens meanwhile. In: a folder of new files; out: the exports, all of one build.

Files are renamed one by one, a few thousandths of a second for all. Before the first one a journal says which; a process that is killed
between two leaves it behind, and whoever comes next finishes the work. A lock keeps two builds out of one folder; the system lifts it
when its holder dies, so a folder of work that is found under the lock belongs to nobody.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kg.errors import ExportError

#: What the folders of builds in the making begin with.
WORK = ".kg-"
_LOCK = ".kg-lock"
_JOURNAL = "journal.json"


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keeps other builds out of a folder, and cleans up behind killed ones.

    Raises:
        ExportError: another build is at work there.
        OSError: the folder cannot be written.
    """
    lock = FileLock(out / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise ExportError(
            f"另一个 kg 正在写 {out.as_posix()}", remedy="等它做完再试，或用 --out 换一个文件夹"
        ) from error
    try:
        for work in sorted(out.glob(f"{WORK}*/")):
            _finish(work, out)
        yield
    finally:
        Path(lock.lock_file).unlink(missing_ok=True)  # while it is held, so nobody else loses it
        lock.release()


def swap(names: Sequence[str], stale: Sequence[str], work: Path, out: Path) -> None:
    """Moves the new files in and the stale ones out; when one cannot be moved, the old ones go back.

    Args:
        names (Sequence[str]): files in ``new`` of the work folder.
        stale (Sequence[str]): files of the exports that go.
        work (Path): the work folder; ``old`` in it takes the old files.
        out (Path): the exports.

    Raises:
        OSError: a file cannot be moved.
    """
    _write_journal(work, names, stale)
    done: list[str] = []
    try:
        for name in names:
            _keep(out / name, work / "old" / name)
            (work / "new" / name).replace(out / name)
            done.append(name)
        for name in stale:
            (out / name).replace(work / "old" / name)
            done.append(name)
        _sync(out)
    except OSError:
        for name in reversed(done):
            if (work / "old" / name).exists():
                (work / "old" / name).replace(out / name)
            else:
                (out / name).unlink()
        raise
    finally:
        (work / _JOURNAL).unlink()


def _finish(work: Path, out: Path) -> None:
    """Ends what a killed build began: all new files are there once a journal is."""
    journal = work / _JOURNAL
    if journal.is_file():
        told = json.loads(journal.read_text(encoding="utf-8"))
        for name in told["names"]:
            if (work / "new" / name).is_file():
                (work / "new" / name).replace(out / name)
        for name in told["stale"]:
            (out / name).unlink(missing_ok=True)
        _sync(out)
    shutil.rmtree(work, ignore_errors=True)


def _write_journal(work: Path, names: Sequence[str], stale: Sequence[str]) -> None:
    """The journal appears whole, and only when the new files are on disk."""
    _sync(work / "new")
    draft = work / f"{_JOURNAL}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"names": list(names), "stale": list(stale)}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(work / _JOURNAL)
    _sync(work)


def _keep(file: Path, copy: Path) -> None:
    """A second name for a file that is about to be replaced; a copy where the file system has no hard links."""
    if not file.is_file():
        return
    try:
        os.link(file, copy)
    except OSError:
        shutil.copy2(file, copy)


def _sync(folder: Path) -> None:
    """Makes the renames last; not every system opens folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
