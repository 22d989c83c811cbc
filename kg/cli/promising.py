"""`kg promises`: targets and plans, and what became of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from kg.cli.console import Exports, print_text, tell, write_file
from kg.config import DEFAULT_OUT
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.promises import Ledger

#: Promises of each place and sort that a terminal is shown unless it asks for more.
SCREEN = 50
FORMS = ("table", "csv", "json", "xlsx", "html")


def promises(
    place: Annotated[
        str, typer.Argument(metavar="地区", help="只看这个地区，名称、别名或编号。A place.", show_default=False)
    ] = "",
    exports: Exports = DEFAULT_OUT,
    sort: Annotated[
        list[str] | None, typer.Option("--sort", help="只看这一类，如 指标、投资、项目、政策；可多次。Sort of promise.")
    ] = None,
    verdict: Annotated[
        list[str] | None, typer.Option("--verdict", help="只看这种结果，如 完成、未完成；可多次。What became of it.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="table、csv、json、xlsx、html。")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="写到文件，格式可由后缀定。Write to a file.")] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=0, help="每个地区每一类最多列几条，0 为不限；终端默认 50，网页 2000。At most N of each."
        ),
    ] = None,
) -> None:
    """承诺账本：每个目标和计划，期限、原文，以及后来的报告说做到没有。Targets, plans and what became of them.

    例：kg promises 东莞市 --sort 指标 --out 账本.xlsx
    """
    from kg.promises import make_ledger
    from kg.promises.asked import sorts_called, verdicts_called
    from kg.query.tables import read_tables

    suffix = out.suffix.removeprefix(".").lower() if out else ""
    form = form or (suffix if suffix in FORMS else "csv" if out else "table")
    if form not in FORMS:
        raise KGError(f"没有 {form} 这种输出格式", remedy=f"可用的有 {'、'.join(FORMS)}")
    sorts, verdicts = sorts_called(sort or ()), verdicts_called(verdict or ())
    ledger = make_ledger(read_tables(exports), place=place).only(sorts, verdicts)
    _show(ledger, form, out, limit)


def _show(ledger: Ledger, form: str, out: Path | None, limit: int | None) -> None:
    if form == "table":
        _print(ledger, out, limit)
        return
    content = _content(ledger, form, limit)
    if out:
        write_file(out, content)
        tell(f"{len(ledger.promises)} 条写入 {out.as_posix()}")
    elif isinstance(content, bytes):
        raise KGError(f"{form} 格式要写到文件", remedy=f"加上 --out 账本.{form}")
    else:
        print_text(content)


def _content(ledger: Ledger, form: str, limit: int | None) -> str | bytes:
    from kg.promises.page import MOST, to_page
    from kg.promises.rows import to_csv, to_json, to_xlsx

    if form == "html":
        return to_page(ledger, MOST if limit is None else limit)
    cut = ledger.first(limit) if limit else ledger
    if form == "xlsx":
        return to_xlsx(cut)
    return to_json(cut) if form == "json" else to_csv(cut)


def _print(ledger: Ledger, out: Path | None, limit: int | None) -> None:
    from kg.promises.report import render

    if out:
        raise KGError("table 格式只在终端显示", remedy="写文件用 --format csv、json、xlsx 或 html")
    shown = limit if limit is not None else SCREEN if sys.stdout.isatty() else 0
    console = Console(highlight=False, soft_wrap=True)
    for line in render(ledger, shown):
        console.print(line)
