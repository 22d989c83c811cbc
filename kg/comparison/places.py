"""The places that are meant. In: tables and what the user typed; out: regions, one for each name."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import QueryError
from kg.model import Entity, EntityType
from kg.query.find import find_entities, fold
from kg.query.tables import Tables

_CANDIDATES = 8


def find_places(tables: Tables, names: Sequence[str]) -> list[Entity]:
    """The regions called so: by id, name or alias. A part of a name is not enough, for it may be another place.

    Raises:
        QueryError: no name is given, one is no text, none or several regions are called so, or one is named twice.
    """
    if not names:
        raise QueryError("没有给出地区", remedy="例如 kg compare 东莞市 湛江市")
    if isinstance(names, str):
        raise QueryError(f"地区要逐个给出，不是一段文字“{names}”", remedy='例如 ["东莞市", "湛江市"]')
    for name in names:
        if not isinstance(name, str):
            raise QueryError(f"地区 {name!r} 不是文字", remedy="请给出名称、别名或编号")
    regions = {key: one for key, one in tables.entities.items() if one.type is EntityType.REGION}
    known = Tables(tables.folder, tables.documents, regions)
    found: dict[str, str] = {}
    for name in names:
        key = _one(known, name).id
        if key in found:
            same = f"“{found[key]}”和“{name}”" if found[key] != name else f"“{name}”"
            raise QueryError(f"{same}是同一个地区，写了两次", remedy="每个地区只写一次")
        found[key] = name
    return [regions[key] for key in found]


def _one(known: Tables, name: str) -> Entity:
    try:
        candidates = find_entities(known, name)
    except QueryError as error:
        raise QueryError(f"没有名为“{name}”的地区", remedy=error.remedy) from error
    wanted = fold(name)
    called = [one for one in candidates if wanted in map(fold, (one.id, one.name, *one.aliases))]
    if not called:
        raise QueryError(f"没有名为“{name}”的地区", remedy=f"是不是：{_listed(known, candidates)}？")
    # 吉林 is a short form of the city as of the province: the one whose full name it is comes first.
    named = [one for one in called if wanted in (fold(one.id), fold(one.name))]
    meant = named or called
    if len(meant) > 1:
        raise QueryError(f"“{name}”可以指几个地区", remedy=f"请用编号：{_listed(known, meant)}")
    return meant[0]


def _listed(known: Tables, entities: Sequence[Entity]) -> str:
    told = []
    for one in entities[:_CANDIDATES]:
        within = known.entities.get(one.within)
        told.append(f"{one.name}（{within.name + ' ' if within else ''}{one.id}）")
    return "、".join(told) + (" 等" if len(entities) > _CANDIDATES else "")
