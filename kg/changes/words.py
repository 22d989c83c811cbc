"""A change in words. In: Changes; out: items in Chinese for the terminal and the page, and plain values for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kg.changes.comparing import Cause, Changes, FactChange, Sort
from kg.changes.documents import DocumentPair
from kg.lexicon.data import read_rules
from kg.model import Entity, EntityType, Fact
from kg.query.card import Entry, labels_for, stated
from kg.query.render import in_a_line
from kg.query.tables import Source

CAUSE_WORDS: dict[Cause, tuple[str, str]] = {
    "edited": ("来源改动：改过的文档", ""),
    "removed": ("来源改动：没有了的文档", ""),
    "added": ("来源改动：新增的文档", ""),
    "program": ("程序改动", "文档没有变，词库、模型或程序换了版本"),
    "settings": ("其他改动", "文档和程序版本都没有变：看 kg.toml、构建的选项，或未改版本号的程序"),
}
SORT_WORDS: dict[Sort, str] = {"changed": "改了", "went": "没有了", "came": "新增"}
SIGNS: dict[Sort, str] = {"changed": "~", "went": "-", "came": "+"}
_FIELDS = ("value", "unit", "upper", "growth", "bound", "status", "goal", "year", "kind", "indicator", "role")
#: Characters of a digest that tell versions apart.
_SHORT = 12
#: Characters that a quote is cut to, from its middle.
_LONG = 160
_VERSIONS = {"kg": "kg", "lexicon": "词库", "recogniser": "名称识别模型", "segmenter": "分词模型"}
_DOCUMENT_FIELDS = {
    "text": "正文",
    "title": "标题",
    "path": "文件",
    "date": "日期",
    "kind": "体裁",
    "year": "年份",
    "place": "地区",
}


@dataclass(frozen=True, slots=True)
class Side:
    """A fact in one of the builds: what it says, the quote, and where that stands."""

    said: str
    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class Item:
    """A change of a fact; a side that is not there is None. ``note`` says what else one should know."""

    sort: Sort
    label: str
    old: Side | None
    new: Side | None
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    """A document or an entity that is not the same; ``more`` says in which way."""

    sort: Sort
    said: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of an entity that have one cause. ``first``: the group is the first of its cause."""

    cause: Cause
    first: bool
    name: str
    kind: str
    id: str
    items: tuple[Item, ...]


def groups(changes: Changes, limit: int) -> Iterator[Group]:
    """The changes by cause and entity.

    Args:
        limit (int): at most so many changes; 0 for all.
    """
    cause = ""
    told = changes.told(limit)
    for (own, subject), rows in groupby(told, key=lambda row: (row[0].cause, row[0].subject)):
        kind, name = named(changes, subject)
        items = tuple(_item(changes, kind, *row) for row in rows)
        yield Group(own, own != cause, in_a_line(name), read_rules("labels.toml")["types"][kind.value], subject, items)
        cause = own


def named(changes: Changes, entity: str) -> tuple[EntityType, str]:
    """Type and name of an entity."""
    return changes.entities.names.get(entity, (EntityType.REGION, entity))


def _item(changes: Changes, kind: EntityType, change: FactChange, old: Fact | None, new: Fact | None) -> Item:
    fact = new or old
    assert fact is not None
    label = labels_for(kind)["predicates"][fact.predicate.value]
    note = f"同样的话{'原来' if new else '现在'}别处也有" if change.stands else ""
    one, other = (_side(changes, kind, one, of_new) for one, of_new in ((old, False), (new, True)))
    return Item(change.sort, label, one, other, note)


def _side(changes: Changes, kind: EntityType, fact: Fact | None, of_new: bool) -> Side | None:
    if fact is None:
        return None
    source = _source(changes, fact, of_new)
    name = named(changes, fact.object)[1] if fact.object else ""
    said = stated(Entry(fact, source, fact.object, name), labels_for(kind)).plain
    place = f"{fact.evidence.start}–{fact.evidence.end}"
    where = " · ".join(filter(None, (source.title, source.date, place, fact.by)))
    return Side(in_a_line(said), _cut(in_a_line(fact.evidence.quote)), in_a_line(where))


def _source(changes: Changes, fact: Fact, of_new: bool) -> Source:
    key = fact.evidence.doc
    known = (changes.documents.new if of_new else changes.documents.old).get(key)
    return known or Source(key, key, "", "", None, "", "", 0)


def _cut(quote: str) -> str:
    return quote if len(quote) <= _LONG else f"{quote[: _LONG // 2]}……{quote[-_LONG // 2 :]}"


def version_lines(changes: Changes) -> list[str]:
    """A line for each version that differs."""
    return [
        f"{_VERSIONS.get(key, key)}（{key}）：{in_a_line(old[:_SHORT]) or '无'} → {in_a_line(new[:_SHORT]) or '无'}"
        for key, (old, new) in changes.versions.items()
    ]


def sum_lines(changes: Changes) -> list[tuple[str, str]]:
    """What there is of each kind, as pairs of a word and its counts."""
    documents, entities, counts = changes.documents, changes.entities, changes.counts()
    edited = len(documents.edited)
    failed = zip(("旧的没有读", "新的没有读"), changes.failed, strict=True)
    return [
        *((word, "；".join(map(in_a_line, why))) for word, why in failed if why),
        ("文档", _counted(("改过", edited), ("没有了", len(documents.went)), ("新增", len(documents.came)),
                        ("正文没变而信息变了", len(documents.pairs) - edited), ("相同", documents.same))),
        ("实体", _counted(("改名", len(entities.renamed)), ("并入别的", len(entities.merged)),
                        ("没有了", len(entities.went)), ("新增", len(entities.came)))),
        ("事实", _counted(("改了", counts["changed"]), ("没有了", counts["went"]), ("新增", counts["came"]),
                        ("依据挪了位置", changes.moved), ("只换了规则", changes.ruled),
                        ("相同", changes.same - changes.ruled))),
    ]  # fmt: skip


def _counted(*counts: tuple[str, int]) -> str:
    return "，".join(f"{word} {count}" for word, count in counts if count) or "没有变化"


def document_lines(changes: Changes) -> list[Line]:
    """The documents that are not the same."""
    documents = changes.documents
    lines = [Line("changed", _heading(pair.new), _differing(pair)) for pair in documents.pairs]
    lines += [Line("went", _heading(one)) for one in documents.went]
    return lines + [Line("came", _heading(one)) for one in documents.came]


def _heading(source: Source) -> str:
    return in_a_line(f"《{source.title}》 {source.path}")


def _differing(pair: DocumentPair) -> str:
    told = []
    for name in pair.fields:
        old, new = getattr(pair.old, name, ""), getattr(pair.new, name, "")
        told.append(_DOCUMENT_FIELDS[name] + ("改过" if name == "text" else f" {old or '无'} → {new or '无'}"))
    return in_a_line("；".join(told))


def entity_lines(changes: Changes) -> list[Line]:
    """The entities that are not the same."""
    entities = changes.entities
    lines = [
        Line("changed", f"{_entity(old)} {word} {_entity(new)}", f"{old.id} → {new.id}")
        for word, pairs in (("改名为", entities.renamed), ("并入", entities.merged))
        for old, new in pairs
    ]
    lines += [Line("went", _entity(one), one.id) for one in entities.went]
    return lines + [Line("came", _entity(one), one.id) for one in entities.came]


def _entity(one: Entity) -> str:
    return in_a_line(f"{one.name}（{read_rules('labels.toml')['types'][one.type.value]}）")


def differs(old: Fact, new: Fact) -> list[str]:
    """The fields of a changed fact that are others."""
    return [name for name in ("object", *_FIELDS) if (getattr(old, name) or None) != (getattr(new, name) or None)]


def plain(changes: Changes, change: FactChange, old: Fact | None, new: Fact | None) -> dict[str, Any]:
    """A change as plain values; terms are those of the tables."""
    kind, name = named(changes, change.subject)
    row = {
        "change": change.sort,
        "cause": change.cause,
        "subject": {"id": change.subject, "type": kind.value, "name": name},
        "predicate": (new or old).predicate.value,  # type: ignore[union-attr]  # one is there
        "differs": differs(old, new) if old and new else None,
        "stands": change.stands or None,
        "old": _plain_fact(changes, old, False) if old else None,
        "new": _plain_fact(changes, new, True) if new else None,
    }
    return {key: value for key, value in row.items() if value is not None}


def _plain_fact(changes: Changes, fact: Fact, of_new: bool) -> dict[str, Any]:
    source = _source(changes, fact, of_new)
    row = {
        "id": fact.id,
        "object": {"id": fact.object, "name": named(changes, fact.object)[1]} if fact.object else None,
        **{name: getattr(fact, name) for name in _FIELDS},
        "as_stated": fact.as_stated,
        "quote": fact.evidence.quote,
        "start": fact.evidence.start,
        "end": fact.evidence.end,
        "document": {"id": source.id, "title": source.title, "date": source.date, "path": source.path},
        "by": fact.by,
    }
    return {key: value for key, value in row.items() if value is not None}
