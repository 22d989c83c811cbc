"""The parts of a report, by their headings."""

from __future__ import annotations

import pytest

from kg.language import layout

FILL = "全市经济平稳运行,各项事业取得进步。" * 3
Parts = list[tuple[str, int | None]]


def parts(body: str, year: int | None = 2018, title: str = "某市政府工作报告") -> Parts:
    return [(section.kind, section.year) for section in layout(f"{title}\n{body}", "report", year).sections]


@pytest.mark.parametrize(
    "heading",
    [
        "2017年工作回顾",
        "一、2017年工作回顾",
        "(一)2017年工作回顾",
        "（一）2017年度政府工作的回顾",
        "第一部分 2017年工作总结",
        "一、过去一年工作回顾",
        "一、一年来的工作",
        "一、去年工作回顾",
        "一、今年工作回顾",
        "一、关于2017年和过去五年工作的回顾",
        "一、过去五年工作回顾",
        "2017年青禾市工作完成情况",
        "一、二〇一七年主要工作",
        "2017年及“十二五”工作回顾",
        "一、本届政府工作回顾",
        "一、2017年国民经济和社会发展情况",
        "2013-2017年工作回顾",
        "一、２０１７年工作回顾",
    ],
)
def test_review_headings(heading: str) -> None:
    assert parts(f"各位代表:请予审议。{heading} {FILL}") == [("front", 2018), ("review", 2017)]


@pytest.mark.parametrize(
    "heading",
    [
        "2018年工作安排",
        "二、2018年工作计划",
        "（二）2018年工作打算",
        "二、关于2018年工作安排",
        "2018年工作总体要求",
        "二、2018年经济社会发展总体要求和政策取向",
        "三、对2018年政府工作的建议",
        "二、今后五年的奋斗目标和主要任务",
        "二、今年工作总体部署",
        "三、今年重点工作",
        "二、新一年的工作任务",
        "二、明年工作思路",
        "二、“十三五”时期主要目标任务",
        "2018年全市经济社会发展的主要预期目标",
        "二、下一步工作安排",
        "二、区政府重点工作",
        "2018年政府工作的总体思路:",
    ],
)
def test_plan_headings(heading: str) -> None:
    body = f"请予审议。2017年工作回顾 {FILL}{heading} {FILL}"
    assert parts(body) == [("front", 2018), ("review", 2017), ("plan", 2018)]


@pytest.mark.parametrize(
    "sentence",
    [
        "2017年政府工作报告共分解工作任务355项。",
        "2018年工作安排得当。",
        "2017年工作回顾了过去。",
        "去年目标任务顺利完成。",
        "全年发展主要目标任务较好完成。",
        "今年计划安排职工工资适度增长。",
        "按照2018年工作安排,我们推进项目。",
        "2018年工作部署会议召开。",
        "2017年工作回顾和2018年工作安排请予审议。",
        "“十二五”计划《纲要》体现了方针。",
        "2008年工作回顾 是另一份报告。",
    ],
)
def test_a_sentence_is_no_heading(sentence: str) -> None:
    text = f"题\n请予审议。{sentence}一、2017年工作回顾 {FILL}{sentence}{FILL}"
    found = layout(text, "report", 2018).sections
    assert [section.start for section in found] == [0, text.index("一、2017年")]


def test_headings_without_blanks_behind_them() -> None:
    body = f"请予审议。2017年工作回顾过去一年,{FILL}2018年工作安排去年十月,{FILL}"
    assert parts(body) == [("front", 2018), ("review", 2017), ("plan", 2018)]


def test_the_sections_begin_at_their_headings() -> None:
    text = f"题\n请予审议。2017年工作回顾 {FILL}二、2018年工作安排 {FILL}"
    found = layout(text, "report", 2018).sections
    assert [text[section.start :][:9] for section in found[1:]] == ["2017年工作回顾", "二、2018年工作"]


def test_a_report_without_headings_tells_of_the_year_before() -> None:
    assert parts(FILL) == [("body", 2017)]


def test_a_report_without_year_or_headings() -> None:
    assert parts(FILL, None) == [("body", None)]


def test_a_list_of_tasks_is_a_plan() -> None:
    assert parts(FILL, title="2018年《政府工作报告》任务分解") == [("front", 2018), ("plan", 2018)]


def test_an_extract_that_begins_in_the_review() -> None:
    body = FILL * 10 + "二、2018年工作安排 " + FILL
    assert parts(body) == [("front", 2018), ("review", 2017), ("plan", 2018)]


def test_a_plan_without_heading_begins_where_this_year_is_spoken_of() -> None:
    body = f"一、2017年工作回顾 {FILL * 10}2018年是贯彻党的十九大精神的开局之年。{FILL}"
    assert parts(body) == [("front", 2018), ("review", 2017), ("plan", 2018)]


@pytest.mark.parametrize(
    "heading",
    [
        "名词解释",
        "名词注解:",
        "名词注释",
        "有关用语说明:",
        "附件:政府工作报告有关名词解释",
        "《政府工作报告》名词解释",
        "相关名词术语解释",
        "注释:",
        "[1]一核:指",
    ],
)
def test_glossary_headings(heading: str) -> None:
    assert parts(f"2018年工作安排 {FILL}{heading}一核两极:指甲和乙。") == [
        ("front", 2018),
        ("plan", 2018),
        ("glossary", 2018),
    ]


def test_a_glossary_that_is_only_mentioned() -> None:
    assert parts(f"2018年工作安排 {FILL}推进多规合一(见名词解释)。") == [("front", 2018), ("plan", 2018)]


def test_a_table_holds_for_the_year_it_names() -> None:
    body = f"2018年工作安排 {FILL}附表12017年主要指标完成情况表序号指标。附表22018年预期目标表序号指标"
    assert parts(body) == [("front", 2018), ("plan", 2018), ("table", 2017), ("table", 2018)]


def test_a_table_of_works_to_do_is_a_plan() -> None:
    body = f"{FILL}附表12017年主要指标完成情况表序号指标 2018年某市十件民生实事序号项目1建成小学。"
    assert parts(body)[-1] == ("plan", 2018)


def test_news_has_no_parts() -> None:
    found = layout(f"题\n2018年工作安排 {FILL}", "news", 2018)
    assert [(section.kind, section.year) for section in found.sections] == [("body", 2018)]
