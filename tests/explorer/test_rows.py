"""Sorting, filtering and copying the rows of the table, in node."""

from __future__ import annotations

import pytest


@pytest.fixture
def order(node):
    """``order(values)``: the values in their order, Chinese by pinyin."""

    def run(values, descending=False):
        body = (
            "const collate = new Intl.Collator('zh', {numeric: true}).compare;"
            "return kg.rows.order(given.values, given.descending, collate).map((i) => given.values[i])"
        )
        return node(body, values=values, descending=descending)

    return run


def test_chinese_is_sorted_by_pinyin(order):
    assert order(["湛江市", "东莞市", "开平市", "重庆市", "安徽省"]) == [
        "安徽省",
        "重庆市",
        "东莞市",
        "开平市",
        "湛江市",
    ]


def test_numbers_are_sorted_by_size_and_inside_names_too(order):
    assert order([10, 9, -1, 2.5]) == [-1, 2.5, 9, 10]
    assert order(["第10镇", "第9镇"]) == ["第9镇", "第10镇"]


@pytest.mark.parametrize("descending", [False, True])
def test_what_is_empty_stands_last_in_both_directions(order, descending):
    assert order([None, 3, "", 1], descending)[2:] == [None, ""]
    assert order([None, 3, "", 1], descending)[:2] == ([3, 1] if descending else [1, 3])


def test_equal_rows_keep_their_order(node):
    body = "return kg.rows.order(['b', 'a', 'b', 'a'], given.down, (x, y) => (x < y ? -1 : 1))"
    assert node(body, down=False) == [1, 3, 0, 2]
    assert node(body, down=True) == [0, 2, 1, 3]


def test_a_row_fits_when_it_holds_every_word(node):
    texts = ["东莞市 ＯＰＰＯ 投资", "东莞市 vivo", "湛江市 oppo"]
    body = "return kg.rows.sieve(given.texts.map(kg.rows.fold), given.query)"
    assert node(body, texts=texts, query="oppo 东莞") == [0]
    assert node(body, texts=texts, query=" ") == [0, 1, 2]
    assert node(body, texts=texts, query="ｏppo") == [0, 2]


def test_a_copied_cell_breaks_no_line_and_runs_nothing(node):
    rows = [["名称", "数"], ["换\r\n行\t制表", -5], ["=HYPERLINK(1)", None], ["+1", "@x"]]
    told = node("return kg.rows.tsv(given.rows)", rows=rows)
    assert told == "名称\t数\n换 行 制表\t-5\n'=HYPERLINK(1)\t\n+1\t'@x"
