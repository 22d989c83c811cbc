"""`kg unread`: what a build did not understand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.console import AsJson, Config, Exports, print_text, tell, write_file
from kg.config import DEFAULT_OUT

#: Sentences and documents that a terminal is shown each unless it asks for more.
SCREEN = 20


def unread(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="建图谱的文件或文件夹；不给就从网页里取原文。Files or folders.", show_default=False),
    ] = None,
    exports: Exports = DEFAULT_OUT,
    document: Annotated[str, typer.Option("--document", help="只看标题、文件名含这个词的文档，或编号。Document.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="只看原因含这个词的句子，如 金额。Part of a reason.")] = "",
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="最多列几句，0 为不限；终端上默认 20。At most N sentences.")
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="句子另写成 CSV 文件。Write the sentences as CSV.")] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """没读懂的地方：按原因、分节、文档各有多少，以及每一句。What the build did not understand.

    例：kg unread --document 湛江 --reason 金额
    """
    from kg.config import load_config
    from kg.coverage import Wanted, read_coverage
    from kg.coverage.report import as_csv, render, to_json

    settings = load_config(config, sources=tuple(sources) if sources else None)
    wanted = Wanted(document, reason)
    coverage = read_coverage(exports, wanted, settings.sources, given=bool(sources), fields=settings.fields)
    if csv:
        write_file(csv, as_csv(coverage, limit or 0))
        tell(f"写入 {csv.as_posix()}")
    if as_json:
        print_text(json.dumps(to_json(coverage, limit or 0), ensure_ascii=False, indent=1))
    elif not csv:
        console = Console(highlight=False, soft_wrap=True)
        for part in render(coverage, SCREEN if limit is None else limit, headings=bool(document)):
            console.print(part)
