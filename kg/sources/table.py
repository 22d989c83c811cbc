"""CSV. In: a .csv file whose first row that is not blank names the columns; out: a document a row. Places are rows, as a spreadsheet counts."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import count

from kg.model import Fields
from kg.sources.decode import decode
from kg.sources.document import Piece
from kg.sources.files import File, OnError
from kg.sources.formats import ONE_PORTION, Found
from kg.sources.rows import Row, spared, to_piece

#: Characters of a cell; the module's own limit is below the length of long reports.
CELL = 50_000_000
#: What stands between cells: spreadsheets of some countries write semicolons, and many write tabs.
_BETWEEN = ",;\t"


class Csv:
    """A reader of kg/sources/formats.py; a file is one portion, since a line break may stand in a cell."""

    def count(self, file: File) -> int:
        """Its lines; cells with line breaks make it too many."""
        return file.lines()

    def portions(self, file: File) -> list[tuple[int, int]]:
        """The whole file."""
        return list(ONE_PORTION)

    def read(
        self,
        file: File,
        fields: Fields,
        start: int = 0,
        end: int | None = None,
        first: int = 1,
        on_error: OnError | None = None,
    ) -> Iterator[Found]:
        """The rows; see ``Reader``."""
        with file.open() as opened:
            text = decode(opened.read(), file.name)
        names: list[str] = []
        for number, cells in enumerate(_rows(text, file.name, on_error), 1):
            said = any(cell.strip() for cell in cells)
            if not names:
                names = [name.strip() for name in cells] if said else []
            elif start <= number and (end is None or number < end):
                row = Row(file.name, number)
                yield Found(number, number, spared(on_error, _piece, names, cells, fields, row) if said else None)


def _piece(names: list[str], cells: list[str], fields: Fields, row: Row) -> Piece:
    if len(cells) > len(names):
        raise row.wrong(f"有 {len(cells)} 格，表头只有 {len(names)} 格", "含逗号或换行的格子应放在引号里")
    return to_piece({name: cell for name, cell in zip(names, cells, strict=False) if name}, fields, row)


def _rows(text: str, path: str, on_error: OnError | None) -> Iterator[list[str]]:
    """The cells of all rows; none of a row that is not well formed, which is told."""
    csv.field_size_limit(CELL)
    lines = text.split("\n")
    header = next(line for line in lines if line.strip())
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=max(_BETWEEN, key=header.count), strict=True)
    for number in count(1):
        before = rows.line_num
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            lost = "，其后的行都没有读" if before + 1 < rows.line_num == len(lines) else ""
            wrong = Row(path, number).wrong(f"不是合格的 CSV{lost}", "请检查引号是否成对，或从表格软件重新导出")
            if on_error is None:
                raise wrong from error
            on_error(wrong)
            cells = []
        yield cells
