"""Fixes what is served. In: the folder that a build wrote; out: copies that stay as they are while kg build writes anew.

A replaced worker must load what its sisters hold, and the explorer must belong to the graph: files that change under a
running server would give answers from two builds. Restart the server to serve a new build.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ExportError

#: The first lines of a Turtle export are its prefixes; this is room for a hundred of them.
_HEAD = 8_000
_COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the workers open.

    Attributes:
        head: a file with the first lines of graph.ttl, which declare its prefixes.
        data: graph.ttl, or the folder of a store when ``on_disk``.
        explorer: the page; None when the build wrote none.
    """

    head: Path
    data: Path
    on_disk: bool
    explorer: Path | None


def take(export: Path, folder: Path, limit: int, *, kept: Path | None = None, told: Callable[[str], None]) -> Snapshot:
    """Copies an export, or makes a store of it when it is large.

    Args:
        export (Path): the folder that a build wrote.
        folder (Path): an empty one, gone when the server ends.
        limit (int): bytes of Turtle above which a store on disk is made.
        kept (Path | None): where stores on disk stay for the next start; None makes them in ``folder``.
        told (Callable[[str], None]): hears of work that takes long.

    Raises:
        ExportError: graph.ttl is missing, or is no Turtle, or cannot be copied.
    """
    turtle, page = export / "graph.ttl", export / "explorer.html"
    if not turtle.is_file():
        raise ExportError(f"{turtle.as_posix()} 不存在", remedy="先运行 kg build")
    try:
        copy = Path(shutil.copyfile(turtle, folder / "graph.ttl"))
        explorer = Path(shutil.copyfile(page, folder / "explorer.html")) if page.is_file() else None
        head = folder / "head.ttl"
        with copy.open("rb") as whole:
            head.write_bytes(whole.read(_HEAD).rpartition(b"\n")[0])
        if copy.stat().st_size <= limit:
            _check(copy, turtle)
            return Snapshot(head, copy, False, explorer)
        store = _store_of(copy, kept or folder, turtle, told)
        copy.unlink()
    except OSError as error:
        raise ExportError(f"{export.as_posix()} 无法读取或复制", where=str(error), remedy="检查磁盘和权限") from error
    return Snapshot(head, store, True, explorer)


def _check(copy: Path, turtle: Path) -> None:
    """Reads all of it once: a worker that cannot load would only be replaced by another that cannot."""
    try:
        for _ in ox.parse(path=copy, format=ox.RdfFormat.TURTLE):
            pass
    except SyntaxError as error:
        raise _damaged(turtle, str(error)) from error


def _store_of(copy: Path, folder: Path, turtle: Path, told: Callable[[str], None]) -> Path:
    with copy.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    store = folder / f"store-{digest}"
    if (store / _COMPLETE).is_file():
        return store
    told(f"图谱较大，先建磁盘索引 {store.as_posix()}（每百万条三元组约需十秒）……")
    shutil.rmtree(store, ignore_errors=True)
    store.mkdir(parents=True)
    # In a process of its own: the loader leaves 200 MB behind for each million triples, which the server would keep.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as other:
        problem = other.submit(_load, str(copy), str(store)).result()
    if problem:
        shutil.rmtree(store, ignore_errors=True)
        raise _damaged(turtle, problem)
    (store / _COMPLETE).touch()
    return store


def _load(copy: str, store: str) -> str:
    """Fills a store; what is wrong with the file, or nothing."""
    opened = ox.Store(store)
    try:
        opened.bulk_load(path=copy, format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        return str(error)
    opened.flush()
    opened.optimize()
    return ""


def _damaged(turtle: Path, problem: str) -> ExportError:
    return ExportError(f"{turtle.as_posix()} 不是合格的 Turtle", where=problem, remedy="重新运行 kg build")
