"""Builds of a few rows about one project, written by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.lifecycle import Lifecycle, trace
from kg.query.tables import Tables, read_tables

Row = dict[str, Any]
CITY: Row = {"id": "region-990100", "type": "Region", "name": "青禾市", "within": "region-990000"}
PROVINCE: Row = {"id": "region-990000", "type": "Region", "name": "云海省"}
OTHER: Row = {"id": "region-990200", "type": "Region", "name": "白石市"}
VALLEY: Row = {"id": "project-0001", "type": "Project", "name": "云岭芯谷", "aliases": ["芯谷"], "within": CITY["id"]}
PARK: Row = {"id": "park-0001", "type": "Park", "name": "云岭高新区", "within": CITY["id"]}
PLAN: Row = {"id": "policy-0001", "type": "Policy", "name": "青禾规划", "within": CITY["id"]}
ENTITIES = (CITY, PROVINCE, OTHER, VALLEY, PARK, PLAN)


def report(year: int, home: str = CITY["id"], **more: Any) -> Row:
    """A report of a city for a year; its id tells both."""
    title = f"{year}年政府工作报告"
    row = {"id": f"d{year}-{home}", "title": title, "date": f"{year}-02-01", "kind": "report", "year": year}
    return {**row, "place": "青禾市", "path": f"{year}.txt", "home": home, **more}


def news(year: int, date: str, home: str = CITY["id"]) -> Row:
    """A news item."""
    return report(year, home, id=f"n{date}", title=f"{date}新闻", kind="news", date=date)


def state(doc: Row, status: str, year: int | None, quote: str, **more: Any) -> Row:
    """The valley is in this state; the quote stands at a place that its words tell, so that no two share an id."""
    start = sum(map(ord, quote)) % 1000
    row: Row = {"doc": doc["id"], "subject": VALLEY["id"], "predicate": "status", "value": status, "kind": "actual"}
    row |= {"start": start, "end": start + len(quote), "quote": quote, "by": "rule-s", **more}
    if year is not None:
        row["year"] = year
    return {"id": f"f{doc['id']}-{status}-{year}-{start}", **row}


def plan(doc: Row, goal: str, year: int | None, quote: str, status: str = "planned", **more: Any) -> Row:
    """The valley is to be in a state."""
    return state(doc, status, year, quote, kind="target", goal=goal, **more)


def mention(doc: Row, entity: str = VALLEY["id"]) -> Row:
    """A row of mentions.jsonl."""
    return {"doc": doc["id"], "start": 0, "end": 4, "text": "云岭芯谷", "type": "Project", "by": "m", "entity": entity}


def write(
    folder: Path, documents: Iterable[Row], facts: Iterable[Row], mentions: Iterable[Row] = (), entities: Any = ENTITIES
) -> Tables:
    """An export folder with these rows; what a fact is about is mentioned where it stands."""
    held = list(facts)
    named = [*mentions, *({**mention({"id": one["doc"]}), "entity": one["subject"]} for one in held)]
    folder.mkdir(exist_ok=True)
    rows = {"documents": documents, "entities": entities, "facts": held, "mentions": named}
    for name, table in rows.items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return read_tables(folder)


def life_of(tables: Tables) -> Lifecycle:
    """The one life-cycle that these tables tell."""
    (found,) = trace(tables)
    return found


def flags_of(tables: Tables) -> list[str]:
    """The kinds of its flags."""
    return [flag.kind for flag in life_of(tables).flags]
