"""The search box: types, several words, scope, history, keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kg.model import Corpus, Entity, EntityType


@pytest.fixture
def names() -> Corpus:
    region = Entity("r1", EntityType.REGION, "青禾市", code="990100")
    return Corpus(
        (),
        (
            Entity("e1", EntityType.ENTERPRISE, "芯谷ABC公司", within="r1"),
            Entity("p1", EntityType.PROJECT, "云岭芯谷", aliases=("芯谷一号",), within="r1"),
            Entity("p2", EntityType.PROJECT, "芯谷二期"),
            region,
        ),
    )


def _type(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.locator("#search").fill(text)


def _hits(page: Page) -> list[str]:
    return page.locator("#results .hit .name").all_inner_texts()


def test_chips_show_the_types_among_the_hits_and_narrow_them(visit, names):
    page = visit(names)
    _type(page, "芯谷")
    expect(page.locator("#results .kinds .chip")).to_have_text(["全部3", "项目2", "企业1"])
    page.locator("#results .kinds .chip", has_text="企业").click()
    assert _hits(page) == ["芯谷ABC公司"]
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("芯谷ABC公司")


@pytest.mark.parametrize("text", ["项目 芯", "项目　芯", "project 芯"])
def test_a_type_in_front_narrows(visit, names, text):
    page = visit(names)
    _type(page, text)
    assert _hits(page) == ["芯谷二期", "云岭芯谷"]
    expect(page.locator("#results .kinds [aria-pressed=true]")).to_contain_text("项目")


def test_a_row_tells_type_place_and_facts_and_marks_what_was_typed(visit, names):
    page = visit(names)
    _type(page, "ａｂｃ")
    row = page.locator("#results .hit")
    expect(row.locator("b")).to_have_text("ABC")
    expect(row).to_have_text("芯谷ABC公司青禾市企业0 条事实")


def test_a_match_of_an_alias_says_so(visit, names):
    page = visit(names)
    _type(page, "一号")
    expect(page.locator("#results .hit .side")).to_have_text("别名 芯谷一号")


def test_the_list_says_where_it_searches_and_can_be_held_to_the_filters(visit, names):
    page = visit(names)
    _type(page, "芯谷")
    expect(page.locator("#results .scope")).to_have_text("在全部 4 个实体中搜索")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.evaluate("kg.state.filter({ types: ['Enterprise'] })")
    _type(page, "芯谷")
    assert len(_hits(page)) == 3
    page.locator("#results .scope .chip", has_text="只搜筛选内 1 个").click()
    assert _hits(page) == ["芯谷ABC公司"]
    page.locator("#search").fill("二期")
    expect(page.locator("#results")).to_contain_text("筛选内没有找到")


def test_searches_are_remembered_and_can_be_forgotten(visit, names):
    page = visit(names)
    _type(page, "二期")
    page.keyboard.press("Enter")
    page.reload()
    page.locator("body[data-ready]").wait_for()
    page.keyboard.press("/")
    page.locator("#search").fill("")
    expect(page.locator("#results .again")).to_have_text(["二期"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert _hits(page) == ["芯谷二期"]
    page.locator("#search").fill("")
    page.locator("#results .recent .link").click()
    expect(page.locator("#results .again")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('kg.recent')") is None


def test_a_browser_without_storage_remembers_as_long_as_the_page_is_open(no_storage, visit, names):
    page = visit(names)
    _type(page, "二期")
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    page.locator("#search").fill("")
    expect(page.locator("#results .again")).to_have_text(["二期"])


@pytest.mark.parametrize("stored", ["{", "5", '[1, {"a": 2}, "二期"]', '["<img src=x onerror=alert(1)>"]'])
def test_a_damaged_history_is_no_error(visit, names, stored):
    page = visit(names)
    page.evaluate("(text) => localStorage.setItem('kg.recent', text)", stored)
    page.reload()
    page.locator("body[data-ready]").wait_for()
    page.keyboard.press("/")
    expect(page.locator("#results")).to_be_visible()
    assert page.locator("img").count() == 0


def test_tab_reaches_the_chips_and_escape_leads_back(visit, names):
    page = visit(names)
    _type(page, "芯谷")
    page.keyboard.press("Tab")
    expect(page.locator("#results .kinds .chip").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert _hits(page) == ["芯谷二期", "云岭芯谷"]
    page.keyboard.press("Escape")
    expect(page.locator("#results")).to_be_hidden()


def test_enter_that_ends_a_word_of_an_input_method_chooses_nothing(visit, names):
    page = visit(names)
    _type(page, "芯谷")
    page.locator("#search").dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(page.locator("#panel h2")).to_have_text("从这里开始")
