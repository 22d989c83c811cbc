"""What a user asks for, as values. In: words of a command; out: types, and the Lifecycles with the flags meant."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from kg.errors import QueryError
from kg.lexicon.data import read_rules
from kg.lifecycle.states import Lifecycle
from kg.lifecycle.words import flag_names
from kg.model import EntityType

_T = TypeVar("_T")


def types_of(words: Iterable[str]) -> frozenset[EntityType]:
    """Types by their English or Chinese names.

    Raises:
        QueryError: there is no such type.
    """
    names = {name: EntityType(key) for key, name in read_rules("labels.toml")["types"].items()}
    names |= {kind.value: kind for kind in EntityType}
    return frozenset(_one(names, word, "类型") for word in words)


def flagged(lives: Iterable[Lifecycle], words: Collection[str]) -> tuple[Lifecycle, ...]:
    """Those with any of the flags, which are called by their Chinese or English names; all where none is asked for.

    Raises:
        QueryError: there is no such flag.
    """
    names = {name: key for key, name in flag_names().items()} | {key: key for key in flag_names()}
    wanted = {_one(names, word, "标记") for word in words}
    return tuple(life for life in lives if not wanted or any(flag.kind in wanted for flag in life.flags))


def _one(names: Mapping[str, _T], word: str, what: str) -> _T:
    if word not in names:
        near = difflib.get_close_matches(word, list(names), 1, 0.3)
        hint = f"是不是 {near[0]}？" if near else f"可用的有 {'、'.join(names)}"
        raise QueryError(f"没有 {word} 这种{what}", remedy=hint)
    return names[word]
