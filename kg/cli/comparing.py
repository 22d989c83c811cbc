"""`kg diff`: what changed between two builds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.console import AsJson, tell, write_file
from kg.wholeness import refuse_unfinished

#: Facts, documents and entities that a terminal is shown each unless it asks for more.
SCREEN = 50


def diff(
    old: Annotated[Path, typer.Argument(help="原来的导出目录。Folder of the old build.", callback=refuse_unfinished)],
    new: Annotated[Path, typer.Argument(help="现在的导出目录。Folder of the new build.", callback=refuse_unfinished)],
    html: Annotated[Path | None, typer.Option("--html", help="另写成一个网页文件。Also write a page.")] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=0, help="事实、文档、实体各列几条，0 为不限；默认 50，网页 2000。At most N of each."
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="有不同时退出码为 1。Exit with 1 if they differ.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """比较两次构建：哪些事实改了、没有了、新增了，为什么，原文怎么说。Explain what changed between two builds.

    例：kg diff 旧的/ 新的/ --html 不同.html
    """
    from kg.changes import compare
    from kg.changes.page import MOST, to_page
    from kg.changes.report import json_pieces, render

    changes = compare(old, new)
    if html:
        write_file(html, to_page(changes, MOST if limit is None else limit))
        tell(f"网页写入 {html.as_posix()}")
    if as_json:
        sys.stdout.writelines(json_pieces(changes))
    else:
        console = Console(highlight=False, soft_wrap=True)
        for line in render(changes, SCREEN if limit is None else limit):
            console.print(line)
    if exit_code and changes.different:
        raise typer.Exit(1)
