"""Refuses what a query must not do: change data, or reach for data elsewhere. In: the text of a query; out: nothing, or a QueryError.

Words are found token by token, because a keyword needs no blank beside it: the engine also reads ``SERVICE:x {...}``,
``1SERVICE<http://...> {...}``, and a ``\\'`` in a name opens no string that could hide what follows.
"""

from __future__ import annotations

import re

from kg.errors import QueryError

#: What is no code in a query: strings, IRIs, comments. An escape outside of them belongs to a name and opens nothing.
_OPAQUE = re.compile(
    r"\\[^\n]"
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|\#[^\n]*",
    re.DOTALL,
)
_NAME = re.compile(
    r"[?$]\w+"
    r"|@[A-Za-z]+(?:-[A-Za-z0-9]+)*"
    r"|_:[\w.-]+"
    r"|(?P<prefix>[^\W\d_][\w.-]*)?:[\w.:%-]*"
    r"|[\d.]+(?:[eE][+-]?\d+)?"
    r"|(?P<word>[^\W\d]\w*)"
)
# Behind a boolean a keyword needs no blank either. rdflib would fetch what FROM and SERVICE name, pyoxigraph what SERVICE names.
_REMOTE = re.compile(r"(?:true|false)?(service)|(from)", re.IGNORECASE)
_UPDATE = re.compile(
    r"^\s*(?:prefix\s+[^\s:]*:\s*|base\s+)*(?:insert|delete|load|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE
)


def code_of(query: str) -> str:
    """The query with strings, IRIs and comments blanked, each character still in its place."""
    return _OPAQUE.sub(lambda found: "__" if found[0][0] == "\\" else re.sub(r"[^\n]", " ", found[0]), query)


def refuse(code: str) -> None:
    """Looks at what :func:`code_of` left of a query.

    Raises:
        QueryError: it is an update, or names a remote source; the message says where.
    """
    if _UPDATE.search(code):
        raise QueryError("只能查询，不能修改", remedy="用 SELECT、ASK 或 CONSTRUCT")
    for name in _NAME.finditer(code):
        found = _REMOTE.fullmatch(name["word"] or name["prefix"] or "")
        if found:
            word = (found[1] or found[2]).upper()
            raise QueryError(f"不支持 {word}", where=place_of(code, name.start()), remedy="只查本地的 graph.ttl")


def place_of(text: str, at: int) -> str:
    """Line and column of an offset, both from 1, in words."""
    return f"第 {text.count(chr(10), 0, at) + 1} 行第 {at - text.rfind(chr(10), 0, at)} 列"
