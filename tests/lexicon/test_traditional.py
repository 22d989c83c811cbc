from __future__ import annotations

import pytest

from kg.lexicon.data import read_table
from kg.lexicon.traditional import is_traditional, simplified

TRADITIONAL = "澳門特別行政區公佈年度施政報告，計劃投資五十億元興建輕軌東線，「預計」明年竣工通車。"
SIMPLIFIED = "澳门特别行政区公布年度施政报告，计划投资五十亿元兴建轻轨东线，「预计」明年竣工通车。"


def test_table_is_sorted_unique_and_one_to_one() -> None:
    rows = read_table("traditional.tsv", ("traditional", "simplified"))
    assert list(rows) == sorted(rows)
    assert len({old for old, _ in rows}) == len(rows) > 2_900
    assert all(len(old) == len(new) == 1 and old != new for old, new in rows)


def test_traditional_text_is_simplified_character_by_character() -> None:
    assert simplified(TRADITIONAL) == SIMPLIFIED
    assert len(TRADITIONAL) == len(SIMPLIFIED)


@pytest.mark.parametrize(
    "text",
    [
        SIMPLIFIED,
        "乾县、后海、著名的于家堡在建项目。",
        "台商说「臺灣」二字写法不同，但我市与台湾企业签约的项目去年全部开工，总投资达到五十亿元。",
        "",
        "GDP 8.2%",
        "ニュース　と　カタカナ",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert not is_traditional(text)
    assert simplified(text) is text
