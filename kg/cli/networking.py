"""`kg path`, `kg network`: how things hang together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType

from kg.cli.console import Exports, print_text
from kg.cli.output import TABLE, Out, chosen_form, give, show
from kg.config import DEFAULT_OUT
from kg.errors import KGError

#: Links or members that a terminal is shown unless it asks for more.
SCREEN = 20
PATHS = ("table", "csv", "json")
NETWORKS = (*PATHS, "graphml")


Actual = Annotated[bool, typer.Option("--actual", help="不算计划。Leave out plans.")]


def path(
    start: Annotated[str, typer.Argument(help="从谁：名称、别名或编号。Name, alias or id.")],
    end: Annotated[str, typer.Argument(help="到谁。Name, alias or id.")],
    most: Annotated[int, typer.Option("--most", help="最多几条。At most N paths.")] = 3,
    length: Annotated[int, typer.Option("--length", help="每条最多几步。Steps of a path.")] = 6,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="不经过的类型或名称，如 地区、广东省；可多次。Types or names to avoid."),
    ] = None,
    actual: Actual = False,
    form: Annotated[str, typer.Option("--format", help="table、csv、json。")] = "",
    out: Out = None,
    exports: Exports = DEFAULT_OUT,
) -> None:
    """两个实体怎么联系起来：最短的几条路径，每一步有原文。How two entities are connected.

    例：kg path 东莞市 湛江市 --without 广东省
    """
    from kg.networks import Wish, connect
    from kg.networks.routes import render, to_json, to_table
    from kg.query.tables import read_tables

    form = chosen_form(form, out, PATHS)
    tables = read_tables(exports)
    wish = Wish(most, length, tuple(without or ()), actual)
    found = connect(tables, start, end, wish)
    _show(
        form,
        out,
        {
            "table": lambda: render(tables, found, wish),
            "json": lambda: _json(to_json(tables, found)),
            "csv": lambda: to_table(tables, found),
        },
    )


def network(
    kind: Annotated[str, typer.Argument(metavar="类型", help="供应、合作、帮扶、共建、产业、参与、产业链。Kind.")] = "",
    place: Annotated[str, typer.Option("--place", help="至少一端在这个地区。One end lies here.")] = "",
    industry: Annotated[str, typer.Option("--industry", help="产业链的产业名称。Industry of a chain.")] = "",
    actual: Actual = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="列几条联系，0 为不限；终端上默认 20。At most N links.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="table、csv、json、graphml。")] = "",
    out: Out = None,
    exports: Exports = DEFAULT_OUT,
) -> None:
    """一种关系连成的网络：几块、谁居中、怎样分群，每条联系有原文。A network of one kind of relation.

    例：kg network 合作 --place 东莞市；kg network 产业链 --industry 新能源汽车
    """
    from kg.networks.kinds import CHAIN, load_kinds
    from kg.query.tables import read_tables

    if not kind:
        lines = [f"{one.name}（{one.key}）：{one.about}" for one in load_kinds().values()]
        print_text("\n".join([*lines, f"{CHAIN[0]}（{CHAIN[1]}）：一个产业的从业主体、供应关系和所在，要 --industry"]))
        return
    if (kind in CHAIN) != bool(industry):
        raise KGError(f"--industry 和 {CHAIN[0]} 要一起用", remedy=f"如 kg network {CHAIN[0]} --industry 新能源汽车")
    form = chosen_form(form, out, NETWORKS)
    tables = read_tables(exports)
    most = (SCREEN if form == TABLE else 0) if limit is None else limit
    if industry:
        from kg.networks import chain_report
        from kg.networks.industries import chain

        line = chain(tables, industry, place=place, actual=actual)
        writers: dict[str, Callable[[], str | bytes | Iterable[RenderableType]]] = {
            "table": lambda: chain_report.render(tables, line, most),
            "json": lambda: _json(chain_report.to_json(tables, line)),
            "csv": lambda: chain_report.to_table(tables, line),
            "graphml": lambda: chain_report.to_graphml(tables, line),
        }
    else:
        from kg.networks import report
        from kg.networks.building import network as build

        found = build(tables, kind, place=place, actual=actual)
        writers = {
            "table": lambda: report.render(tables, found, most),
            "json": lambda: _json(report.to_json(tables, found, most)),
            "csv": lambda: report.to_table(tables, found, most),
            "graphml": lambda: report.to_graphml(tables, found),
        }
    _show(form, out, writers)


def _json(row: object) -> str:
    return json.dumps(row, ensure_ascii=False, indent=1)


def _show(
    form: str, out: Path | None, writers: dict[str, Callable[[], str | bytes | Iterable[RenderableType]]]
) -> None:
    """Writes one form to a file or prints it."""
    made = writers[form]()
    if isinstance(made, str | bytes):
        give(made, out, "")
    else:
        show(made)
