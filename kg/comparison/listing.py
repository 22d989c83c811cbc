"""A comparison for programs and spreadsheets. In: a Comparison; out: CSV with a row for each passage behind a cell, and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.comparison.model import Amount, Cell, Comparison, Line, Listing, Member, SumRow
from kg.comparison.sources import Sources
from kg.comparison.words import (
    AXES,
    DISPUTED,
    REASONS,
    UNITS_DIFFER,
    amount_said,
    group_name,
    line_name,
    listing_name,
    member_note,
    notes,
    said,
    told_indicators,
)
from kg.model import Entity
from kg.query.answer import XSD, Answer, Term
from kg.query.card import Entry
from kg.query.render import to_csv
from kg.query.tables import Source

_COLUMNS = (
    "部分", "项目", "名目", "地区", "名称", "说法", "数值", "上限", "单位", "年份", "说明",
    "出处", "原文", "文档", "日期", "文件", "起", "止", "规则", "编号",
)  # fmt: skip
_Row = dict[str, object]
_NUMBERS = frozenset(("数值", "上限", "年份", "出处", "起", "止"))


def as_csv(comparison: Comparison, everything: bool) -> str:
    """The long form; no cell can become a formula of a spreadsheet."""
    return to_csv(to_answer(comparison, everything))


def to_answer(comparison: Comparison, everything: bool) -> Answer:
    """The long form: a row for each passage behind a cell."""
    sources = Sources(comparison, everything)
    rows = (*_indicator_rows(comparison, everything), *_member_rows(comparison), *_amount_rows(comparison))
    table = []
    for row, entry in rows:
        told = {**row, **_source_row(sources, entry)}
        table.append(tuple(_term(name, told.get(name)) for name in _COLUMNS))
    return Answer(_COLUMNS, tuple(table))


def _term(name: str, value: object) -> Term | None:
    if value is None or value == "":
        return None
    if name in _NUMBERS:
        return Term(f"{value:.15g}" if isinstance(value, float) else str(value), datatype=f"{XSD}decimal")
    return Term(str(value))


def _source_row(sources: Sources, entry: Entry) -> _Row:
    evidence, source = entry.fact.evidence, entry.source
    return {
        "出处": sources.numbers([entry])[0], "原文": evidence.quote, "文档": source.title, "日期": source.date,
        "文件": source.path, "起": evidence.start, "止": evidence.end, "规则": entry.fact.by, "编号": entry.fact.id,
    }  # fmt: skip


def _indicator_rows(comparison: Comparison, everything: bool) -> Iterator[tuple[_Row, Entry]]:
    for title, indicators in told_indicators(comparison, everything):
        for indicator in indicators:
            for line in indicator.lines:
                for place, cell in zip(comparison.places, line.cells, strict=True):
                    row: _Row = {
                        "部分": title,
                        "项目": indicator.name,
                        "名目": line_name(line),
                        "地区": place.entity.name,
                    }
                    yield from _cell_rows(row, cell, line) if cell else ()


def _cell_rows(row: _Row, cell: Cell, line: Line) -> Iterator[tuple[_Row, Entry]]:
    notes_of_cell = (UNITS_DIFFER if line.units_differ else "", DISPUTED if cell.disputed else "")
    for reading in cell.readings:
        note = "；".join(filter(None, (reading.period, *notes_of_cell)))
        told = {
            "名称": reading.named, "说法": said(reading, line.measure).removeprefix("+"), "数值": reading.value, "上限": reading.upper,
            "单位": reading.unit, "年份": cell.year, "说明": note,
        }  # fmt: skip
        for entry in reading.proofs:
            yield {**row, **told}, entry


def _member_rows(comparison: Comparison) -> Iterator[tuple[_Row, Entry]]:
    for listing in comparison.listings:
        for group in listing.groups:
            for place, members in zip(comparison.places, group.members, strict=True):
                for member in members:
                    row = {
                        "部分": listing_name(listing), "项目": group_name(listing, group), "地区": place.entity.name,
                        "名称": member.entity.name, "说明": member_note(member, place),
                    }  # fmt: skip
                    for entry in member.proofs:
                        what = "所在" if entry is member.inside else "归类"
                        yield {**row, "名目": what, "年份": entry.fact.year}, entry


def _amount_rows(comparison: Comparison) -> Iterator[tuple[_Row, Entry]]:
    money = comparison.money
    added = (
        (at, amount, "")
        for row in money.rows
        if row.by == "all"
        for at, cell in enumerate(row.cells)
        for amount in (cell.added if cell else ())
    )
    for at, amount, note in (*added, *((left.place, left.amount, REASONS[left.reason]) for left in money.left)):
        row: _Row = {
            "部分": "投资", "项目": amount.role, "名目": "计划" if amount.planned else "实绩",
            "地区": comparison.places[at].entity.name, "名称": amount.entity.name, "说法": amount_said(amount),
            "数值": amount.value, "上限": amount.upper, "单位": amount.unit, "年份": amount.year, "说明": note,
        }  # fmt: skip
        for entry in amount.proofs:
            yield row, entry


def to_json(comparison: Comparison, everything: bool) -> dict[str, Any]:
    """All of it as plain values; terms are those of the tables, sources stand by their ids under ``sources``."""
    sources = Sources(comparison, everything)
    return {
        "places": [
            {**_named(one.entity), "documents": [source.id for source in one.documents],
             "years": {"actual": list(one.actual), "target": list(one.target)}}
            for one in comparison.places
        ],
        "year": comparison.year,
        "notes": list(notes(comparison)),
        "indicators": [
            {"name": indicator.name, "places": indicator.places, "lines": [_line(line) for line in indicator.lines]}
            for _, indicators in told_indicators(comparison, everything)
            for indicator in indicators
        ],
        "indicators_of_one_place": len(comparison.single),
        "listings": [_listing(listing) for listing in comparison.listings],
        "investments": [_sum_row(row) for row in comparison.money.rows],
        "investments_not_added": [
            {"place": comparison.places[left.place].entity.id, "reason": left.reason, **_amount(left.amount)}
            for left in comparison.money.left
        ],
        "investments_without_place": comparison.money.homeless,
        "sources": {entry.fact.id: _source(number, entry) for number, entry in sources},
    }  # fmt: skip


def _named(one: Entity) -> dict[str, Any]:
    return {"id": one.id, "type": one.type.value, "name": one.name}


def _ids(proofs: tuple[Entry, ...]) -> list[str]:
    return [entry.fact.id for entry in proofs]


def _line(line: Line) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "measure": line.measure,
        "other_periods": line.spans,
        "units_differ": line.units_differ,
        "years_differ": line.years_differ,
        "cells": [_cell(cell) if cell else None for cell in line.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    readings = [
        {"value": one.value, "upper": one.upper, "unit": one.unit, "bound": one.bound, "as_stated": one.as_stated,
         "indicator": one.named, "period": one.period, "sources": _ids(one.proofs)}
        for one in cell.readings
    ]  # fmt: skip
    return {"year": cell.year, "other_years": list(cell.others), "disputed": cell.disputed, "readings": readings}


def _listing(listing: Listing) -> dict[str, Any]:
    groups = [
        {"name": group.name, "planned": group.planned, "members": [[_member(one) for one in each] for each in group.members]}
        for group in listing.groups
    ]  # fmt: skip
    return {"type": listing.type.value, "totals": list(listing.totals), "groups": groups}


def _member(member: Member) -> dict[str, Any]:
    return {**_named(member.entity), "in": member.inside.other, "sources": _ids(member.proofs)}


def _sum_row(row: SumRow) -> dict[str, Any]:
    cells = [
        {"value": cell.value, "years": list(cell.years), "things": cell.things, "count": len(cell.added), "inexact": cell.inexact, "amounts": [_amount(one) for one in cell.added]}
        if cell
        else None
        for cell in row.cells
    ]  # fmt: skip
    head = {"by": row.by, "name": row.name, "role": row.role, "unit": row.unit, "planned": row.planned}
    return {**head, "label": AXES[row.by], "cells": cells}


def _amount(one: Amount) -> dict[str, Any]:
    keys = ("role", "value", "upper", "unit", "bound", "year", "planned", "standing", "industry", "status")
    return {**_named(one.entity), **{key: getattr(one, key) for key in keys}, "sources": _ids(one.proofs)}


def _source(number: int, entry: Entry) -> dict[str, Any]:
    evidence, source = entry.fact.evidence, entry.source
    return {
        "number": number, "quote": evidence.quote, "start": evidence.start, "end": evidence.end,
        "document": _document(source), "by": entry.fact.by,
    }  # fmt: skip


def _document(source: Source) -> dict[str, str]:
    return {"id": source.id, "title": source.title, "date": source.date, "path": source.path}
