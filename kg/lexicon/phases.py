"""Which phase of a project a quote speaks of. In: a quote and the forms of a name; out: the phases, each as one character."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.lexicon.data import read_rules


def phases(quote: str, forms: Iterable[str]) -> frozenset[str]:
    """The phases that stand in the name or behind it; all of the quote where it does not hold the name.

    Args:
        quote (str): the words of a fact.
        forms (Iterable[str]): the names of its subject, without phases of their own where it has such.
    """
    pattern, stop, same = _rules()
    held = sorted((form for form in forms if form and form in quote), key=len, reverse=True)
    if not held:
        return frozenset(same.get(found, found) for found in pattern.findall(quote))
    at = quote.index(held[0])
    rest = quote[at:]
    end = stop.search(rest, len(held[0]))
    return frozenset(same.get(found, found) for found in pattern.findall(rest[: end.start() if end else None]))


def without_phase(name: str) -> str:
    """A name without the phase in it: 三桥工程 of 三桥二期工程."""
    return re.sub(f"{_rules()[0].pattern}期", "", name)


def extends(quote: str) -> bool:
    """Whether the words tell of work on something that is there already."""
    return bool(re.search(read_rules("lifecycle.toml")["phases"]["extension"], quote))


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    rules = read_rules("lifecycle.toml")["phases"]
    return re.compile(rules["pattern"]), re.compile(rules["stop"]), dict.fromkeys(rules["first"], "一") | _NUMERALS


#: One writing for each number.
_NUMERALS = {
    **dict(zip("23456789", "二三四五六七八九", strict=True)),
    **dict(zip(("Ⅱ", "Ⅲ", "Ⅳ"), "二三四", strict=True)),
    **dict(zip(("II", "III", "IV"), "二三四", strict=True)),
}
