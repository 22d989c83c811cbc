"""The SPARQL 1.1 Protocol, its query half. In: a request's method, query string, headers and body; out: what is asked.

Refused, each with its reason: updates (403: understood, and never allowed here; 415 or 405 would invite a client to try another
encoding or method), graphs chosen by the request (400: there is one graph), more or less than one query (400).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.serve.negotiate import GRAPHS, NAMED, RESULTS, best

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
#: More parameters than this are no request of a SPARQL client.
_PARAMETERS = 50
_GRAPH_PARAMETERS = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")


class Refused(Exception):  # noqa: N818
    """A request that gets no answer: a status and one line that says why."""

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status, self.line = status, line


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the media types that the client takes for either kind of result, empty for none."""

    query: str
    results: str
    graph: str


def read_request(query_string: bytes, accept: str, content_type: str = "", body: bytes | None = None) -> Asked | None:
    """What a request asks.

    Args:
        query_string (bytes): of the address.
        accept (str): the Accept header.
        content_type (str): the Content-Type header of a POST.
        body (bytes | None): of a POST; None for a GET.

    Returns:
        None when a GET has no parameters at all: it asks about the service, not the data.

    Raises:
        Refused: it breaks the protocol, or asks for what is not served.
    """
    parameters = _parameters(query_string)
    if body is None and not parameters:
        return None
    if body is not None:
        kind = content_type.partition(";")[0].strip().lower()
        if kind == UPDATE:
            raise Refused(403, "只能查询，不能修改。用 SELECT、ASK 或 CONSTRUCT")
        if kind == FORM:
            parameters += _parameters(body)
        elif kind == QUERY:
            parameters.append(("query", _text(body)))
        else:
            raise Refused(415, f"不支持的 Content-Type {kind or '（空）'}。用 {QUERY} 或 {FORM}")
    return _asked(parameters, accept)


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_PARAMETERS
        )  # fmt: skip
    except UnicodeDecodeError as error:
        raise Refused(400, "参数不是 UTF-8 编码。按 UTF-8 做百分号转义") from error
    except ValueError as error:
        raise Refused(400, f"参数超过 {_PARAMETERS} 个") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "查询不是 UTF-8 文本。换成 UTF-8 编码") from error


def _asked(parameters: list[tuple[str, str]], accept: str) -> Asked:
    names = [name for name, _ in parameters]
    if "update" in names:
        raise Refused(403, "只能查询，不能修改。用 query 参数提交 SELECT、ASK 或 CONSTRUCT")
    for name in _GRAPH_PARAMETERS:
        if name in names:
            raise Refused(400, f"不支持 {name}：这里只有一个图。去掉这个参数")
    if names.count("query") != 1:
        raise Refused(400, "缺少 query 参数" if "query" not in names else "query 参数多于一个。一次提交一个查询")
    values = dict(reversed(parameters))
    results, graph = _media(values.get("format", ""), accept)
    return Asked(values["query"], results, graph)


def _media(named: str, accept: str) -> tuple[str, str]:
    """``format`` wins over the header, as it is written by hand, and may also name a media type."""
    named = named.strip().lower()
    if not named:
        found = (best(accept, RESULTS), best(accept, GRAPHS))
        if not any(found):
            raise Refused(406, f"Accept 里没有能给的格式。可用 {'、'.join(dict.fromkeys((*RESULTS, *GRAPHS)))}")
        return found
    if named in NAMED:
        return NAMED[named]
    if named in RESULTS or named in GRAPHS:
        return named if named in RESULTS else "", named if named in GRAPHS else ""
    raise Refused(400, f"没有 {named[:40]} 这种格式。可用 {'、'.join(NAMED)}")
