"""The page that `kg build` makes of the seeds, opened from disk in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect


def test_seeds_page_draws_its_nodes(visit, built):
    page = visit(built.out / "explorer.html")
    assert page.evaluate("window.kg.visibleCount()") > 50


def test_search_finds_a_project_and_the_panel_shows_its_quote(visit, built):
    page = visit(built.out / "explorer.html")
    page.keyboard.press("/")
    page.locator("#search").fill("紫光芯云")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("紫光芯云产业城")
    expect(page.locator("#panel")).to_contain_text("引进了历年投资规模最大的紫光芯云产业城等一批重大项目")
