"""Every quote of the build of the seeds stands in its source file, at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from whole_build import Built


def _rows(built: Built, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (built.out / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def _texts(built: Built) -> dict[str, str]:
    """Each document's text, read again from its source file."""
    texts = {}
    for row in _rows(built, "documents"):
        source = Path(row["path"]).read_bytes().decode("utf-8")
        texts[row["id"]] = source[row["text_start"] : row["text_start"] + row["chars"]]
    return texts


def test_every_fact_is_quoted_exactly(built: Built) -> None:
    texts = _texts(built)
    facts = _rows(built, "facts")
    assert len(facts) > 1000
    assert [row["id"] for row in facts if texts[row["doc"]][row["start"] : row["end"]] != row["quote"]] == []


def test_every_mention_stands_where_it_says(built: Built) -> None:
    texts = _texts(built)
    mentions = _rows(built, "mentions")
    assert [row for row in mentions if texts[row["doc"]][row["start"] : row["end"]] != row["text"]] == []


def test_every_fact_names_its_rule(built: Built) -> None:
    assert all(row["by"] for row in _rows(built, "facts"))


def test_every_amount_as_stated_stands_in_its_quote(built: Built) -> None:
    stated = [row for row in _rows(built, "facts") if row.get("as_stated")]
    assert [row["id"] for row in stated if row["as_stated"] not in row["quote"]] == []
