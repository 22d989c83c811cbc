"""Dated facts by year in lanes: one by one where they find room, counted where they do not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from kg.model import Corpus
from showing import make_region


@pytest.fixture
def region() -> Corpus:
    return make_region()


def _years(page: Page) -> list[str]:
    return page.locator("#view-timeline [role=columnheader]").all_text_contents()[1:]


def _lanes(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('#view-timeline .grid-body > .grid-row')]"
        ".sort((a, b) => a.dataset.row - b.dataset.row).map((row) => row.children[0].textContent)"
    )
    return found


def _lane(page: Page, name: str) -> Locator:
    return page.locator("#view-timeline .grid-body > .grid-row", has=page.get_by_text(name, exact=True)).first


def test_each_entity_has_a_lane_and_each_year_a_column(visit, region):
    page = visit(region, "#v=timeline")
    assert _years(page) == ["2020", "2021", "2022"]
    assert _lanes(page) == ["全部", "甲项目", "青禾市", "白石市", "乙项目"]
    cells = _lane(page, "甲项目").locator(".cell")
    assert cells.nth(1).locator(".event").all_text_contents() == ["开工启动", "总投资 54.65 亿元"]
    expect(page.locator("#shown")).to_have_text("共 7 条有年份的事实")


def test_a_plan_looks_other_than_a_result(visit, region):
    page = visit(region, "#v=timeline")
    planned = _lane(page, "甲项目").locator(".event", has_text="投产运营")
    expect(planned).to_have_class("event plan")
    expect(planned).to_have_css("border-style", "dashed")
    expect(_lane(page, "甲项目").locator(".event", has_text="开工启动")).to_have_css("border-style", "solid")
    expect(page.locator("#view-timeline .time-key")).to_have_text("实绩计划")


def test_the_first_lane_counts_all_results_and_plans(visit, region):
    page = visit(region, "#v=timeline")
    assert _lane(page, "全部").locator(".cell").all_text_contents() == ["全部", "5", "1", "1"]
    expect(_lane(page, "全部").locator(".cell").nth(1)).to_have_attribute("aria-label", "2020 · 实绩 5 条")


def test_a_click_on_an_event_opens_its_sentence(visit, region):
    page = visit(region, "#v=timeline")
    _lane(page, "甲项目").locator(".event", has_text="开工启动").click()
    expect(page.locator("#reader mark")).to_have_text("云岭芯谷")
    expect(page.locator("#panel h2")).to_have_text("甲项目")


def test_a_click_on_a_count_lists_its_facts_with_their_quotes(visit, region):
    page = visit(region, "#v=timeline")
    _lane(page, "全部").locator(".cell").nth(1).click()
    expect(page.locator("#panel h2")).to_have_text("全部 · 2020 年")
    expect(page.locator("#panel .quote")).to_have_count(5)
    page.locator("#panel .pair .name", has_text="乙项目").click()
    expect(page.locator("#panel h2")).to_have_text("乙项目")
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("全部 · 2020 年")
    page.locator("#panel .home").click()
    expect(page.locator("#panel h2")).to_have_text("从这里开始")


def test_the_cell_in_the_panel_stands_in_the_address(visit, region):
    page = visit(region, "#e=p1&v=timeline&timeline.open=p1~2020")
    expect(page.locator("#panel h2")).to_have_text("甲项目 · 2020 年")
    page.evaluate("location.hash = '#e=p1&v=timeline&timeline.open=gone~20x'")
    expect(page.locator("#panel h2")).to_have_text("甲项目")


def test_lanes_of_places_hold_what_happens_inside_and_say_of_whom(visit, region):
    page = visit(region, "#v=timeline")
    page.locator("#timeline-place").click()
    assert _lanes(page) == ["全部", "青禾市", "白石市"]
    assert _lane(page, "青禾市").locator(".cell").nth(1).text_content() == "4"
    expect(_lane(page, "青禾市").locator(".event", has_text="甲项目 投产运营")).to_be_visible()
    assert "timeline.by=place" in page.url


def test_relations_come_when_asked_for(visit, region):
    page = visit(region, "#v=timeline")
    assert "=HYPERLINK(1)" not in _lanes(page)
    page.locator("#timeline-relations").click()
    expect(page.locator("#timeline-relations")).to_have_attribute("aria-pressed", "true")
    expect(_lane(page, "=HYPERLINK(1)").locator(".event")).to_have_text("位于 白石市")


def test_the_years_can_be_zoomed_by_thumb_and_by_address(visit, region):
    page = visit(region, "#v=timeline")
    thumb = page.locator("#view-timeline .thumb.from")
    thumb.focus()
    page.keyboard.press("ArrowRight")
    assert _years(page) == ["2021", "2022"]
    assert page.url.endswith("timeline.zoom=2021-2022")
    page.evaluate("location.hash = '#v=timeline&timeline.zoom=2020-2020'")
    expect(page.locator("#view-timeline [role=columnheader]")).to_have_count(2)
    page.evaluate("location.hash = '#v=timeline&timeline.zoom=1900-x'")
    expect(page.locator("#view-timeline [role=columnheader]")).to_have_count(4)


def test_the_lanes_follow_the_filters(visit, region):
    page = visit(region, "#v=timeline&k=target")
    assert sorted(_lanes(page)) == ["全部", "甲项目", "青禾市"]
    assert _years(page) == ["2021", "2022"]


def test_the_arrows_and_enter_work_as_the_mouse_does(visit, region):
    page = visit(region, "#v=timeline")
    page.locator("#view-timeline .grid").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("甲项目")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("甲项目 · 2020 年")


def test_twenty_thousand_entities_are_counted_by_place_and_few_rows_are_drawn(visit, crowd):
    page = visit(crowd, "#v=timeline")
    assert sorted(_lanes(page)) == ["全部", "白石市", "青禾市"]
    assert _lane(page, "全部").locator(".cell").nth(2).locator(".tally").text_content() == "22,500"
    page.locator("#timeline-entity").click()
    assert page.locator("#view-timeline .grid-body > .grid-row").count() < 60
    expect(page.locator("#view-timeline .grid")).to_have_attribute("aria-rowcount", "20002")
    page.locator("#view-timeline .grid").focus()
    page.keyboard.press("Control+End")
    assert page.locator("#view-timeline .grid-body > .grid-row").count() < 60


def test_nothing_dated_says_so(visit):
    page = visit(Corpus(), "#v=timeline")
    expect(page.locator("#view-timeline .empty")).to_have_text("筛选后没有带年份的事实")
