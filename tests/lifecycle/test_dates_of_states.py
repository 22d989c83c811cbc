"""Dates in quotes: each pattern on its examples, the date of the state among several, and nothing that the words do not say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.data import read_rules
from kg.lifecycle.dates import Telling, When, find_dates, when
from kg.model import Status

DATES = read_rules("lifecycle.toml")["date"]
EXAMPLES = [example for row in DATES for example in row["examples"]]
COUNTERS = [(row["precision"], counter) for row in DATES for counter in row["counter"]]


@pytest.mark.parametrize(("text", "words", "year", "first", "last", "day"), EXAMPLES)
def test_every_pattern_finds_its_examples(text, words, year, first, last, day):
    (found,) = find_dates(text)
    assert text[found.start : found.end] == words
    assert (found.year or 0, found.first, found.last, found.day or 0) == (year, first, last, day)


@pytest.mark.parametrize(("precision", "text"), COUNTERS)
def test_every_pattern_leaves_its_counter_examples_alone(precision, text):
    assert [one for one in find_dates(text) if one.precision == precision] == []


def test_of_several_dates_that_of_the_state_is_taken():
    quote = "确保湛江大道3月完成征拆、4月开工建设"
    assert when(quote, 2018, Status.STARTED) == When(2018, 4, 4, None, "4月", "month")
    assert when(quote, 2018, Status.PLANNED).words == "3月"


def test_a_date_before_the_word_of_another_state_is_not_that_of_this_one():
    assert when("大桥开工、隧道6月通车", 2018, Status.STARTED) == When(2018)


def test_two_dates_of_the_same_state_leave_the_year():
    assert when("甲桥3月开工、乙桥5月开工", 2018, Status.STARTED) == When(2018)


def test_a_date_of_another_year_is_not_that_of_the_fact():
    assert when("2016年6月立项的大桥开工", 2018, Status.STARTED) == When(2018)


def test_a_date_behind_the_word_of_the_state_is_taken():
    assert when("大桥开工时间为2018年6月18日", 2018, Status.STARTED).day == 18


def test_words_tell_the_year_where_the_fact_has_none():
    assert when("大桥2016年6月开工", None, Status.STARTED) == When(2016, 6, 6, None, "2016年6月", "month")


def test_without_a_year_a_month_says_nothing():
    assert when("大桥6月开工", None, Status.STARTED) == When(None, precision="none")


def test_the_29th_of_february_is_a_day_of_leap_years_only():
    assert when("2月29日开工", 2020, Status.STARTED).day == 29
    assert when("2月29日开工", 2019, Status.STARTED) == When(2019)


def test_today_is_the_day_of_the_news():
    assert when("云岭芯谷今天开工", 2021, Status.STARTED, Telling("2021-06-18")) == When(
        2021, 6, 6, 18, "今天", "day", True
    )


def test_yesterday_may_be_in_another_month():
    assert when("云岭芯谷昨日开工", 2021, Status.STARTED, Telling("2021-07-01")) == When(
        2021, 6, 6, 30, "昨日", "day", True
    )


def test_today_is_no_day_where_the_page_is_of_another_year():
    assert when("云岭芯谷今天开工", 2021, Status.STARTED, Telling("2025-07-16", "2025-07-16")) == When(2021)


def test_a_headline_tells_what_happened_on_the_day_of_the_text():
    assert when("云岭芯谷开工", 2021, Status.STARTED, Telling("", "2021-06-18")) == When(
        2021, 6, 6, 18, "", "day", True
    )


def test_words_come_before_the_day_of_the_text():
    assert when("云岭芯谷3月开工", 2021, Status.STARTED, Telling("", "2021-06-18")).month == 3


def test_a_month_lies_in_its_year_and_is_not_before_it():
    assert When(2018, 6, 6, precision="month").meets(When(2018))
    assert not When(2018, 6, 6, precision="month").before(When(2018))
    assert When(2018, 6, 6, precision="month").before(When(2018, 7, 7, precision="month"))


NUMERALS = ["", *"一二三四五六七八九十", *(f"十{one}" for one in "一二三四五六七八九"), "二十"]
NUMERALS += [*(f"二十{one}" for one in "一二三四五六七八九"), "三十", "三十一"]
TEXTS = st.text(
    st.sampled_from("0123456789０１２一二三四五六七八九十〇年月日号第季度上下半底初末前至到-—今昨天开工通车建成"),
    max_size=40,
)


@given(
    TEXTS,
    st.sampled_from(Status),
    st.none() | st.integers(1, 9999),
    st.sampled_from(["", "2021-06-18", "0001-01-01", "x"]),
)
def test_the_reader_of_dates_never_fails_and_says_no_more_than_the_words(text, status, year, told_on):
    found = when(text, year, status, Telling(told_on))
    assert year is None or found.year == year
    assert 1 <= found.first <= found.last <= 12
    assert found.words in text
    if found.words and found.words not in ("今天", "昨天", "今日", "昨日"):
        if found.day is not None:
            assert found.day in _numbers(found.words)
        if found.month is not None:
            assert found.month in _numbers(found.words)
    if not found.words and not found.by_document:
        assert (found.first, found.last, found.day) == (1, 12, None)


def _numbers(words: str) -> set[int]:
    """What is written as a number in these words, read in another way than the program does."""
    digits = {int(run) for run in re.findall(r"\d+", words)}  # Python's int reads full-width digits
    return digits | {NUMERALS.index(run) for run in re.findall("[一二三四五六七八九十]+", words) if run in NUMERALS}
