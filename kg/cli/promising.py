"""`kg promises`: targets and plans, and what became of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import Exports
from kg.cli.output import TABLE, Out, chosen_form, give, show
from kg.config import DEFAULT_OUT

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
    out: Out = None,
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

    form = chosen_form(form, out, FORMS)
    sorts, verdicts = sorts_called(sort or ()), verdicts_called(verdict or ())
    ledger = make_ledger(read_tables(exports), place=place).only(sorts, verdicts)
    if form == TABLE:
        from kg.promises.report import render

        show(render(ledger, limit if limit is not None else SCREEN if sys.stdout.isatty() else 0))
        return
    give(_content(ledger, form, limit), out, f"{len(ledger.promises)} 条")


def _content(ledger: Ledger, form: str, limit: int | None) -> str | bytes:
    from kg.promises.page import MOST, to_page
    from kg.promises.rows import to_csv, to_json, to_xlsx

    if form == "html":
        return to_page(ledger, MOST if limit is None else limit)
    cut = ledger.first(limit) if limit else ledger
    if form == "xlsx":
        return to_xlsx(cut)
    return to_json(cut) if form == "json" else to_csv(cut)
