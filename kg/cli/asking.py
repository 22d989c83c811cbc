"""`kg show`, `kg explore`: what a user looks at in a build."""

from __future__ import annotations

import json
import webbrowser
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.console import AsJson, Exports, print_text
from kg.config import DEFAULT_OUT
from kg.errors import KGError


def show(
    name: Annotated[str, typer.Argument(help="实体名称或别名。Name or alias.")],
    exports: Exports = DEFAULT_OUT,
    as_json: AsJson = False,
) -> None:
    """显示一个实体的卡片：关系、金额、状态和原文。One entity's card with its quotes."""
    from kg.query.card import card, find_entities, render, to_json
    from kg.query.tables import read_tables

    tables = read_tables(exports)
    cards = [card(tables, entity.id) for entity in find_entities(tables, name)]
    if as_json:
        print_text(json.dumps([to_json(one) for one in cards], ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False)
    for one in cards:
        console.print(render(one))


def explore(
    exports: Exports = DEFAULT_OUT,
    only_print: Annotated[bool, typer.Option("--print", help="只打印地址。Print the address only.")] = False,
) -> None:
    """用浏览器打开图谱网页。Open the explorer in a browser."""
    page = exports / "explorer.html"
    if not page.is_file():
        raise KGError(f"{page.as_posix()} 不存在", remedy="先运行 kg build")
    address = page.resolve().as_uri()
    if only_print or not webbrowser.open(address):
        print_text(address)
