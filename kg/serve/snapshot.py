"""Fixes what is served. In: the folder that a build wrote; out: copies that stay as they are while kg build writes anew.

A replaced worker must load what its sisters hold, and the explorer must belong to the graph: files that change under a
running server would give answers from two builds. Restart the server to serve a new build.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ExportError
from kg.query.load import HEAD
from kg.query.store import Keeping, Unavailable, provide


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
        kept (Path | None): where stores on disk stay for the next start; None: beside the export, as for `kg query`.
        told (Callable[[str], None]): hears of work that takes long.

    Raises:
        ExportError: graph.ttl is missing, or is no Turtle, or cannot be copied.
    """
    turtle, page = export / "graph.ttl", export / "explorer.html"
    if not turtle.is_file():
        raise ExportError(f"{turtle.as_posix()} 不存在", remedy="先运行 kg build")
    try:
        explorer = Path(shutil.copyfile(page, folder / "explorer.html")) if page.is_file() else None
        if turtle.stat().st_size > limit:
            store = _store_of(turtle, folder, kept, told)
            return Snapshot(store / "head.ttl", store / "db", True, explorer)
        copy = Path(shutil.copyfile(turtle, folder / "graph.ttl"))
        head = folder / "head.ttl"
        with copy.open("rb") as whole:
            head.write_bytes(whole.read(HEAD).rpartition(b"\n")[0])
        _check(copy, turtle)
    except OSError as error:
        raise ExportError(f"{export.as_posix()} 无法读取或复制", where=str(error), remedy="检查磁盘和权限") from error
    return Snapshot(head, copy, False, explorer)


def _check(copy: Path, turtle: Path) -> None:
    """Reads all of it once: a worker that cannot load would only be replaced by another that cannot."""
    try:
        for _ in ox.parse(path=copy, format=ox.RdfFormat.TURTLE):
            pass
    except SyntaxError as error:
        raise _damaged(turtle, str(error)) from error


def _store_of(turtle: Path, folder: Path, kept: Path | None, told: Callable[[str], None]) -> Path:
    """A store of a large graph in ``folder``, which stays though the one that is kept is replaced."""

    def progress(read: int, size: int) -> None:
        if not read:
            told(f"图谱有 {size / 1e6:.0f} MB，先建磁盘索引（每 100 MB 约需半分钟）……")

    try:
        return _linked(provide(turtle, Keeping(kept, progress=progress)), folder / "store")
    except Unavailable as error:
        told(f"磁盘索引不能留到下次（{error}），放在临时目录；可用 --store 另指一个目录")
    try:
        return provide(turtle, Keeping(folder, progress=progress))
    except Unavailable as error:
        raise ExportError("磁盘索引建不了", where=str(error), remedy="用 --store 指一个能写、放得下的目录") from error


def _linked(store: Path, folder: Path) -> Path:
    """The same store under another name: its files are never changed, only deleted, so they need not be copied."""
    (folder / "db").mkdir(parents=True)
    for file in (store / "head.ttl", *(store / "db").iterdir()):
        if file.name.startswith("LOG") or file.name == "LOCK":
            continue
        there = folder / file.relative_to(store)
        try:
            os.link(file, there)
        except OSError:  # another file system
            shutil.copyfile(file, there)
    return folder


def _damaged(turtle: Path, problem: str) -> ExportError:
    return ExportError(f"{turtle.as_posix()} 不是合格的 Turtle", where=problem, remedy="重新运行 kg build")
