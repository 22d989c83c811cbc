"""What every reply carries, whoever made it. In: an ASGI application; out: the same with headers, OPTIONS and a check of Host.

A user's graph on loopback is nobody else's: scripts of other sites read it only where the user opens it to them (CORS, as SPARQL
clients in browsers need it), and a page elsewhere that points its own name at this machine (DNS rebinding) is turned away by the
name that it asks for.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.replies import refuse

#: The pages load what this server holds and nothing else. Styles are set by the editor and the result table at run time.
_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HOST = re.compile(r"[A-Za-z0-9._-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")
_POSTED = ("/sparql",)


class Guard:
    """Wraps the application.

    Args:
        app (ASGIApp): what answers.
        open_to_all (bool): whether scripts of other sites may read.
        hosts (frozenset[str]): names by which this server may be asked, without port; empty allows any.
    """

    def __init__(self, app: ASGIApp, open_to_all: bool, hosts: frozenset[str]) -> None:
        self.app, self.open_to_all, self.hosts = app, open_to_all, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def adorned(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._adorn(scope["path"], MutableHeaders(scope=message))
            await send(message)

        host = Headers(scope=scope).get("host", "")
        if not _HOST.fullmatch(host):
            await refuse(Request(scope), 400, "Host 头不对")(scope, receive, adorned)
        elif self.hosts and re.sub(r":\d+$", "", host) not in self.hosts:
            await refuse(Request(scope), 421, f"这里不是 {host}。用启动时显示的地址访问")(scope, receive, adorned)
        elif scope["method"] == "OPTIONS":
            await self._options(scope, adorned)
        else:
            await self.app(scope, receive, adorned)

    def _adorn(self, path: str, headers: MutableHeaders) -> None:
        headers.setdefault("X-Content-Type-Options", "nosniff")
        if self.open_to_all:
            headers.setdefault("Access-Control-Allow-Origin", "*")
            headers.setdefault("Access-Control-Expose-Headers", "Content-Location, Link, Retry-After")
        # The explorer brings a policy of its own, which names the digests of its scripts.
        if path != "/explorer.html" and headers.get("content-type", "").startswith("text/html"):
            headers.setdefault("Content-Security-Policy", _PAGES)
            headers.setdefault("Referrer-Policy", "same-origin")

    async def _options(self, scope: Scope, send: Send) -> None:
        methods = "GET, HEAD, OPTIONS" + (", POST" if scope["path"] in _POSTED else "")
        headers = {"Allow": methods}
        if self.open_to_all:
            headers |= {
                "Access-Control-Allow-Methods": methods,
                "Access-Control-Allow-Headers": "Accept, Content-Type",
                "Access-Control-Max-Age": "86400",
            }
        raw = [(key.lower().encode(), value.encode()) for key, value in headers.items()]
        await send({"type": "http.response.start", "status": 204, "headers": raw})
        await send({"type": "http.response.body"})
