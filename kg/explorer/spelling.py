"""How names are spelled in pinyin, for search. In: names; out: spellings, and a table from which the page makes most of them itself.

Nearly every character sounds alike in all names, so the page gets each once; only names whose phrase sounds otherwise (重庆) are told whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.simpleseg import seg


@lru_cache(maxsize=1 << 16)  # names grow with the corpus
def spell(name: str) -> str:
    """Pinyin and initials of a name, ``qinghe qh``; what is no Chinese character stays, in lower case."""
    syllables = [part.strip().lower() for word in seg(name) for part in _word(word)]
    parts = [part for part in syllables if part]
    whole = "".join("".join(parts).split())
    return _both(whole, "".join(_initials(name, syllables)))


@lru_cache(maxsize=1 << 16)  # names grow with the corpus
def _word(word: str) -> list[str]:
    """Names share their words: asked once for each, pypinyin takes a fifth of the time."""
    return lazy_pinyin(word, style=Style.NORMAL)


def spell_all(names: Iterable[str]) -> str:
    """The spellings of an entity's names, ``|`` between them."""
    return "|".join(dict.fromkeys(spell(name) for name in names))


def sounds(names: Iterable[str]) -> dict[str, str]:
    """Character -> how it sounds alone, for all Chinese characters of the names."""
    found = {sign: _word(sign)[0] for sign in sorted(set("".join(names)))}
    return {sign: sound for sign, sound in found.items() if sound != sign and sound.isascii() and sound.islower()}


def by_sounds(names: Iterable[str], known: dict[str, str]) -> str:
    """The spellings as the page makes them of the table alone (script/unpack.js)."""
    return "|".join(dict.fromkeys(_joined(name, known) for name in names))


def _joined(name: str, known: dict[str, str]) -> str:
    plain = [sign for sign in name if not sign.isspace()]
    whole = "".join(known.get(sign) or sign.lower() for sign in plain)
    return _both(whole, "".join(known[sign][0] if sign in known else sign.lower() for sign in plain))


def _both(whole: str, initials: str) -> str:
    return whole if whole == initials else f"{whole} {initials}"


def _initials(name: str, syllables: list[str]) -> list[str]:
    """The first letter of a syllable that stands for a character, all of what was written in letters or digits."""
    written = set(name.lower().split())
    return ["".join(part.split()) if part in written or part in name.lower() else part[0] for part in syllables if part]
