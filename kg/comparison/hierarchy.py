"""What lies in a place. In: entities and the facts that say where things are; out: ids for each place.

A thing lies in a place when a text says so, of itself or of something that it lies in or is part of, and when the division that it lies in
belongs to the place. Where a division belongs only the table of divisions says. What tells a region from its namesakes (``Entity.within``) is
mostly the place of the report that names it, foreign cities among them, and says nothing of where it lies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.comparison.gathering import Gathered
from kg.lexicon.divisions import load_divisions
from kg.model import Entity, EntityType

_DIVISION = "region-"


def lying_in(entities: Mapping[str, Entity], gathered: Gathered, places: Sequence[Entity]) -> list[frozenset[str]]:
    """For each place the ids of all that lies in it, its own among them."""
    below = _below(entities, gathered)
    found = []
    for place in places:
        reached, waiting = {place.id}, [place.id]
        while waiting:
            new = set(below.get(waiting.pop(), ())) - reached
            reached |= new
            waiting += new
        found.append(frozenset(reached))
    return found


def _below(entities: Mapping[str, Entity], gathered: Gathered) -> dict[str, list[str]]:
    below: dict[str, list[str]] = defaultdict(list)
    divisions = load_divisions()
    own = set()
    for one in entities.values():
        if one.type is not EntityType.REGION:
            continue
        division = divisions.get(one.code) if one.code else None
        if division:
            own.add(one.id)
            # The division between may be named by no document.
            for above in divisions.ancestors(division):
                below[_DIVISION + above.code].append(one.id)
    for subject, ends in gathered.inside.items():
        if subject not in own:
            for end in ends:
                below[end].append(subject)
    return below
