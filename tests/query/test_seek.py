"""What one card needs is read, and nothing else; it is what all of the tables would give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.query.card import card, to_json
from kg.query.find import find_entities
from kg.query.seek import seek
from kg.query.tables import read_tables

ENTITIES = [
    {"id": "region-1", "type": "Region", "name": "青禾市"},
    {"id": "region-2", "type": "Region", "name": "鼓楼区", "within": "region-1"},
    {"id": "region-3", "type": "Region", "name": "鼓楼区", "within": "region-4"},
    {"id": "region-4", "type": "Region", "name": "⾦山市"},
    {"id": "enterprise-1", "type": "Enterprise", "name": "ＡＢＣ集团", "aliases": ["“爱比西”"]},
    {"id": "enterprise-2", "type": "Enterprise", "name": "Abc\u2003中心"},
]
FACT = {"id": "f1", "doc": "d1", "subject": "enterprise-1", "predicate": "locatedIn", "object": "region-2"}
FACT |= {"start": 0, "end": 4, "quote": "甲在乙处", "by": "rule"}  # type: ignore[dict-item]


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    rows = {"documents": [], "entities": ENTITIES, "mentions": [], "facts": [FACT]}
    for name, each in rows.items():
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in each)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "name", ["青禾市", "鼓楼区", "鼓楼", "金山", "abc集团", "爱比西", "abc", "ABC中心", "region-2", "市"]
)
def test_cards_are_those_of_all_tables(name: str, exports: Path) -> None:
    tables, found = seek(exports, name)
    everything = read_tables(exports)
    wanted = find_entities(everything, name)
    assert found == wanted
    assert [to_json(card(tables, one.id)) for one in found] == [to_json(card(everything, one.id)) for one in wanted]


def test_near_names_are_those_of_all_tables(exports: Path) -> None:
    with pytest.raises(QueryError, match="是不是：青禾市"):
        seek(exports, "青和市")


def test_entities_that_no_card_names_are_not_held(exports: Path) -> None:
    tables, _ = seek(exports, "ＡＢＣ集团")
    assert set(tables.entities) == {"enterprise-1", "region-2"}
