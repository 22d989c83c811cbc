"""CSV. In: a .csv file whose first row names the columns; out: a document a row. Places are rows; row 1 is the one with the names."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

from kg.model import Fields
from kg.sources.decode import decode
from kg.sources.files import File
from kg.sources.formats import Found
from kg.sources.rows import Row, to_piece

#: Characters of a cell; the module's own limit is below the length of long reports.
CELL = 50_000_000
#: What stands between cells: spreadsheets of some countries write semicolons, and many write tabs.
_BETWEEN = ",;\t"


class Csv:
    """A reader of kg/sources/formats.py; a file is one portion, since a line break may stand in a cell."""

    def count(self, file: File) -> int:
        """Its lines; cells with line breaks make it too many."""
        with file.open() as opened:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: opened.read(1 << 20), b""))

    def portions(self, file: File) -> list[tuple[int, int]]:
        """The whole file."""
        return [(0, sys.maxsize)]

    def read(
        self, file: File, fields: Fields, start: int = 0, end: int | None = None, first: int = 1
    ) -> Iterator[Found]:
        """The rows; see ``Reader``."""
        with file.open() as opened:
            text = decode(opened.read(), file.name)
        rows = _rows(text, file.name)
        names = [name.strip() for name in next(rows)]
        for number, cells in enumerate(rows, 2):
            if start <= number and (end is None or number < end):
                row = Row(file.name, number)
                values = {name: cell for name, cell in zip(names, cells, strict=False) if name}
                said = any(cell.strip() for cell in cells)
                if len(cells) > len(names):
                    raise row.wrong(f"有 {len(cells)} 格，表头只有 {len(names)} 格", "含逗号或换行的格子应放在引号里")
                yield Found(number, number, to_piece(values, fields, row) if said else None)


def _rows(text: str, path: str) -> Iterator[list[str]]:
    csv.field_size_limit(CELL)
    header = text.partition("\n")[0]
    rows = csv.reader(
        (f"{line}\n" for line in text.split("\n")), delimiter=max(_BETWEEN, key=header.count), strict=True
    )
    number = 1
    try:
        for number, cells in enumerate(rows, 2):  # noqa: B007  # the handler below names the row
            yield cells
    except csv.Error as error:
        raise Row(path, number).wrong("不是合格的 CSV", "请检查引号是否成对，或从表格软件重新导出") from error
