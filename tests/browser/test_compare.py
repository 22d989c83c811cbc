"""Places side by side: every bar has its number, its evidence and a row in a table."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from kg.model import Corpus, Entity, EntityType
from showing import make_region


@pytest.fixture
def region() -> Corpus:
    return make_region()


def _chart(page: Page, title: str) -> Locator:
    return page.locator("#view-compare figure", has=page.locator("h3", has_text=title)).first


def _rows(chart: Locator) -> list[list[str]]:
    """The rows of the table that stands beside the picture."""
    found: list[list[str]] = chart.locator("tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((c) => c.textContent))"
    )
    return found


def test_the_reporting_places_are_compared_at_first(visit, region):
    page = visit(region, "#v=compare")
    assert page.locator("#compare-who .link").all_text_contents() == ["青禾市", "白石市"]
    expect(page.locator("#shown")).to_have_text("对比 2 个")


def test_an_indicator_stands_under_its_usual_name_with_results_targets_and_growth(visit, region):
    page = visit(region, "#v=compare")
    assert _rows(_chart(page, "地区生产总值")) == [
        ["青禾市", "2020 实绩", "1,200 亿元 · 增长 6.1%"],
        ["青禾市", "2021 计划", "增长 7%"],
        ["白石市", "2020 实绩", "600 亿元"],
    ]


def test_bars_are_as_long_as_their_numbers(visit, region):
    page = visit(region, "#v=compare")
    widths = (
        _chart(page, "地区生产总值")
        .locator("rect.bar-value")
        .evaluate_all("all => all.map((r) => Number(r.getAttribute('width')))")
    )
    assert len(widths) == 2
    assert widths[0] == pytest.approx(2 * widths[1])


def test_a_bar_opens_its_evidence(visit, region):
    page = visit(region, "#v=compare")
    _chart(page, "地区生产总值").locator(".bar-row").nth(1).click()
    expect(page.locator("#panel h2")).to_have_text("青禾市 · 地区生产总值")
    expect(page.locator("#panel .guide")).to_have_text("2021 年 · 计划 · 1 条事实")
    page.locator("#panel .quote").click()
    expect(page.locator("#reader mark")).to_have_text("云岭芯谷")


def test_a_bar_is_a_button_with_a_name_for_keyboard_and_screen_reader(visit, region):
    page = visit(region, "#v=compare")
    bar = page.get_by_role("button", name="白石市 地区生产总值 2020 实绩 600 亿元，打开依据")
    bar.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("白石市 · 地区生产总值")
    expect(bar).to_be_focused()
    svg = _chart(page, "地区生产总值").locator("svg")
    assert svg.locator("> title").text_content() == "地区生产总值"
    assert "点开看原句" in svg.locator("> desc").text_content()


def test_projects_are_counted_by_state_and_the_bar_lists_them(visit, region):
    page = visit(region, "#v=compare")
    chart = _chart(page, "项目")
    assert _rows(chart) == [["青禾市", "", "2（开工启动 1、未说明状态 1）"], ["白石市", "", "0"]]
    chart.locator(".bar-row").first.click()
    assert page.locator("#panel .section summary").all_text_contents() == ["开工启动1", "未说明状态1"]
    expect(page.locator("#panel .section .name")).to_have_text(["甲项目", "乙项目"])


def test_currencies_and_roles_are_apart_and_what_is_summed_is_said(visit, region):
    page = visit(region, "#v=compare")
    titles = page.locator("#compare-money h3").all_text_contents()
    assert sorted(titles) == sorted(["总投资 · 元", "总投资 · 美元"])
    assert _rows(_chart(page, "总投资 · 元")) == [["青禾市", "实绩", "54.65 亿元 · 1 笔"]]
    expect(page.locator("#compare-money > .guide")).to_contain_text("互不相加")


def test_another_is_added_by_initials_and_taken_out_again(visit, region):
    page = visit(region, "#v=compare")
    box = page.locator("#compare-add")
    box.fill("ylgxq")
    page.keyboard.press("Enter")
    assert page.locator("#compare-who .link").all_text_contents() == ["青禾市", "白石市", "云岭高新区"]
    assert "compare.who=r1%2Cr2%2Ck1" in page.url
    expect(page.locator("#view-compare .compare-bar .note")).to_have_text("云岭高新区在白石市之内，数字里有重叠。")
    page.get_by_role("button", name="移出对比：青禾市").click()
    assert page.locator("#compare-who .link").all_text_contents() == ["白石市", "云岭高新区"]
    page.keyboard.press("Control+z")
    assert page.locator("#compare-who .link").count() == 3


def test_a_project_is_nothing_to_compare_with(visit, region):
    page = visit(region, "#v=compare")
    page.locator("#compare-add").fill("甲项目")
    expect(page.locator("#compare-add-list")).to_be_hidden()


def test_the_card_of_a_place_leads_to_the_comparison(visit, region):
    page = visit(region, "#e=k1")
    page.locator("#compare-this").click()
    expect(page.locator("#view-compare")).to_be_visible()
    assert page.locator("#compare-who .link").all_text_contents() == ["云岭高新区"]
    expect(page.locator("#view-compare .compare-bar .note")).to_have_text("再加入一个就可以对比")


def test_no_more_than_six_are_compared(visit):
    regions = tuple(Entity(f"r{n}", EntityType.REGION, f"第{n}市") for n in range(9))
    page = visit(Corpus((), regions, (), ()), "#v=compare&compare.who=r0,r1,r2,r3,r4,r5,r6,gone")
    expect(page.locator("#compare-who .link")).to_have_count(6)
    expect(page.locator("#compare-add")).to_be_hidden()


def test_the_comparison_follows_the_filters(visit, region):
    page = visit(region, "#v=compare&k=target")
    assert _rows(_chart(page, "地区生产总值")) == [["青禾市", "2021 计划", "增长 7%"]]
    expect(page.locator("#compare-money")).to_have_count(0)


def test_an_old_address_with_a_bar_that_is_no_more_shows_the_card(visit, region):
    page = visit(region, "#e=r1&v=compare&compare.open=i~gone")
    expect(page.locator("#panel h2")).to_have_text("青禾市")


def test_twenty_thousand_entities_can_be_compared(visit, crowd):
    page = visit(crowd, "#v=compare&compare.who=r1,r2")
    assert _rows(_chart(page, "项目"))[0] == ["青禾市", "", "10,000（开工启动 10,000）"]


def test_an_empty_graph_says_that_there_is_nothing(visit):
    page = visit(Corpus(), "#v=compare")
    expect(page.locator("#view-compare .contrasts")).to_have_text("筛选后没有可以对比的数字")
