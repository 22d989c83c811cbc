"""JSON Lines. In: a .jsonl file, an object a line; out: a document a row. Places are bytes; a portion has the lines that begin in it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.errors import SourceError
from kg.model import Fields
from kg.sources.document import Piece
from kg.sources.files import File, OnError
from kg.sources.formats import Found
from kg.sources.rows import Row, spared, to_piece

#: Bytes of a portion: some seconds of reading, so that one large file keeps many readers busy.
PORTION = 64_000_000
_MARK = b"\xef\xbb\xbf"


class JsonLines:
    """A reader of kg/sources/formats.py."""

    def count(self, file: File) -> int:
        """Its lines."""
        return file.lines()

    def portions(self, file: File) -> list[tuple[int, int]]:
        """Stretches of bytes."""
        size = file.size()
        return [(start, min(start + PORTION, size)) for start in range(0, size, PORTION)]

    def read(
        self,
        file: File,
        fields: Fields,
        start: int = 0,
        end: int | None = None,
        first: int = 1,
        on_error: OnError | None = None,
    ) -> Iterator[Found]:
        """The lines; see ``Reader``."""
        with file.open() as opened:
            if start:
                opened.seek(start - 1)
                opened.readline()  # the line before, which another portion has
            place, number = opened.tell(), first
            while end is None or place < end:
                line = opened.readline()
                if not line:
                    return
                said = line.removeprefix(_MARK) if place == 0 else line
                yield Found(place, number, spared(on_error, _piece, said, fields, Row(file.name, number)))
                place, number = place + len(line), number + 1


def _piece(line: bytes, fields: Fields, row: Row) -> Piece | None:
    return to_piece(_values(line, row), fields, row) if line.strip() else None


def _values(line: bytes, row: Row) -> dict[str, object]:
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise row.wrong("不是 UTF-8 编码", "请另存为 UTF-8") from error
    except ValueError as error:
        raise row.wrong("不是合格的 JSON", "每行应是一个完整的 JSON 对象，中间不能换行") from error
    except RecursionError as error:
        raise row.wrong("的 JSON 嵌套太深", "每行应是一个简单的 JSON 对象") from error
    if not isinstance(values, dict):
        raise _no_object(row)
    return values


def _no_object(row: Row) -> SourceError:
    return row.wrong("不是 JSON 对象", '应像 {"title": "标题", "text": "正文"}')
