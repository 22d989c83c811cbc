"""Keeps a large export on disk as a store that opens at once. In: graph.ttl; out: the folder of a store of the same content.

A store is a folder ``kg-store-<digest>`` in ``.kg`` beside the export, or where the user says: ``db`` (RocksDB), ``head.ttl`` (the
prefixes) and ``marker.json``: what it was made of, and its files with their sizes. It is made under another name and renamed
when it is whole, so a folder of that name is never half built. It belongs to a file when the file's size, times and number
are those of the marker; else the file is read once to see whether its digest is.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import ExportError
from kg.query.load import signature

#: The folder beside an export where its stores lie.
FOLDER = ".kg"
#: Names that nobody else gives: the user may choose a folder that holds other things, and old stores are deleted.
_MARKER, _STORE, _NEW = "marker.json", "kg-store-", "kg-new-"
_BOOT = "import sys; sys.path[:] = sys.argv[3:]; from pathlib import Path; from kg.query.load import load; load(*map(Path, sys.argv[1:3]))"
#: Nanoseconds in which a file may change twice without another time: a marker made so soon is not enough to trust it.
_RACY = 2_000_000_000
#: Seconds after which a store that was never finished is cleared away.
_ABANDONED = 86_400


@cache
def settings() -> dict[str, int]:
    """When a store is made, and what it takes."""
    return tomllib.loads(files("kg.query").joinpath("store.toml").read_text(encoding="utf-8"))


class Unavailable(Exception):  # noqa: N818  # no mistake of the user's: who asks goes on without a store
    """No store can be made; the message says why."""


def _nothing(*_: Any) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Keeping:
    """How stores are kept.

    Attributes:
        folder: where; None: ``.kg`` beside graph.ttl.
        over: bytes of Turtle above which there is one; None: as store.toml says.
        rebuild: whether one that is there is made anew.
        warned: hears one line about what does not work.
        progress: hears how many bytes of how many are loaded.
    """

    folder: Path | None = None
    over: int | None = None
    rebuild: bool = False
    warned: Callable[[str], None] = _nothing
    progress: Callable[[int, int], None] = _nothing

    def wants(self, source: Path) -> bool:
        """Whether a file is large enough."""
        return source.stat().st_size > (settings()["over"] if self.over is None else self.over)

    def place(self, source: Path) -> Path:
        """Where the stores of a file lie."""
        return self.folder or source.parent / FOLDER


def provide(source: Path, keeping: Keeping) -> Path:
    """The store of a file; made when there is none.

    Raises:
        ExportError: the file is no Turtle.
        Unavailable: there is none, and none can be made.
    """
    found = None if keeping.rebuild else find(source, keeping.place(source))
    return found or _make(source, keeping)


def find(source: Path, place: Path) -> Path | None:
    """The whole store in ``place`` that holds what the file holds; None when there is none."""
    marked = [(store, marker) for store in sorted(place.glob(f"{_STORE}*")) if (marker := _read(store))]
    if not marked:
        return None
    with source.open("rb") as file:
        now = signature(file)
        for store, marker in marked:
            if marker["signature"] == now and marker["checked"] - max(now[1:3]) > _RACY:
                return store
        checked = time.time_ns()
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    for store, marker in marked:
        if marker["sha256"] == digest:
            with contextlib.suppress(OSError):
                _write(store, {**marker, "signature": now, "checked": checked})
            return store
    return None


def open_store(store: Path) -> ox.Store:
    """The store in a folder, read only.

    Raises:
        OSError: it is damaged.
    """
    return ox.Store.read_only(str(store / "db"))


def discard(store: Path) -> None:
    """Clears a store away; one that cannot be deleted loses at least its marker."""
    with contextlib.suppress(OSError):
        (store / _MARKER).unlink()
    shutil.rmtree(store, ignore_errors=True)


def _read(store: Path) -> dict[str, Any] | None:
    """The marker of a store; None when it has none, is of another version, or lacks a file or a part of one."""
    try:
        marker: dict[str, Any] = json.loads((store / _MARKER).read_text(encoding="utf-8"))
        whole = marker["engine"] == ox.__version__ and marker["files"] == _sizes(store)
        return marker if whole and {"signature", "sha256", "checked"} <= marker.keys() else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write(store: Path, marker: dict[str, Any]) -> None:
    part = store / f"{_MARKER}.{os.getpid()}"
    part.write_text(json.dumps(marker), encoding="utf-8")
    part.replace(store / _MARKER)


def _sizes(store: Path) -> dict[str, int]:
    """The files that hold the data; the engine's own log may come and go."""
    names = ("*.sst", "*.log", "CURRENT", "MANIFEST-*")
    return {file.name: file.stat().st_size for name in names for file in sorted((store / "db").glob(name))}


def _make(source: Path, keeping: Keeping) -> Path:
    place = keeping.place(source)
    try:
        _prepare(place, source.stat().st_size * settings()["disk"])
        work = Path(tempfile.mkdtemp(prefix=_NEW, dir=place))
        try:
            told = _load(source, work, keeping)
            about: dict[str, Any] = {
                "engine": ox.__version__,
                "checked": time.time_ns(),
                "source": str(source.resolve()),
            }
            _write(work, {**told, **about, "files": _sizes(work)})
            store = place / f"{_STORE}{told['sha256'][:16]}"
            return _settle(work, store, about["source"], anew=keeping.rebuild)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise Unavailable(error.strerror or str(error)) from error


def _prepare(place: Path, wanted: int) -> None:
    """Makes the folder of the stores, with room in it; git and the like are told to leave it alone."""
    place.mkdir(parents=True, exist_ok=True)
    ignore = place / ".gitignore"
    if place.name == FOLDER and not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    for left in place.glob(f"{_NEW}*"):
        if time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)
    free = shutil.disk_usage(place).free
    if free < wanted:
        raise Unavailable(f"磁盘只剩 {free / 1e9:.1f} GB，需要 {wanted / 1e9:.1f} GB")


def _load(source: Path, work: Path, keeping: Keeping) -> dict[str, Any]:
    """What the loader says of what it read."""
    command = [sys.executable, "-P", "-c", _BOOT, str(source), str(work), *sys.path]
    size, said = source.stat().st_size, {}
    keeping.progress(0, size)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as loader:
        assert loader.stdout is not None
        try:
            for line in loader.stdout:
                said = json.loads(line)
                keeping.progress(said.get("read", size), size)
        except BaseException:
            loader.kill()
            raise
    if "damaged" in said:
        raise ExportError(f"{source.as_posix()} 不是合格的 Turtle", where=said["damaged"], remedy="重新运行 kg build")
    if "sha256" not in said:
        raise Unavailable(said.get("failed") or "建索引的进程意外退出，可能是内存不够")
    return said


def _settle(work: Path, store: Path, source: str, *, anew: bool) -> Path:
    """Gives a whole store its name, unless another process was first, and clears away those of earlier content."""
    if anew or _read(store) is None:
        discard(store)
    try:
        work.replace(store)
    except OSError:
        if _read(store) is None:
            raise
    for other in store.parent.glob(f"{_STORE}*"):
        marker = _read(other)
        if other != store and (marker is None or marker["source"] == source):
            discard(other)
    return store
