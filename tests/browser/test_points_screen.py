"""Language, light and dark, sizes, the keyboard, undo: each on the page of the seeds and on one of 20,000 entities."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from choosing import entity, hit


def test_points_the_language_changes_on_the_spot(either):
    page = either()
    one = hit(page)
    page.mouse.click(one["x"], one["y"])
    page.evaluate("window.mark = 1")
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".tab")).to_have_text(["Graph", "Table", "Timeline", "Compare", "Overview"])
    expect(page.locator("#panel h2")).to_have_text(one["name"])
    told = page.evaluate(
        "[...document.querySelectorAll('.top, .bar, #facet-section-types, #facet-section-kinds, #panel .tools')].map((e) => e.innerText).join('').replace('中', '')"
    )
    assert len(told) > 100 and not re.search("[\u4e00-\u9fff]", told)
    page.locator("#language").click()
    expect(page.locator(".tab").first).to_have_text("图谱")
    assert page.evaluate("window.mark") == 1


def test_points_dark_and_light_turn_page_and_picture(either):
    page = either()
    look = """(() => { const rgb = (e, what) => getComputedStyle(e)[what].match(/[\\d.]+/g).slice(0, 3).map(Number);
      const panel = document.querySelector("#panel"); return [rgb(panel, "backgroundColor"), rgb(panel, "color")].map((all) => all.reduce((a, b) => a + b)); })()"""
    paper, ink = page.evaluate(look)
    assert paper > 600 > 300 > ink
    light = page.locator("#network").screenshot()
    page.locator("#theme").click()
    paper, ink = page.evaluate(look)
    assert paper < 200 < 500 < ink
    assert page.locator("#network").screenshot() != light
    page.locator("#theme").click()
    assert sum(page.evaluate(look)) == pytest.approx(paper + ink, abs=200)


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_points_no_view_is_wider_than_the_window(either, size):
    page = either()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    one = entity(page, "(one) => one.facts.length > 0 && one.out.length > 0")
    page.evaluate("(id) => kg.go(kg.store.byId.get(id))", one["id"])
    for view in page.evaluate("kg.views.ids()"):
        page.evaluate("(view) => kg.state.set({ view })", view)
        wide = page.evaluate(
            "[document.documentElement, document.body, document.scrollingElement].map((e) => e.scrollWidth)"
        )
        assert max(wide) <= size[0], view
        box = page.locator(f"#view-{view}").bounding_box()
        assert box and box["width"] >= 300 and box["height"] >= 300, view
    page.evaluate("for (const each of document.querySelectorAll('#facets details')) each.open = true")
    sides = page.evaluate("[...document.querySelectorAll('#left, #panel')].map((e) => [e.scrollWidth, e.clientWidth])")
    assert all(wide <= room for wide, room in sides)
    if size[0] == 390:
        page.locator("#open-right").click()
        panel = page.locator("#panel").bounding_box()
        assert panel and panel["x"] >= 0 and panel["x"] + panel["width"] <= 390


def test_points_a_visit_by_keyboard_alone(either):
    page = either()
    press = page.keyboard.press
    one = entity(
        page,
        "(one) => one.name.length > 4 && kg.search.find(one.name)[0] === one && kg.picture.waiting(one).length < 50",
    )
    press("/")
    page.keyboard.insert_text(one["name"])
    press("Enter")
    expect(page.locator("#panel h2")).to_have_text(one["name"])
    press("F6")
    press("F6")
    expect(page.locator("#left")).to_be_focused()
    press("Tab")
    press("Tab")
    pressed = page.evaluate("document.activeElement.getAttribute('aria-pressed')")
    assert pressed == "true"
    press("F6")
    press("ArrowRight")
    expect(page.locator("#view-table")).to_be_visible()
    page.locator("#view-table .grid").focus()
    press("ArrowDown")
    press("Enter")
    second = page.evaluate("kg.table.rows(kg.state.get())[1].name")
    expect(page.locator("#panel h2")).to_have_text(second)
    press("?")
    expect(page.locator("#dialog")).to_be_visible()
    press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()


def test_points_every_step_can_be_undone_and_done_again(either):
    page = either()
    states = [page.evaluate("kg.state.get()")]
    one = hit(page)
    page.mouse.click(one["x"], one["y"])
    states.append(page.evaluate("kg.state.get()"))
    page.locator("#facet-types .toggle").nth(3).click()
    states.append(page.evaluate("kg.state.get()"))
    page.locator("#tab-table").click()
    states.append(page.evaluate("kg.state.get()"))
    for state in reversed(states[:-1]):
        page.keyboard.press("Control+z")
        assert page.evaluate("kg.state.get()") == state
    expect(page.locator("#undo")).to_be_disabled()
    for state in states[1:]:
        page.keyboard.press("Control+Shift+z")
        assert page.evaluate("kg.state.get()") == state
