"""`kg build`."""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.console import AsJson, Bars, Config, print_text, tell

if TYPE_CHECKING:
    from kg.pipeline import BuildResult  # heavy: loaded by the command, not by every call of kg


def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="文件、文件夹、通配符、- （标准输入）或 s3://、gs:// 地址，默认 seeds/。Files, folders, patterns, addresses.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[str | None, typer.Option("--out", help="导出目录，默认 exports/。Output folder.")] = None,
    config: Config = None,
    methods: Annotated[str | None, typer.Option("--methods", help="用什么：both、rules（不用模型）或 models。")] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format", help="RDF 格式，逗号分隔：ttl（总会写）、nt、nq、jsonld；上次写过、这次不写的会删去。"
        ),
    ] = None,
    explorer_limit: Annotated[
        int | None, typer.Option("--explorer-limit", help="网页里最多放多少个实体（取最重要的），默认 20000。")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", help="同时用几个进程，默认每个处理器一个。Processes at once.")
    ] = None,
    shards: Annotated[
        int | None, typer.Option("--shards", help="另把图谱切成几个 N-Triples 文件，供批量装载。Shards of N-Triples.")
    ] = None,
    engine: Annotated[
        str | None, typer.Option("--engine", help="local（默认）或 ray（需装 citykg[ray]）。Who does the work.")
    ] = None,
    ray_address: Annotated[
        str | None, typer.Option("--ray-address", help="Ray 集群的地址，如 auto；不写就在本机起一个。A cluster.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="不用缓存，全部重新抽取。Extract everything anew.")] = False,
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going", help="读不了的文件列出来、跳过去，其余照建，退出码 3。Leave out what cannot be read."
        ),
    ] = False,
    cache: Annotated[
        str | None,
        typer.Option("--cache", help="缓存目录，默认在用户的缓存目录里（可用 KG_CACHE_DIR 改）；设为空就不用缓存。"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """读文件，建图谱，写出全部导出；用了 --keep-going 且有跳过的，退出码为 3。Build the graph and write all exports."""
    from kg.config import load_config
    from kg.pipeline import build as build_graph
    from kg.pipeline.cache import usual_folder

    overrides = {
        "sources": tuple(sources) if sources else None,
        "out": out,
        "methods": methods,
        "formats": formats,
        "explorer_limit": explorer_limit,
        "jobs": jobs,
        "shards": shards,
        "engine": engine,
        "ray_address": ray_address,
        "fresh": fresh or None,
        "cache": cache or None,
        "keep_going": keep_going or None,
    }
    settings = load_config(config, **overrides)
    signal.signal(signal.SIGTERM, _end)  # what is half made goes, as with Ctrl-C
    if settings.cache is None and cache != "":
        settings = replace(settings, cache=usual_folder())
    bars = Bars(Console(stderr=True))
    with bars.progress:
        result = build_graph(settings, bars)
    page = (settings.out / "explorer.html").as_posix()
    if as_json:
        print_text(json.dumps(_to_json(result, page), ensure_ascii=False))
    else:
        _print_result(result, page)
    if result.summary.failed:
        tell(f"没有读的有 {len(result.summary.failed)} 处（也记在 build.json 的 failed 里）：")
        for problem in result.summary.failed:
            tell(f"  {problem}")
        raise typer.Exit(3)


def _end(number: int, frame: object) -> None:
    sys.exit(128 + number)


def _to_json(result: BuildResult, page: str) -> dict[str, object]:
    summary = result.summary
    seconds, work = ({stage: round(took, 3) for stage, took in told.items()} for told in (result.seconds, result.work))
    return {
        "documents": len(summary.documents),
        "entities": summary.entities.total(),
        "mentions": summary.mentions,
        "facts": summary.predicates.total(),
        "unread": summary.unread,
        "kept": result.kept,
        "failed": summary.failed,
        "seconds": seconds,
        "work": work,
        "page": page,
    }


def _print_result(result: BuildResult, page: str) -> None:
    summary, total = result.summary, sum(result.seconds.values())
    table = Table(box=None, show_header=False, pad_edge=False)
    for stage, took in result.seconds.items():
        table.add_row(stage, f"{took:.2f} 秒", f"{took / total:.0%}")
        if stage == "读取与抽取":  # what the processes did meanwhile
            for part, worked in result.work.items():
                table.add_row(f"  {part}", f"{worked:.2f} 秒", "")
    Console(highlight=False).print(table)
    print_text(
        f"{len(summary.documents)} 篇文档，{summary.entities.total()} 个实体，{summary.predicates.total()} 条事实，"
        f"{summary.unread} 句里还有没读懂的名称或金额，共 {total:.1f} 秒。"
    )
    if result.kept:
        print_text(f"其中 {result.kept} 篇和上次一样，取自缓存；kg build --fresh 全部重做。")
    print_text(f"网页在 {page}，用浏览器打开或运行 kg explore。")
