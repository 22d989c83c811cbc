"""The competency questions on the committed exports of the seeds: two engines give the same rows, and those that are expected.

``pytest tests/whole/test_competency.py --rewrite-golden`` writes the expected answers, and the table in the README, anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.query.answer import Answer
from kg.query.engines import Opened, open_export
from kg.query.pack import Question, find_question, questions
from kg.query.render import to_csv
from kg.query.sparql import Request, reply
from whole_build import ROOT

FOLDER = ROOT / "ontology" / "competency"
README = FOLDER / "README.md"
each_question = pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)


@pytest.fixture(scope="module")
def oxigraph() -> Opened:
    return open_export(ROOT / "exports")


@pytest.fixture(scope="module")
def rdflib() -> Opened:
    return open_export(ROOT / "exports", "rdflib")


def answered(opened: Opened, question: Question, *, evidence: bool) -> Answer:
    return reply(opened, Request(question, question.example, evidence)).answer


@each_question
def test_answer_is_the_expected_one(question: Question, oxigraph: Opened, request: pytest.FixtureRequest) -> None:
    text = to_csv(answered(oxigraph, question, evidence=False))
    file = FOLDER / "expected" / f"{question.name}.csv"
    if request.config.getoption("--rewrite-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    assert len(text.splitlines()) > 1, "every question has an answer on the seeds"
    assert text == file.read_text(encoding="utf-8")


@each_question
def test_engines_give_the_same_rows_in_the_same_order(question: Question, oxigraph: Opened, rdflib: Opened) -> None:
    assert answered(oxigraph, question, evidence=True) == answered(rdflib, question, evidence=True)


@each_question
def test_every_row_has_its_evidence(question: Question, oxigraph: Opened) -> None:
    answer = answered(oxigraph, question, evidence=True)
    proof = [answer.columns.index(column) for column in question.evidence]
    assert all(row[at] is not None for row in answer.rows for at in proof)


@each_question
def test_question_as_it_stands_holds_the_rows_of_its_example(question: Question, oxigraph: Opened) -> None:
    everything = set(oxigraph.ask(question.text).rows)
    assert set(answered(oxigraph, question, evidence=True).rows) <= everything


def test_no_answer_is_left_of_a_question_that_is_gone() -> None:
    assert {file.stem for file in (FOLDER / "expected").iterdir()} == {question.name for question in questions()}


def _table() -> str:
    lines = ["| 序号 | 名称 | 文件 | 问题 | 选项 | 种子上的行数 |", "|---|---|---|---|---|---|"]
    for one in questions():
        options = " ".join(f"`--{param.name}`" for param in one.params)
        example = "，".join(f"{name} {value}" for name, value in one.example.items())
        rows = len(_rows(FOLDER / "expected" / f"{one.name}.csv"))
        counted = f"{rows}（{example}）" if example else str(rows)
        lines.append(
            f"| {one.number} | {one.short} | [`{one.name}`]({one.name}.rq) | {one.question}<br>{one.english} | {options} "
            f"| [{counted}](expected/{one.name}.csv) |"
        )
    return "\n".join(lines)


def _rows(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()[1:]


def test_readme_lists_every_question(request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    written = re.sub(r"(<!-- questions -->\n).*?(\n<!-- end -->)", rf"\g<1>{_table()}\g<2>", text, flags=re.DOTALL)
    if request.config.getoption("--rewrite-golden"):
        README.write_text(written, encoding="utf-8", newline="")
        text = written
    assert text == written


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("园区企业", {"园区": "广佛肇教育新城"}),
        ("园区企业", {"市": "广东省"}),
        ("园区项目", {"市": "江门市"}),
        ("投资去向", {"市": "湛江市", "主体": "湛江钢铁"}),
        ("投资金额", {"名目": "完成投资", "年份": "2018"}),
        ("产业布局", {"市": "湛江市", "行业": "制造业"}),
        ("产业链", {"行业": "节能环保产业"}),
        ("统计指标", {"指标": "GDP", "性质": "计划"}),
        ("统计指标", {"指标": "生产总值", "地区": "四会"}),
        ("合作", {"实体": "东莞市"}),
        ("历程", {"名称": "滨海湾新区"}),
        ("名词解释", {"名词": "河长"}),
    ],
)
def test_options_mean_the_same_to_both_engines(
    name: str, values: dict[str, str], oxigraph: Opened, rdflib: Opened
) -> None:
    one, other = (reply(opened, Request(find_question(name), values)).answer for opened in (oxigraph, rdflib))
    assert one == other
    assert one.rows
