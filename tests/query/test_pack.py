"""The pack of questions: complete, parametrised safely."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query.pack import Question, find_question, questions


def test_pack_holds_the_five_questions_of_the_readme() -> None:
    assert [question.name for question in questions()] == [
        "claims",
        "indicators",
        "investments",
        "park-projects",
        "planned",
    ]


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_question_runs_as_it_stands_and_has_title_and_question(question: Question) -> None:
    assert question.title
    assert question.question.endswith("？")
    assert list(ox.Store().query(question.text)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_order_leaves_no_ties(question: Question) -> None:
    columns, order = question.text.split("SELECT DISTINCT")[1].split("WHERE")[0], question.text.rsplit("ORDER BY")[-1]
    assert set(re.findall(r"\?\w+", order)) == set(re.findall(r"\?\w+", columns))


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_each_parameter_is_bound_once(question: Question) -> None:
    assert [question.text.count(f'BIND("" AS ?{name})') for name in question.params] == [1]


@pytest.mark.parametrize("value", ['甲" AS ?x) } #', "甲\\", "甲\n乙", "<script>", "{}"])
def test_value_cannot_leave_its_string(value: str) -> None:
    text = find_question("planned").filled(项目名=value)
    inner = re.search(r'BIND\("((?:[^"\\\n]|\\.)*)" AS \?项目名\)', text)
    assert inner is not None
    assert list(ox.Store().query(text)) == []  # type: ignore[arg-type]


def test_unknown_parameter_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(QueryError, match="项目名"):
        find_question("planned").filled(市名="甲")
