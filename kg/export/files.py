"""Puts files into a folder, all or none. In: names and contents; out: the folder, with what else lies there untouched."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kg.errors import ExportError


def write_exports(files: Mapping[str, bytes | str], out: Path) -> None:
    """Writes every file, or changes nothing.

    Args:
        files (Mapping[str, bytes | str]): plain file name -> content; text is written as UTF-8 with ``\\n``.
        out (Path): the folder; made when it is not there.

    Raises:
        ExportError: the folder cannot be written or the disk is full; what was there stays as it was.
    """
    new = not out.exists()
    try:
        contents = {name: _bytes(name, content) for name, content in files.items()}
        out.mkdir(parents=True, exist_ok=True)
        # Inside the folder, so that os.replace never crosses a file system.
        work = Path(tempfile.mkdtemp(prefix=".kg-", dir=out))
        try:
            _stage(contents, work)
            _swap(contents, work, out)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        if new:
            with suppress(OSError):
                out.rmdir()
        reason = error.strerror or str(error)
        raise ExportError(
            f"不能写入 {out.as_posix()}", where=reason, remedy="检查写权限和磁盘空间，或用 --out 换一个文件夹"
        ) from error


def _bytes(name: str, content: bytes | str) -> bytes:
    if name in ("", "..") or Path(name).name != name:
        raise ExportError(f"导出文件名 {name} 不能用", remedy="只能是文件名，不能带路径")
    if isinstance(content, bytes):
        return content
    try:
        return content.encode()
    except UnicodeEncodeError as error:
        raise ExportError(f"{name} 里有 UTF-8 写不出的字符", where=f"第 {error.start} 个字符") from error


def _stage(contents: Mapping[str, bytes], work: Path) -> None:
    (work / "new").mkdir()
    (work / "old").mkdir()
    for name, content in contents.items():
        with (work / "new" / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _swap(contents: Mapping[str, bytes], work: Path, out: Path) -> None:
    """Moves the new files in, one os.replace each; when one fails, the old ones go back."""
    done: list[str] = []
    try:
        for name in contents:
            _keep(out / name, work / "old" / name)
            (work / "new" / name).replace(out / name)
            done.append(name)
        _sync(out)
    except OSError:
        for name in reversed(done):
            if (work / "old" / name).exists():
                (work / "old" / name).replace(out / name)
            else:
                (out / name).unlink()
        raise


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
