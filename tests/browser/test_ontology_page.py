"""The vocabulary's page in a real browser: it fetches nothing, complains of nothing, fits a telephone, leads to its terms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kg.vocabulary import load, render_page


@pytest.fixture
def page(browser, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "index.html"
    file.write_text(render_page(load()), encoding="utf-8", newline="\n")
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("request", lambda request: complaints.append(request.url) if not _own(request.url, file) else None)
    page.goto(file.as_uri())
    yield page
    page.close()
    assert complaints == []


def _own(url: str, file: Path) -> bool:
    return url.startswith(("data:", file.as_uri()))


def test_nothing_is_wider_than_a_telephone(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_logo_is_drawn(page: Page) -> None:
    assert page.evaluate("document.querySelector('nav img').naturalWidth") > 0


def test_term_is_brought_into_view_and_marked(page: Page) -> None:
    page.goto(page.url + "#locatedIn")
    assert page.locator("#locatedIn:target h3").is_visible()
    assert page.evaluate("Math.abs(document.getElementById('locatedIn').getBoundingClientRect().top) < 60")


def test_table_of_contents_leads_to_the_relation(page: Page) -> None:
    page.set_viewport_size({"width": 1360, "height": 900})
    page.locator("nav").get_by_role("link", name="位于", exact=True).click()
    assert page.url.endswith("#locatedIn")


def test_types_of_a_relation_lead_to_their_classes(page: Page) -> None:
    page.locator("#section-relations > table").get_by_role("link", name="园区", exact=True).first.click()
    assert page.locator("#Park:target").count() == 1
