"""Ledgers of a few rows, written by hand: reports of one invented city, and what they say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.promises import Ledger, Promise, make_ledger
from kg.query.tables import read_tables

Row = dict[str, Any]
CITY: Row = {"id": "region-990100", "type": "Region", "name": "青禾市", "aliases": ["青禾"], "level": "prefecture"}
BRIDGE: Row = {"id": "project-0001", "type": "Project", "name": "云岭大桥"}
REFORM: Row = {"id": "policy-0001", "type": "Policy", "name": "云岭改革"}
PARK: Row = {"id": "park-0001", "type": "Park", "name": "青禾高新区"}
MAYOR: Row = {"id": "person-0001", "type": "Person", "name": "陈志远"}
MEETING: Row = {"id": "event-0001", "type": "Event", "name": "青禾茶博会"}
BUILDER: Row = {"id": "enterprise-0001", "type": "Enterprise", "name": "星河建设"}
ENTITIES = (CITY, BRIDGE, REFORM, PARK, MAYOR, MEETING, BUILDER)


def report(year: int, **more: Any) -> Row:
    """A row of documents.jsonl: the report of the city for a year; its id is ``d`` and the year."""
    row = {"id": f"d{year}", "title": f"{year}年青禾市政府工作报告", "issued": f"{year}-01-20", "kind": "report"}
    return {**row, "year": year, "place": "青禾市", "home": CITY["id"], "path": f"{year}.txt", **more}


def fact(doc: str, **more: Any) -> Row:
    """A row of facts.jsonl."""
    row = {
        "doc": doc,
        "subject": CITY["id"],
        "start": 10,
        "end": 20,
        "quote": "原文如此",
        "by": "rule",
        "kind": "actual",
        **more,
    }
    row = {key: value for key, value in row.items() if value is not None}
    return {"id": "f" + hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()[:12], **row}


def number(doc: str, year: int, kind: str = "actual", indicator: str = "地区生产总值", **more: Any) -> Row:
    """An observation of the city."""
    return fact(doc, predicate="observation", indicator=indicator, year=year, kind=kind, **more)


def state(doc: str, year: int, value: str, goal: str | None = None, subject: Row = BRIDGE, **more: Any) -> Row:
    """A state of the bridge; a plan where it has a goal."""
    kind = "target" if goal else "actual"
    return fact(doc, predicate="status", subject=subject["id"], year=year, value=value, goal=goal, kind=kind, **more)


def write(folder: Path, facts: Iterable[Row], documents: Iterable[Row] | None = None) -> Path:
    """An export folder; by default with the reports of 2021 and 2022."""
    folder.mkdir(exist_ok=True)
    rows = {
        "documents": documents or (report(2021), report(2022)),
        "entities": ENTITIES,
        "facts": facts,
        "mentions": (),
    }
    for name, some in rows.items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in some)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def ledger(folder: Path, *facts: Row, documents: Iterable[Row] | None = None, place: str = "") -> Ledger:
    """The ledger of these facts."""
    return make_ledger(read_tables(write(folder, facts, documents)), place=place)


def only(folder: Path, *facts: Row, documents: Iterable[Row] | None = None) -> Promise:
    """The one promise of the first document."""
    found = [
        one for one in ledger(folder, *facts, documents=documents).promises if one.entry.source.id == facts[0]["doc"]
    ]
    assert len(found) == 1
    return found[0]
