"""Builds of a few cities, written by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from kg.comparison import Comparison, compare
from kg.comparison.model import Cell, Line
from kg.query.tables import read_tables

Row = dict[str, Any]
#: Two counties in one city, another city, a town without a code, and a park.
JIANGMEN: Row = {"id": "region-440700", "type": "Region", "name": "江门市", "aliases": ["江门"], "code": "440700"}
KAIPING: Row = {"id": "region-440783", "type": "Region", "name": "开平市", "aliases": ["开平"], "code": "440783"}
DONGGUAN: Row = {"id": "region-441900", "type": "Region", "name": "东莞市", "aliases": ["东莞"], "code": "441900"}
TOWN: Row = {"id": "region-00aa", "type": "Region", "name": "水口镇", "within": "region-440783"}
PARK: Row = {"id": "park-01", "type": "Park", "name": "翠山湖科技园"}
PLANT: Row = {"id": "project-01", "type": "Project", "name": "云岭芯谷"}
MILL: Row = {"id": "project-02", "type": "Project", "name": "水口纸厂"}
FIRM: Row = {"id": "enterprise-01", "type": "Enterprise", "name": "任达集团"}
CHIPS: Row = {"id": "industry-01", "type": "Industry", "name": "芯片"}
PAPER: Row = {"id": "industry-02", "type": "Industry", "name": "造纸"}
ENTITIES = (JIANGMEN, KAIPING, DONGGUAN, TOWN, PARK, PLANT, MILL, FIRM, CHIPS, PAPER)
_NUMBERS = count()


def report(key: str = "d1", home: Row | None = DONGGUAN, **more: Any) -> Row:
    """A row of documents.jsonl."""
    row = {
        "id": key,
        "title": f"工作报告{key}",
        "date": "2018-01-10",
        "kind": "report",
        "year": 2018,
        "path": f"{key}.txt",
    }
    return {**row, **({"home": home["id"], "place": home["name"]} if home else {}), **more}


def fact(subject: Row, predicate: str, *, doc: str = "d1", **more: Any) -> Row:
    """A row of facts.jsonl; each has a place of its own in its document."""
    number = next(_NUMBERS)
    row = {"id": f"f{number:04}", "doc": doc, "subject": subject["id"], "predicate": predicate, "kind": "actual"}
    row |= {"year": 2017, "start": number, "end": number + 5, "quote": f"原文{number}", "by": "rule"}
    return {**row, **more}


def told(place: Row, value: float | None = None, unit: str | None = "CNY", **more: Any) -> Row:
    """The place reports its GDP."""
    row = {"indicator": "地区生产总值", "value": value, "unit": unit if value is not None else None, "bound": "exact"}
    return fact(place, "observation", **{**row, "as_stated": f"{value}元" if value else "增长", **more})


def lies(thing: Row, place: Row, predicate: str = "locatedIn", **more: Any) -> Row:
    """A thing lies in a place."""
    return fact(thing, predicate, object=place["id"], **more)


def paid(thing: Row, value: float, role: str = "总投资", **more: Any) -> Row:
    """Money for a thing."""
    row = {"value": value, "unit": "CNY", "role": role, "bound": "exact", "as_stated": f"{value}元"}
    return fact(thing, "investment", **{**row, **more})


def write(
    folder: Path, facts: Iterable[Row], *, documents: Sequence[Row] = (), entities: Sequence[Row] = ENTITIES
) -> Path:
    """An export folder with these rows."""
    folder.mkdir(exist_ok=True)
    rows = {"documents": documents or (report(),), "entities": entities, "facts": facts, "mentions": ()}
    for name, table in rows.items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (folder / "build.json").write_text(json.dumps({"versions": {}, "complete": True}), encoding="utf-8")
    return folder


def compared(
    folder: Path, facts: Iterable[Row], *places: str, year: int | None = None, entities: Sequence[Row] = ENTITIES,
    documents: Sequence[Row] = (),
) -> Comparison:  # fmt: skip
    """The comparison of 东莞市 and 开平市, or of other places, in a build with these facts."""
    tables = read_tables(write(folder, facts, entities=entities, documents=documents))
    return compare(tables, places or ("东莞市", "开平市"), year=year)


def line(comparison: Comparison, kind: str = "actual", measure: str = "value", at: int = 0) -> Line:
    """A line of an indicator."""
    return next(one for one in comparison.indicators[at].lines if (one.kind, one.measure) == (kind, measure))


def values(cell: Cell | None) -> list[float]:
    """What a cell says."""
    return [reading.value for reading in cell.readings] if cell else []
