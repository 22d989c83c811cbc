"""The stations of a project in a real browser: each opens its quote, and a step back is marked."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kg.model import Corpus, Entity, EntityType, Fact, Predicate, Status
from qinghe import make_document, quote


@pytest.fixture
def town() -> Corpus:
    """A project that was built, begins again, and is to operate."""
    report = make_document("2021年青禾市政府工作报告", "甲项目建成。甲项目二期开工。推动甲项目投产。")

    def state(key: str, words: str, status: Status, year: int, goal: Status | None = None) -> Fact:
        said = quote(report, words)
        kind = "target" if goal else "actual"
        return Fact(key, "p1", Predicate.STATUS, said, "r", status=status, goal=goal, year=year, kind=kind)  # type: ignore[arg-type]

    facts = (
        state("f1", "甲项目建成", Status.COMPLETED, 2018),
        state("f2", "甲项目二期开工", Status.STARTED, 2020),
        state("f3", "推动甲项目投产", Status.PLANNED, 2021, Status.OPERATING),
    )
    return Corpus((report,), (Entity("p1", EntityType.PROJECT, "甲项目"),), (), facts)


def _stations(page):
    return page.locator("#panel .course li")


def test_a_click_on_a_station_opens_its_quote(visit, town):
    page = visit(town, "#e=p1")
    _stations(page).filter(has=page.locator(".stage", has_text="建成")).locator("button").click()
    expect(page.locator("#reader")).to_be_visible()
    expect(page.locator("#reader mark").first).to_have_text("甲项目建成")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_opens_the_quote_of_a_planned_station_and_comes_back_to_it(visit, town, key):
    page = visit(town, "#e=p1")
    button = page.locator("#panel .course li.wanted button")
    button.focus()
    page.keyboard.press(key)
    expect(page.locator("#reader mark").first).to_have_text("推动甲项目投产")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_stations_without_facts_are_no_buttons(visit, town):
    page = visit(town, "#e=p1")
    expect(_stations(page)).to_have_count(7)
    expect(page.locator("#panel .course button")).to_have_count(3)
    expect(page.locator("#panel .course li.open button")).to_have_count(0)


def test_a_plan_is_a_ring_at_its_goal_alone(visit, town):
    page = visit(town, "#e=p1")
    expect(page.locator("#panel .course li.wanted .stage")).to_have_text(["投产运营"])
    expect(page.locator("#panel .course li.done .stage")).to_have_text(["开工启动", "建成"])


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", "2018 年已建成，2020 年却说开工启动"),
        ("en", "completed in 2018, yet started in 2020"),
    ],
)
def test_a_step_back_is_marked_with_its_reason(visit, town, language, told):
    page = visit(town, "#e=p1")
    if language == "en":
        page.locator("#language").click()
    back = page.locator("#panel .course li.back")
    expect(back).to_have_count(1)
    expect(back.locator(".regress")).to_be_visible()
    assert told in back.locator("button").get_attribute("title")
    assert told in back.get_attribute("title")
    assert told in back.locator("button").inner_text()


def test_stations_of_the_seeds_open_their_quotes(visit, built):
    page = visit(built.out / "explorer.html")
    page.keyboard.press("/")
    page.locator("#search").fill("深湛高铁")
    page.keyboard.press("Enter")
    planned = page.locator("#panel .course li.wanted")
    expect(planned).to_contain_text("建成")
    planned.locator("button").click()
    expect(page.locator("#reader mark").first).to_be_visible()
    # A name within the passage is a link of its own, between two marks.
    assert page.locator("#reader mark").all_inner_texts()[0] == "确保6月"
    expect(page.locator("#reader")).to_contain_text("确保6月深湛高铁顺利通车")
