"""Builds of a few rows, written by hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Row = dict[str, Any]
VERSIONS = {"kg": "1", "lexicon": "a" * 64}
CITY: Row = {"id": "region-990100", "type": "Region", "name": "青禾市", "aliases": ["青禾"]}
VALLEY: Row = {"id": "project-0001", "type": "Project", "name": "云岭芯谷", "aliases": ["芯谷"]}


def report(key: str = "d1", **more: Any) -> Row:
    """A row of documents.jsonl."""
    row = {"id": key, "title": "青禾市2021年政府工作报告", "date": "2021-02-03", "kind": "report", "year": 2021}
    return {**row, "place": "青禾市", "path": "source/a.txt", **more}


def fact(doc: str = "d1", **more: Any) -> Row:
    """A row of facts.jsonl: the valley costs five billion; its id is made as a build makes it."""
    row: Row = {"doc": doc, "subject": VALLEY["id"], "predicate": "investment", "value": 5_000_000_000, "unit": "CNY"}
    row |= {"year": 2020, "kind": "actual", "role": "总投资", "bound": "more_than", "as_stated": "超50亿元"}
    row |= {"start": 10, "end": 25, "quote": "总投资超50亿元的云岭芯谷", "by": "rule-i", **more}
    row = {key: value for key, value in row.items() if value is not None}
    said = [row.get(key) for key in ("doc", "subject", "predicate", "object", "value", "unit", "growth", "indicator")]
    said += [row.get(key) for key in ("role", "year", "kind", "start", "end")]
    return {"id": "f" + hashlib.sha256(repr(said).encode()).hexdigest()[:12], **row}


def state(value: str, doc: str = "d1", **more: Any) -> Row:
    """The valley is in this state."""
    quiet = {"unit": None, "role": None, "bound": None, "as_stated": None}
    return fact(doc, predicate="status", value=value, quote=f"云岭芯谷{value}", **(quiet | more))


def placed(target: str, doc: str = "d1", **more: Any) -> Row:
    """The valley lies there."""
    quiet = {"value": None, "unit": None, "role": None, "bound": None, "as_stated": None}
    return fact(doc, predicate="locatedIn", object=target, quote="云岭芯谷在青禾市", **(quiet | more))


def write(
    folder: Path,
    facts: Iterable[Row] = (),
    *,
    documents: Iterable[Row] | None = None,
    entities: Iterable[Row] = (CITY, VALLEY),
    versions: Mapping[str, str] = VERSIONS,
) -> Path:
    """An export folder with these rows."""
    folder.mkdir(exist_ok=True)
    tables = {"documents": [report()] if documents is None else documents, "entities": entities, "facts": facts}
    for name, rows in tables.items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (folder / "build.json").write_text(json.dumps({"versions": dict(versions)}), encoding="utf-8")
    return folder
