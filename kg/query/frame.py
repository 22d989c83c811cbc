"""Hands rows to pandas, where that is installed. In: columns and rows of plain values; out: a DataFrame.

pandas guesses types badly: years with a gap among them would become 2018.0. So each column is told what it holds.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.errors import KGError

if TYPE_CHECKING:
    from pandas import DataFrame

#: What a cell holds; None for nothing.
Cell = str | int | float | bool | datetime.date | None

#: Whole numbers from here on do not fit into a column of integers.
_TOO_LARGE = 2**63


def frame(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> DataFrame:
    """The rows as a DataFrame: numbers as numbers, whole ones as integers, and nothing made up where a cell is empty.

    An empty cell is None, in columns of numbers and truth values what pandas writes there instead (``NaN`` or ``<NA>``).

    Args:
        columns (Sequence[str]): their names.
        rows (Sequence[Sequence[Cell]]): as many cells each.

    Raises:
        KGError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise KGError("没有装 pandas，不能做成表", remedy="pip install pandas") from error
    series = []
    for at, column in enumerate(columns):
        cells = [row[at] for row in rows]
        series.append(pandas.Series(cells, dtype=_dtype(cells), name=column))
    return pandas.concat(series, axis=1) if series else pandas.DataFrame()


def _dtype(cells: Sequence[Cell]) -> str:
    held = {type(cell) for cell in cells if cell is not None}
    gaps = any(cell is None for cell in cells)
    if held == {bool}:
        return "boolean" if gaps else "bool"
    if held == {int} and all(abs(cell) < _TOO_LARGE for cell in cells if isinstance(cell, int)):
        return "Int64" if gaps else "int64"
    return "float64" if held and held <= {int, float} else "object"
