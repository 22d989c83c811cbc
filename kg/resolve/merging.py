"""Gathers entities across documents. In: entities as single documents see them; out: one of each, with all its forms.

What several documents say of one entity is joined so that the order of documents does not matter: forms are a sorted set, the longest
name and the longest description win, and a division's place in the hierarchy comes from the gazetteer.
"""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.divisions import Division, load_divisions
from kg.model import Entity, EntityType
from kg.resolve.identity import region_id


class EntityPool:
    """The entities of a build."""

    def __init__(self) -> None:
        self._known: dict[str, Entity] = {}
        self._forms: dict[str, set[str]] = {}

    def add(self, entity: Entity, form: str) -> None:
        """Takes in an entity as one document sees it, with one surface form."""
        known = self._known.get(entity.id)
        if known is None:
            self._known[entity.id] = entity
        else:
            name = min(known.name, entity.name, key=lambda name: (-len(name), name))
            description = max(known.description, entity.description, key=lambda said: (len(said), said))
            self._known[entity.id] = replace(known, name=name, description=description)
        self._forms.setdefault(entity.id, set()).add(form)

    def add_division(self, division: Division) -> None:
        """Takes in a reporting place that perhaps no mention names in full."""
        entity = Entity(region_id(division), EntityType.REGION, division.name, code=division.code, level=division.level)
        self.add(entity, division.name)

    def entities(self) -> tuple[Entity, ...]:
        """All entities with their aliases, sorted by id."""
        return tuple(self._finished(self._known[key]) for key in sorted(self._known))

    def _finished(self, entity: Entity) -> Entity:
        aliases = tuple(sorted(self._forms[entity.id] - {entity.name}))
        return replace(entity, aliases=aliases, within=self._within(entity))

    def _within(self, entity: Entity) -> str:
        """For a division the nearest place above it that the build knows; for other entities what identifies them."""
        if not entity.code:
            return entity.within
        divisions = load_divisions()
        division = divisions.get(entity.code)
        above = divisions.ancestors(division) if division else ()
        return next((region_id(upper) for upper in above if region_id(upper) in self._known), "")
