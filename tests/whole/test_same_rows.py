"""Questions that look things up in turn give the same rows as the SPARQL of their files, on the committed exports of the seeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.query.engines import Opened, open_export
from kg.query.pack import find_question, questions
from kg.query.values import fill

ROOT = Path(__file__).parents[2]
PLACED = [one.name for one in questions() if any(param.name == "市" for param in one.params)]


@pytest.fixture(scope="module")
def opened() -> Opened:
    return open_export(ROOT / "exports")


@pytest.mark.parametrize("name", PLACED)
def test_question_about_a_province_has_the_rows_of_its_file(
    name: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = find_question(name)
    turned, _ = fill(question, {"市": "广东省"}, opened)
    monkeypatch.setattr("kg.query.values.in_turn", str)
    monkeypatch.setattr("kg.query.values.narrowed", lambda condition, *_, **__: condition)
    plain, _ = fill(question, {"市": "广东省"}, opened)
    assert "LATERAL" in turned
    assert "LATERAL" not in plain
    assert opened.ask(turned).texts() == opened.ask(plain).texts()
