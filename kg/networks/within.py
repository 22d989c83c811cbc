"""What lies in a place. In: entities and facts of place; out: ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Fact, Predicate
from kg.query.tables import Tables


def lying_in(tables: Tables, place: str, facts: Iterable[Fact]) -> set[str]:
    """The place and all that lies in it, over any number of places between.

    Args:
        tables (Tables): whose entities tell the place that they lie in.
        place (str): id.
        facts (Iterable[Fact]): of which ``locatedIn`` counts; others are passed over.
    """
    inner: dict[str, list[str]] = defaultdict(list)
    for entity in tables.entities.values():
        if entity.within:
            inner[entity.within].append(entity.id)
    for fact in facts:
        if fact.predicate is Predicate.LOCATED_IN:
            inner[fact.object].append(fact.subject)
    found, rest = {place}, [place]
    while rest:
        new = [one for one in inner[rest.pop()] if one not in found]
        found.update(new)
        rest += new
    return found
