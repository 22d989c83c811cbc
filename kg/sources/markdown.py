"""Markdown. In: a .md file; out: its one document, as whoever sees it rendered reads it, without marks of any kind.

The title is that of the front matter, else the first heading of level 1, else the first line. Offsets count in the text that is made:
marks inside a sentence would be in the way of every quote.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.sources.decode import decode
from kg.sources.document import Piece
from kg.sources.whole import as_day, one_document

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"(title|date)[ \t]*:[ \t]*(.+)")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
#: What stands between the cells of a row.
CELLS = " | "


def markdown_pieces(data: bytes, path: str) -> Iterator[Piece]:
    """The document of a file that holds ``data``.

    Raises:
        SourceError: it is no text, or has no title or no body.
    """
    from markdown_it import MarkdownIt

    text = decode(data, path).lstrip()
    said, date = _front(text)
    tokens = (
        MarkdownIt("commonmark").enable("table").parse(_FRONT.sub("", text, count=1) if _FRONT.match(text) else text)
    )
    lines = list(_lines(tokens))
    title = said or next((line for level, line in lines if level == 1), None) or (lines[0][1] if lines else "")
    body = [line for _, line in lines]
    if not said and title in body:
        body = body[body.index(title) :]  # what stands above the heading is no part of the text: badges, a way back
    yield one_document(title, body, path, date)


def _front(text: str) -> tuple[str, datetime.date | None]:
    """Title and date of the front matter; only plain ``key: value`` lines are read."""
    match = _FRONT.match(text)
    keys = dict(filter(None, (_key(line) for line in match.group(1).split("\n")))) if match else {}
    day = _DAY.match(keys.get("date", ""))
    return keys.get("title", ""), as_day(*day.groups()) if day else None


def _key(line: str) -> tuple[str, str] | None:
    match = _KEY.fullmatch(line.strip())
    return (match.group(1), match.group(2).strip().strip("\"'")) if match else None


def _lines(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """The lines that show, each with the level of the heading that it is, else 0."""
    level = 0
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield 0, CELLS.join(cells)
            cells = None
        elif token.type in ("fence", "code_block"):
            yield from ((0, line) for line in token.content.split("\n"))
        elif token.type == "inline" and cells is not None:
            cells.append(" ".join(_shown(token).split()))
        elif token.type == "inline":
            yield from ((level, line.strip()) for line in _shown(token).split("\n") if line.strip())
            level = 0


def _shown(token: Token) -> str:
    """The words of a block; pictures and tags say nothing."""
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    shown = ("text", "code_inline")
    return "".join(
        breaks.get(child.type, child.content if child.type in shown else "") for child in token.children or ()
    )
