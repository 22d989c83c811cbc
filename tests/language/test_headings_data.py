"""The words of headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.lexicon.data import read_rules


def strings(value: Any) -> Iterator[str]:
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from strings(inner)
    if isinstance(value, str):
        yield value


def test_every_expression_compiles() -> None:
    for expression in strings(read_rules("headings.toml")):
        assert re.compile(expression)


def test_no_word_is_listed_twice() -> None:
    rules = read_rules("headings.toml")
    for name, words in rules["words"].items():
        if isinstance(words, list):
            assert len(words) == len(set(words)), name


def test_only_years_are_captured() -> None:
    for expression in strings(read_rules("headings.toml")):
        assert re.compile(expression).groups == len(re.compile(expression).groupindex)
