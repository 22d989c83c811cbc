"""`kg eval` from files to what is printed, on a small build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.config import load_config
from kg.errors import KGError
from kg.pipeline import build

TITLE = "青禾市2021年政府工作报告"
BODY = "2020年,全市地区生产总值1234.5亿元,增长6.1%。星河半导体有限公司落户青禾市。晨光大道开工建设。"
GOLD: dict[str, Any] = {
    "doc": TITLE,
    "entities": [
        {"id": "e1", "type": "Enterprise", "name": "星河半导体有限公司", "mentions": ["星河半导体有限公司"]},
        {"id": "e2", "type": "Event", "name": "晨光", "mentions": ["晨光"]},
    ],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sources, gold and exports of one report."""
    folder = tmp_path_factory.mktemp("eval")
    (folder / "source").mkdir()
    (folder / "source" / "report.txt").write_text(f"-\n{TITLE}\n{BODY}\n2021-01-02\n-\n", encoding="utf-8")
    (folder / "gold").mkdir()
    (folder / "gold" / "01.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    build(load_config(None, sources=(folder / "source",), out=folder / "out"))
    return folder


def _printed(folder: Path, *options: str) -> str:
    call = ["eval", str(folder / "gold"), "--exports", str(folder / "out"), *options]
    return CliRunner().invoke(app, call, catch_exceptions=False).stdout


def _json(folder: Path, *options: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_printed(folder, *options, "--json"))
    return told


def test_figures_have_the_keys_of_the_ruler(folder: Path) -> None:
    told = _json(folder)
    assert set(told["measures"]["surfaces"]) == {"precision", "recall", "f1", "gold", "predicted"}
    assert told["b-cubed"]["all"]["names"] == 1
    assert "rules" not in told and "errors" not in told


def test_by_type_adds_types(folder: Path) -> None:
    told = _json(folder, "--by-type")
    assert told["measures"]["surfaces/Enterprise"]["f1"] == 1.0
    assert told["b-cubed"]["Enterprise"]["f1"] == 1.0


def test_by_rule_names_the_rules(folder: Path) -> None:
    rules = {row["rule"]: row for row in _json(folder, "--by-rule")["rules"]}
    assert rules["enterprise-legal"]["right"] == rules["enterprise-legal"]["sole"] == 1
    assert "enterprise-legal" in _printed(folder, "--by-rule")


def test_errors_come_with_their_sentence(folder: Path) -> None:
    printed = _printed(folder, "--errors", "9", "--texts", str(folder / "source"))
    assert "名称，漏掉的" in printed
    assert "〖晨光〗大道开工建设。" in printed


def test_errors_without_the_sources_name_the_remedy(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("-\n别的标题\n别的正文。\n2021-01-02\n-\n", encoding="utf-8")
    with pytest.raises(KGError, match="--texts"):
        _printed(folder, "--errors", "1", "--texts", str(tmp_path))


def test_gold_without_document_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "01.json").write_text(json.dumps({**GOLD, "doc": "无此文档"}), encoding="utf-8")
    call = ["eval", str(tmp_path), "--exports", str(folder / "out")]
    assert "无此文档" in CliRunner().invoke(app, call, catch_exceptions=False).stdout
