"""`kg compare`: places side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import Exports
from kg.cli.output import Out, chosen_form, give, show
from kg.config import DEFAULT_OUT

if TYPE_CHECKING:
    from kg.comparison import Comparison

FORMS = ("table", "csv", "json", "xlsx", "html")


def compare_places(
    places: Annotated[
        list[str], typer.Argument(metavar="地区…", help="两个以上地区的名称、别名或编号。Names or ids of places.")
    ],
    exports: Exports = DEFAULT_OUT,
    year: Annotated[
        int | None, typer.Option("--year", help="只看哪一年；默认各地各取最近一年。This year only.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="table、csv、json、xlsx、html。")] = "",
    out: Out = None,
    everything: Annotated[
        bool, typer.Option("--all", help="也列只有一地报告的指标和全部名称。Also what one place alone reports.")
    ] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", "--依据", "-e", help="终端上列出每格的原文。Show the passages.")
    ] = False,
) -> None:
    """并排比较几个地区：指标、园区、企业、项目和投资，每格都有原文。Put places side by side.

    例：kg compare 东莞市 湛江市 开平市 四会市 --out 比较.xlsx
    """
    from kg.comparison import compare
    from kg.query.tables import read_tables

    form = chosen_form(form, out, FORMS)
    comparison = compare(read_tables(exports), places, year=year)
    if form == "table":
        _show(comparison, everything, evidence)
        return
    give(_written(comparison, form, everything), out, f"{len(comparison.places)} 个地区的比较")


def _show(comparison: Comparison, everything: bool, evidence: bool) -> None:
    from kg.comparison.report import Screen, render

    show(render(comparison, Screen(everything, evidence)), fold=False)


def _written(comparison: Comparison, form: str, everything: bool) -> str | bytes:
    from kg.comparison.listing import as_csv, to_json
    from kg.comparison.page import to_page
    from kg.comparison.workbook import to_workbook

    if form == "csv":
        return as_csv(comparison, everything)
    if form == "json":
        return json.dumps(to_json(comparison, everything), ensure_ascii=False, indent=1) + "\n"
    return to_page(comparison, everything) if form == "html" else to_workbook(comparison, everything)
