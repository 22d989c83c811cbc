"""What holds for every text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.data import read_table
from kg.quantities import find_quantities, parse_number
from kg.quantities.grammar import COLUMNS, UNITS

ALPHABET = (
    "0123456789０.，,、%％‰万亿千百十一二三两元人家个吨亩成倍半余多超近约增长下降同比从至到-~年第（）()“”/ \nA以上左右"
)
WRITTEN = st.decimals(min_value="0.01", max_value=99_999, places=2)


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_offsets_are_exact_and_spans_do_not_overlap(text: str) -> None:
    found = find_quantities(text)
    assert all(text[quantity.start : quantity.end] == quantity.text for quantity in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert all(quantity.start < quantity.end for quantity in find_quantities(text))


@given(
    WRITTEN, st.sampled_from(["", "万", "亿", "百万", "万亿"]), st.sampled_from(["元", "美元", "吨", "平方公里", "户"])
)
def test_what_is_written_is_read(number: object, scale: str, unit: str) -> None:
    size = {"": 1.0, "万": 1e4, "亿": 1e8, "百万": 1e6, "万亿": 1e12}[scale]
    (quantity,) = find_quantities(f"全年完成{number}{scale}{unit}。")
    assert quantity.value == pytest.approx(float(str(number)) * size, rel=1e-9)


@given(st.integers(min_value=0, max_value=10**9))
def test_thousands_commas_change_nothing(number: int) -> None:
    assert parse_number(f"{number:,}") == parse_number(str(number)) == number


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_are_read(number: int) -> None:
    assert parse_number(chinese(number)) == number


def chinese(number: int) -> str:
    """A number below ten thousand in Chinese characters."""
    written, gap = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            written += ("零" if gap and written else "") + "零一二三四五六七八九"[digit] + word
            gap = False
        else:
            gap = True
    return written


@pytest.mark.parametrize(
    ("words", "value"),
    [("两千三", 2300), ("二〇二〇", 2020), ("一万二千", 12_000), ("三亿零五万", 300_050_000), ("1.2万亿", 1.2e12), ("元", None), ("", None), ("3.4.5", None)],
)  # fmt: skip
def test_numbers_by_hand(words: str, value: float | None) -> None:
    assert parse_number(words) == value


def test_units_are_sorted_and_unique() -> None:
    words = [row[0] for row in read_table(UNITS, COLUMNS)]
    assert words == sorted(set(words))


def test_units_have_positive_factors() -> None:
    assert all(float(row[2]) > 0 for row in read_table(UNITS, COLUMNS))
