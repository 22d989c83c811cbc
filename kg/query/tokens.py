"""Cuts a SPARQL query into tokens. In: the query; out: tokens with their places, comments and blanks left out.

The checks must see a query as the engines do: a ``SERVICE`` that they take for part of a string or a comment would be
sent. So strings, IRIs, comments and escaped signs of names (``ex:a\\#b`` holds no comment) follow the grammar of SPARQL 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "iri", "variable", "name", "word", "number", "tag", "sign"]

#: What a name may hold beyond letters, digits and underscore (PN_CHARS of the grammar).
_MORE = "\u00b7\u0300-\u036f\u203f-\u2040\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
_SIGN = rf"[\w{_MORE}]"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = rf"(?:[^\W\d_](?:[\w.{_MORE}-]*[\w{_MORE}-])?|_)?"
_LOCAL = rf"(?:(?:[\w:{_MORE}]|{_ESCAPE})(?:(?:[\w.:{_MORE}-]|{_ESCAPE})*(?:[\w:{_MORE}-]|{_ESCAPE}))?)?"

_TOKEN = re.compile(
    r'(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*')"
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|(?P<space>\#[^\n\r]*|\s+)"
    rf"|(?P<variable>[?$]{_SIGN}+)"
    rf"|(?P<name>{_PREFIX}:{_LOCAL})"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<number>\.?\d[\d.eE]*)"
    r"|(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
    r"|(?P<sign>\\.|&&|\|\||!=|<=|>=|\^\^|.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``at`` is its offset in the query."""

    kind: Kind
    text: str
    at: int

    @property
    def upper(self) -> str:
        """A keyword in capitals; empty for anything else."""
        return self.text.upper() if self.kind == "word" else ""


def tokenize(query: str) -> tuple[Token, ...]:
    """The tokens of a query, in order."""
    return tuple(_tokens(query))


def _tokens(query: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup
        if kind != "space":
            yield Token(kind, found[0], found.start())  # type: ignore[arg-type]  # the groups are the kinds


def place(query: str, at: int) -> str:
    """An offset in words: ``第 2 行第 5 列``."""
    return f"第 {query.count(chr(10), 0, at) + 1} 行第 {at - query.rfind(chr(10), 0, at)} 列"
