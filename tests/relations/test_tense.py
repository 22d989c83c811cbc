"""Result or plan, where no heading says so."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from marked_up import claims_of, read_markup, states

from kg.model import DocumentKind
from kg.relations.marked import mark_sentences
from kg.relations.status import find_states
from kg.relations.tense import Tense


def told(text: str, *, title: str, kind: DocumentKind = "report", date: datetime.date | None = None) -> list[str]:
    """The states of the names in a text, in order."""
    marked = read_markup(text, kind=kind, title=title)
    document = replace(marked.document, date=date)
    sentences = tuple(mark_sentences(document, marked.layout, marked.mentions))
    return [str(claim.status) for claim in find_states(sentences, Tense(document, marked.layout))]


def test_year_at_the_head_of_a_sentence_turns_a_report_to_its_plan() -> None:
    text = "2020年，[甲桥|Project]通车。\n2021年，[乙桥|Project]通车。[丙桥|Project]开工。"
    assert told(text, title="云岭县2021年政府工作报告摘要") == ["completed", "planned", "planned"]


def test_growth_without_a_value_is_a_target() -> None:
    text = "全县变化很大。[甲桥|Project]通车。\n地区生产总值增长6%。[乙桥|Project]通车。"
    assert told(text, title="云岭县2021年政府工作报告摘要") == ["completed", "planned"]


def test_parts_of_several_places_begin_with_the_year_behind() -> None:
    text = (
        "东山区：[甲桥|Project]通车。今年要开工[乙桥|Project]。\n西山区：[丙桥|Project]通车。今年要开工[丁桥|Project]。"
    )
    assert told(text, title="云岭各区2021年政府工作报告") == ["completed", "planned", "completed", "planned"]


@pytest.mark.parametrize("title", ["云岭县2021年十件实事", "云岭县2021年要办的大事", "云岭县2021年重点工作任务"])
def test_title_of_tasks_makes_a_plan(title: str) -> None:
    assert told("[甲桥|Project]建成通车。", title=title, kind="news") == ["planned"]


@pytest.mark.parametrize("words", ["计划明年", "力争年内", "预计2023年", "将于10月", "有望"])
def test_words_before_the_verb_promise(words: str) -> None:
    assert states(claims_of(f"[甲桥|Project]{words}通车。", kind="news")) == {("甲桥", "planned")}


@pytest.mark.parametrize("words", ["已", "去年", "已于3月", "如期", "2019年"])
def test_words_before_the_verb_tell_a_result(words: str) -> None:
    assert states(claims_of(f"[甲桥|Project]{words}通车。", kind="news")) == {("甲桥", "completed")}


def test_what_is_done_stays_done_before_a_promise() -> None:
    found = states(claims_of("[甲厂|Project]主体已完工，预计明年投产。", kind="news"))
    assert found == {("甲厂", "under_construction"), ("甲厂", "planned")}


def test_month_after_that_of_the_news_is_still_to_come() -> None:
    day = datetime.date(2021, 5, 3)
    assert told("[甲厂|Project]9月投产。", title="云岭动态", kind="news", date=day) == ["planned"]
    assert told("[甲厂|Project]3月投产。", title="云岭动态", kind="news", date=day) == ["operating"]


def test_page_much_younger_than_its_text_says_nothing_of_the_time() -> None:
    day = datetime.date(2035, 7, 16)
    assert told("[甲厂|Project]将于2022年投产。", title="云岭动态", kind="news", date=day) == ["planned"]


def test_outlook_of_a_news_item_lasts_to_the_end_of_its_paragraph() -> None:
    text = "下一步，云岭区抓两件事。开工[甲桥|Project]。\n[乙桥|Project]通车。"
    assert told(text, title="云岭动态", kind="news") == ["planned", "completed"]
