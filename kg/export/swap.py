"""Puts a set of files in place of an older one, whatever happens meanwhile. In: a folder of new files; out: the exports, all of one build.

Files are renamed one by one, a few thousandths of a second for all. Before the first one a journal says which; a process that is killed
between two leaves it behind, and the next build finishes the work. When a file cannot be moved, the journal says so and the old files
go back. A lock keeps two builds out of one folder; the system lifts it when its holder dies, so a folder of work that is found under the
lock belongs to nobody.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kg.errors import ExportError
from kg.wholeness import JOURNAL, WORK

#: What the names of work folders begin with; ``tempfile.mkdtemp`` adds eight characters.
PREFIX = WORK.rstrip("?")
_LOCK = ".kg-lock"


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keeps other builds out of a folder, and cleans up behind killed ones.

    Raises:
        ExportError: another build is at work there, or what a killed one left behind is damaged.
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
        for work in sorted(out.glob(f"{WORK}/")):
            if (work / "new").is_dir() or not any(work.iterdir()):  # else it is somebody else's
                finish(work, out)
                shutil.rmtree(work, ignore_errors=True)
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
    had = {name: (out / name).is_file() for name in (*names, *stale)}
    _sync(work / "new")
    _write_journal(work, {"names": list(names), "stale": list(stale)})
    try:
        for name in (*names, *stale):
            if had[name]:
                _keep(out / name, work / "old" / name)
        finish(work, out)
    except OSError:
        with suppress(OSError):  # a full disk takes no journal, but old files can still go back
            _write_journal(work, {"undo": had})
        _undo(had, work, out)
        (work / JOURNAL).unlink()
        raise
    except BaseException:  # Ctrl-C: what is left takes a few thousandths of a second
        finish(work, out)
        raise


def finish(work: Path, out: Path) -> None:
    """Ends what the journal of a work folder says; nothing where there is none. Twice does no harm.

    Raises:
        ExportError: the journal is damaged.
        OSError: a file cannot be moved.
    """
    journal = work / JOURNAL
    if not journal.is_file():
        return
    try:
        told = json.loads(journal.read_text(encoding="utf-8"))
        undo: Mapping[str, bool] = told.get("undo", {})
        names, stale = list(told.get("names", ())), list(told.get("stale", ()))
        if any(Path(name).name != name for name in (*names, *stale, *undo)):
            raise ValueError
    except (ValueError, TypeError, AttributeError) as error:
        raise ExportError(
            f"{journal.as_posix()} 已损坏，不知道上次构建换到了哪里",
            remedy=f"请删去 {work.as_posix()}，再运行 kg build",
        ) from error
    if undo:
        _undo(undo, work, out)
    for name in names:
        if (work / "new" / name).is_file():
            (work / "new" / name).replace(out / name)
    for name in stale:
        (out / name).unlink(missing_ok=True)
    _sync(out)
    journal.unlink()


def _undo(had: Mapping[str, bool], work: Path, out: Path) -> None:
    """Puts the old files back; those that were not there go."""
    for name, was in had.items():
        if (work / "old" / name).is_file():
            (work / "old" / name).replace(out / name)
        elif not was and (out / name).is_file():
            (out / name).unlink()


def _write_journal(work: Path, told: Mapping[str, object]) -> None:
    """The journal appears whole, in place of an earlier one."""
    draft = work / f"{JOURNAL}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(work / JOURNAL)
    _sync(work)


def _keep(file: Path, copy: Path) -> None:
    """A second name for a file that is about to be replaced; a copy where the file system has no hard links."""
    try:
        os.link(file, copy)
    except OSError:
        half = copy.with_name(f"{copy.name}.half")  # nobody may take half a file for the old one
        shutil.copy2(file, half)
        half.replace(copy)


def _sync(folder: Path) -> None:
    """Makes the renames last; not every system opens folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
