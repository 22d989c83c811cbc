"""Cards of nodes and lines, and the reader: every fact with its sentence, every name with its way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kg.model import Corpus, Document, Entity, EntityType, Fact, Mention, Placed, Predicate, Status
from qinghe import make_document, quote

BODY = (
    "2020年工作回顾 一、产业升级。甲项目在青禾市动工,总投资5465000000元,进展顺利。青禾市产值100亿元,增长8%。"
    "二、城市提质。乙公司建设甲项目。青禾市产值120亿元。2021年工作安排 一、开好局。产值达到150亿元。力争甲项目投产。"
)
PLACED = (
    ("甲项目", EntityType.PROJECT, "p1"),
    ("青禾市", EntityType.REGION, "r1"),
    ("乙公司", EntityType.ENTERPRISE, "e1"),
)


def _mentions(document: Document) -> tuple[Placed, ...]:
    found = []
    for name, kind, key in PLACED:
        at = document.text.find(name, len(document.title))
        while at >= 0:
            found.append(Placed(document.id, Mention(at, at + len(name), name, kind, "r"), key))
            at = document.text.find(name, at + 1)
    return tuple(sorted(found, key=lambda placed: placed.mention))


@pytest.fixture
def town() -> Corpus:
    """One report with headings; a project from start to plan, figures that contradict, a target."""
    report = make_document("2021年青禾市政府工作报告", BODY)
    begun = quote(report, "甲项目在青禾市动工")
    entities = (
        Entity("e1", EntityType.ENTERPRISE, "乙公司"),
        Entity("p1", EntityType.PROJECT, "甲项目"),
        Entity("r1", EntityType.REGION, "青禾市"),
    )

    def produced(key: str, words: str, value: float, year: int, kind: str = "actual") -> Fact:
        told = quote(report, words)
        return Fact(
            key, "r1", Predicate.OBSERVATION, told, "r", indicator="产值", value=value, unit="CNY", year=year, kind=kind
        )  # type: ignore[arg-type]

    facts = (
        Fact("f1", "p1", Predicate.LOCATED_IN, begun, "rule-in", object="r1", year=2020),
        Fact("f2", "p1", Predicate.STATUS, begun, "rule-s", status=Status.STARTED, year=2020),
        Fact(
            "f3",
            "p1",
            Predicate.STATUS,
            quote(report, "力争甲项目投产"),
            "rule-s",
            status=Status.OPERATING,
            year=2021,
            kind="target",
        ),
        Fact(
            "f4",
            "p1",
            Predicate.INVESTMENT,
            quote(report, "总投资5465000000元"),
            "rule-i",
            value=5_465_000_000,
            unit="CNY",
            bound="at_least",
            role="总投资",
            as_stated="5465000000元",
            year=2020,
        ),
        Fact("f5", "p1", Predicate.DEVELOPED_BY, quote(report, "乙公司建设甲项目"), "rule-by", object="e1", year=2020),
        produced("f6", "产值100亿元", 1e10, 2020),
        produced("f7", "产值120亿元", 1.2e10, 2020),
        produced("f8", "产值达到150亿元", 1.5e10, 2021, "target"),
    )
    return Corpus((report,), entities, _mentions(report), facts)


def _section(page: Page, name: str):
    return page.locator("#panel .section", has_text=name).first


def _open(page: Page, words: str) -> None:
    page.locator("#panel .quote", has=page.locator("q", has_text=words)).first.click()


def test_an_amount_stands_in_short_and_in_full_with_role_bound_and_words(visit, town):
    page = visit(town, "#e=p1")
    fact = _section(page, "总投资").locator(".fact")
    expect(fact.locator("strong")).to_have_text("不少于 54.65 亿元")
    expect(fact.locator(".exact")).to_have_text("5,465,000,000 元")
    expect(fact.locator(".role")).to_have_text("总投资")
    expect(fact.locator(".stated")).to_have_text("原文 5465000000元")


def test_a_quote_stands_in_its_whole_sentence_with_both_ends_marked(visit, town):
    page = visit(town, "#l=p1,r1")
    words = page.locator("#panel .words").first
    expect(words).to_have_text("甲项目在青禾市动工,总投资5465000000元,进展顺利。")
    expect(words.locator("q")).to_have_text("甲项目在青禾市动工")
    expect(words.locator("b")).to_have_text(["甲项目", "青禾市"])
    expect(page.locator("#panel .cite")).to_contain_text("规则 rule-in")


def test_a_name_that_its_sentence_does_not_hold_is_admitted(visit, town):
    page = visit(town, "#e=r1&k=target")
    expect(page.locator("#panel .inferred")).to_have_text("这句话没有直接写出“青禾市”，由上下文得出")


def test_a_long_sentence_opens_in_full_on_demand(visit):
    long = "前" * 300 + "甲项目动工" + "后" * 300 + "。"
    report = make_document("题", long)
    fact = Fact("f1", "p1", Predicate.STATUS, quote(report, "甲项目动工"), "r", status=Status.STARTED)
    page = visit(Corpus((report,), (Entity("p1", EntityType.PROJECT, "甲项目"),), (), (fact,)), "#e=p1")
    words = page.locator("#panel .words")
    assert len(words.inner_text()) < 200
    page.locator("#panel .cite button", has_text="展开整句").click()
    expect(words).to_have_text(long)


def test_the_course_shows_what_is_reached_and_what_is_planned(visit, town):
    page = visit(town, "#e=p1")
    course = page.locator("#panel .course")
    expect(course.locator("li.done")).to_contain_text("开工启动")
    expect(course.locator("li.done")).to_contain_text("2020")
    expect(course.locator("li.wanted")).to_contain_text("投产运营")
    expect(course.locator("li.wanted")).to_contain_text("2021")
    expect(_section(page, "状态").locator(".fact strong")).to_have_text(["开工启动", "投产运营"])


def test_a_policy_is_carried_out_and_not_built(visit):
    report = make_document("2021年青禾市政府工作报告", "深入实施河长制。")
    policy = Entity("o1", EntityType.POLICY, "河长制")
    said = quote(report, "深入实施河长制")
    fact = Fact("f1", "o1", Predicate.STATUS, said, "r", status=Status.OPERATING, year=2020)
    corpus = Corpus((report,), (policy,), (), (fact,))
    page = visit(corpus, "#e=o1")
    expect(page.locator("#panel .course li")).to_have_text(["全面实施2020已到这一步"])
    expect(_section(page, "状态").locator(".fact strong")).to_have_text(["全面实施"])
    page.evaluate("() => kg.state.set({ view: 'table' })")
    expect(page.locator(".grid")).to_contain_text("全面实施")


def test_figures_of_an_indicator_are_bars_with_numbers_plans_striped(visit, town):
    page = visit(town, "#e=r1")
    rows = page.locator("#panel .bars-table tr")
    assert [row.locator(".year, .badge, strong").all_inner_texts() for row in rows.all()] == [
        ["2020", "实绩", "100 亿元"],
        ["2020", "实绩", "120 亿元"],
        ["2021", "计划", "150 亿元"],
    ]
    widths = [round(float(bar.get_attribute("width") or 0)) for bar in page.locator("#panel .bar-row rect").all()]
    assert widths == [80, 96, 120]
    expect(page.locator("#panel .bar-row rect.plan")).to_have_count(1)
    page.locator("#panel .sentences summary").click()
    expect(page.locator("#panel .sentences .quote")).to_have_count(3)


def test_value_and_growth_of_a_year_from_two_sentences_are_one_row_with_both_quotes(visit):
    report = make_document("题", "地区生产总值100亿元。地区生产总值增长8%。")

    def said(key, words, **values):
        return Fact(
            key, "r1", Predicate.OBSERVATION, quote(report, words), "r", indicator="地区生产总值", year=2020, **values
        )

    facts = (said("f1", "地区生产总值100亿元", value=1e10, unit="CNY"), said("f2", "地区生产总值增长8%", growth=8.0))
    page = visit(Corpus((report,), (Entity("r1", EntityType.REGION, "青禾市"),), (), facts), "#e=r1")
    rows = page.locator("#panel .bars-table tr")
    assert [row.locator(".year, .badge, strong, .growth").all_inner_texts() for row in rows.all()] == [
        ["2020", "实绩", "100 亿元", "增长 8%"]
    ]
    page.locator("#panel .sentences summary").click()
    said_each = page.locator("#panel .sentences li")
    expect(said_each.locator("q")).to_have_text(["地区生产总值100亿元", "地区生产总值增长8%"])
    expect(said_each.nth(0).locator("strong")).to_have_text("100 亿元")
    expect(said_each.nth(1).locator(".growth")).to_have_text("增长 8%")


def test_contradictions_stand_side_by_side(visit, town):
    page = visit(town, "#e=r1")
    clash = page.locator("#panel .clash")
    expect(clash).to_contain_text("说法不一：2020 年实绩")
    expect(clash.locator("strong")).to_have_text(["100 亿元", "120 亿元"])


def test_the_filters_are_respected_and_what_they_hide_is_counted(visit, town):
    page = visit(town, "#e=p1&k=target")
    outside = page.locator("#panel .outside")
    expect(outside).to_contain_text("筛选外还有 4 条事实")
    expect(page.locator("#panel .fact")).to_have_count(1)
    outside.locator("button").click()
    expect(page.locator("#panel .fact")).to_have_count(5)
    outside.locator("button").click()
    expect(page.locator("#panel .fact")).to_have_count(1)


def test_a_citation_names_sentence_document_and_place(context, visit, town):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit(town, "#l=p1,r1")
    page.locator("#panel .cite button", has_text="复制引文").click()
    expect(page.locator("#toast")).to_have_text("引文已复制")
    start = town.documents[0].text.index("甲项目")
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"“甲项目在青禾市动工,总投资5465000000元,进展顺利。”——《2021年青禾市政府工作报告》，2021-02-03，第 {start}–{start + 9} 字（seeds/qinghe.txt）"
    )


def test_the_text_is_whole_and_its_names_are_told_apart_by_their_lines(visit, town):
    page = visit(town, "#e=p1")
    _open(page, "乙公司建设甲项目")
    text = page.locator("#reader .text")
    assert text.evaluate("(e) => e.textContent") == town.documents[0].text
    styles = text.evaluate(
        "(e) => Object.fromEntries([...e.querySelectorAll('a.mention')].map((a) =>"
        " [a.dataset.type, getComputedStyle(a).textDecorationStyle + getComputedStyle(a).textDecorationThickness]))"
    )
    assert len(styles) == 3
    assert len(set(styles.values())) == 3
    page.locator("#reader .toggle-type", has_text="企业").click()
    assert text.locator("[data-type=Enterprise]").evaluate("(a) => getComputedStyle(a).textDecorationLine") == "none"


def test_every_type_has_a_line_of_its_own(visit):
    report = make_document("题", "。".join(kind.value for kind in EntityType))
    entities = tuple(Entity(kind.value, kind, kind.value) for kind in EntityType)
    placed = [
        Placed(report.id, Mention(*_at(report, kind.value), kind.value, kind, "r"), kind.value) for kind in EntityType
    ]
    page = visit(Corpus((report,), entities, tuple(sorted(placed, key=lambda p: p.mention)), ()), f"#d={report.id}")
    looks = page.locator("#reader .text a.mention").evaluate_all(
        "(all) => all.map((a) => getComputedStyle(a).textDecorationStyle + getComputedStyle(a).textDecorationThickness)"
    )
    assert len(looks) == len(set(looks)) == 10


def _at(document: Document, words: str) -> tuple[int, int]:
    told = quote(document, words)
    return told.start, told.end


def test_the_outline_leads_into_the_text(visit, town):
    page = visit(town, "#e=p1")
    _open(page, "乙公司建设甲项目")
    rows = page.locator("#reader-outline button")
    expect(rows).to_have_text(["2020年工作回顾", "一、产业升级", "二、城市提质", "2021年工作安排", "一、开好局"])
    expect(page.locator("#reader-outline [aria-current]")).to_have_text("二、城市提质")
    rows.nth(4).click()
    expect(page.locator("#reader mark")).to_have_text("一、开好局")


def test_facts_of_the_text_are_listed_those_of_the_passage_first(visit, town):
    page = visit(town, "#e=p1")
    _open(page, "甲项目在青禾市动工")
    facts = page.locator("#reader-facts")
    expect(facts.locator(".here li")).to_have_text(["甲项目 位于 青禾市 2020", "甲项目 开工启动 2020"])
    facts.locator("button", has_text="产值 150 亿元").click()
    expect(page.locator("#reader mark")).to_have_text("产值达到150亿元")


def test_one_steps_from_fact_to_fact_and_from_mention_to_mention(visit, town):
    page = visit(town, "#e=p1")
    _open(page, "甲项目在青禾市动工")
    marked = page.locator("#reader mark")
    expect(page.locator("#reader-at-facts")).to_have_text("事实 1/7")
    page.keyboard.press("]")
    assert "".join(marked.all_inner_texts()) == "总投资5465000000元"
    page.keyboard.press("[")
    assert "".join(marked.all_inner_texts()) == "甲项目在青禾市动工"
    page.keyboard.press("n")
    expect(marked).to_have_text("甲项目")
    expect(page.locator("#reader-at-names")).to_have_text("甲项目 2/3")
    page.keyboard.press("b")
    expect(page.locator("#reader-at-names")).to_have_text("甲项目 1/3")


def test_find_in_the_text_counts_and_goes_round(visit, town):
    page = visit(town, "#e=p1")
    _open(page, "甲项目在青禾市动工")
    box = page.locator("#reader-find")
    box.fill("产值")
    expect(page.locator("#reader-found")).to_have_text("1/3")
    box.press("Enter")
    expect(page.locator("#reader-found")).to_have_text("2/3")
    box.press("Shift+Enter")
    box.press("Shift+Enter")
    expect(page.locator("#reader-found")).to_have_text("3/3")
    expect(page.locator(".found.now")).to_be_in_viewport()
    box.fill("１２０亿")
    expect(page.locator(".found.now")).to_have_text("120亿")
    box.fill("没有")
    expect(page.locator("#reader-found")).to_have_text("没有")
    assert page.locator("#reader .text").evaluate("(e) => e.textContent") == town.documents[0].text


def test_find_behind_rare_characters_marks_the_right_ones(visit):
    report = make_document("题", "𠮷😀甲①乙。𠮷甲①乙。")
    page = visit(Corpus((report,), (), (), ()), f"#d={report.id}")
    page.locator("#reader-find").fill("甲1乙")
    expect(page.locator("#reader .found")).to_have_text(["甲①乙", "甲①乙"])


def test_a_name_leads_to_its_entity_and_the_text_stays_where_it_is(visit, built):
    page = visit(built.out / "explorer.html")
    page.locator("#panel .section", has_text="文档").locator("summary").click()
    page.locator("#panel .entrance", has_text="2018年湛江市政府工作报告").click()
    text = page.locator("#reader .text")
    text.evaluate("(e) => { e.scrollTop = 6000; }")
    page.wait_for_timeout(100)
    top = text.evaluate("(e) => e.scrollTop")
    inside = page.evaluate(
        "(() => { const box = document.querySelector('#reader .text').getBoundingClientRect();"
        " return [...document.querySelectorAll('#reader a.mention')].findIndex((a) => a.getBoundingClientRect().top > box.top + 100); })()"
    )
    name = text.locator("a.mention").nth(inside)
    entity = name.get_attribute("data-entity")
    name.click()
    assert page.evaluate("kg.store.byId.get(kg.state.get().selected).i") == int(entity or -1)
    assert abs(text.evaluate("(e) => e.scrollTop") - top) < 2
    page.locator("#panel .quote").last.click()
    page.locator("#reader-back").click()
    assert abs(text.evaluate("(e) => e.scrollTop") - top) < 2
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    page.locator("#resume").click()
    assert abs(text.evaluate("(e) => e.scrollTop") - top) < 2


def test_a_name_shows_a_small_card_by_pointer_and_by_focus(visit, town):
    page = visit(town, "#e=r1")
    page.evaluate(
        f"kg.reader.open(0, {town.documents[0].text.index('乙公司')}, {town.documents[0].text.index('乙公司') + 3})"
    )
    name = page.locator("#reader .text a.mention", has_text="甲项目").first
    peek = page.locator("#peek")
    name.hover()
    expect(peek).to_contain_text("甲项目")
    expect(peek).to_contain_text("总投资 不少于 54.65 亿元 2020")
    expect(name).to_have_attribute("aria-describedby", "peek")
    page.keyboard.press("Escape")
    expect(peek).to_be_hidden()
    expect(page.locator("#reader")).to_be_visible()
    page.locator("#reader .text").focus()
    page.keyboard.press("Tab")
    expect(peek).to_be_visible()


def test_a_new_language_leaves_the_text_where_it_was_read(visit, built):
    page = visit(built.out / "explorer.html")
    page.evaluate("kg.reader.open(1)")
    text = page.locator("#reader .text")
    text.evaluate("(e) => { e.scrollTop = 5000; }")
    page.wait_for_timeout(100)
    top = text.evaluate("(e) => e.scrollTop")
    page.locator("#language").click()
    expect(page.locator("#close-reader")).to_have_text("Close")
    assert abs(text.evaluate("(e) => e.scrollTop") - top) < 300
    page.locator("#close-reader").click()
    expect(page.locator("#resume")).to_contain_text("Go on reading")
    page.locator("#language").click()
    expect(page.locator("#resume")).to_contain_text("继续读")
