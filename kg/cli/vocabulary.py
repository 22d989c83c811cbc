"""`kg ontology`: the quality of the vocabulary, its page, the folder for a web server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.console import AsJson, print_text, tell

ontology_app = typer.Typer(
    help="词表：检查、文档网页、发布用的文件。The vocabulary: checks, page, files to publish.", no_args_is_help=True
)


@ontology_app.command("check")
def check_ontology(as_json: AsJson = False) -> None:
    """不联网检查词表的元数据和建模（FOOPS!、OOPS!），有一项未通过时退出码为 1。Check the vocabulary offline."""
    from kg.vocabulary import Outcome, check, load
    from kg.vocabulary.site import offered
    from kg.vocabulary.table import to_json, to_screen

    results = check(load(offered()))
    if as_json:
        print_text(json.dumps(to_json(results), ensure_ascii=False, indent=1))
    else:
        Console(highlight=False, soft_wrap=True).print(to_screen(results))
    if any(result.outcome is Outcome.FAILED for result in results):
        raise typer.Exit(1)


@ontology_app.command("pages")
def write_ontology_pages(
    out: Annotated[Path, typer.Option("--out", help="词表所在的目录。Folder of kg.ttl.")] = Path("ontology"),
) -> None:
    """重新生成词表的网页 index.html 和检查表 QUALITY.md。Write the page and the table of checks again."""
    from kg.vocabulary import write_pages

    tell(f"已写 {'、'.join((out / name).as_posix() for name in write_pages(out))}")


@ontology_app.command("publish")
def publish_ontology(
    out: Annotated[Path, typer.Argument(help="写到哪个目录。Folder for a web server.")],
) -> None:
    """写出主机上要放的文件，与重定向文件 ontology/w3id/.htaccess 一致。Write the files that a web server offers."""
    from kg.vocabulary import write_site

    tell(f"已写 {write_site(out)} 个文件到 {out.as_posix()}")
