"""Drives the query page of a running server in Chromium. Every test fails on a complaint of the page or a request elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from serving import small_export, started


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started(small_export(tmp_path_factory.mktemp("served"))) as address:
        yield address


@pytest.fixture
def page(browser, server: str) -> Iterator[Page]:  # type: ignore[no-untyped-def]
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1300, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("request", lambda request: complaints.append(request.url) if _foreign(request.url, server) else None)
    page.goto(f"{server}/sparql")
    page.locator("body[data-ready]").wait_for(timeout=15_000)
    yield page
    context.close()
    assert complaints == []


def _foreign(url: str, server: str) -> bool:
    return not url.startswith((f"{server}/", "data:", "blob:"))


def write(page: Page, query: str) -> None:
    page.evaluate("(text) => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", query)


def run(page: Page) -> None:
    page.locator(".yasqe_queryButton").click()


def test_an_example_fills_the_editor_and_its_rows_appear(page: Page) -> None:
    page.locator("#examples").select_option("investments")
    expect(page.locator("#question")).to_contain_text("哪些项目投了多少钱")
    expect(page.locator(".CodeMirror-code")).to_contain_text("投资项目与金额")
    run(page)
    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page.locator("#results tbody tr")).to_contain_text("总投资超50亿元的云岭芯谷")
    expect(page.locator("#status")).to_contain_text("1 行")


def test_a_new_answer_replaces_the_one_before(page: Page) -> None:
    for name in ("云岭高新区", "青禾市"):
        write(page, f'SELECT ?e {{ ?e rdfs:label "{name}"@zh ; a kg:Entity }}')
        run(page)
        expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page.locator("#results tbody")).to_contain_text("id:region-990100")


def test_a_thing_in_the_answer_leads_to_its_page_here(page: Page, server: str) -> None:
    write(page, "SELECT ?park { ?park a kg:Park }")
    run(page)
    with page.context.expect_page() as opened:
        page.locator("#results a.iri", has_text="id:park-0001").click()
    opened.value.wait_for_load_state()
    assert opened.value.url == f"{server}/id/park-0001.html"
    expect(opened.value.locator("h1")).to_have_text("云岭高新区")


def test_triples_and_truths_are_shown(page: Page) -> None:
    write(page, "CONSTRUCT { ?p a schema:Thing } { ?p a kg:Park }")
    run(page)
    expect(page.locator("#results")).to_contain_text("park-0001")
    write(page, "ASK { ?p a kg:Park }")
    run(page)
    expect(page.locator("#results")).to_contain_text("True")


def test_a_mistake_is_told_in_one_line(browser, server: str) -> None:  # type: ignore[no-untyped-def]
    page = browser.new_page()  # a console of its own: the browser itself notes the 400 there
    page.goto(f"{server}/sparql")
    page.locator("body[data-ready]").wait_for(timeout=15_000)
    write(page, "SELECT ?s {\n  ?s kg:locatdIn ?o }")
    run(page)
    expect(page.locator("#problem")).to_have_text(
        "词表没有 kg:locatdIn 这个词（第 2 行第 6 列）。是不是 kg:locatedIn？"
    )
    page.close()


def test_words_of_the_vocabulary_are_completed(page: Page) -> None:
    write(page, "")
    page.locator(".CodeMirror").click()
    page.keyboard.type("SELECT * { ?s kg:locat")
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hints")).to_contain_text("kg:locatedIn  位于")


def test_a_link_brings_its_query_along(browser, server: str) -> None:  # type: ignore[no-untyped-def]
    page = browser.new_page()
    page.goto(f"{server}/sparql#query=ASK%20%7B%20%3Fp%20a%20kg%3APark%20%7D")
    page.locator("body[data-ready]").wait_for(timeout=15_000)
    expect(page.locator(".CodeMirror-code")).to_contain_text("ASK { ?p a kg:Park }")
    page.close()


def test_nothing_on_the_page_can_be_loaded_from_elsewhere(browser, server: str) -> None:  # type: ignore[no-untyped-def]
    page = browser.new_page()  # a console of its own: the browser notes there what the policy has refused
    page.goto(f"{server}/sparql")
    refused = page.evaluate("fetch('https://example.org/').then(() => 'fetched', (error) => error.constructor.name)")
    assert refused == "TypeError"
    page.close()
