"""Four texts of one city, built by the real pipeline: a project from its signing to its operation."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import BuildConfig
from kg.lifecycle import Lifecycle, trace
from kg.lifecycle.words import said
from kg.pipeline import build
from kg.query.tables import Tables, read_tables
from sharing import made_once

SIGNED = """【湛江招商】云岭储能电站项目签约落户湛江
2019年3月12日，湛江市人民政府与星河能源有限公司签署投资协议，云岭储能电站项目正式签约，总投资50亿元。
"""
FIRST = """【投资湛江】2020年湛江市政府工作报告
——2020年1月15日在湛江市第十四届人民代表大会第六次会议上
一、2019年工作回顾
2019年，全市上下真抓实干。云岭储能电站项目11月获批，12月开工建设。
二、2020年工作安排
2020年，我们要加快项目建设。加快推进云岭储能电站项目建设，确保年底前建成。
"""
SECOND = """【投资湛江】2021年湛江市政府工作报告
——2021年1月20日在湛江市第十四届人民代表大会第七次会议上
一、2020年工作回顾
2020年，全市经济稳步恢复。云岭储能电站项目主体工程加快建设。
二、2021年工作安排
2021年，我们要抓好项目建设。确保云岭储能电站项目6月竣工。
"""
OPENED = """【湛江招商】云岭储能电站项目建成投产
2021年9月28日，位于湛江市的云岭储能电站项目正式投产，年产值达20亿元。
"""
TEXTS = (SIGNED, FIRST, SECOND, OPENED)


def _build(folder: Path) -> None:
    sources = []
    for number, text in enumerate(TEXTS):
        sources.append(folder / f"{number}.txt")
        sources[-1].write_text(text, encoding="utf-8")
    build(BuildConfig(sources=tuple(sources), out=folder / "exports", jobs=1))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return read_tables(made_once(tmp_path_factory, "life", _build) / "exports")


@pytest.fixture(scope="module")
def life(tables: Tables) -> Lifecycle:
    (found,) = trace(tables, entity="云岭储能电站项目", place="湛江市")
    return found


def test_the_project_passes_its_states_in_time(life: Lifecycle) -> None:
    assert [said(life.entity, state) for state in life.states] == [
        "签约 2019年3月12日",
        "获批 2019年11月",
        "开工启动 2019年12月",
        "在建 2020年",
        "在建（计划） 2020年",
        "建成（计划） 2020年",
        "投产运营 2021年9月28日",
        "建成（计划） 2021年6月",
    ]


def test_every_state_has_words_that_stand_in_their_document(life: Lifecycle, tables: Tables) -> None:
    for state in life.states:
        for proof in state.proofs:
            evidence = proof.fact.evidence
            (text,) = (text for text in TEXTS if text.startswith(proof.source.title))
            assert text[evidence.start : evidence.end] == evidence.quote
            assert not proof.when.words or proof.when.words in evidence.quote
            assert proof.source == tables.documents[evidence.doc]


def test_the_promise_of_the_first_report_is_overdue(life: Lifecycle) -> None:
    (flag,) = life.flags
    assert flag.kind == "overdue"
    assert "计划2020年建成" in flag.says
    assert [proof.source.year for proof in (*flag.one, *flag.other)] == [2020, 2021]
