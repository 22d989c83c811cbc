"""Questions that look things up in turn give the same rows as the SPARQL of their files, on the committed exports of the seeds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.query.engines import Opened, open_export
from kg.query.lateral import FEW
from kg.query.pack import Question, questions
from kg.query.values import fill

ROOT = Path(__file__).parents[2]
#: Values that mean many things, and some that mean one.
VALUES = {
    "市": "广东省",
    "状态": "在建",
    "年份": "2018",
    "行业": "制造业",
    "产业": "产业",
    "指标": "收入",
    "性质": "实绩",
    "园区": "松山湖",
    "目标": "建成",
    "名目": "完成投资",
    "地区": "东莞市",
    "地方": "东莞市",
    "名词": "区",
    "上级": "广东省",
    "对象": "实体经济",
}


def asked() -> Iterator[tuple[Question, dict[str, str]]]:
    for question in questions():
        fits = (param for param in question.params if (param.name, param.kind) != ("上级", "Policy"))
        known = [param.name for param in fits if param.name in VALUES]
        for names in itertools.chain(itertools.combinations(known, 1), itertools.combinations(known, 2)):
            yield question, {name: VALUES[name] for name in names}


@pytest.fixture(scope="module")
def opened() -> Opened:
    return open_export(ROOT / "exports")


@pytest.mark.parametrize("few", [FEW, 0])
@pytest.mark.parametrize(("question", "values"), list(asked()), ids=lambda value: getattr(value, "name", None))
def test_question_has_the_rows_of_its_file(
    question: Question, values: dict[str, str], few: int, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.query.lateral.FEW", few)
    turned, _ = fill(question, values, opened)
    monkeypatch.setattr("kg.query.values.in_turn", str)
    plain, _ = fill(question, values, opened)
    if turned != plain:
        assert opened.ask(turned).texts() == opened.ask(plain).texts()


def test_a_province_is_asked_in_turn(opened: Opened) -> None:
    """Else the test above would compare nothing."""
    placed = [question for question in questions() if any(param.name == "市" for param in question.params)]
    assert all("LATERAL" in fill(question, {"市": "广东省"}, opened)[0] for question in placed)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_conditions_of_optional_parts_stay_among_themselves(question: Question) -> None:
    """LATERAL binds what stands around it; a condition within two optional parts would see what SPARQL hides from it."""
    for line in question.text.splitlines():
        inner = re.search(r"OPTIONAL \{[^{}]*OPTIONAL \{([^{}]*)\}", line)
        if inner and "FILTER" in inner[1]:
            pattern, condition = inner[1].split("FILTER", 1)
            assert set(re.findall(r"\?\w+", condition)) <= set(re.findall(r"\?\w+", pattern))
