"""Checks what a program hands over. In: values of any type; out: the text, number or words that they stand for.

Types are no help to who works without a checker of them: a year as text would match nothing, silently.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable

from kg.errors import QueryError
from kg.model import Entity


def text(value: object, what: str, example: str) -> str:
    """A text as it is.

    Args:
        value (object): what was given.
        what (str): what it is called in a message.
        example (str): how it is written.

    Raises:
        QueryError: it is no text.
    """
    if isinstance(value, str):
        return value
    raise QueryError(f"{what}要是文字，不是 {_shown(value)}", remedy=f"写成 {example}")


def named(value: object, what: str, example: str) -> str:
    """A name or id; of an entity its id.

    Raises:
        QueryError: it is neither text nor entity.
    """
    return value.id if isinstance(value, Entity) else text(value, what, example)


def whole(value: object, what: str, example: str) -> int:
    """A whole number, also one of numpy.

    Raises:
        QueryError: it is none; ``True`` is none, though Python counts with it.
    """
    if not isinstance(value, bool):
        try:
            return operator.index(value)  # type: ignore[arg-type]  # which is what is asked here
        except TypeError:
            pass
    raise QueryError(f"{what}要是整数，不是 {_shown(value)}", remedy=f"写成 {example}")


def words(value: object, what: str, example: str) -> tuple[str, ...]:
    """Several texts; a single one may stand alone.

    Raises:
        QueryError: it is no text, nor a list of texts.
    """
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Iterable):
        return tuple(text(one, what, example) for one in value)
    raise QueryError(f"{what}要是文字，不是 {_shown(value)}", remedy=f"写成 {example}")


def _shown(value: object) -> str:
    told = " ".join(repr(value).split())
    return told if len(told) <= 40 else f"{told[:40]}…"
