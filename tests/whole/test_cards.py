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
    ("name", "kind", "said"),
    [
        ("翠山湖园区", "Park", "全年投入1亿元完善翠山湖园区基础设施"),
        ("湛江钢铁", "Enterprise", "湛江钢铁1550冷轧生产线全线贯通"),
        ("紫光芯云产业城", "Project", "引进了历年投资规模最大的紫光芯云产业城等一批重大项目"),
    ],
)
def test_card_has_type_place_and_quotes(built: Built, name: str, kind: str, said: str) -> None:
    card = next(card for card in _cards(built, name) if card["type"] == kind)
    told = json.dumps(card, ensure_ascii=False)
    assert f'"quote": "{said}"' in told
    assert "locatedIn" in told
