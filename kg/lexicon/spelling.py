"""How names are compared. In: a name as it is written; out: the form that is the same for all its spellings."""

from __future__ import annotations

import unicodedata

_MARKS = str.maketrans("", "", "“”\"'‘’《》〈〉「」『』 \t\u3000")


def folded(name: str) -> str:
    """A name with widths folded (NFKC), without quotation marks, book marks and blanks."""
    bare = unicodedata.normalize("NFKC", name).translate(_MARKS)
    # E¨ unfolds to E, blank and a combining mark; without the blank the two compose
    return unicodedata.normalize("NFC", bare)
