"""Writes columns short. In: one column of a table; out: a JSON-ready value that script/unpack.js reads back.

``[…]``                                     the cells as they are
``{"digits": "…", "low": 0}``               whole numbers in base 46, the least of them written as 1; 0 is an empty cell
``{"swings": "…"}``                         whole numbers as differences from the one before, the first from 0, in base 46:
                                            0, -1, 1, -2, 2 are written as 0, 1, 2, 3, 4
``{"runs": [cell, times, …]}``              what repeats
``{"table": […], "of": column}``            few different cells, by number
``{"gaps": column, "of": column, "n": 9}``  few filled cells: their numbers, and the cells
``{"heads": […]}``                          texts: the first character tells how much of the text before is repeated, ``@`` nothing

Base 46 halves what numbers with commas take, and there is nothing in it that JSON or HTML would have to escape: 92 printable
characters, of which the upper 46 mean that another digit follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import ne
from typing import Any

Cell = Any  # None, str, int, float or a list of them

DIGITS = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"\\<')
BASE = len(DIGITS) // 2
ZERO, MOST = 64, 60  # heads: "@" to "|"


def pack(cells: Sequence[Cell]) -> Any:
    """A column in a short form; None, "" and [] all mean an empty cell and come back as null."""
    # Written out: `in (None, "", [])` makes a list for each of millions of cells.
    column = [None if cell is None or cell == "" or cell == [] else _number(cell) for cell in cells]
    filled = [number for number, cell in enumerate(column) if cell is not None]
    if 0 < len(filled) * 2 < len(column):
        return {"gaps": _whole(filled), "of": _dense([column[number] for number in filled]), "n": len(column)}
    return _dense(column)


def pack_heads(texts: Sequence[str]) -> Any:
    """A column of sorted texts that begin alike, such as ids."""
    heads, before = [], ""
    for text in texts:
        same = 0
        # ASCII only: Python and JavaScript count other characters differently.
        while same < min(len(text), len(before), MOST) and text[same] == before[same] and text[same] < "\x7f":
            same += 1
        heads.append(chr(ZERO + same) + text[same:])
        before = text
    return {"heads": heads}


def _dense(column: list[Cell]) -> Any:
    if 4 * sum(map(ne, column, column[1:])) < len(column):
        return {"runs": [part for cell, times in groupby(column) for part in (cell, len(list(times)))]}
    if all(cell is None or type(cell) is int for cell in column):
        return _whole(column)
    keys = [tuple(cell) if isinstance(cell, list) else cell for cell in column]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    if len(numbers) * 2 < len(column):
        return {"table": list(numbers), "of": _whole([numbers[key] for key in keys])}
    return column


def _whole(column: Sequence[int | None]) -> Any:
    """Whole numbers as they are or as differences, whichever is shorter."""
    filled = [cell for cell in column if cell is not None]
    low = min(filled, default=0)
    digits = {"digits": _written([0 if cell is None else cell - low + 1 for cell in column]), "low": low}
    if len(filled) < len(column):
        return digits
    steps = [number - before for number, before in zip(filled, [0, *filled], strict=False)]
    swings = {"swings": _written([2 * step if step >= 0 else -2 * step - 1 for step in steps])}
    return min(digits, swings, key=lambda form: len(str(form)))


def _written(numbers: list[int]) -> str:
    known = {number: _base(number) for number in set(numbers)}
    return "".join(map(known.__getitem__, numbers))


def _base(number: int) -> str:
    """A number from 0 on in base 46, its last digit from the lower half."""
    text = DIGITS[number % BASE]
    while number := number // BASE:
        text = DIGITS[BASE + number % BASE] + text
    return text


def _number(cell: Cell) -> Cell:
    """5000000000.0 as 5000000000: two characters less, the same in JavaScript."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
