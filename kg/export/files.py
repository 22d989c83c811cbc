"""Puts files into a folder, all or none. In: names and contents; out: the folder, with what else lies there untouched."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from kg.errors import ExportError
from kg.export.swap import PREFIX, locked, swap
from kg.wholeness import JOURNAL

#: The names of shards of N-Triples, as a pattern.
SHARDS = f"graph-{'[0-9]' * 5}-of-{'[0-9]' * 5}.nt"


class Sink(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> int:
        """Takes bytes, tells how many."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass
class Staging:
    """A set of files in the making, in a folder beside those that they will replace.

    Attributes:
        work: where they are made.
        written: file name -> what was written, in that order.
    """

    work: Path
    written: dict[str, Written] = field(default_factory=dict)

    @contextmanager
    def open(self, name: str) -> Iterator[Sink]:
        """A new file to write to; large ones never lie in memory as a whole.

        Raises:
            ExportError: the name is a path.
        """
        if name in ("", "..") or Path(name).name != name:
            raise ExportError(f"导出文件名 {name} 不能用", remedy="只能是文件名，不能带路径")
        with (self.work / "new" / name).open("wb") as file:
            counted = _Counted(file)
            yield counted
            file.flush()
            os.fsync(file.fileno())
        self.written[name] = Written(counted.size, counted.digest.hexdigest())

    def write(self, name: str, content: bytes | str) -> None:
        """A whole file; text is written as UTF-8 with ``\\n``.

        Raises:
            ExportError: the name is a path, or the text holds half a surrogate pair.
        """
        try:
            data = content if isinstance(content, bytes) else content.encode()
        except UnicodeEncodeError as error:
            raise ExportError(f"{name} 里有 UTF-8 写不出的字符", where=f"第 {error.start} 个字符") from error
        with self.open(name) as file:
            file.write(data)


class _Counted:
    """Passes bytes on to a file, counting them and taking their digest."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.size, self.digest = file, 0, hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        self.size += len(data)
        self.digest.update(data)
        return self.file.write(data)


@contextmanager
def staged(out: Path, generated: Iterable[str] = ()) -> Iterator[Staging]:
    """A set of files that replaces an earlier one when the block ends well; otherwise nothing changes.

    Args:
        out (Path): the folder; made when it is not there.
        generated (Iterable[str]): names of files that an earlier set may have, or patterns of them; those that this set lacks go
            with it, for a graph.nt of last week beside a graph.ttl of today would be believed.

    Raises:
        ExportError: the folder cannot be written, the disk is full, or another build is at work there; what was there stays as it was.
    """
    new = not out.exists()
    done = False
    try:
        out.mkdir(parents=True, exist_ok=True)
        with locked(out):
            # Inside the folder, so that os.replace never crosses a file system.
            work = Path(tempfile.mkdtemp(prefix=PREFIX, dir=out))
            try:
                for part in ("new", "old"):
                    (work / part).mkdir()
                staging = Staging(work)
                yield staging
                there = [file.name for name in generated for file in sorted(out.glob(name)) if file.is_file()]
                swap(list(staging.written), [name for name in there if name not in staging.written], work, out)
                done = True
            finally:
                if not (work / JOURNAL).exists():  # else old files are in it that could not go back
                    shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(
            f"不能写入 {out.as_posix()}", where=reason, remedy="检查写权限和磁盘空间，或用 --out 换一个文件夹"
        ) from error
    finally:
        if new and not done:
            with suppress(OSError):
                out.rmdir()


def write_exports(files: Mapping[str, bytes | str], out: Path) -> None:
    """Writes every file, or changes nothing.

    Args:
        files (Mapping[str, bytes | str]): plain file name -> content.
        out (Path): the folder; made when it is not there.

    Raises:
        ExportError: see ``staged`` and ``Staging.write``.
    """
    with staged(out) as staging:
        for name, content in files.items():
            staging.write(name, content)
