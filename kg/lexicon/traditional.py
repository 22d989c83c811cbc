"""Traditional script, read through simplified forms. In: a text; out: the same with every character simplified, one for one.

The lexicons and models know simplified characters. Since each character has one form in the other script, offsets are those of the
original. Words are not exchanged (程式, 軟體 stay), and a character that has two simplified forms gets the more common one (乾 is 干).
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.data import read_table

#: The share, among Chinese characters, of traditional ones that GB 2312 does not have: 0.33 to 0.39 in the seeds written in traditional
#: script, 0.0002 at most in the seeds as they are; a simplified text that quotes a sentence in traditional script stays below.
SHARE = 0.1
HEAD = 5_000  # code points that tell the script of a text
_HAN = re.compile(r"[\u3400-\u9fff]")


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional script; 乾, 後, 於 and others that simplified texts hold as well tell nothing."""
    han = _HAN.findall(text[:HEAD])
    return sum(char in _only_traditional() for char in han) > SHARE * len(han)


def simplified(text: str) -> str:
    """A text in simplified characters, of the same length; one that is not in traditional script stays what it is."""
    return text.translate(_table()) if is_traditional(text) else text


@cache
def _table() -> dict[int, str]:
    return {ord(old): new for old, new in read_table("traditional.tsv", ("traditional", "simplified"))}


@cache
def _only_traditional() -> frozenset[str]:
    return frozenset(chr(code) for code in _table() if not _in_gb2312(chr(code)))


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
