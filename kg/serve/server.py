"""Binds the address, starts the workers, serves until it is told to stop. In: an export and options; out: nothing."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn

from kg.errors import ConfigError
from kg.serve import snapshot
from kg.serve.app import Served, make_app
from kg.serve.limits import Limits
from kg.serve.pool import Pool

#: Bytes of a request's first line and headers that are read at all; above our limit of a query string, to answer 414 to it.
_HEADERS = 262_144
#: Seconds that running requests are given when the server stops.
_FAREWELL = 2


@dataclass(frozen=True, slots=True)
class Options:
    """What to serve, and where.

    Attributes:
        export: the folder that a build wrote.
        port: 0 takes a free one.
        kept: where a store on disk stays for the next start; None makes a temporary one.
        open_to_all: whether scripts of other sites may read the answers.
        log: whether each request is told on standard error.
    """

    export: Path
    host: str = "127.0.0.1"
    port: int = 8000
    limits: Limits = field(default_factory=Limits)
    kept: Path | None = None
    open_to_all: bool = False
    log: bool = False


def serve(options: Options, told: Callable[[str], None]) -> None:
    """Serves until Ctrl-C or SIGTERM.

    Args:
        options (Options): what and where.
        told (Callable[[str], None]): hears where to look, and of what the user should know.

    Raises:
        ConfigError: the address cannot be had.
        ExportError: the export is missing or damaged.
    """
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(options, told))


async def _serve(options: Options, told: Callable[[str], None]) -> None:
    with contextlib.closing(_bind(options.host, options.port)) as bound:
        async with running(options, told) as served:
            told(f"城企图谱在 {_address(bound, options.host)} ，按 Ctrl-C 停止。")
            if not _is_local(options.host):
                told("注意：同一网络上的人都能访问，没有登录和加密；要公开，请放在反向代理后面。")
            config = uvicorn.Config(
                make_app(served),
                http="h11",
                ws="none",
                lifespan="off",
                log_level="info" if options.log else "warning",
                access_log=options.log,
                server_header=False,
                h11_max_incomplete_event_size=_HEADERS,
                timeout_graceful_shutdown=_FAREWELL,
            )
            await uvicorn.Server(config).serve(sockets=[bound])


@contextlib.asynccontextmanager
async def running(options: Options, told: Callable[[str], None]) -> AsyncIterator[Served]:
    """The workers over a snapshot of the export, for as long as the context lasts.

    Raises:
        ExportError: the export is missing or damaged.
    """
    limits = options.limits
    with tempfile.TemporaryDirectory(prefix="kg-serve-") as folder:
        taken = snapshot.take(options.export, Path(folder), limits.on_disk, kept=options.kept, told=told)
        about = {
            "seconds": f"{limits.seconds:g}",
            "megabytes": f"{limits.result / 1e6:g}",
            "explorer": bool(taken.explorer),
        }
        first: dict[str, Any] = {
            "data": str(taken.data),
            "head": str(taken.head),
            "on_disk": taken.on_disk,
            "seconds": limits.seconds,
            "result": limits.result,
            "memory": limits.memory,
            "about": about,
        }
        queries = Pool(first, limits.workers, limits.waiting, limits.patience)
        pages = Pool(first, 1, limits.waiting, limits.patience)
        hosts = frozenset() if options.open_to_all or not _is_local(options.host) else _names(options.host)
        try:
            await asyncio.gather(queries.start(), pages.start())
            yield Served(queries, pages, limits, taken.explorer, options.open_to_all, hosts)
        finally:
            await asyncio.gather(queries.stop(), pages.stop())


def _bind(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]  # fmt: skip
        bound = socket.socket(family, kind, protocol)
    except (OSError, OverflowError, UnicodeError) as error:
        raise ConfigError(f"地址 {host} 不能用", where=str(error), remedy="换一个 --host") from error
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(1024)
    except (OSError, OverflowError) as error:
        bound.close()
        raise ConfigError(f"{host} 的端口 {port} 用不了", where=str(error), remedy="换一个 --port，0 为任选") from error
    return bound


def _address(bound: socket.socket, host: str) -> str:
    port = bound.getsockname()[1]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _names(host: str) -> frozenset[str]:
    return frozenset({host, "localhost", "127.0.0.1", "[::1]"})
