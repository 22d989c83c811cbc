"""Which of many patterns can fit a text at all. In: regular expressions; out: an automaton over words that their matches must hold.

A pattern such as ``(?:动工|开工)[建兴]?`` cannot fit where neither 动工 nor 开工 stands. One pass over the text finds the words of all patterns
at once, and only those whose words stand there need be tried. What cannot be told of a pattern lets it through, so nothing is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import product
from typing import Any

import ahocorasick

_MANY = 400  # words from which a part of a pattern rather tells nothing than costs memory
_PARSER = import_module("re._parser")  # what re itself reads patterns with

Words = frozenset[str]


def needles(pattern: re.Pattern[str]) -> Words | None:
    """Words of which every match of ``pattern`` holds at least one; None when there are none such."""
    if pattern.flags & (re.IGNORECASE | re.VERBOSE):
        return None
    return _needed(_PARSER.parse(pattern.pattern, pattern.flags))


class Sieve:
    """Patterns of which most do not fit most texts.

    Args:
        patterns (Sequence[re.Pattern]): in an order that is kept.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._always: list[int] = []
        owners: dict[str, set[int]] = {}
        for number, pattern in enumerate(patterns):
            words = needles(pattern)
            if words is None:
                self._always.append(number)
            for word in words or ():
                owners.setdefault(word, set()).add(number)
        self._automaton = ahocorasick.Automaton()
        for word, numbers in sorted(owners.items()):
            self._automaton.add_word(word, tuple(sorted(numbers)))
        self._automaton.make_automaton()
        self._empty = not owners

    def fitting(self, text: str, start: int = 0, end: int | None = None) -> list[int]:
        """Numbers of the patterns that may match inside ``text[start:end]``, ascending."""
        if self._empty:
            return self._always
        found = set(self._always)
        for _, numbers in self._automaton.iter(text, start, len(text) if end is None else end):
            found.update(numbers)
        return sorted(found)


def _needed(parts: Iterable[Any]) -> Words | None:
    """The best words that a sequence of parsed parts must hold: the longest, then the fewest."""
    found: list[Words] = []
    run: Words = frozenset([""])  # all that the last few parts can be
    for part in parts:
        exact = _exact(part)
        if exact is None or len(run) * len(exact) > _MANY:
            found.append(run)
            run = exact or frozenset([""])
            inner = _inner(part) if exact is None else None
            if inner is not None:
                found.append(inner)
        else:
            run = frozenset(a + b for a, b in product(run, exact))
    telling = [words for words in (*found, run) if "" not in words and len(words) <= _MANY]
    return max(telling, key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _exact(part: Any) -> Words | None:
    """All texts that a parsed part fits, when they are few and it asks for nothing else."""
    kind, value = str(part[0]), part[1]
    if kind == "LITERAL":
        return frozenset([chr(value)])
    if kind == "IN":
        return _characters(value)
    if kind == "SUBPATTERN" and not value[1]:  # which would be flags of its own
        return _exact_all(value[3])
    if kind == "BRANCH":
        branches = [_exact_all(branch) for branch in value[1]]
        return _joined(branches)
    if kind in ("MAX_REPEAT", "MIN_REPEAT") and value[0] in (0, 1) and value[1] == 1:
        inner = _exact_all(value[2])
        return inner if inner is None or value[0] else inner | {""}
    return None


def _exact_all(parts: Iterable[Any]) -> Words | None:
    run: Words = frozenset([""])
    for part in parts:
        exact = _exact(part)
        if exact is None or len(run) * len(exact) > _MANY:
            return None
        run = frozenset(a + b for a, b in product(run, exact))
    return run


def _inner(part: Any) -> Words | None:
    """What a part that is not exact must hold all the same. What it looks ahead or back for need not lie inside the match."""
    kind, value = str(part[0]), part[1]
    if kind == "SUBPATTERN" and not value[1]:
        return _needed(value[3])
    if kind == "BRANCH":
        return _joined([_needed(branch) for branch in value[1]])
    if kind in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1:
        return _needed(value[2])
    return None


def _joined(branches: Sequence[Words | None]) -> Words | None:
    known = [words for words in branches if words is not None]
    joined = frozenset(word for words in known for word in words)
    return joined if len(known) == len(branches) and len(joined) <= _MANY else None


def _characters(members: Sequence[Any]) -> Words | None:
    """The characters of a class that lists them; None for ranges, classes of classes and what is left out."""
    if any(str(kind) != "LITERAL" for kind, _ in members):
        return None
    return frozenset(chr(value) for _, value in members)
