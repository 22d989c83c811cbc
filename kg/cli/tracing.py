"""`kg lifecycle`: what became of projects."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from kg.cli.console import Exports, print_text, tell
from kg.cli.output import Out, chosen_form, give
from kg.config import DEFAULT_OUT

if TYPE_CHECKING:
    from kg.lifecycle import Lifecycle

#: Entities that a terminal is shown unless it asks for more.
SCREEN = 50
_FORMS = ("table", "csv", "json", "xlsx")


def lifecycle(
    name: Annotated[
        str,
        typer.Argument(metavar="[名称]", help="一个项目、园区或企业；不给就列出全部。One entity.", show_default=False),
    ] = "",
    place: Annotated[str, typer.Option("--place", help="只看这个地区或园区里的，如 湛江市。Place.")] = "",
    kind: Annotated[
        list[str] | None,
        typer.Option("--type", help="只看这个类型，如 Project 或 政策；可多次；默认项目、园区、企业。Type."),
    ] = None,
    flag: Annotated[
        list[str] | None,
        typer.Option("--flag", help="只看有这种标记的：倒退、久无下文、说法矛盾、逾期；可多次。Flag."),
    ] = None,
    exports: Exports = DEFAULT_OUT,
    form: Annotated[str, typer.Option("--format", help="table、csv、json、xlsx。")] = "",
    out: Out = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="最多几个，0 为不限；终端上默认 50。At most N entities.")
    ] = None,
) -> None:
    """项目的一生：谋划、签约、获批、开工、在建、建成、投产，各在何时，原文怎么说，哪里不对。Life-cycles of projects.

    例：kg lifecycle --place 湛江市 --flag 逾期
    """
    from kg.lifecycle import trace
    from kg.lifecycle.asking import flagged, types_of
    from kg.lifecycle.places import read_records
    from kg.lifecycle.words import limits, no_state
    from kg.query.find import find_entities
    from kg.query.tables import read_tables

    form = chosen_form(form, out, _FORMS)
    tables = read_tables(exports)
    traced = trace(tables, entity=name, place=place, types=types_of(kind or ()))
    lives = flagged(traced, flag or ())
    stateless = bool(name) and not traced and not place
    notes = (
        (no_state(name, find_entities(tables, name)),) if stateless else limits(read_records(tables.documents.values()))
    )
    if form != "table":
        _write(lives[:limit] if limit else lives, notes, form, out)
    elif stateless:
        print_text(f"{notes[0]}\n")
    else:
        _print(lives, notes, bool(name), SCREEN if limit is None else limit)


def _print(lives: Sequence[Lifecycle], notes: Sequence[str], one: bool, limit: int) -> None:
    from kg.lifecycle.report import LEGEND, head, life, overview

    console = Console(highlight=False, soft_wrap=one)
    for line in head(lives, notes):
        console.print(line)
    if one:
        for found in lives[:limit] if limit else lives:
            console.print()
            for line in life(found):
                console.print(line)
    elif lives:
        for part in overview(lives, limit):
            console.print(part)
        console.print(LEGEND, style="dim", markup=False)


def _write(lives: Sequence[Lifecycle], notes: Sequence[str], form: str, out: Path | None) -> None:
    from kg.lifecycle.rows import to_answer, to_json
    from kg.query.render import render_answer

    if form == "json":
        content: str | bytes = json.dumps(to_json(lives, notes), ensure_ascii=False, indent=1) + "\n"
    else:
        rendered = render_answer(to_answer(lives), form)
        content = rendered if isinstance(rendered, str | bytes) else ""
        for note in notes:
            tell(note)
    give(content, out, f"{len(lives)} 个实体")
