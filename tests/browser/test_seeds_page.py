"""The page that `kg build` makes of the seeds, opened from disk in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect


def _find(page, text, name):
    """Types into the search box and waits until the panel shows the first hit."""
    page.keyboard.press("/")
    page.locator("#search").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text(name)


def test_seeds_page_draws_its_nodes(visit, built):
    page = visit(built.out / "explorer.html")
    assert page.evaluate("window.kg.visibleCount()") > 50


def test_search_finds_a_project_and_the_panel_shows_its_quote(visit, built):
    page = visit(built.out / "explorer.html")
    _find(page, "紫光芯云", "紫光芯云产业城")
    expect(page.locator("#panel")).to_contain_text("引进了历年投资规模最大的紫光芯云产业城等一批重大项目")


def test_a_small_screen_does_not_scroll_the_page_away(visit, built):
    page = visit(built.out / "explorer.html")
    page.set_viewport_size({"width": 1280, "height": 720})
    _find(page, "紫光芯云", "紫光芯云产业城")
    assert page.evaluate(
        "[document.scrollingElement.scrollTop, document.querySelector('.top').getBoundingClientRect().top]"
    ) == [0, 0]


def test_showing_one_type_only_with_another_selected_is_no_error(visit, built):
    page = visit(built.out / "explorer.html")
    _find(page, "湛江市", "湛江市")
    page.locator("#facet-types .only").nth(3).click(force=True)
    page.wait_for_timeout(300)
    assert page.evaluate("window.kg.visibleCount()") > 0
