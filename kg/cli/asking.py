"""`kg show`, `kg explore`: what a user looks at in a build."""

from __future__ import annotations

import json
import webbrowser
from pathlib import Path
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
    from kg.query.card import card, render, to_json
    from kg.query.seek import seek

    tables, found = seek(exports, name)
    cards = [card(tables, entity.id) for entity in found]
    if as_json:
        print_text(json.dumps([to_json(one) for one in cards], ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False)
    for one in cards:
        console.print(render(one))


def explore(
    exports: Exports = DEFAULT_OUT,
    only_print: Annotated[bool, typer.Option("--print", help="只打印地址。Print the address only.")] = False,
    place: Annotated[list[str] | None, typer.Option("--place", help="另做一个小网页，只含这个地区；可多次。")] = None,
    kind: Annotated[list[str] | None, typer.Option("--type", help="只含这个类型，如 Project 或 项目；可多次。")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="小网页写到哪个文件或目录，默认临时目录。")] = None,
) -> None:
    """用浏览器打开图谱网页。Open the explorer, or a smaller page of some places and types."""
    if place or kind or out:
        from kg.excerpt import write_excerpt

        page = write_excerpt(exports, place or [], kind or [], out)
    else:
        page = exports / "explorer.html"
    if not page.is_file():
        raise KGError(f"{page.as_posix()} 不存在", remedy="先运行 kg build")
    address = page.resolve().as_uri()
    if only_print or not webbrowser.open(address):
        print_text(address)
