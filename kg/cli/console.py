"""What the commands share: plain output, bars of progress, options that several take."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from kg.errors import KGError
from kg.wholeness import refuse_unfinished

Exports = Annotated[
    Path,
    typer.Option("--exports", help="kg build 写出的目录。Folder that kg build wrote.", callback=refuse_unfinished),
]
Config = Annotated[Path | None, typer.Option("--config", help="配置文件，默认 kg.toml。Configuration.")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。Print JSON.")]


def print_text(text: str) -> None:
    """Plain output, whatever the console's width."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def tell(line: str) -> None:
    """A line about work that takes long, on standard error."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(line, markup=False)


def write_file(out: Path, content: str | bytes) -> None:
    """Writes what a command was told to write.

    Raises:
        KGError: the file cannot be written.
    """
    try:
        out.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise KGError(f"{out.as_posix()} 写不了", where=error.strerror or "", remedy="检查目录和权限") from error


class Bars:
    """Draws the stages of a build on standard error; silent when that is no terminal."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self.progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self.task: TaskID | None = None

    def stage(self, name: str, total: int) -> None:
        """Draws a new bar."""
        self.task = self.progress.add_task(name, total=total)

    def warn(self, message: str) -> None:
        """Writes a line above the bars."""
        self.progress.console.print(message, markup=False, highlight=False, soft_wrap=True)

    def step(self) -> None:
        """Advances the bar by one."""
        self.advance(1)

    def advance(self, steps: int) -> None:
        """Advances the bar by so many."""
        if self.task is not None:
            self.progress.advance(self.task, steps)
