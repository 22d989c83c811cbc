"""Finds the one thing that a word means. In: tables and a name; out: an entity, a document or a term of the model.

Where the command line shows all that is called so, a program wants one: several are an error that names them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from kg.api import given
from kg.errors import QueryError
from kg.lexicon.data import read_rules
from kg.model import Entity
from kg.query.find import find_entities
from kg.query.tables import Source, Tables

#: Candidates that a message lists.
FEW = 6


def one_entity(tables: Tables, wanted: Entity | str) -> Entity:
    """The entity that is meant: one whose own name it is goes before one that is also called so.

    Raises:
        QueryError: none or several are called so, the message names those that are near, or meant; or it is no text.
    """
    if isinstance(wanted, Entity):
        return wanted
    given.text(wanted, "实体的名称", '"东莞市"')
    found = find_entities(tables, wanted)
    own = [entity for entity in found if entity.name == wanted]
    meant = own or found
    if len(meant) == 1:
        return meant[0]
    told = "、".join(_told(tables, entity) for entity in meant[:FEW])
    more = f"等 {len(meant)} 个" if len(meant) > FEW else ""
    raise QueryError(f"“{wanted}”可以指 {told}{more}", remedy=f"请用全名或括号里的编号，如 {meant[0].id}")


def _told(tables: Tables, entity: Entity) -> str:
    within = tables.entities.get(entity.within)
    kind = read_rules("labels.toml")["types"][entity.type.value]
    return f"{entity.name}（{'，'.join(filter(None, (kind, within.name if within else '', entity.id)))}）"


def one_source(sources: Iterable[Source], wanted: Source | str) -> Source:
    """The document that is meant, by id or a part of its title.

    Raises:
        QueryError: none or several are called so.
    """
    if isinstance(wanted, Source):
        return wanted
    given.text(wanted, "文档", '"2017年东莞市政府工作报告"')
    known = list(sources)
    found = [one for one in known if wanted in (one.id, one.title)]
    found = found or [one for one in known if wanted and wanted in one.title]
    if len(found) == 1:
        return found[0]
    if found:
        told = "、".join(f"《{one.title}》（{one.id}）" for one in found[:FEW])
        raise QueryError(f"标题含“{wanted}”的文档有 {len(found)} 篇：{told}", remedy="请用完整的标题或括号里的编号")
    near = difflib.get_close_matches(wanted, [one.title for one in known], 1, 0.3)
    remedy = f"是不是《{near[0]}》？" if near else "看 graph.documents 里的 title 和 id"
    raise QueryError(f"没有标题含“{wanted}”的文档", remedy=remedy)


def member(part: str, name: str, what: str) -> str:
    """The term of the model that has that name, English or Chinese.

    Args:
        part (str): of labels.toml, e.g. ``predicates``.
        name (str): ``locatedIn`` or ``位于``.
        what (str): what such terms are called in a message.

    Raises:
        QueryError: there is none; the message names those that there are.
    """
    labels: dict[str, str] = read_rules("labels.toml")[part]
    given.text(name, what, f'"{next(iter(labels))}"')
    for term, label in labels.items():
        if name in (term, label):
            return term
    near = difflib.get_close_matches(name, [*labels, *labels.values()], 1, 0.4)
    hint = f"是不是 {near[0]}？" if near else ""
    known = "、".join(f"{label}（{term}）" for term, label in labels.items())
    raise QueryError(f"没有名为 {name} 的{what}", remedy=f"{hint}可用的有 {known}")
