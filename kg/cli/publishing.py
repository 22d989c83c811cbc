"""`kg push`."""

from __future__ import annotations

import json
import os
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.console import AsJson, Bars, Exports, print_text
from kg.config import DEFAULT_OUT
from kg.errors import PublishError

_MEGABYTE = 1_000_000


def push(
    url: Annotated[str, typer.Argument(help="Graph Store 网址，如 http://localhost:7878/store?default。")],
    exports: Exports = DEFAULT_OUT,
    graph: Annotated[str | None, typer.Option("--graph", help="写进这个命名图（IRI），默认写默认图。")] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", help="ttl、nt，或 shards：一份一份装 kg build --shards 写的文件，给一次装不下大图的服务器。"
        ),
    ] = "ttl",
    add: Annotated[bool, typer.Option("--add", help="加到图里（POST）。不加此项则替换整个图。")] = False,
    compress: Annotated[bool, typer.Option("--gzip", help="压缩后发送。")] = False,
    user: Annotated[str | None, typer.Option("--user", help="用户名；密码放在环境变量 KG_PUSH_PASSWORD。")] = None,
    check: Annotated[str | None, typer.Option("--check", help="查询网址：装完数一数三元组。")] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="发完后等多少秒。")] = 600,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说要做什么，不发送。")] = False,
    as_json: AsJson = False,
) -> None:
    """把图谱装进任何支持 SPARQL 1.1 Graph Store 协议的服务器。

    注意：默认用 PUT，目标图里原有的三元组会被全部替换；要保留，用 --add。
    凭据：--user 加环境变量 KG_PUSH_PASSWORD，或 KG_PUSH_TOKEN（Bearer），或 ~/.netrc。
    PUT replaces the whole target graph; use --add to keep what is there.
    """
    from kg.publish import count_triples, credentials, files_to_send, find_target, meant_for, open_payload
    from kg.publish import push as send

    target = find_target(url, graph)
    auth = credentials(user, os.environ)
    files = files_to_send(exports, form)
    bars = Bars(Console(stderr=True))
    total = 0
    for number, file in enumerate(files):
        with open_payload(file, compress=compress) as payload:
            total += payload.triples
            adding = add or number > 0  # the first part takes the place of what was there
            method = "POST" if adding else "PUT"
            said = {"method": method, "url": target.shown, "triples": payload.triples, "bytes": payload.size}
            part = f"第 {number + 1}/{len(files)} 份，" if len(files) > 1 else ""
            line = f"{method} {target.shown}：{part}{payload.triples} 条三元组，{payload.size / _MEGABYTE:.1f} MB"
            if dry_run:
                told = f"{line}，会{'加到图里' if adding else '替换整个图'}。没有发送。"
                _tell(said | {"sent": False}, told, as_json)
                continue
            with bars.progress:
                bars.stage("发送", payload.size)
                payload.sent = bars.advance
                pushed = send(payload, target, auth, add=adding, timeout=timeout)
        _tell(said | {"sent": True, "status": pushed.status}, f"{line}，{pushed.seconds:.1f} 秒。", as_json)
    if dry_run:
        return
    if check is not None:
        counted = count_triples(check, target.graph, meant_for(auth, target.url, check), timeout=timeout)
        _compare(counted, total, add=add)
        told = f"服务器里有 {counted} 条三元组，{'不少于' if add else '等于'}发送的。"
        _tell({"counted": counted}, told, as_json)


def _tell(said: dict[str, object], line: str, as_json: bool) -> None:
    print_text(json.dumps(said, ensure_ascii=False) if as_json else line)


def _compare(counted: int, sent: int, *, add: bool) -> None:
    if counted < sent or (counted > sent and not add):
        raise PublishError(
            f"服务器里有 {counted} 条三元组，发送的是 {sent} 条", remedy="服务器可能还在装载，或查询的不是同一个图"
        )
