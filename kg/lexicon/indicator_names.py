"""The usual name of an indicator. In: its name as a text has it; out: the name under which cities can be compared."""

from __future__ import annotations

from functools import cache

from kg.errors import LexiconError
from kg.lexicon.data import read_table


def standard_name(stated: str) -> str:
    """The standard form (``规上工业增加值`` -> ``规模以上工业增加值``); the name itself when the lexicon knows no other."""
    return _standards().get(stated, stated)


@cache
def _standards() -> dict[str, str]:
    """Raises:
    LexiconError: a form stands twice, or is itself a standard name.
    """
    rows = read_table("indicator_names.tsv", ("form", "standard"))
    standards = {row[0]: row[1] for row in rows}
    if len(standards) != len(rows) or standards.keys() & set(standards.values()):
        raise LexiconError("词库文件 indicator_names.tsv 有重复的写法", remedy="每种写法只列一次，通用名称自己不列")
    return standards
