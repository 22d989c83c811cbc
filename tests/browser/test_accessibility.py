"""Can everybody use the page? axe-core on every part of it, the keyboard alone, a phone, large print, forced colours, little motion."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

AXE = Path(__file__).parents[1] / "clients/node_modules/axe-core/axe.min.js"
SERIOUS = {"serious", "critical"}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        pytest.fail("axe-core is missing: run `npm ci` in tests/clients")
    return AXE.read_text("utf-8")


def _violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds at level serious or above, by element. The policy of the page allows no script of others, so it is evaluated."""
    page.evaluate(axe + "; undefined")
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} {node['failureSummary'][:200]}"
        for rule in found["violations"]
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]


def _start(page: Page) -> None:
    pass


def _card(page: Page) -> None:
    page.evaluate("kg.go(kg.store.entities.find((e) => e.name === '东莞市'))")


def _project(page: Page) -> None:
    page.evaluate("kg.go(kg.store.entities.find((e) => e.name === '紫光芯云产业城'))")


def _line(page: Page) -> None:
    page.evaluate("(() => { const { from, to } = kg.stage.edges.get()[0]; kg.state.set({ link: [from, to] }); })()")


def _reader(page: Page) -> None:
    _project(page)
    page.locator("#panel .quote").first.click()


def _help(page: Page) -> None:
    page.locator("#help").click()


def _picture(page: Page) -> None:
    page.locator("#export").click()
    page.locator("#export-menu .item").first.click()


def _menu(page: Page) -> None:
    page.locator("#export").click()


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("#search").fill("东莞")


def _filters(page: Page) -> None:
    page.evaluate("for (const each of document.querySelectorAll('#facets details')) each.open = true")
    page.evaluate("document.querySelectorAll('#facet-types .toggle')[3].click()")
    page.evaluate("document.querySelector('#facet-places .toggle').click()")


def _toast(page: Page) -> None:
    page.evaluate("kg.toast('一条消息')")


PARTS = [_start, _card, _project, _line, _reader, _help, _picture, _menu, _search, _filters, _toast]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__.strip("_"))
def test_axe_finds_nothing_serious(visit, built, axe, part: Callable[[Page], None], scheme):
    page = visit(built.out / "explorer.html")
    page.evaluate("(name) => kg.theme.set(name)", scheme)
    part(page)
    assert _violations(page, axe) == []
