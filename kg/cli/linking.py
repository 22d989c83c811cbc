"""`kg links`: renews the Wikidata items of divisions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import print_text


def links(
    answer: Annotated[Path | None, typer.Argument(help="维基数据查询结果，TSV 或 CSV。Answer of the query.")] = None,
    out: Annotated[Path, typer.Option("--out", help="对应表，已有则更新。Table to write.")] = Path("wikidata.tsv"),
    query: Annotated[bool, typer.Option("--query", help="只打印要运行的查询。Print the query to run.")] = False,
) -> None:
    """更新行政区划与维基数据条目的对应表。Renew the table of Wikidata items."""
    from kg.export import write_exports
    from kg.lexicon.data import read_text
    from kg.lexicon.renewal import renew
    from kg.lexicon.wikidata import load_links, render_links

    if query:
        print_text(read_text("wikidata.rq"))
        return
    if answer is None:
        raise typer.BadParameter("请给出查询结果的文件，或用 --query 看查询", param_hint="ANSWER")
    renewal = renew(answer, load_links(out if out.is_file() else None))
    write_exports({out.name: render_links(renewal.links)}, out.parent)
    for line in renewal.refused:
        print_text(f"未采用：{line}")
    print_text(
        f"{out.as_posix()} 有 {len(renewal.links)} 个区划：采用 {renewal.taken}，沿用 {renewal.kept}；"
        f'未采用 {len(renewal.refused)}。在 kg.toml 里写 wikidata = "{out.name}"，下次 kg build 就用它。'
    )
