"""One document a row. In: the columns of a row, by name; out: a Piece of title line, line break and body.

Offsets count in that text, so ``text_start`` is 0, and the path of the document names the row: ``reports.jsonl#12``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ParamSpec

from kg.errors import SourceError
from kg.model import Fields
from kg.sources.decode import cleaned
from kg.sources.document import Piece
from kg.sources.files import OnError

P = ParamSpec("P")

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]\d.*)?")


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row stands: the name of its file, and its number from 1."""

    file: str
    number: int

    def wrong(self, what: str, remedy: str) -> SourceError:
        """What to raise about it."""
        return SourceError(f"文件 {self.file} 的一行{what}", where=f"第 {self.number} 行", remedy=remedy)


def spared(
    on_error: OnError | None, make: Callable[P, Piece | None], *args: P.args, **kwargs: P.kwargs
) -> Piece | None:
    """What is made of a row; nothing, when someone is told that it is no document."""
    try:
        return make(*args, **kwargs)
    except SourceError as error:
        if on_error is None:
            raise
        on_error(error)
        return None


def to_piece(values: Mapping[str, object], fields: Fields, row: Row) -> Piece:
    """The document of a row.

    Raises:
        SourceError: it lacks title or text, a value is no text, or a date is none.
    """
    title = " ".join(_text(values, fields.title, "标题", row).split())
    body = _text(values, fields.text, "正文", row).strip()
    for said, names in ((title, fields.title), (body, fields.text)):
        if not said:
            raise row.wrong(f"的 {_first(values, names)} 是空的", "请补上，或删去该行")
    text = f"{title}\n{body}"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise row.wrong("含有半个代理对，不是完整的字符", "请检查是怎样导出的") from error
    return Piece(title, text, 0, _date(values, fields.date, row))


def _first(values: Mapping[str, object], names: Sequence[str]) -> str | None:
    return next((name for name in names if values.get(name) is not None), None)


def _text(values: Mapping[str, object], names: Sequence[str], what: str, row: Row) -> str:
    name = _first(values, names)
    if name is None:
        there = "、".join(values) or "什么也没有"
        raise row.wrong(
            f"缺少{what}（{' 或 '.join(names)}）",
            f"这一行里有 {there}；请补上，或在 kg.toml 的 [fields] 里写明列名，不是文档的表请移出文件夹",
        )
    value = values[name]
    if not isinstance(value, str):
        raise row.wrong(f"的 {name} 不是文字", "应为带引号的文字")
    return cleaned(value)


def _date(values: Mapping[str, object], names: Sequence[str], row: Row) -> datetime.date | None:
    name = _first(values, names)
    value = values[name] if name else None
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if match:
            return datetime.date(*map(int, match.groups()))
    except ValueError:
        pass
    raise row.wrong(f"的 {name} 不是日期：{str(value)[:20]}", "应写作 2018-01-22")
