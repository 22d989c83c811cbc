"""Reads a table of a build line by line, and single lines again. In: a JSON Lines file; out: lines with their offsets, and values.

Of a million facts only a few are told: a line is known by its offset, and read again when it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import ExportError

_T = TypeVar("_T")
_REMEDY = "请重新运行 kg build"


class Lines:
    """A table of a build.

    Args:
        path (Path): the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Each line with its offset in bytes; blank lines are passed over.

        Raises:
            ExportError: the file cannot be read.
        """
        at = 0
        try:
            with self.path.open("rb") as lines:
                for line in lines:
                    if line.strip():
                        yield at, line
                    at += len(line)
        except OSError as error:
            raise self._unreadable() from error

    def values(self, make: Callable[[dict[str, Any]], _T]) -> Iterator[_T]:
        """All lines as values.

        Raises:
            ExportError: the file cannot be read, or a line is damaged.
        """
        for at, line in self:
            yield self.value(at, line, make)

    def value(self, at: int, line: bytes, make: Callable[[dict[str, Any]], _T]) -> _T:
        """A line as a value.

        Raises:
            ExportError: it is damaged.
        """
        try:
            return make(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            number = next((n for n, (begin, _) in enumerate(self, 1) if begin == at), 0)
            raise ExportError(f"{self.path.as_posix()} 已损坏", where=f"第 {number} 行", remedy=_REMEDY) from error

    @contextmanager
    def reader(self, make: Callable[[dict[str, Any]], _T]) -> Iterator[Callable[[int], _T]]:
        """What reads the line at an offset again; the file stays open meanwhile.

        Raises:
            ExportError: the file cannot be read.
        """
        try:
            file = self.path.open("rb")
        except OSError as error:
            raise self._unreadable() from error

        def read(at: int) -> _T:
            file.seek(at)
            return self.value(at, file.readline(), make)

        with file:
            yield read

    def _unreadable(self) -> ExportError:
        return ExportError(f"{self.path.as_posix()} 无法读取", remedy="请给出 kg build 写出的目录")
