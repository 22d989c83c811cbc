"""Figures of several years or of a part of one: never taken for those of a year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from city_builds import DONGGUAN, KAIPING, Row, compared, line, told, values, write

from kg.comparison import compare
from kg.comparison.words import accounts, line_name, line_note, notes
from kg.lexicon.data import read_rules
from kg.lexicon.periods import led_by
from kg.query.tables import read_tables


def _with_text(folder: Path, text: str, *facts: Row) -> Path:
    """An export whose page holds the text of its document; facts stand where their quotes do."""
    placed = [
        {**row, "start": text.index(row["quote"]), "end": text.index(row["quote"]) + len(row["quote"])} for row in facts
    ]
    page = f'<x id="kg-data">{json.dumps({"documents": [["d1"]]})}</script><x id="kg-texts">{json.dumps([[text]])}</script>'
    write(folder, placed)
    (folder / "explorer.html").write_text(page, encoding="utf-8")
    return folder


@pytest.mark.parametrize("rule", read_rules("periods.toml")["lead"], ids=lambda rule: str(rule["pattern"]))
def test_examples_of_leading_words(rule: dict[str, list[list[str]]]) -> None:
    assert [led_by(before) for before, _ in rule["examples"]] == [words for _, words in rule["examples"]]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "过去五年成绩很大。\n",
        "成绩很大，五年来增长。",
        "过去五年，投资增长；2021年，",
        "五年来，增长。去年，增长。",
        "三年级学生",
        "十五个项目，",
    ],
)
def test_single_year_and_new_sentence_or_paragraph_end_a_period(before: str) -> None:
    assert led_by(before) == ""


def test_paragraph_that_begins_with_a_period_is_of_it() -> None:
    assert led_by("工作回顾\n  五年来，经济实力跃上新台阶。投资增长，") == "五年来"


def test_year_that_is_measured_against_ends_no_period() -> None:
    assert led_by("过去五年，投资增长，比2016年") == "过去五年"


def test_sum_of_years_contradicts_no_year_and_has_its_own_line(tmp_path: Path) -> None:
    facts = [
        told(DONGGUAN, 118000, "人", indicator="城镇新增就业", quote="城镇新增就业累计11.8万人"),
        told(DONGGUAN, 24000, "人", indicator="城镇新增就业", quote="城镇新增就业2.4万人"),
    ]
    found = compared(tmp_path, facts, "东莞市")
    year, span = found.indicators[0].lines
    assert (values(year.cells[0]), values(span.cells[0])) == ([24000], [118000])
    assert not any("说法不一" in note for note in notes(found))
    assert line_name(span) == "几年合计或其他时段（2017年实绩）"
    assert accounts(span.told[0], "value") == ("11.8万人（累计）",)


def test_sums_of_years_are_not_compared(tmp_path: Path) -> None:
    facts = [told(one, 7, quote="五年来累计7元") for one in (DONGGUAN, KAIPING)]
    found = line(compared(tmp_path, facts))
    assert (found.spans, found.comparable) == (True, False)
    assert line_note(found) == "五年来，不相比"


def test_words_that_lead_the_sentence_hold_until_a_year_is_named(tmp_path: Path) -> None:
    text = "过去五年，投资上升，能耗下降15%，城镇化率提高到64%；2017年，税收增长8%。"
    growth = {"unit": None, "year": 2017}
    facts = (
        told(DONGGUAN, indicator="能耗", growth=-15, quote="能耗下降15%", **growth),
        told(DONGGUAN, 64, "percent", indicator="城镇化率", as_stated="64%", quote="城镇化率提高到64%"),
        told(DONGGUAN, indicator="税收", growth=8, quote="税收增长8%", **growth),
    )
    found = compare(read_tables(_with_text(tmp_path, text, *facts)), ["东莞市"])
    assert {one.name: [each.spans for each in one.lines] for one in found.indicators} == {
        "能耗": [True],
        "常住人口城镇化率": [False],
        "税收收入": [False],
    }
    assert not any("explorer.html" in note for note in notes(found))


def test_documents_without_text_are_said_to_be_so(tmp_path: Path) -> None:
    found = compared(tmp_path, [told(DONGGUAN, 7)])
    assert any(note.startswith("有 1 篇文档的全文不在 explorer.html 里") for note in notes(found))
