"""Parquet. In: a .parquet file; out: a document a row. Places are rows from 0; a portion is a row group. Needs the extra ``parquet``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kg.errors import SourceError
from kg.model import Fields
from kg.sources.files import File, OnError
from kg.sources.formats import Found
from kg.sources.rows import Row, spared, to_piece

#: Rows that are in memory at once.
ROWS = 256


class Parquet:
    """A reader of kg/sources/formats.py."""

    def count(self, file: File) -> int:
        """Its rows."""
        with _opened(file) as table:
            return int(table.metadata.num_rows)

    def portions(self, file: File) -> list[tuple[int, int]]:
        """Its row groups."""
        with _opened(file) as table:
            return [(start, end) for _, start, end in _groups(table)]

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
        with _opened(file) as table:
            names = [*fields.title, *fields.text, *fields.date]
            there = table.schema_arrow.names
            whole = all(set(there) & set(some) for some in (fields.title, fields.text))
            columns = [name for name in there if name in names] if whole else there  # all are told when one is missing
            last = table.metadata.num_rows if end is None else end
            for group, begin, over in _groups(table):
                if begin >= last or over <= start:
                    continue
                place = begin
                for batch in table.iter_batches(ROWS, row_groups=[group], columns=columns):
                    for values in batch.to_pylist():
                        if start <= place < last:
                            number = first + place - start
                            row = Row(file.name, number)
                            yield Found(place, number, spared(on_error, to_piece, values, fields, row))
                        place += 1


def _groups(table: Any) -> Iterator[tuple[int, int, int]]:
    """Number, first row and row behind the last of each row group."""
    start = 0
    for group in range(table.num_row_groups):
        end = start + table.metadata.row_group(group).num_rows
        yield group, start, end
        start = end


@contextmanager
def _opened(file: File) -> Iterator[Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise SourceError(f"读取 {file.name} 需要 pyarrow", remedy="请运行 pip install 'citykg[parquet]'") from error
    with file.open() as opened:
        try:
            yield pq.ParquetFile(opened)
        except pa.ArrowException as error:
            raise SourceError(f"文件 {file.name} 不是完好的 Parquet", remedy="请重新导出") from error
