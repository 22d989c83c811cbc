"""One entity's card. In: tables and an entity id; out: a Card, as JSON or as rich tables with Chinese labels.

Every line carries the sentence it comes from, its document, its offsets and the rule that read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from kg.errors import QueryError
from kg.lexicon.data import read_rules
from kg.model import Entity, EntityType, Fact, Predicate
from kg.query.course import course, plain, stations
from kg.query.find import find_entities
from kg.query.tables import Source, Tables

__all__ = [
    "Card",
    "Entry",
    "Relations",
    "amount",
    "card",
    "find_entities",
    "labels_for",
    "plain_entry",
    "render",
    "stated",
    "to_json",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact on a card.

    Attributes:
        fact: with evidence (offsets, quote) and the rule ``by``.
        source: the document of the evidence.
        other: id of the entity at the other end; ``name`` its name. Both are empty for literals.
    """

    fact: Fact
    source: Source
    other: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Relations:
    """The relations of one predicate; ``inverse`` when the entity of the card is their object."""

    predicate: Predicate
    inverse: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that a build knows about one entity.

    Attributes:
        place: name of the place that tells it from its namesakes; empty when none does.
        mentions: how often the texts name it; ``documents``: in how many of them.
        relations: in the order of Predicate, own direction first; entries by year, then by place in the text.
        statuses, investments, observations: by year, then by place in the text.
    """

    entity: Entity
    place: str
    mentions: int
    documents: int
    relations: tuple[Relations, ...]
    statuses: tuple[Entry, ...]
    investments: tuple[Entry, ...]
    observations: tuple[Entry, ...]


def card(tables: Tables, entity_id: str) -> Card:
    """Collects the card of an entity.

    Raises:
        QueryError: no entity has this id.
        ExportError: a line about it is damaged.
    """
    entity = tables.entities.get(entity_id)
    if entity is None:
        raise QueryError(f"没有编号为 {entity_id} 的实体", remedy="请用 kg show 名称 查找")
    entries = sorted((_entry(tables, fact, entity_id) for fact in tables.facts(entity_id)), key=_order)
    places = [placed.doc for placed in tables.mentions(entity_id)]
    within = tables.entities.get(entity.within)
    return Card(
        entity=entity,
        place=within.name if within else entity.within,
        mentions=len(places),
        documents=len(set(places)),
        relations=tuple(_relations(entries, entity_id)),
        statuses=_literals(entries, Predicate.STATUS),
        investments=_literals(entries, Predicate.INVESTMENT),
        observations=_literals(entries, Predicate.OBSERVATION),
    )


def _entry(tables: Tables, fact: Fact, entity_id: str) -> Entry:
    other = fact.subject if fact.object == entity_id else fact.object
    known = tables.entities.get(other)
    return Entry(fact, tables.source(fact.evidence.doc), other, known.name if known else other)


def _order(entry: Entry) -> tuple[object, ...]:
    fact = entry.fact
    return (fact.year or 0, entry.source.date, fact.evidence.doc, fact.evidence.start, fact.evidence.end, fact.id)


def _relations(entries: list[Entry], entity_id: str) -> Iterable[Relations]:
    for predicate in Predicate:
        for inverse in (False, True):
            held = tuple(
                entry
                for entry in entries
                if entry.fact.predicate is predicate
                and entry.fact.object
                and (entry.fact.subject != entity_id) == inverse
            )
            if held:
                yield Relations(predicate, inverse, held)


def _literals(entries: list[Entry], predicate: Predicate) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.fact.predicate is predicate)


def to_json(card: Card) -> dict[str, Any]:
    """The card as plain values; keys and terms are those of the tables, not translated."""
    entity = card.entity
    return {
        "id": entity.id,
        "type": entity.type.value,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "place": card.place,
        "code": entity.code,
        "level": entity.level,
        "description": entity.description,
        "mentions": card.mentions,
        "documents": card.documents,
        "relations": [
            {"predicate": group.predicate.value, "inverse": group.inverse, "entries": _plain(group.entries)}
            for group in card.relations
        ],
        "course": plain(stations((entry.fact for entry in card.statuses), entity.type)) if card.statuses else [],
        "statuses": _plain(card.statuses),
        "investments": _plain(card.investments),
        "observations": _plain(card.observations),
    }


def _plain(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    return [plain_entry(entry) for entry in entries]


def plain_entry(entry: Entry) -> dict[str, Any]:
    """A fact with its document as plain values; keys without value are left out."""
    fact, source = entry.fact, entry.source
    row = {
        "id": fact.id,
        "other": {"id": entry.other, "name": entry.name} if entry.other else None,
        "status": fact.status.value if fact.status else None,
        "goal": fact.goal.value if fact.goal else None,
        **{key: getattr(fact, key) for key in ("indicator", "value", "upper", "unit", "growth", "bound", "role")},
        "as_stated": fact.as_stated,
        "year": fact.year,
        "kind": fact.kind,
        **plain_evidence(fact, source),
    }
    return {key: value for key, value in row.items() if value is not None}


def plain_evidence(fact: Fact, source: Source) -> dict[str, Any]:
    """Where a fact stands, as plain values; ``page`` is None where the document has none."""
    return {
        "quote": fact.evidence.quote,
        "start": fact.evidence.start,
        "end": fact.evidence.end,
        "page": source.page(fact.evidence.start) or None,
        "document": {"id": source.id, "title": source.title, "date": source.date, "path": source.path},
        "by": fact.by,
    }


def render(card: Card, limit: int = 12) -> RenderableType:
    """The card for a terminal: a head, then a table for each relation and kind of literal, fact left, sentence right.

    Args:
        card (Card): what to show.
        limit (int): lines in each table; the rest is counted. 0 shows all.
    """
    labels = labels_for(card.entity.type)
    parts: list[RenderableType] = [_head(card, labels)]
    for group in card.relations:
        label = labels["inverse" if group.inverse else "predicates"][group.predicate.value]
        parts.append(_table(label, group.entries, limit, labels))
    for predicate, entries in (
        (Predicate.STATUS, card.statuses),
        (Predicate.INVESTMENT, card.investments),
        (Predicate.OBSERVATION, card.observations),
    ):
        if entries and predicate is Predicate.STATUS:
            parts += [Text(), course(stations((entry.fact for entry in entries), card.entity.type), labels)]
        if entries:
            parts.append(_table(labels["predicates"][predicate.value], entries, limit, labels))
    return Group(*parts)


def labels_for(kind: EntityType) -> dict[str, Any]:
    """The labels of the lexicon as they are said of a type: a policy is carried out and not built."""
    labels = read_rules("labels.toml")
    return {**labels, "statuses": labels["policy_statuses"]} if kind is EntityType.POLICY else labels


def _head(card: Card, labels: dict[str, Any]) -> Panel:
    entity = card.entity
    rows = (
        ("aliases", "、".join(entity.aliases)),
        ("within", card.place),
        ("code", entity.code),
        ("description", entity.description),
    )
    told = [f"{labels['columns'][key]}：{value}" for key, value in rows if value]
    told.append(f"{card.documents} 篇文档提到 {card.mentions} 次")
    title = Text(f"{entity.name}（{labels['types'][entity.type.value]}）", style="bold")
    return Panel(Text("\n".join(told)), title=title, title_align="left", subtitle=entity.id, subtitle_align="right")


def _table(label: str, entries: tuple[Entry, ...], limit: int, labels: dict[str, Any]) -> Table:
    """Text objects throughout: brackets in titles and sentences are no console markup."""
    shown = entries[:limit] if limit else entries
    caption = f"另有 {len(entries) - len(shown)} 条，见 --json" if len(shown) < len(entries) else None
    table = Table(
        box=None, show_header=False, expand=True, padding=(0, 2, 0, 0), title=Text(f"{label}  {len(entries)}"),
        title_justify="left", title_style="bold", caption=caption, caption_justify="left",
    )  # fmt: skip
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=3, overflow="fold")
    for entry in shown:
        table.add_row(stated(entry, labels), _evidence(entry))
    return table


def stated(entry: Entry, labels: dict[str, Any]) -> Text:
    """The fact itself: the other entity, the state, or the number; then year, and 计划 when it is only planned."""
    fact = entry.fact
    text = Text(fact.indicator or fact.role or "")
    if entry.name:
        text.append(entry.name)
    if fact.status:
        text.append(labels["statuses"][fact.status.value])
    if fact.goal and fact.goal is not fact.status:
        text.append(f"，目标{labels['statuses'][fact.goal.value]}")
    told = ""
    if fact.value is not None:
        bound = labels["bounds"].get(fact.bound or "exact", "")
        told = bound + amount(fact.value, fact.unit or "", fact.upper)
        text.append(f" {told}", style="bold")
    if fact.growth is not None:
        text.append(f" {fact.growth:+g}%")
    if fact.as_stated and fact.as_stated != told:
        text.append(f"（原文 {fact.as_stated}）")
    when = f" {fact.year}年" if fact.year else ""
    return text.append(when + (f" {labels['kinds']['target']}" if fact.kind == "target" else ""), style="dim")


def _evidence(entry: Entry) -> Text:
    fact, source = entry.fact, entry.source
    text = Text(f"「{' '.join(fact.evidence.quote.split())}」")
    page = source.page(fact.evidence.start)
    place = (
        f"第 {page} 页 {fact.evidence.start}–{fact.evidence.end}"
        if page
        else f"{fact.evidence.start}–{fact.evidence.end}"
    )
    where = " · ".join(filter(None, (source.title, source.date, place, fact.by)))
    return text.append(f"\n{where}", style="dim")


def amount(value: float, unit: str, upper: float | None = None) -> str:
    """A number as Chinese readers write it, exact to four decimals: 5465000000 CNY is 54.65亿元.

    Args:
        value (float): in base units; the lower end of a range.
        unit (str): ``CNY``, ``percent`` ... or a counting word as written.
        upper (float | None): upper end of a range.
    """
    name: str = read_rules("labels.toml")["units"].get(unit, unit)
    ends = [value] if upper is None else [value, upper]
    scaled = [_scaled(end) if unit not in ("percent", "permille") else (end, "") for end in ends]
    told = "至".join(f"{number:.4f}".rstrip("0").rstrip(".") + scale for number, scale in scaled)
    return told + name


def _scaled(value: float) -> tuple[float, str]:
    for factor, name in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
        if abs(value) >= factor:
            return value / factor, name
    return value, ""
