"""Reads which promises are asked for. In: words, Chinese or those of the tables; out: sorts and verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from kg.errors import QueryError
from kg.promises.model import Sort, Verdict
from kg.promises.saying import sort_label, verdict_label

_T = TypeVar("_T", Sort, Verdict)


def sorts_called(words: Iterable[str]) -> frozenset[Sort]:
    """The sorts that are called so: ``指标`` or ``indicator``.

    Raises:
        QueryError: none is.
    """
    return frozenset(_called(word, Sort, sort_label, "类别") for word in words)


def verdicts_called(words: Iterable[str]) -> frozenset[Verdict]:
    """The verdicts that are called so: ``完成`` or ``met``.

    Raises:
        QueryError: none is.
    """
    return frozenset(_called(word, Verdict, verdict_label, "结果") for word in words)


def _called(word: str, kinds: type[_T], label: Callable[[_T], str], what: str) -> _T:
    for kind in kinds:
        if word in (kind.value, label(kind)):
            return kind
    raise QueryError(f"没有 {word} 这种{what}", remedy=f"可用的有 {'、'.join(label(kind) for kind in kinds)}")
