"""Patterns of paths, for shells that leave them alone. In: a path with ``*``, ``?`` or ``[``; out: what matches, and how it is told.

A match is told from the first part on that has such a mark, so that names that repeat are told apart; from the folder before it on when
that part is ``**``. Below ``**`` folders that are only links are passed over: they may lead back to where they lie.
"""

from __future__ import annotations

import fnmatch
import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import SourceError

#: What an export of kg always holds.
EXPORT = ("build.json", "dataset.ttl")


def is_pattern(path: object) -> bool:
    """Whether a path may stand for several."""
    return isinstance(path, Path) and glob.has_magic(str(path))


def matching(pattern: Path) -> list[tuple[Path, str]]:
    """Files and folders that a pattern names, sorted; below ``**`` only files.

    Raises:
        SourceError: nothing matches.
    """
    first = next(at for at, part in enumerate(pattern.parts) if glob.has_magic(part))
    base, deep = Path(*pattern.parts[:first]), "**" in pattern.parts
    if deep:
        kept = sorted(_below(base, pattern.parts[first:]))
    else:
        kept = [Path(name) for name in sorted(glob.glob(str(pattern)))]  # noqa: PTH207  # Path.glob knows no absolute patterns
    if not kept:
        raise SourceError(f"没有与 {pattern.as_posix()} 相符的文件", remedy="请检查路径和通配符，** 代表任意层文件夹")
    top = f"{base.name or base.resolve().name}/" if pattern.parts[first] == "**" else ""
    return [(path, f"{top}{path.relative_to(base).as_posix()}") for path in kept]


def files_below(folder: Path) -> Iterator[Path]:
    """All files in a folder and its folders, but for those that are links, and for exports of kg."""
    for above, folders, files in os.walk(folder):
        here = Path(above)
        folders[:] = [name for name in folders if not is_export(here / name)]
        yield from (path for path in (here / name for name in files) if path.is_file())


def is_export(folder: Path) -> bool:
    """Whether a build wrote a folder: what it says is in the sources already."""
    return all((folder / name).is_file() for name in EXPORT)


def _below(base: Path, wanted: Sequence[str]) -> Iterator[Path]:
    return (path for path in files_below(base) if _fits(path.relative_to(base).parts, wanted))


def _fits(parts: Sequence[str], wanted: Sequence[str]) -> bool:
    """As a shell understands it: ``**`` is any number of folders, and names that begin with a point are only meant where one is written."""
    if not parts or not wanted:
        return not parts and all(one == "**" for one in wanted)
    seen = not parts[0].startswith(".")
    if wanted[0] == "**":
        return _fits(parts, wanted[1:]) or (seen and _fits(parts[1:], wanted))
    return fnmatch.fnmatch(parts[0], wanted[0]) and (seen or wanted[0].startswith(".")) and _fits(parts[1:], wanted[1:])
