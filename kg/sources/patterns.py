"""Patterns of paths, for shells that leave them alone. In: a path with ``*``, ``?`` or ``[``; out: what matches, and how it is told.

Without ``**`` a match is told by its name, as if the shell had named it; with ``**``, where names repeat, from the folder before it on.
"""

from __future__ import annotations

import glob
from pathlib import Path

from kg.errors import SourceError


def is_pattern(path: object) -> bool:
    """Whether a path may stand for several."""
    return isinstance(path, Path) and glob.has_magic(str(path))


def matching(pattern: Path) -> list[tuple[Path, str]]:
    """Files and folders that a pattern names, sorted; below ``**`` only files.

    Raises:
        SourceError: nothing matches.
    """
    deep = "**" in pattern.parts
    found = [Path(name) for name in sorted(glob.glob(str(pattern), recursive=True))]  # noqa: PTH207  # Path.glob knows no absolute patterns
    kept = [path for path in found if not (deep and path.is_dir())]
    if not kept:
        raise SourceError(f"没有与 {pattern.as_posix()} 相符的文件", remedy="请检查路径和通配符，** 代表任意层文件夹")
    if not deep:
        return [(path, path.name) for path in kept]
    base = Path(*pattern.parts[: pattern.parts.index("**")])
    top = base.name or base.resolve().name
    return [(path, f"{top}/{path.relative_to(base).as_posix()}") for path in kept]
