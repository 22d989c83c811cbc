"""Markup and scripts in every text that a build could be fed: shown as text, run nowhere, whatever is opened."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from kg.explorer import render_page
from kg.explorer.payload import dump
from kg.graph import assemble
from kg.model import Corpus, Document, Entity, EntityType, Evidence, Fact, Mention, Placed, Predicate, Status
from qinghe import make_document

NASTY = (
    "</script><script>window.pwned=1</script><img src=x onerror='window.pwned=2'>\"'`&lt;{{ 7*7 }}]]>-->"
    "<a href='javascript:window.pwned=3'>\u202e\u2066\u200f\u2028\u2029\0javascript:window.pwned=4"
)
HEADING = "<svg/onload=window.pwned=5>"
SVG = "{http://www.w3.org/2000/svg}"
TERMS = ("地区", "位于", "开工启动", "实绩", "元", "政府工作报告")  # names of a type, a relation, a state ...


def _hostile() -> Corpus:
    """Every text field of the model holds markup."""
    one = make_document(NASTY, f"2020年工作回顾 一、{HEADING}。甲。" + NASTY + "。乙。")
    report = Document(
        id=one.id, title=one.title, text=one.text, date=datetime.date(2021, 1, 1), kind="report", year=2021,
        place=NASTY, path=f"javascript:window.pwned=6//{NASTY}", sha256=one.sha256,
    )  # fmt: skip
    at = report.text.index(NASTY, len(NASTY))
    told = Evidence(at, at + len(NASTY), report.id, NASTY)
    kinds = (EntityType.REGION, EntityType.PROJECT, EntityType.ENTERPRISE, EntityType.INDUSTRY, EntityType.REGION)
    entities = tuple(
        Entity(f"x{n}", kind, NASTY, ("别名" + NASTY,), "x0" if n else "", code=NASTY, level=NASTY, description=NASTY)
        for n, kind in enumerate(kinds)
    )

    def say(key: str, subject: str, predicate: Predicate, **more) -> Fact:
        return Fact(key, subject, predicate, told, NASTY, bound=NASTY, role=NASTY, as_stated=NASTY, **{"year": 2020, **more})  # fmt: skip

    facts = (
        say("f1", "x1", Predicate.LOCATED_IN, object="x0"),
        say("f2", "x1", Predicate.DEVELOPED_BY, object="x2"),
        say("f3", "x2", Predicate.ENGAGED_IN, object="x3"),
        say("f4", "x1", Predicate.INVESTMENT, value=5e9, unit="CNY"),
        say("f5", "x1", Predicate.INVESTMENT, value=7e9, unit=NASTY),
        say("f6", "x1", Predicate.STATUS, status=Status.STARTED),
        *(
            say(f"g{place}{n}", place, Predicate.OBSERVATION, indicator=NASTY, value=n + 1, unit=NASTY, kind=kind)
            for place in ("x0", "x4")
            for n, kind in enumerate(("actual", "actual", "target"))
        ),
    )
    placed = (Placed(report.id, Mention(at, at + len(NASTY), NASTY, EntityType.PROJECT, NASTY, name=NASTY), "x1"),)
    return Corpus((report,), entities, placed, facts)


@pytest.fixture
def hostile(context, visit, tmp_path) -> Page:
    """A page in which even the names of types and relations are hostile; it notes what its policy had to stop."""
    context.add_init_script(
        "window.stopped = []; addEventListener('securitypolicyviolation', (e) => window.stopped.push(e.violatedDirective));"
    )
    made = render_page(assemble(_hostile()))
    for term in TERMS:
        assert f'"{term}"' in made
        made = made.replace(f'"{term}"', dump(term + NASTY))
    path: Path = tmp_path / "made.html"
    path.write_text(made, encoding="utf-8", newline="\n")
    return visit(path)


def _harmless(page: Page) -> None:
    found = page.evaluate(
        """({ pwned: window.pwned ?? null, stopped: window.stopped, scripts: document.scripts.length - document.querySelectorAll("body > script, head > script").length,
          planted: [...document.querySelectorAll("img, iframe, object, embed, form[action], base, [onerror], [onload], [srcdoc], [href^='javascript' i], [src]")].map((e) => e.outerHTML) })"""
    )
    assert found == {"pwned": None, "stopped": [], "scripts": 0, "planted": []}


def _set(page: Page, **state) -> None:
    page.evaluate("(state) => kg.state.set({ ...kg.state.EMPTY, ...state })", state)
    _harmless(page)


def _dialogs(page: Page) -> None:
    """Every dialog and menu of the page."""
    opened = [
        "kg.money.open()", "kg.keys.help()", "kg.choices.open(kg.store.byId.get('x0'))",
        "kg.ends.open(kg.store.byId.get('x1'), true)", "kg.ends.open(kg.store.byId.get('x1'), false)",
    ]  # fmt: skip
    for act in opened:
        page.evaluate(act)
        expect(page.locator("#dialog")).to_be_visible()
        _harmless(page)
        page.evaluate("kg.dialog.close()")
    _set(page, selected="x1", hidden=["x3"], pinned={"x0": [5, 5]}, focus={"id": "x1", "steps": 2})
    expect(page.locator("#strip")).to_contain_text(NASTY[:12])
    page.evaluate("kg.popup.entity(kg.store.byId.get('x1'), 600, 300)")
    expect(page.locator("#context")).to_be_visible()
    _harmless(page)
    page.keyboard.press("Escape")
    page.evaluate("(text) => kg.toast(text)", NASTY)
    _harmless(page)


def _cards(page: Page, view: str) -> None:
    """Everything that the panel can show beside a view."""
    for ask in page.evaluate("kg.questions.all().map((each) => each.id)"):
        page.evaluate("(id) => kg.ask.go(kg.questions.ask(id))", ask)
        _harmless(page)
    for key in ("x0", "x1", "x2", "x3"):
        _set(page, view=view, selected=key)
        assert page.locator("#panel h2").evaluate("(e) => e.textContent") == NASTY
        page.evaluate("for (const each of document.querySelectorAll('#panel details')) each.open = true")
        _harmless(page)
    _set(page, view=view, link=["x1", "x0"])
    _set(page, view=view, pair=["x1", "x3"], path=True)
    _set(page, view=view, pair=["x0", "x4"])
    filters = page.evaluate("kg.NO_FILTERS")
    document = page.evaluate("kg.store.documents[0].id")
    _set(page, view=view, filters={**filters, "places": ["x0"], "industries": ["x3"], "documents": [document]})
    assert page.locator("#chips").evaluate("(e) => e.textContent").count("pwned=1") >= 3


def _reader(page: Page) -> None:
    page.locator("#panel .quote").first.click()
    text = page.evaluate("kg.store.slice(0, 0, kg.store.chars(0))")
    assert page.locator("#reader .text").evaluate("(e) => e.textContent") == text
    expect(page.locator("#reader-outline button", has_text=HEADING)).to_have_count(1)
    page.evaluate("kg.peek.show(document.querySelector('#reader a.mention'))")
    expect(page.locator("#peek")).to_be_visible()
    page.locator("#reader-find").fill(NASTY[:20])
    _harmless(page)
    page.locator("#close-reader").click()


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("#search").fill(NASTY[:60])
    expect(page.locator("#results .hit").first).to_be_visible()
    _harmless(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def _print(page: Page) -> None:
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert "pwned" in page.evaluate("[...document.querySelectorAll('#sheet, #sheet-source')].map((e) => e.textContent).join('')")  # fmt: skip
    _harmless(page)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_texts_run_nothing_in_any_view_card_dialog_or_print(hostile, language):
    page = hostile
    page.evaluate("(name) => kg.language.set(name)", language)
    _harmless(page)
    _dialogs(page)
    for view in page.evaluate("kg.views.ids()"):
        _set(page, view=view)
        _cards(page, view)
        _set(page, view=view, selected="x1")
        _reader(page)
        _search(page)
        _print(page)
    _set(page, view="table", options={"table": {"of": "facts"}})
    assert "pwned" in page.locator("#view-table .grid").evaluate("(e) => e.textContent")
    _set(page, view="timeline", selected="x1", options={"timeline": {"open": "x1~2020"}})
    page.evaluate("kg.state.set({ ...kg.state.EMPTY, view: 'compare' })")
    page.locator("#view-compare .bar-row[role=button]").first.press("Enter")
    expect(page.locator("#panel .quote").first).to_be_visible()
    _harmless(page)
    page.evaluate("kg.state.set({ ...kg.state.EMPTY, view: 'overview' })")
    x, y = page.evaluate("kg.overview.spot(1)")
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.move(box["x"] + x, box["y"] + y)
    expect(page.locator(".tip")).to_contain_text("window.pwned")
    _harmless(page)


def _taken(page: Page, order: int) -> bytes:
    """What an entry of the export menu writes; entries are told by their place."""
    page.locator("#export").click()
    with page.expect_download() as waiting:
        page.locator("#export-menu .item").nth(order).click()
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_texts_run_nothing_in_what_is_taken_away(hostile, context, tmp_path, language):
    page = hostile
    page.evaluate("(name) => kg.language.set(name)", language)
    _set(page, selected="x1")
    page.locator("#export").click()
    page.locator("#export-menu .item").first.click()
    page.locator("#dialog input[value=svg]").check()
    _harmless(page)
    with page.expect_download() as waiting:
        page.locator("#take-download").click()
    drawing = Path(waiting.value.path()).read_bytes()
    svg = ElementTree.fromstring(drawing)
    assert {one.tag for one in svg.iter()} <= {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "g", "path", "rect", "text", "tspan")}  # fmt: skip
    assert not [name for one in svg.iter() for name in one.attrib if name.startswith("on") or "href" in name]
    assert any("<script>" in (one.text or "") for one in svg.iter())
    labels = page.locator("#export-menu")
    page.locator("#export").click()
    texts = labels.locator(".item").all_inner_texts()
    page.keyboard.press("Escape")
    where = {kind: next(at for at, text in enumerate(texts) if kind in text) for kind in ("JSON", "HTML")}
    told = json.loads(_taken(page, where["JSON"]))
    assert told["nodes"][0]["name"] == NASTY
    path = tmp_path / "again.html"
    path.write_bytes(_taken(page, where["HTML"]))
    again = context.new_page()
    again.goto(path.as_uri())
    again.locator("body[data-ready]").wait_for()
    assert again.locator("#panel h2").evaluate("(e) => e.textContent") == NASTY
    _harmless(again)
    path = tmp_path / "drawing.svg"
    path.write_bytes(drawing)
    again.goto(path.as_uri())
    assert again.evaluate("window.pwned ?? null") is None
