"""Finds entities by name. In: tables and what the user typed; out: the entities meant, or names that are near."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable

from kg.errors import QueryError
from kg.lexicon.data import read_rules
from kg.lexicon.spelling import folded
from kg.model import Entity
from kg.query.tables import Tables

SUGGESTIONS = 5
#: Entities of one name that a message lists.
CANDIDATES = 8


def find_entities(tables: Tables, name: str) -> list[Entity]:
    """The entities called ``name``: by id or exact name or alias, else by folded name, else by a part of a name.

    Folded means: full and half width, upper and lower case alike, without blanks and quotation marks. Each step is
    taken only when the one before found nothing; within a step, names stand before aliases.

    Raises:
        QueryError: nothing is called so; the message suggests near names.
    """
    wanted = fold(name)
    if not wanted:
        raise QueryError("没有给出名称", remedy="例如 kg show 东莞市")
    steps: tuple[Callable[[str], bool], ...] = (
        lambda known: known == name,
        lambda known: fold(known) == wanted,
        lambda known: wanted in fold(known),
    )
    if name in tables.entities:
        return [tables.entities[name]]
    for step in steps:
        found = [(not step(e.name), len(e.name), e.name, e.id, e) for e in tables.entities.values() if _any(step, e)]
        if found:
            return [row[-1] for row in sorted(found, key=lambda row: row[:-1])]
    near = nearest_names((name for e in tables.entities.values() for name in (e.name, *e.aliases)), wanted)
    remedy = f"是不是：{'、'.join(near)}？" if near else "换一个名称试试"
    raise QueryError(f"没有名为 {name} 的实体", remedy=remedy)


def find_one(tables: Tables, name: str) -> Entity:
    """The only entity called ``name``: as :func:`find_entities`, where a name goes before an alias.

    Raises:
        QueryError: nothing is called so, or several are; the message names them with their ids.
    """
    found = find_entities(tables, name)
    exact = [entity for entity in found if entity.name == name]
    if len(found) == 1 or len(exact) == 1:
        return (exact or found)[0]
    types = read_rules("labels.toml")["types"]
    shown = (exact or found)[:CANDIDATES]
    told = "；".join(f"{one.name}（{types[one.type.value]}{_lying(tables, one)}）{one.id}" for one in shown)
    rest = f"；等 {len(exact or found)} 个" if len(exact or found) > len(shown) else ""
    raise QueryError(f"{name} 说的可能是：{told}{rest}", remedy="请写全名或编号")


def _lying(tables: Tables, entity: Entity) -> str:
    place = tables.entities.get(entity.within)
    return f"，在{place.name}" if place else ""


def fold(name: str) -> str:
    """A name as it is looked up: upper and lower case alike, too."""
    return folded(name).casefold()


def _any(step: Callable[[str], bool], entity: Entity) -> bool:
    return step(entity.name) or any(step(alias) for alias in entity.aliases)


def nearest_names(names: Iterable[str], wanted: str) -> list[str]:
    """The names that come nearest to a folded one, the nearest first.

    Only those that share half of its characters are compared: the filter keeps difflib from large tables.
    """
    signs = set(wanted)
    close = sorted({name for name in names if 2 * len(signs & set(fold(name))) >= len(signs)})
    return difflib.get_close_matches(wanted, close, SUGGESTIONS, 0.4)
