"""The page keeps to itself: no network, no more work than is asked for, and every control within reach of the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.explorer import render_page
from kg.graph import assemble

PAINTED = """[...document.querySelectorAll("#network canvas")].some((c) => c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((v) => v > 0))"""


@pytest.fixture
def made(corpus, tmp_path) -> Path:
    path: Path = tmp_path / "explorer.html"
    path.write_text(render_page(assemble(corpus)), encoding="utf-8", newline="\n")
    return path


def _tour(page: Page) -> None:
    """Every view, a card, the reader, both languages and themes."""
    for view in page.evaluate("kg.views.ids()"):
        page.evaluate("(view) => kg.state.set({ view })", view)
        expect(page.locator(f"#view-{view}")).to_be_visible()
    page.evaluate("kg.state.set({ ...kg.state.EMPTY, selected: 'project-0001' })")
    page.locator("#panel .quote").first.click()
    page.locator("#language").click()
    page.locator("#theme").click()
    expect(page.locator("#reader mark").first).to_be_visible()


def _alone(browser: Browser, path: Path, *, offline: bool) -> list[str]:
    """Opens the page and goes round; gives all requests."""
    context = browser.new_context(offline=offline, reduced_motion="reduce")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.locator("body[data-ready]").wait_for()
    assert page.evaluate(PAINTED)
    _tour(page)
    context.close()
    return asked


def test_without_names_on_the_network_the_page_draws_and_asks_for_nothing(launch, made):
    browser = launch("--host-resolver-rules=MAP * ~NOTFOUND")
    assert _alone(browser, made, offline=False) == [made.as_uri()]
    browser.close()


def test_offline_the_page_draws_and_asks_for_nothing(browser, made):
    assert _alone(browser, made, offline=True) == [made.as_uri()]


def test_the_policy_lets_nothing_else_run_or_load(browser, made):
    """That the tests with hostile texts would hear of it."""
    page = browser.new_page()
    page.add_init_script(
        "window.stopped = []; addEventListener('securitypolicyviolation', (e) => stopped.push(e.effectiveDirective));"
    )
    page.goto(made.as_uri())
    page.locator("body[data-ready]").wait_for()
    assert page.evaluate("stopped") == []
    page.evaluate(
        """() => { const add = (tag, properties) => document.body.append(Object.assign(document.createElement(tag), properties));
          add("script", { textContent: "window.pwned = 1" }); add("img", { src: "https://example.org/a.png" });
          add("div", { innerHTML: "<b onclick='window.pwned = 2'>x</b>" }); document.querySelector("div > b[onclick]").click(); }"""
    )
    page.wait_for_function("stopped.length >= 3")
    assert sorted(page.evaluate("stopped")) == ["img-src", "script-src-attr", "script-src-elem"]
    assert page.evaluate("window.pwned ?? null") is None
    page.close()


def test_the_texts_are_read_when_the_first_quote_is_shown_and_once(context, visit, corpus):
    context.add_init_script(
        """window.read = []; const get = Document.prototype.getElementById;
        Document.prototype.getElementById = function (id) { if (id.startsWith("kg-")) window.read.push(id); return get.call(this, id); };"""
    )
    page = visit(corpus)
    texts = "read.filter((id) => id === 'kg-texts').length"
    for view in ("table", "overview", "graph"):
        page.evaluate("(view) => kg.state.set({ view })", view)
    page.evaluate("kg.state.filter({ types: ['Project'] })")
    page.keyboard.press("/")
    page.locator("#search").fill("云岭")
    assert "kg-data" in page.evaluate("read")
    assert page.evaluate(texts) == 0
    page.keyboard.press("Enter")
    expect(page.locator("#panel .quote").first).to_be_visible()
    assert page.evaluate(texts) == 1
    page.locator("#panel .quote").first.click()
    page.evaluate("kg.go(kg.store.byId.get('region-990100'))")
    assert page.evaluate(texts) == 1


CONTROLS = """() => { const within = document.querySelector("dialog[open]") ?? document;
  const all = [...within.querySelectorAll("button:not(:disabled), input:not(:disabled), summary, a[href], [role=slider], [role=grid], .bar-row[role=button]")];
  const seen = all.filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length);
  // Of tabs and radio buttons the keyboard reaches one; arrows lead to the others.
  const own = seen.filter((e) => !(e.role === "tab" && e.ariaSelected !== "true") && !(e.type === "radio" && !e.checked) && !e.closest("[role=grid] [role=row]"));
  return (window.controls = own).length; }"""


def _reached(page: Page) -> list[str]:
    """The controls in sight that the tabulator does not come to."""
    count = page.evaluate(CONTROLS)
    assert count
    page.evaluate("window.met = new Set(); document.activeElement?.blur()")
    for _ in range(count + 40):
        page.keyboard.press("Tab")
        page.evaluate("window.met.add(document.activeElement)")
    left: list[str] = page.evaluate(
        "window.controls.filter((e) => e.isConnected && !window.met.has(e)).map((e) => e.outerHTML.slice(0, 140))"
    )
    return left


STATES = {
    "start": "kg.state.EMPTY",
    "card": "{ selected: 'project-0001' }",
    "line": "{ link: ['project-0001', 'park-0001'] }",
    "path": "{ pair: ['project-0001', 'region-990100'], path: true, hidden: ['enterprise-0001'], pinned: { 'park-0001': [1, 1] } }",
    "pair": "{ pair: ['project-0001', 'region-990100'] }",
    "reader": "{ selected: 'project-0001', doc: [kg.store.documents[0].id, 3, 9] }",
    "table": "{ view: 'table' }",
    "timeline": "{ view: 'timeline' }",
    "compare": "{ view: 'compare' }",
    "overview": "{ view: 'overview' }",
}


@pytest.mark.parametrize("state", STATES)
def test_tab_comes_to_every_control(visit, corpus, state):
    page = visit(corpus)
    page.evaluate("for (const each of document.querySelectorAll('#facets details')) each.open = true")
    page.evaluate(f"kg.state.set({{ ...kg.state.EMPTY, ...{STATES[state]} }})")
    assert _reached(page) == []


DIALOGS = {
    "money": "kg.money.open()",
    "keys": "kg.keys.help()",
    "choices": "kg.choices.open(kg.store.byId.get('region-990100'))",
    "ends": "kg.ends.open(kg.store.byId.get('project-0001'), true)",
    "columns": "kg.state.set({ view: 'table' }); document.querySelector('#table-columns').click()",
    "picture": "document.querySelector('#export').click(); document.querySelector('#export-menu .item').click()",
}


@pytest.mark.parametrize("dialog", DIALOGS)
def test_tab_comes_to_every_control_of_a_dialog(visit, corpus, dialog):
    page = visit(corpus)
    page.evaluate(f"() => {{ {DIALOGS[dialog]} }}")
    expect(page.locator("#dialog")).to_be_visible()
    assert _reached(page) == []
