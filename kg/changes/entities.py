"""Which entities came, went or got another id. In: the entities of two builds; out: EntityChanges.

The id of an entity is made of its type, its full name and, for local names, its place. One that is gone is found again only where that is
safe: exactly one entity of its type has its name or gives it its own, and their places do not contradict each other. A short form alone is no
proof: 星河 stands for 星河半导体 as for 星河置业.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Entity, EntityType
from kg.query.lines import Lines
from kg.query.tables import entity_of


@dataclass(frozen=True, slots=True)
class EntityChanges:
    """What became of the entities; in the order of their types, then of their names.

    Attributes:
        came, went: in one build only.
        renamed: old and new, the same under another id.
        merged: old, and what it is now a part of.
        names: id -> type and name, of both builds; the new name where they differ.
    """

    came: tuple[Entity, ...]
    went: tuple[Entity, ...]
    renamed: tuple[tuple[Entity, Entity], ...]
    merged: tuple[tuple[Entity, Entity], ...]
    names: dict[str, tuple[EntityType, str]] = field(repr=False)

    @property
    def moved(self) -> dict[str, str]:
        """Old id -> new id of those that were renamed or merged."""
        return {old.id: new.id for old, new in (*self.renamed, *self.merged)}


def compare_entities(old: Path, new: Path) -> EntityChanges:
    """Compares entities.jsonl of two builds.

    Raises:
        ExportError: a file is missing or damaged.
    """
    before, after = Lines(old / "entities.jsonl"), Lines(new / "entities.jsonl")
    names = {one.id: (one.type, one.name) for one in before.values(entity_of)}
    there = {one.id: (one.type, one.name) for one in after.values(entity_of)}
    gone, come = _without(before, there, names), _without(after, names, there)
    renamed, merged = _found_again(gone, set(come), before, after) if gone else ([], [])
    lost = {one.id for one, _ in (*renamed, *merged)}
    known = {other.id for _, other in renamed}
    names.update(there)
    return EntityChanges(
        came=tuple(sorted((one for one in come.values() if one.id not in known), key=_order)),
        went=tuple(sorted((one for one in gone.values() if one.id not in lost), key=_order)),
        renamed=tuple(sorted(renamed, key=lambda pair: _order(pair[0]))),
        merged=tuple(sorted(merged, key=lambda pair: _order(pair[0]))),
        names=names,
    )


_Names = dict[str, tuple[EntityType, str]]
#: The order in which types are told.
RANKS = {kind: number for number, kind in enumerate(EntityType)}
_Pairs = list[tuple[Entity, Entity]]


def _without(lines: Lines, others: _Names, own: _Names) -> dict[str, Entity]:
    """The entities of a file that the other build lacks; the file is not read again when it has none."""
    if own.keys() <= others.keys():
        return {}
    return {one.id: one for one in lines.values(entity_of) if one.id not in others}


def _order(one: Entity) -> tuple[int, str, str]:
    return RANKS[one.type], one.name, one.id


def _found_again(gone: dict[str, Entity], come: set[str], before: Lines, after: Lines) -> tuple[_Pairs, _Pairs]:
    """Who is whom: renamed where both sides are alone, merged where what is there took over the very name of what is gone."""
    safe = _only_candidates(gone, after)
    claimed = Counter(other.id for other in safe.values())
    renamed = [(gone[key], other) for key, other in safe.items() if other.id in come and claimed[other.id] == 1]
    taken = {one.id for one, _ in renamed}
    rest = {key: other for key, other in safe.items() if key not in taken and _has(other, gone[key].name)}
    kept = {other.id for other in rest.values()} - come
    # one that had the name all along did not take it over: both were there, and one of them is gone
    had = {one.id: one for one in before.values(entity_of) if one.id in kept} if kept else {}
    merged = [
        (gone[key], other)
        for key, other in rest.items()
        if other.id not in had or not _has(had[other.id], gone[key].name)
    ]
    return renamed, merged


def _only_candidates(gone: dict[str, Entity], after: Lines) -> dict[str, Entity]:
    """Id of what is gone -> the one entity that it can be now."""
    wanted: dict[tuple[EntityType, str], set[str]] = defaultdict(set)
    for one in gone.values():
        for form in {one.name, *one.aliases}:
            wanted[one.type, form].add(one.id)
    candidates: dict[str, dict[str, Entity]] = defaultdict(dict)
    for other in after.values(entity_of):
        for key in {key for form in (other.name, *other.aliases) for key in wanted.get((other.type, form), ())}:
            one = gone[key]
            if _agree(one, other) and (_has(other, one.name) or _has(one, other.name)):
                candidates[key][other.id] = other
    return {key: next(iter(found.values())) for key, found in candidates.items() if len(found) == 1}


def _agree(one: Entity, other: Entity) -> bool:
    """Whether neither place nor code says that they are two."""
    return all(not a or not b or a == b for a, b in ((one.within, other.within), (one.code, other.code)))


def _has(one: Entity, name: str) -> bool:
    return name == one.name or name in one.aliases
