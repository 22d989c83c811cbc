"""Scoring against gold, on the small corpus."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.check.evaluate import close, evaluate
from kg.check.gold import read_gold
from kg.errors import SourceError
from kg.model import Corpus, EntityType


def _passage(title: str, **changes: Any) -> dict[str, Any]:
    return {
        "doc": title,
        "entities": [
            {"id": "e1", "type": "Project", "name": "云岭芯谷", "mentions": ["云岭芯谷"]},
            {"id": "e2", "type": "Park", "name": "云岭高新区", "mentions": ["云岭高新区"]},
            {"id": "e3", "type": "Region", "name": "青禾市", "mentions": ["青禾市", "青禾"]},
            {"id": "e4", "type": "Enterprise", "name": "星河", "mentions": ["星河"], "optional": True},
        ],
        "relations": [["e1", "locatedIn", "e2"]],
        "optional_relations": [["e2", "locatedIn", "e3"]],
        "facts": [
            {"entity": "e1", "property": "investment", "value": 5_000_000_000, "year": 2020},
            {"entity": "e1", "property": "status", "value": "planned", "year": 2021},
        ],
        "observations": [
            {"region": "e3", "indicator": "生产总值", "year": 2020, "kind": "actual", "value": 123_400_000_000}
        ],
        **changes,
    }


@pytest.fixture
def gold_folder(tmp_path: Path, corpus: Corpus) -> Path:
    (tmp_path / "one.json").write_text(json.dumps(_passage(corpus.documents[0].title)), encoding="utf-8")
    return tmp_path


def _counts(corpus: Corpus, folder: Path, measure: str) -> tuple[int, int, int]:
    titles = {document.id: document.title for document in corpus.documents}
    tally = evaluate(titles, corpus.mentions, corpus.facts, read_gold(folder))[measure]
    return tally.right, tally.wrong, tally.missed


def test_surface_without_gold_is_wrong(corpus: Corpus, gold_folder: Path) -> None:
    assert _counts(corpus, gold_folder, "surfaces") == (3, 1, 0)


def test_entity_is_matched_once(corpus: Corpus, gold_folder: Path) -> None:
    assert _counts(corpus, gold_folder, "entities") == (3, 1, 0)


def test_allowed_relation_is_not_punished(corpus: Corpus, gold_folder: Path) -> None:
    assert _counts(corpus, gold_folder, "relations") == (1, 1, 0)


def test_amount_and_status_are_compared_by_value(corpus: Corpus, gold_folder: Path) -> None:
    assert _counts(corpus, gold_folder, "investment") == (1, 0, 0)
    assert _counts(corpus, gold_folder, "status") == (1, 1, 0)


def test_observation_matches_by_part_of_the_indicator(corpus: Corpus, gold_folder: Path) -> None:
    assert _counts(corpus, gold_folder, "observations") == (1, 0, 0)


def test_type_must_agree(corpus: Corpus, gold_folder: Path) -> None:
    wrong = tuple(replace(p, mention=replace(p.mention, type=EntityType.EVENT)) for p in corpus.mentions)
    assert _counts(replace(corpus, mentions=wrong), gold_folder, "surfaces")[0] == 0


def test_passages_of_a_document_are_merged(corpus: Corpus, gold_folder: Path) -> None:
    title = corpus.documents[0].title
    (gold_folder / "two.json").write_text(json.dumps(_passage(title, relations=[])), encoding="utf-8")
    (gold,) = read_gold(gold_folder).values()
    assert len(gold.entities) == 4


def test_half_a_percent_is_close() -> None:
    assert close(100.0, 100.5)
    assert not close(100.0, 101.0)


def test_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="没有标注文件"):
        read_gold(tmp_path)


def test_broken_gold_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(SourceError, match=r"bad\.json"):
        read_gold(tmp_path)
