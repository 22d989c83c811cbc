"""Gathers entities across documents. In: entities as single documents see them; out: one of each, with all its forms.

What several documents say of one entity is joined so that the order of documents does not matter: forms are a sorted set, the longest
name and the longest description win, and a division's place in the hierarchy comes from the gazetteer.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from kg.lexicon.divisions import Division, load_divisions
from kg.model import Entity, EntityType
from kg.resolve.identity import region_id


class EntityPool:
    """The entities of a document, or of a corpus that fits into memory."""

    def __init__(self) -> None:
        self._known: dict[str, Entity] = {}
        self._forms: dict[str, set[str]] = {}

    def add(self, entity: Entity, form: str) -> None:
        """Takes in an entity as one document sees it, with one surface form."""
        known = self._known.get(entity.id)
        self._known[entity.id] = entity if known is None else joined(known, entity)
        self._forms.setdefault(entity.id, set()).add(form)

    def take(self, entity: Entity) -> None:
        """Takes in an entity of ``partial``, with all its forms."""
        for form in entity.aliases:
            self.add(replace(entity, aliases=()), form)

    def add_division(self, division: Division) -> None:
        """Takes in a reporting place that perhaps no mention names in full."""
        entity = Entity(region_id(division), EntityType.REGION, division.name, code=division.code, level=division.level)
        self.add(entity, division.name)

    def partial(self) -> tuple[Entity, ...]:
        """What is known so far, by id: the name is still among the aliases, and a division does not know what it lies in."""
        return tuple(replace(self._known[key], aliases=tuple(sorted(self._forms[key]))) for key in sorted(self._known))

    def entities(self) -> tuple[Entity, ...]:
        """All entities with their aliases, sorted by id."""
        return tuple(finished(entity, self._known) for entity in self.partial())


def joined(one: Entity, other: Entity) -> Entity:
    """What two documents say of an entity: the longest name, the longest description, the forms of both."""
    return replace(
        one,
        name=min(one.name, other.name, key=lambda name: (-len(name), name)),
        description=max(one.description, other.description, key=lambda said: (len(said), said)),
        aliases=tuple(sorted({*one.aliases, *other.aliases})),
    )


def finished(entity: Entity, known: Container[str]) -> Entity:
    """A joined entity as the build tells it.

    Args:
        entity (Entity): of ``EntityPool.partial``, joined with all others of its id.
        known (Container[str]): the ids of all regions of the build, at least.
    """
    aliases = tuple(form for form in entity.aliases if form != entity.name)
    return replace(entity, aliases=aliases, within=_within(entity, known))


def _within(entity: Entity, known: Container[str]) -> str:
    """For a division the nearest place above it that the build knows; for other entities what identifies them."""
    if not entity.code:
        return entity.within
    divisions = load_divisions()
    division = divisions.get(entity.code)
    above = divisions.ancestors(division) if division else ()
    return next((region_id(upper) for upper in above if region_id(upper) in known), "")
