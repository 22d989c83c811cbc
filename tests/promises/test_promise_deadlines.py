"""Words that say by when: each rule of the lexicon keeps what its examples say."""

from __future__ import annotations

import re

import pytest

from kg.lexicon.data import read_rules
from kg.model import Evidence, Fact, Predicate
from kg.promises.deadline import deadline_of, find_deadlines
from kg.query.tables import Source

RULES = read_rules("promises.toml")
REPORT = Source("d1", "报告", "2021-01-20", "report", 2021, "青禾市", "a.txt", 0)


@pytest.mark.parametrize(
    "example", [one for rule in RULES["deadline"] for one in rule["examples"]], ids=lambda one: one[0]
)
def test_example_of_a_deadline_holds(example: tuple[str, str, str]) -> None:
    text, words, day = example
    assert [(text[start:end], last.isoformat()) for start, end, last in find_deadlines(text, 2021)] == [(words, day)]


@pytest.mark.parametrize("rule", RULES["period"], ids=lambda rule: rule["pattern"])
def test_example_of_a_period_holds(rule: dict[str, str]) -> None:
    for text, words in rule["examples"]:
        found = re.search(rule["pattern"], text)
        assert found is not None
        assert found[0] == words


@pytest.mark.parametrize("text", ["1-11月完成投资30亿元", "增长8%左右", "实施“八一”工程", "2021年建成", "3、4月"])
def test_other_words_are_no_deadline(text: str) -> None:
    assert find_deadlines(text, 2021) == []


def _promise(quote: str, year: int | None) -> Fact:
    return Fact(
        "f1", "p1", Predicate.STATUS, Evidence(100, 100 + len(quote), "d1", quote), "rule", year=year, kind="target"
    )


def test_without_words_the_year_ends_it() -> None:
    found = deadline_of(_promise("建成大桥", 2023), REPORT)
    assert found.last is not None
    assert (found.last.isoformat(), found.words, found.start) == ("2023-12-31", "", None)


def test_without_a_year_that_of_the_document_counts() -> None:
    assert deadline_of(_promise("建成大桥", None), REPORT).year == 2021


def test_of_two_days_the_later_counts() -> None:
    found = deadline_of(_promise("确保大道3月完成征拆、4月开工", 2021), REPORT)
    assert found.last is not None
    assert (found.last.isoformat(), found.words, found.start, found.end) == ("2021-04-30", "3月、4月", 104, 113)
