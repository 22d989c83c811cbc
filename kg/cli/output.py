"""In which form a command tells what it found, and where to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, RenderableType

from kg.cli.console import print_text, tell, write_file
from kg.errors import KGError

Out = Annotated[Path | None, typer.Option("--out", help="写到文件，格式可由后缀定。Write to a file.")]

#: For people, on a terminal only.
TABLE = "table"
#: Cannot be printed.
_BINARY = "xlsx"
#: Endings that promise a form: under one of these nobody looks for another. Other endings (.txt, .1) promise none.
_PROMISING = frozenset(
    [
        "csv",
        "docx",
        "gexf",
        "graphml",
        "htm",
        "html",
        "json",
        "jsonl",
        "md",
        "nt",
        "ods",
        "parquet",
        "pdf",
        "png",
        "svg",
        "tsv",
        "ttl",
        "xls",
        "xlsx",
        "xml",
    ]
)


def chosen_form(form: str, out: Path | None, forms: Sequence[str]) -> str:
    """The form that is asked for, else that of the file's ending, else a table on the terminal or CSV in a file.

    Args:
        form (str): as asked for, or empty.
        out (Path | None): the file.
        forms (Sequence[str]): that the command has, TABLE among them.

    Raises:
        KGError: the command has no such form, cannot write or print it, or the file's ending promises another.
    """
    suffix = out.suffix.removeprefix(".").lower() if out else ""
    chosen = form or (suffix if suffix in forms else "csv" if out else TABLE)
    if chosen not in forms:
        raise KGError(f"没有 {chosen} 这种输出格式", remedy=f"可用的有 {'、'.join(forms)}")
    if chosen == TABLE and out:
        raise KGError("table 格式只在终端显示", remedy=f"写文件用 --format {_written(forms)} 之一")
    if suffix in _PROMISING and suffix != chosen:
        if suffix not in forms:
            raise KGError(f"不能写成 .{suffix}", remedy=f"可用的有 {_written(forms)}")
        raise KGError(
            f"--format {chosen} 和 --out 的后缀 .{suffix} 矛盾", remedy=f"把后缀改成 .{chosen}，或去掉 --format"
        )
    if chosen == _BINARY and not out:
        raise KGError(f"{_BINARY} 格式要写到文件", remedy=f"加上 --out 结果.{_BINARY}")
    return chosen


def _written(forms: Sequence[str]) -> str:
    return "、".join(one for one in forms if one != TABLE)


def give(content: str | bytes, out: Path | None, what: str) -> None:
    """Writes to the file, saying what it holds, or prints.

    Raises:
        KGError: the file cannot be written.
    """
    if out:
        write_file(out, content)
        tell(f"{what}写入 {out.as_posix()}")
    else:
        print_text(content if isinstance(content, str) else content.decode())


def show(parts: Iterable[RenderableType], *, fold: bool = True) -> None:
    """Prints for people.

    Args:
        fold (bool): whether lines that are too long are left to the terminal; tables are not.
    """
    console = Console(highlight=False, soft_wrap=fold)
    for part in parts:
        console.print(part)
