"""Hand-made gold and answers, as the rows that both evaluators read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]
TITLE = "青禾市工作报告"
TEXT = (
    f"{TITLE}\n云岭芯谷落户云岭高新区。星河公司总投资50亿元建设芯谷。"
    "青禾市生产总值1234亿元,增长6.1%。晨光大道开工。新区的大会召开。"
)


def entity(number: int, kind: str, *names: str, optional: bool = False) -> Row:
    return {"id": f"e{number}", "type": kind, "name": names[0], "mentions": list(names), "optional": optional}


GOLD: Row = {
    "doc": TITLE,
    "entities": [
        entity(1, "Project", "云岭芯谷", "芯谷"),
        entity(2, "Park", "云岭高新区"),
        entity(3, "Enterprise", "星河公司"),
        entity(4, "Region", "青禾市"),
        entity(5, "Project", "晨光大道"),
        entity(6, "Event", "大会", optional=True),
    ],
    "relations": [["e1", "locatedIn", "e2"], ["e1", "developedBy", "e3"]],
    "optional_relations": [["e2", "locatedIn", "e4"]],
    "facts": [
        {"entity": "e1", "property": "investment", "value": 5_000_000_000, "year": 2020},
        {"entity": "e5", "property": "status", "value": "started", "year": 2020},
    ],
    "observations": [
        {
            "region": "e4",
            "indicator": "生产总值",
            "year": 2020,
            "kind": "actual",
            "value": 123_400_000_000,
            "growth": 6.1,
        }
    ],
}


def mention(node: str, kind: str, text: str, by: str, *, nth: int = 0) -> Row:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(text, at + 1)
    return {"doc": "d1", "entity": node, "type": kind, "text": text, "start": at, "end": at + len(text), "by": by}


def fact(number: int, subject: str, predicate: str, quote: str, by: str, **stated: Any) -> Row:
    at = TEXT.index(quote)
    here = {"doc": "d1", "start": at, "end": at + len(quote), "quote": quote, "kind": "actual", "year": 2020}
    return {"id": f"f{number}", "subject": subject, "predicate": predicate, "by": by, **here, **stated}


#: 云岭芯谷 and 芯谷 on two nodes; 新区 is no name; 晨光大道 is not found.
MENTIONS = [
    mention("n1", "Project", "云岭芯谷", "list"),
    mention("n2", "Park", "云岭高新区", "suffix"),
    mention("n3", "Enterprise", "星河公司", "list"),
    mention("n5", "Project", "芯谷", "short", nth=1),
    mention("n4", "Region", "青禾市", "list", nth=1),
    mention("n6", "Park", "新区", "suffix", nth=1),
    mention("n7", "Event", "大会", "suffix"),
]

FACTS = [
    fact(1, "n1", "locatedIn", "云岭芯谷落户云岭高新区", "settles", object="n2"),
    fact(2, "n1", "locatedIn", "云岭芯谷落户云岭高新区", "wider", object="n4"),
    fact(3, "n5", "developedBy", "星河公司总投资50亿元建设芯谷", "builds", object="n3"),
    fact(4, "n3", "locatedIn", "星河公司总投资50亿元建设芯谷", "wider", object="n4"),
    fact(5, "n7", "locatedIn", "新区的大会召开", "wider", object="n6"),
    fact(6, "n1", "investment", "总投资50亿元建设芯谷", "costs", value=5_010_000_000, unit="CNY", as_stated="50亿元"),
    fact(7, "n1", "status", "云岭芯谷落户", "state", value="signed"),
    fact(
        8, "n4", "observation", "青禾市生产总值1234亿元,增长6.1%", "obs",
        indicator="地区生产总值", value=123_400_000_000, unit="CNY", growth=6.1,
    ),
]  # fmt: skip


def write_gold(folder: Path, *passages: Row) -> Path:
    """Gold files in a folder of their own."""
    gold = folder / "gold"
    gold.mkdir(parents=True)
    for number, passage in enumerate(passages):
        (gold / f"{number}.json").write_text(json.dumps(passage, ensure_ascii=False), encoding="utf-8")
    return gold


def write_tables(folder: Path, mentions: list[Row], facts: list[Row]) -> Path:
    """The four tables of a build with one document."""
    out = folder / "out"
    out.mkdir(parents=True)
    documents = [{"id": "d1", "title": TITLE, "kind": "report"}]
    for name, rows in (("documents", documents), ("entities", []), ("mentions", mentions), ("facts", facts)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (out / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return out
