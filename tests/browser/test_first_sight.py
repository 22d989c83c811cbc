"""What the page says before anybody has clicked, and where its questions lead."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kg.model import Corpus, Entity, EntityType, Fact, Predicate, Status
from qinghe import make_document, quote


@pytest.fixture
def town() -> Corpus:
    """One report, two projects, one enterprise; an amount as result, one as plan, a target."""
    report = make_document()
    told = quote(report, "云岭芯谷")
    entities = (
        Entity("e1", EntityType.ENTERPRISE, "星河公司"),
        Entity("p1", EntityType.PROJECT, "甲项目"),
        Entity("p2", EntityType.PROJECT, "乙项目"),
        Entity("r1", EntityType.REGION, "青禾市"),
    )
    facts = (
        Fact("f1", "p1", Predicate.LOCATED_IN, told, "r", object="r1", year=2020),
        Fact("f2", "p1", Predicate.DEVELOPED_BY, told, "r", object="e1", year=2020),
        Fact("f3", "p1", Predicate.INVESTMENT, told, "r", value=2e9, unit="CNY", year=2020, role="完成投资"),
        Fact("f4", "p1", Predicate.INVESTMENT, told, "r", value=5e8, unit="CNY", year=2020, role="完成投资"),
        Fact("f5", "p2", Predicate.INVESTMENT, told, "r", value=3e9, unit="CNY", year=2021, kind="target"),
        Fact("f6", "p1", Predicate.STATUS, told, "r", status=Status.SIGNED, year=2020),
        Fact("f7", "p1", Predicate.STATUS, told, "r", status=Status.STARTED, year=2021, kind="target"),
        Fact(
            "f8",
            "r1",
            Predicate.OBSERVATION,
            told,
            "r",
            indicator="引进项目",
            value=9,
            unit="个",
            year=2021,
            kind="target",
        ),
    )
    return Corpus((report,), entities, (), facts)


def test_results_and_plans_are_never_added_up(visit, town):
    page = visit(town)
    expect(page.locator("#money")).to_have_text("投资：实绩 20 亿元、计划 30 亿元")


def test_a_click_on_the_sum_shows_what_it_is_made_of(visit, town):
    page = visit(town)
    page.locator("#money").click()
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text("另有 1 笔同类较小金额未重复计入")
    expect(dialog.locator(".sources").first).to_have_text("甲项目完成投资 20 亿元 2020")
    dialog.locator(".entrance", has_text="乙项目").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#panel h2")).to_have_text("乙项目")


def test_the_start_says_in_a_sentence_what_the_graph_holds(visit, town):
    page = visit(town)
    expect(page.locator("#panel .lead").first).to_have_text(
        "1 篇政府工作报告和 0 篇新闻，说到 2 个项目、0 个园区、1 家企业；5 条事实是实绩，3 条是计划。"
    )


def test_a_question_sets_the_filters_and_lists_its_answer_with_sentences(visit, town):
    page = visit(town)
    page.locator(".ask", has_text="谁在青禾市投资？").click()
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("谁在青禾市投资？")
    expect(panel.locator(".answer")).to_have_count(1)
    expect(panel.locator(".answer")).to_contain_text("星河公司")
    expect(panel.locator(".answer .brief")).to_have_text("建设运营 甲项目 2020")
    expect(panel.locator(".answer .quote")).to_be_visible()
    expect(page.locator("#chips")).to_contain_text("青禾市")
    assert page.evaluate("kg.state.get().filters.places") == ["r1"]


def test_an_answer_can_be_sent_as_a_link_and_leads_back(visit, town):
    page = visit(town, "#graph.ask=begun%3A2021&t=Project")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("哪些项目 2020 年签约、2021 年开工？")
    expect(panel.locator(".answer .brief")).to_have_text(["签约 2020", "开工启动 2021 计划"])
    panel.locator(".entrance", has_text="甲项目").click()
    panel.locator(".home", has_text="返回答案").click()
    expect(panel.locator("h2")).to_contain_text("签约")
    panel.locator(".home").click()
    expect(panel.locator("h2")).to_have_text("从这里开始")
    expect(page.locator("#clear")).to_be_hidden()


def test_an_unknown_question_opens_the_start(visit, town):
    for ask in ("nothing", "projects:r9", "begun:x", "constructor"):
        page = visit(town, f"#graph.ask={ask}")
        expect(page.locator("#panel h2")).to_have_text("从这里开始")


def test_the_card_of_a_place_asks_about_it(visit, town):
    page = visit(town, "#e=r1")
    page.locator("#panel .ask", has_text="定了哪些目标").click()
    expect(page.locator("#panel .answer .brief")).to_have_text("引进项目 9 个 2021 计划")


def test_the_seeds_ask_about_their_places(visit, built):
    page = visit(built.out / "explorer.html")
    asks = page.locator("#panel .ask")
    page.locator("#panel .asks .more").click()
    assert asks.count() > 10
    for text in ("东莞市有哪些重大项目？", "谁在湛江市投资？", "四会市 2018 年定了哪些目标？"):
        expect(asks.filter(has_text=text)).to_have_count(1)


def test_names_in_the_first_picture_do_not_cover_each_other(visit, built):
    page = visit(built.out / "explorer.html")
    overlaps = page.evaluate(
        "(() => { const b = kg.labels.boxes(); return b.flatMap((x, i) => b.slice(i + 1).filter((y) =>"
        " x.left < y.right && x.right > y.left && x.top < y.bottom && x.bottom > y.top)).length; })()"
    )
    assert overlaps == 0
    assert page.evaluate("kg.labels.boxes().length") > 80


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_the_headline_has_its_years_at_every_desk_size(visit, built, size):
    page = visit(built.out / "explorer.html")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    box = page.locator("#totals").bounding_box()
    years = page.locator("#totals span", has_text="2016–2023").bounding_box()
    assert box and years and years["y"] < box["y"] + box["height"]
    expect(page.locator("#panel")).to_contain_text("投资：实绩")
