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


@pytest.mark.parametrize(
    "text", ["1-11月完成投资30亿元", "增长8%左右", "实施“八一”工程", "2021年建成", "3、4月", "今年中央财政投入500亿元"]
)
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


@pytest.mark.parametrize(
    ("quote", "words", "day"),
    [
        ("确保大道3月完成征拆、4月开工", "4月", "2021-04-30"),
        ("大道4月开工", "4月", "2021-04-30"),
        ("大道4月开工、年底建成", "年底", "2021-12-31"),
        ("大道4月开工，年底建成。", "年底", "2021-12-31"),
        ("6月底前建成大桥、大道", "6月底前", "2021-06-30"),
        ("6月底前，建成大桥", "6月底前", "2021-06-30"),
        ("大道4月开工，建成大桥", "", "2021-12-31"),
        ("大道4月开工年底建成", "", "2021-12-31"),
        ("大道3月征拆、4月开工、建成大桥", "", "2021-12-31"),
    ],
)
def test_words_of_the_last_clause_count(quote: str, words: str, day: str) -> None:
    found = deadline_of(_promise(quote, 2021), REPORT)
    assert found.last is not None
    assert (found.words, found.last.isoformat()) == (words, day)
    assert not words or quote[(found.start or 0) - 100 : (found.end or 0) - 100] == words


def test_month_of_another_year_is_no_deadline() -> None:
    assert find_deadlines("2020年9月开工的云岭大桥今年建成通车", 2021) == []
    assert [found[2].isoformat() for found in find_deadlines("云岭大桥2021年9月建成", 2021)] == ["2021-09-30"]


def test_year_nought_is_no_year() -> None:
    assert deadline_of(_promise("建成大桥", 0), REPORT).last is None
