"""Standard input as a source. In: ``-``; out: what was piped in: a plain text, the title on its first line."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from kg.errors import SourceError

#: What names it on the command line.
STANDARD_INPUT = Path("-")
#: How the exports name it.
TOLD = "stdin.txt"


@cache
def read_standard_input() -> bytes:
    """All of it; it can be read once, and is asked for when files are counted and when they are read.

    Raises:
        SourceError: nobody pipes anything in.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise SourceError("标准输入里没有内容", remedy="例如 cat 报告.txt | kg build -")
    return sys.stdin.buffer.read()
