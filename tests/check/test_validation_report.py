"""What an analyst reads: severity, entity, rule, how many, the quote, and what to do."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from planting import PROJECT, Plot, Unheard, integer, node
from rdflib import Literal
from rich.console import Console

from kg.check.naming import Names
from kg.check.turtle import read_turtle
from kg.check.validation import Validation, validate
from kg.check.validation_report import render, to_json
from kg.model import Corpus


def _validated(plot: Plot, folder: Path) -> Validation:
    file = folder / "graph.ttl"
    plot.graph.serialize(file, format="nt", encoding="utf-8")
    return validate(file, Unheard())


def _read(validation: Validation, examples: int = 5) -> str:
    told = StringIO()
    Console(width=200, file=told, soft_wrap=True).print(render(validation, examples))
    return told.getvalue()


@pytest.fixture
def faulty(corpus: Corpus, tmp_path: Path) -> Validation:
    """An investment without currency, a project with two names, and a year far away."""
    plot = Plot(corpus)
    plot.drop(node("claim-f05"), "unit")
    plot.add(PROJECT, "rdfs:label", Literal("芯谷\x1b[31m", lang="zh"))
    plot.put(node("claim-f03"), "year", integer("20200"))
    return _validated(plot, tmp_path)


def test_graph_without_faults_passes(corpus: Corpus, tmp_path: Path) -> None:
    text = _read(_validated(Plot(corpus), tmp_path))
    assert "校验通过：0 处错误，0 处警告，0 处提示。" in text


def test_report_names_severity_rule_entity_quote_and_cure(faulty: Validation) -> None:
    text = _read(faulty)
    assert "错误 1 处  投资的主张应写明币种（三个大写字母，如 CNY）" in text
    assert "· 云岭芯谷 — 投资 → 5000000000" in text
    assert "《【投资青禾市】2021年青禾市政府工作报告》 58：“总投资超50亿元的云岭芯谷”" in text
    assert "· 云岭芯谷（项目）：“云岭芯谷”（zh）、“芯谷 [31m”（zh）" in text
    assert "警告 1 处  年份不在 1949 到 2100 之间" in text
    assert "怎么办：多半是把别的数字读成了年份，对照原文。" in text
    assert "规则：year-out-of-range（ontology/invariants/year-out-of-range.rq）" in text
    assert "校验未通过：2 处错误，1 处警告，0 处提示。" in text


def test_worst_comes_first(faulty: Validation) -> None:
    text = _read(faulty)
    assert text.index("错误 1 处") < text.index("警告 1 处") < text.index("校验未通过")


def test_control_characters_of_a_name_do_not_reach_the_terminal(faulty: Validation) -> None:
    assert "\x1b" not in _read(faulty)


def test_more_places_than_asked_for_are_counted(corpus: Corpus, tmp_path: Path) -> None:
    plot = Plot(corpus)
    for number in range(1, 8):
        plot.drop(node(f"claim-f0{number}"), "rule")
    text = _read(_validated(plot, tmp_path), examples=2)
    assert "错误 7 处  主张应写明是哪条规则或模型读出来的" in text
    assert "…… 另有 5 处" in text


def test_json_holds_everything(faulty: Validation) -> None:
    told = to_json(faulty)
    assert (told["conforms"], told["violation"], told["warning"], told["info"]) == (False, 2, 1, 0)
    assert {rule["rule"]: rule["count"] for rule in told["rules"]} == {
        "Entity-label": 1,
        "investment-currency": 1,
        "year-out-of-range": 1,
    }
    (currency,) = (rule for rule in told["rules"] if rule["rule"] == "investment-currency")
    assert currency["message_en"].startswith("A claim of investment names its currency")
    assert currency["findings"][0]["focus"] == f"<{node('claim-f05')}>"


def test_same_file_gives_the_same_report(faulty: Validation) -> None:
    assert to_json(validate(faulty.file, Unheard())) == to_json(faulty)


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (f"<{node('park-0001')}>", "云岭高新区（园区）"),
        (f"<{node('claim-f01')}>", "云岭芯谷 — 位于 → 云岭高新区"),
        ("<https://w3id.org/citykg/ontology#planned>", "谋划"),
        ("<https://schema.org/Thing>", "schema:Thing"),
        ("<https://example.org/x>", "<https://example.org/x>"),
        ('"2018"^^<http://www.w3.org/2001/XMLSchema#gYear>', "“2018”（gYear）"),
        ('"元"@zh', "“元”（zh）"),
        ('"a\\nb"', "“a b”"),
        ("_:b0", "_:b0"),
    ],
)
def test_terms_are_put_into_words(corpus: Corpus, tmp_path: Path, term: str, words: str) -> None:
    plot = Plot(corpus)
    plot.graph.serialize(tmp_path / "graph.ttl", format="nt", encoding="utf-8")
    store, _ = read_turtle(tmp_path / "graph.ttl")
    assert Names(store).say(term) == words


def test_documents_evidence_and_values_are_put_into_words(corpus: Corpus, tmp_path: Path) -> None:
    plot = Plot(corpus)
    plot.graph.serialize(tmp_path / "graph.ttl", format="nt", encoding="utf-8")
    store, _ = read_turtle(tmp_path / "graph.ttl")
    names = Names(store)
    assert names.say(f"<{plot.document}>") == "《【投资青禾市】2021年青禾市政府工作报告》"
    assert names.say(f"<{plot.value}>") == "青禾市 地区生产总值 2020 123450000000"
    assert names.say(f"<{plot.evidence('claim-f05')}>").endswith("58：“总投资超50亿元的云岭芯谷”")
