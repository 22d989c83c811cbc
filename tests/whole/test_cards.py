"""`kg show` tells of three entities what the documents say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli import app
from whole_build import Built


def _cards(built: Built, name: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(app, ["show", name, "--exports", str(built.out), "--json"], catch_exceptions=False)
    cards: list[dict[str, Any]] = json.loads(result.stdout)
    return cards


@pytest.mark.parametrize(
    ("name", "kind"), [("翠山湖园区", "Park"), ("湛江钢铁", "Enterprise"), ("紫光芯云产业城", "Project")]
)
def test_card_has_type_and_quotes(built: Built, name: str, kind: str) -> None:
    card = next(card for card in _cards(built, name) if card["type"] == kind)
    assert name in json.dumps(card, ensure_ascii=False)
    assert "quote" in json.dumps(card)
