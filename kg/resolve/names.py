"""Looks names up and trims them. In: a name; out: what the lists say of it, and the name without marks around it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from kg.lexicon.divisions import load_divisions, load_places
from kg.lexicon.names import load_names
from kg.lexicon.spelling import folded
from kg.model import EntityType


def unquoted(name: str) -> str:
    """A name without the one pair of marks that encloses all of it; “青苗”工程 keeps its marks."""
    for pair in ("“”", "《》", '""', "‘’"):
        if len(name) > 2 and name[0] == pair[0] and name[-1] == pair[1] and not set(pair) & set(name[1:-1]):
            return name[1:-1]
    return name


@cache
def _aliases() -> Mapping[tuple[EntityType, str], str]:
    places = {
        (EntityType.REGION, folded(form)): place.name
        for place in load_places()
        for form in (place.name, *place.aliases)
    }
    return places | {(entry.type, folded(form)): entry.name for entry in load_names() for form in entry.forms}


@lru_cache(maxsize=1 << 16)  # names grow with the corpus
def listed_name(kind: EntityType, form: str) -> str | None:
    """The full name that a lexicon gives for a form, or None."""
    return _aliases().get((kind, folded(form)))


@lru_cache(maxsize=1 << 16)  # names grow with the corpus
def starts_with_place(name: str) -> bool:
    """Whether a division's name stands in front."""
    divisions = load_divisions()
    return any(divisions.named(name[:length]) for length in range(2, min(12, len(name) - 1)))
