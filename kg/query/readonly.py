"""Refuses what a query must not do: change data, reach for data elsewhere, or be so large that the engine dies of it.

In: the tokens of a query; out: nothing, or a QueryError. Words are found token by token, because a keyword needs no blank
beside it: the engine also reads ``SERVICE:x {...}`` and ``1SERVICE<http://...> {...}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.errors import QueryError
from kg.query.tokens import Token, place

#: Oxigraph's parser and planner recurse: 300 brackets within each other, or 500 parts of a UNION, kill a process whose stack is
#: small (512 kB), and 400 patterns around one variable are planned for minutes. The largest question of the pack has 232 tokens.
LONGEST = 1000
DEEPEST = 50

_DATA = frozenset(("iri", "string", "number", "tag", "name"))
_LISTS = {"VALUES": "{", "IN": "("}
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
# Behind a boolean a keyword needs no blank either. rdflib would fetch what FROM and SERVICE name, pyoxigraph what SERVICE names.
_REMOTE = re.compile(r"(?:true|false)?(service)|(from)", re.IGNORECASE)


def refuse(query: str, tokens: Sequence[Token]) -> None:
    """Looks at the words of a query.

    Raises:
        QueryError: it is an update, names a remote source, or is too long or too deep; the message says where.
    """
    first = next(_verbs(tokens), None)
    if first is not None and first.upper in _UPDATES:
        raise QueryError("只能查询，不能修改", where=place(query, first.at), remedy="用 SELECT、ASK 或 CONSTRUCT")
    for token in tokens:
        named = token.text.partition(":")[0] if token.kind == "name" else token.upper
        found = _REMOTE.fullmatch(named)
        if found:
            word = (found[1] or found[2]).upper()
            raise QueryError(f"不支持 {word}", where=place(query, token.at), remedy="只查本地的 graph.ttl")
    _bound(query, tokens)


def _verbs(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words of a query without those of its prologue."""
    return (token for token in tokens if token.kind == "word" and token.upper not in ("PREFIX", "BASE"))


def _bound(query: str, tokens: Sequence[Token]) -> None:
    depth = 0
    for token in tokens:
        depth += (token.text in "{([") - (token.text in "})]") if token.kind == "sign" else 0
        if depth > DEEPEST:
            raise QueryError(f"查询的括号超过 {DEEPEST} 层", where=place(query, token.at), remedy="请拆成几个查询")
    if sum(1 for _ in _code(tokens)) > LONGEST:
        raise QueryError(f"查询太长，超过 {LONGEST} 个词", remedy="请拆成几个查询；成批的值写进 VALUES 或 IN 不受限")


def _code(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without the data of VALUES blocks and IN lists, which the engines take in their stride."""
    opening = closing = ""
    for token in tokens:
        sign = token.text if token.kind == "sign" else ""
        if closing and sign == closing:
            closing = ""
        elif closing and (token.kind in _DATA or sign in (",", "^^") or (closing == "}" and sign in ("(", ")"))):
            continue
        elif opening and sign == opening:
            opening, closing = "", {"{": "}", "(": ")"}[opening]
        elif token.upper in _LISTS:
            opening = _LISTS[token.upper]
        yield token
