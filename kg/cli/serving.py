"""`kg serve`: SPARQL, pages and the explorer over HTTP."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import Exports, tell
from kg.config import DEFAULT_OUT


def serve(
    exports: Exports = DEFAULT_OUT,
    host: Annotated[str, typer.Option("--host", help="监听地址，默认只限本机。Address.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口，0 为任选。Port.")] = 8000,
    seconds: Annotated[float, typer.Option("--timeout", min=0.1, help="每次查询最多几秒。Seconds per query.")] = 30,
    megabytes: Annotated[float, typer.Option("--max-result", min=0.001, help="每个结果最多几 MB。")] = 50,
    workers: Annotated[int, typer.Option("--workers", min=0, help="查询进程数，0 为自动。Worker processes.")] = 0,
    store: Annotated[Path | None, typer.Option("--store", help="大图谱的磁盘索引放在哪里，下次启动接着用。")] = None,
    cors: Annotated[bool, typer.Option("--cors", help="允许其他网站的脚本读取。Let other sites read.")] = False,
    log: Annotated[bool, typer.Option("--log", help="逐条显示请求。Log requests.")] = False,
) -> None:
    """启动服务：SPARQL 端点、实体页面、查询页、图谱网页。只读，默认只限本机。Serve the export."""
    from kg.serve.limits import Limits
    from kg.serve.server import Options
    from kg.serve.server import serve as run

    limits = Limits(seconds=seconds, result=int(megabytes * 1e6))
    if workers:
        limits = replace(limits, workers=workers)
    run(Options(exports, host, port, limits, store, cors, log), tell)
