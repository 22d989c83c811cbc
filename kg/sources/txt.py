"""Plain text. In: the text of one .txt file; out: its pieces, each a title, a stretch of the file and a date.

Two formats. A *collection* holds documents divided by lines that are exactly ``-``: title line, body lines, date line
(``2018-01-22``), and after the last date perhaps the footer of the web site, which is no document. A *single* text is a
title line, the body, and perhaps a date line at its end or right under the title. A file is a collection when its first
line is ``-`` or when a ``-`` stands right after a date line: a lone ``-`` elsewhere is a body's own.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from kg.errors import SourceError
from kg.lexicon.data import read_table
from kg.sources.decode import decode
from kg.sources.document import Piece
from kg.sources.files import File

DIVIDER = "-"
MAX_TITLE = 120  # code points; the longest title of the seeds has 31
MAX_FOOTER = 40  # code points in a line of a footer
MIN_BODY = 50  # code points; a last document without date is taken for whole from here on
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LOOSE_DATE = re.compile(
    r"(?:(?:发布|发文|成文|更新)?(?:日期|时间)[:：]\s*)?(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: its number from 1, the offset where it begins, and its text without outer blanks."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def text_pieces(data: bytes, path: str) -> Iterator[Piece]:
    """The documents of a file that holds ``data``; see ``read_txt``."""
    return read_txt(decode(data, path), path)


def source_text(path: Path) -> str:
    """The decoded text of a file, the one that ``Document.text_start`` counts in.

    Raises:
        SourceError: it is missing, empty, binary or in no known encoding.
    """
    file = File(path, path.name)
    with file.open() as opened:
        return decode(opened.read(), file.name)


def read_txt(text: str, path: str) -> Iterator[Piece]:
    """The pieces of a decoded file, in their order.

    Raises:
        SourceError: a title without body, a first line that is no title, a day that no calendar has, a lost divider.
    """
    lines = _lines(text)
    if _is_collection(lines):
        blocks = _blocks(lines)
        found = [_collected(block, text, path, last=block is blocks[-1]) for block in blocks]
        yield from (piece for piece in found if piece is not None)
    else:
        yield _single(lines, text, path)


def read_single(text: str, path: str) -> Piece:
    """A text that is one document, whatever dividers stand in it.

    Raises:
        SourceError: as ``read_txt``.
    """
    return _single(_lines(text), text, path)


def _lines(text: str) -> list[_Line]:
    """Only ``\\n`` ends a line; form feeds and U+2028 do not."""
    lines, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if bare := line.strip():
            lines.append(_Line(number, at + len(line) - len(line.lstrip()), bare))
        at += len(line) + 1
    return lines


def _is_collection(lines: list[_Line]) -> bool:
    return lines[0].text == DIVIDER or any(
        line.text == DIVIDER and _DATE.fullmatch(before.text) for before, line in pairwise(lines)
    )


def _blocks(lines: list[_Line]) -> list[list[_Line]]:
    """The stretches between dividers, empty ones left out."""
    blocks: list[list[_Line]] = [[]]
    for line in lines:
        if line.text == DIVIDER:
            blocks.append([])
        else:
            blocks[-1].append(line)
    return [block for block in blocks if block]


def _collected(block: list[_Line], text: str, path: str, *, last: bool) -> Piece | None:
    """One block of a collection; None when it is a footer."""
    dated = max((at for at, line in enumerate(block) if _DATE.fullmatch(line.text)), default=None)
    if dated is None:
        body = _without_footer(block)
        if not body or (last and len(body) < len(block) and not _is_document(body)):
            return None
        if last and len(body) > 1 and not _is_document(body):
            raise _truncated(body[0], path, "正文过短又没有日期")
        return _piece(body, None, text, path)
    if any(len(line.text) > MAX_FOOTER and not _is_boilerplate(line.text) for line in block[dated + 1 :]):
        raise SourceError(
            f"文件 {path} 的日期行之后还有正文",
            where=f"第 {block[dated].number} 行",
            remedy="两篇之间请加一行 -，或把日期移到该篇末尾",
        )
    body = block[:dated]
    _refuse_lost_divider(body, path)
    return _piece(body, _day(_DATE, block[dated], path), text, path, at=block[0])


def _refuse_lost_divider(body: list[_Line], path: str) -> None:
    """A date, then a short line, then a long one, inside one block, are two documents run together."""
    for date, title, rest in zip(body[1:], body[2:], body[3:], strict=False):
        if _DATE.fullmatch(date.text) and len(title.text) <= MAX_TITLE < len(rest.text):
            raise SourceError(
                f"文件 {path} 的两篇文档连在一起", where=f"第 {title.number} 行", remedy="两篇之间请加一行 -"
            )


def _single(lines: list[_Line], text: str, path: str) -> Piece:
    """The one document of a plain file."""
    body = _without_footer(lines)
    date = None
    if not body:
        raise _truncated(lines[0] if lines else None, path, "没有标题")
    if _LOOSE_DATE.fullmatch(body[-1].text):
        date = _day(_LOOSE_DATE, body[-1], path)
        body = body[:-1]
    elif len(body) > 2 and _LOOSE_DATE.fullmatch(body[1].text):
        # Under the title: the stretch from title to end of body must stay whole, so the line stays in the text.
        date = _day(_LOOSE_DATE, body[1], path)
    return _piece(body, date, text, path, at=lines[0])


def _piece(body: list[_Line], date: datetime.date | None, text: str, path: str, at: _Line | None = None) -> Piece:
    """Title and body as one stretch of the file, blank lines between them kept."""
    if not body:
        raise _truncated(at, path, "没有标题")
    title = body[0]
    if len(title.text) > MAX_TITLE:
        raise SourceError(
            f"文件 {path} 的文档没有标题行，首行有 {len(title.text)} 字",
            where=f"第 {title.number} 行",
            remedy=f"请在正文前单独加一行标题，不超过 {MAX_TITLE} 字",
        )
    if len(body) == 1:
        raise _truncated(title, path, "只有标题，没有正文")
    return Piece(title.text, text[title.start : body[-1].end], title.start, date)


def _truncated(line: _Line | None, path: str, what: str) -> SourceError:
    where = f"第 {line.number} 行" if line else ""
    return SourceError(f"文件 {path} 的文档不完整，{what}", where=where, remedy="请补上标题、正文和日期，或删去该段")


def _is_document(lines: list[_Line]) -> bool:
    return len(lines) > 1 and sum(len(line.text) for line in lines[1:]) >= MIN_BODY


def _without_footer(lines: list[_Line]) -> list[_Line]:
    """The lines up to the first of the boilerplate lines at their end; a lone first line stays."""
    end = len(lines)
    while end > 1 and _is_boilerplate(lines[end - 1].text):
        end -= 1
    return [] if end == 1 and _is_boilerplate(lines[0].text) else lines[:end]


def _is_boilerplate(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in _footers())


@cache
def _footers() -> tuple[re.Pattern[str], ...]:
    rows = read_table("boilerplate.tsv", ("id", "where", "pattern", "example"))
    return tuple(re.compile(pattern) for _, where, pattern, _ in rows if where == "footer")


def _day(pattern: re.Pattern[str], line: _Line, path: str) -> datetime.date:
    match = pattern.fullmatch(line.text)
    assert match is not None  # callers matched it before
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError as error:
        raise SourceError(
            f"文件 {path} 的日期 {line.text} 不存在", where=f"第 {line.number} 行", remedy="应写作 2018-01-22"
        ) from error
