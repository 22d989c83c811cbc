"""Export folders of a few lines, written by hand: entities by name, and who is related to whom."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.query.tables import Tables, read_tables

Row = dict[str, Any]


def entity(key: str, name: str, **more: Any) -> Row:
    """A row of entities.jsonl; the id tells the type: ``enterprise-a``."""
    kind = key.partition("-")[0].capitalize()
    return {"id": key, "type": kind, "name": name, "aliases": [], **more}


def relation(subject: str, predicate: str, object_: str, **more: Any) -> Row:
    """A row of facts.jsonl."""
    key = more.pop("id", f"f-{subject}-{predicate}-{object_}-{more.get('kind', 'actual')}")
    row = {"id": key, "doc": "d1", "subject": subject, "predicate": predicate, "object": object_, "year": 2020}
    quote = f"{subject}与{object_}"
    return {**row, "kind": "actual", "start": 12, "end": 12 + len(quote), "quote": quote, "by": "rule", **more}


def export(folder: Path, entities: Iterable[Row], facts: Iterable[Row], *, shuffled: int = 0, home: str = "") -> Path:
    """Writes the folder; ``shuffled``: a seed by which the lines are put in another order; ``home``: the reporting place."""
    document = {"id": "d1", "title": "青禾市2020年政府工作报告", "kind": "report", "year": 2020, "path": "a.txt"}
    document |= {"home": home} if home else {}
    tables = {"documents": [document], "entities": list(entities), "mentions": [], "facts": list(facts)}
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        if shuffled:
            random.Random(shuffled).shuffle(rows)
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def build(folder: Path, entities: Iterable[Row], facts: Iterable[Row], *, shuffled: int = 0, home: str = "") -> Tables:
    """The tables of such a folder."""
    return read_tables(export(folder, entities, facts, shuffled=shuffled, home=home))
