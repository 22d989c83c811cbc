"""Addresses -> answers. In: pools of workers and what is served; out: an ASGI application."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from kg import ontology
from kg.serve.guard import Guard
from kg.serve.limits import Limits
from kg.serve.negotiate import GRAPHS, HTML, TURTLE, best, content_type
from kg.serve.pool import Busy, Crashed, Overdue, Pool, Reply
from kg.serve.protocol import Refused, read_request
from kg.serve.replies import refuse

#: What an address may end in, and what it then means, whatever the Accept header says.
SUFFIXES = {
    "html": HTML,
    "ttl": TURTLE,
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
_KINDS = {media: suffix for suffix, media in SUFFIXES.items()}
#: Turtle first: a client that takes anything is a program; browsers ask for HTML by name.
_FORMS = (TURTLE, HTML, *(media for media in SUFFIXES.values() if media not in (TURTLE, HTML)))
#: Seconds that a query may go on when its client has left: to end it costs a worker, and most are done at once.
_LINGER = 1.0
#: Bytes that are sent at a time.
_PIECE = 65_536
#: Seconds after which a client that was turned away may try again.
_RETRY = {"Retry-After": "5"}


@dataclass(frozen=True, slots=True)
class Served:
    """What the application needs: ``queries`` answer SPARQL, ``pages`` everything else that the data is needed for."""

    queries: Pool
    pages: Pool
    limits: Limits
    explorer: Path | None = None
    open_to_all: bool = True
    hosts: frozenset[str] = field(default_factory=frozenset)


def make_app(served: Served) -> Starlette:
    """The application."""
    routes = [
        Route("/", home),
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/ontology", vocabulary),
        Route("/ontology/{path:path}", vocabulary_file),
        Route("/explorer.html", explorer),
        Mount("/static", StaticFiles(directory=str(files("kg.serve").joinpath("static")))),
        Route("/{folder}/{name}", resource),
    ]
    guard = Middleware(Guard, open_to_all=served.open_to_all, hosts=served.hosts)
    handlers: Any = {Refused: _refused, HTTPException: _http, ClientDisconnect: _gone, Exception: _broken}
    app = Starlette(routes=routes, middleware=[guard], exception_handlers=handlers)
    app.state.served = served
    return app


def _served(request: Request) -> Served:
    served: Served = request.app.state.served
    return served


async def home(request: Request) -> Response:
    """The first page."""
    return await _page(request, {"job": "home"})


async def sparql(request: Request) -> Response:
    """The endpoint: an answer to a query; without one, the editor for people and the description for programs."""
    limits, accept = _served(request).limits, request.headers.get("accept", "")
    query_string = request.scope["query_string"]
    if len(query_string) > limits.url:
        raise Refused(414, f"网址超过 {limits.url} 字节。用 POST 提交")
    body = await _body(request, limits.body) if request.method == "POST" else None
    asked = read_request(query_string, accept, request.headers.get("content-type", ""), body)
    if asked is None:
        return await _about_service(request, accept)
    job = {"job": "query", "query": asked.query, "results": asked.results, "graph": asked.graph}
    reply = await _ask(request, _served(request).queries, job)
    return _sent(reply, {"Vary": "Accept", "Cache-Control": "no-cache"})


async def _about_service(request: Request, accept: str) -> Response:
    media = best(accept, (*GRAPHS, HTML))
    if media == HTML:
        return await _page(request, {"job": "editor"})
    if not media:
        raise Refused(406, f"Accept 里没有能给的格式。可用 {HTML}、{'、'.join(GRAPHS)}")
    return await _page(request, {"job": "service", "graph": media, "here": str(request.url.replace(query=""))})


async def resource(request: Request) -> Response:
    """A thing, by its name: 303 to a document about it, as an enterprise is no web page; or such a document, by its suffix."""
    folder = request.path_params["folder"]
    name, dot, suffix = request.path_params["name"].partition(".")
    job = {"job": "resource", "folder": folder, "name": name}
    if not dot:
        media = best(request.headers.get("accept", ""), _FORMS)
        if not media:
            raise Refused(406, f"Accept 里没有能给的格式。可用 {'、'.join(_FORMS)}")
        (await _ask(request, _served(request).pages, job | {"form": ""})).body.close()
        return RedirectResponse(f"/{folder}/{name}.{_KINDS[media]}", 303, {"Vary": "Accept"})
    if suffix not in SUFFIXES:
        raise Refused(404, f"没有 .{suffix[:20]} 这种格式。可用 {'、'.join('.' + known for known in SUFFIXES)}")
    reply = await _ask(request, _served(request).pages, job | {"form": SUFFIXES[suffix]})
    return _sent(reply, {"Link": f'<{reply.head["iri"]}>; rel="describes"'})


async def vocabulary(request: Request) -> Response:
    """The vocabulary: a page, or its triples."""
    media = best(request.headers.get("accept", ""), _FORMS)
    if not media:
        raise Refused(406, f"Accept 里没有能给的格式。可用 {'、'.join(_FORMS)}")
    if media == HTML:
        return Response(ontology.read_file("index.html"), 200, {"Vary": "Accept"}, content_type(HTML))
    return await _page(request, {"job": "ontology", "graph": media})


async def vocabulary_file(request: Request) -> Response:
    """A file of the vocabulary; only those that are listed, whatever the path says."""
    path = request.path_params["path"]
    if path not in _vocabulary_files():
        raise HTTPException(404)
    return Response(ontology.read_file(path), media_type=content_type(TURTLE))


def _vocabulary_files() -> list[str]:
    return [file.name for file in ontology.folder().iterdir() if file.name.endswith(".ttl")]


async def explorer(request: Request) -> Response:
    """The explorer of the build."""
    page = _served(request).explorer
    if page is None:
        raise Refused(404, "这次构建没有 explorer.html。运行 kg build 后重启 kg serve")
    return FileResponse(page, media_type=content_type(HTML), headers={"Cache-Control": "no-cache"})


async def _page(request: Request, job: dict[str, Any]) -> Response:
    return _sent(await _ask(request, _served(request).pages, job), {"Vary": "Accept", "Cache-Control": "no-cache"})


async def _body(request: Request, limit: int) -> bytes:
    gathered = bytearray()
    async for piece in request.stream():
        gathered += piece
        if len(gathered) > limit:
            raise Refused(413, f"请求超过 {limit / 1e6:g} MB")
    return bytes(gathered)


async def _ask(request: Request, pool: Pool, job: dict[str, Any]) -> Reply:
    """A worker's answer; when the client leaves before it is there, the worker is stopped.

    Raises:
        Refused: there is none.
    """
    asking = asyncio.create_task(pool.ask(job))
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            await asyncio.wait({asking}, timeout=_LINGER)
        if not asking.done():
            raise ClientDisconnect
        reply = asking.result()
    except Busy as error:
        raise Refused(503, "正忙，排队的请求太多。过几秒再试") from error
    except Overdue as error:
        raise Refused(504, f"查询超过 {pool.first['seconds']:g} 秒，已停止。加 LIMIT 或更多条件") from error
    except Crashed as error:
        raise Refused(
            500, "查询使查询进程意外退出，可能用尽了内存或嵌套太深，服务不受影响。加 LIMIT 或更多条件"
        ) from error
    finally:
        for task in (asking, leaving):
            task.cancel()
    if reply.head["status"] != 200:
        reply.body.close()
        raise Refused(reply.head["status"], reply.head["line"])
    return reply


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _sent(reply: Reply, headers: dict[str, str]) -> Response:
    media = content_type(reply.head["type"])
    return _Answer(reply, headers | {"Content-Length": str(reply.size)}, media)


class _Answer(StreamingResponse):
    """Sends what a worker answered, and lets go of it also when the client has left."""

    def __init__(self, reply: Reply, headers: dict[str, str], media: str) -> None:
        super().__init__(self._pieces(), 200, headers, media)
        self.answered = reply.body

    async def _pieces(self) -> AsyncIterator[bytes]:
        while piece := self.answered.read(_PIECE):
            yield piece

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it."""
        with contextlib.closing(self.answered):
            await super().__call__(scope, receive, send)


def _refused(request: Request, refused: Exception) -> Response:
    assert isinstance(refused, Refused)
    headers = _RETRY if refused.status == 503 else {}
    return refuse(request, refused.status, refused.line, headers, page=request.url.path != "/sparql")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    lines = {404: "这里没有这个网址", 405: f"{request.url.path} 不支持 {request.method}"}
    return refuse(request, error.status_code, lines.get(error.status_code, error.detail), error.headers)


def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=499)  # nobody reads it; the log shows what it was


def _broken(request: Request, error: Exception) -> Response:
    return refuse(request, 500, "服务内部出错")
