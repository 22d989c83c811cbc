"""Reads the data files that ship beside this module. In: a file name; out: checked rows. The only reader of lexicon files.

Tables are tab-separated UTF-8 with a header line; lines that begin with ``#`` are comments. Rules are TOML.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import LexiconError

FOLDER = files("kg.lexicon")


def read_text(name: str) -> str:
    """The text of one lexicon file.

    Raises:
        LexiconError: there is no such file.
    """
    try:
        return FOLDER.joinpath(name).read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise LexiconError(f"词库文件 {name} 不存在", remedy="请重新安装 kg") from error


@cache
def read_table(name: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated file whose header must name ``columns``.

    Raises:
        LexiconError: the header differs, or a row has another number of cells.
    """
    lines = [
        (number, line)
        for number, line in enumerate(read_text(name).splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines or tuple(lines[0][1].split("\t")) != columns:
        raise LexiconError(f"词库文件 {name} 的表头不对", where="第 1 行", remedy=f"应为 {' '.join(columns)}")
    rows = []
    for number, line in lines[1:]:
        cells = tuple(line.split("\t"))
        if len(cells) != len(columns):
            raise LexiconError(f"词库文件 {name} 的列数不对", where=f"第 {number} 行", remedy=f"应有 {len(columns)} 列")
        rows.append(cells)
    return tuple(rows)


@cache
def read_rules(name: str) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        LexiconError: it is not TOML.
    """
    try:
        return tomllib.loads(read_text(name))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"词库文件 {name} 不是合格的 TOML", where=str(error)) from error


def digest() -> str:
    """SHA-256 over all data files, so that a build can say which lexicon made it."""
    total = hashlib.sha256()
    for entry in sorted(FOLDER.iterdir(), key=lambda entry: entry.name):
        if entry.is_file() and entry.name.endswith((".tsv", ".toml")):
            total.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    return total.hexdigest()
