"""Where a graph goes. In: what the user writes; out: a URL of the SPARQL 1.1 Graph Store HTTP Protocol, and the graph's name.

An address without a query means the default graph, or the one that ``--graph`` names; an address with one (``?default``,
``?graph=…``, Virtuoso's ``?graph-uri=…``) is taken as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

from kg.errors import PublishError

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_NAMING = ("graph", "graph-uri")


@dataclass(frozen=True, slots=True)
class Target:
    """A graph in a server.

    Attributes:
        url: what to send to.
        graph: IRI of a named graph; None for the default graph.
    """

    url: str
    graph: str | None

    @property
    def shown(self) -> str:
        """The URL for people to read, without what may be a secret."""
        return show(self.url)


def find_target(address: str, graph: str | None = None) -> Target:
    """The graph that is meant.

    Args:
        address (str): such as ``http://localhost:7878/store?default``.
        graph (str | None): IRI of a named graph.

    Raises:
        PublishError: the address is no http(s) address, holds a password, or names another graph than ``graph``.
    """
    check_address(address)
    query = parse_qs(urlsplit(address).query, keep_blank_values=True)
    named = next((query[name][0] for name in _NAMING if name in query), None)
    if graph is None:
        return Target(address if query else f"{address}?default", named)
    if not _IRI.fullmatch(graph):
        raise PublishError(f"图名 {graph} 不是网址", remedy="应为完整的 IRI，如 https://example.org/graph")
    if named is not None or "default" in query:
        raise PublishError("网址里已经指明了图，又写了 --graph", remedy="两处只写一处")
    return Target(f"{address}{'&' if query else '?'}graph={quote(graph, safe='')}", graph)


def show(address: str) -> str:
    """An address for people to read: some servers take an access token in the query, and it must not reach a log."""
    path, mark, query = address.partition("?")
    parts = [part if part.partition("=")[0] in (*_NAMING, "default") else _hide(part) for part in query.split("&")]
    return path + mark + "&".join(parts)


def _hide(part: str) -> str:
    name, equals, value = part.partition("=")
    return f"{name}=…" if equals and value else part


def check_address(address: str) -> None:
    """Refuses what is no http(s) address.

    Raises:
        PublishError: see there; the message never repeats an address that holds a password.
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise PublishError("网址里的主机或端口不对", remedy=_EXAMPLE) from error
    if parts.username is not None or parts.password is not None:
        raise PublishError(
            "网址里不能写用户名和密码", remedy="用 --user，密码放在环境变量 KG_PUSH_PASSWORD 或 ~/.netrc 里"
        )
    if parts.scheme not in ("http", "https") or not host or parts.fragment or re.search(r"\s", address):
        raise PublishError(f"网址 {show(address)} 不对", remedy=_EXAMPLE)


_EXAMPLE = "应为 http 或 https 网址，如 http://localhost:7878/store?default"
