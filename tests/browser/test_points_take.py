"""The other views and what is taken away: each on the page of the seeds and on one of 20,000 entities."""

from __future__ import annotations

import csv
import io
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from choosing import drawn, hit, passing

SVG = "{http://www.w3.org/2000/svg}"
GRID = "#view-table .grid"
# The table as it stands in the address: few enough rows for a workbook, many enough to sort.
EVENTS = "#v=table&t=Event"


def _column(page: Page, name: str) -> list[str]:
    """The cells of a column that are drawn, from top to bottom."""
    cells: list[str] = page.evaluate(
        """(name) => { const at = [...document.querySelectorAll("#view-table [role=columnheader]")].findIndex((e) => e.innerText.startsWith(name));
          return [...document.querySelectorAll("#view-table .grid-body > .grid-row")].sort((a, b) => a.dataset.row - b.dataset.row).map((row) => row.children[at].innerText); }""",
        name,
    )
    return cells


def _sheet(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _saved(page: Page, act) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        act()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def _menu(page: Page, text: str) -> None:
    page.locator("#export").click()
    page.locator("#export-menu .item", has_text=text).click()


def test_points_the_table_has_a_row_for_each_entity_and_sorts_them(either):
    page = either("#v=table")
    totals = page.evaluate("kg.store.entities.map((e) => e.facts.length + e.out.length + e.into.length)")
    expect(page.locator(GRID)).to_have_attribute("aria-rowcount", str(len(totals) + 1))
    page.locator("#view-table .sort", has_text="事实").click()
    counts = [int(text.replace(",", "")) for text in _column(page, "事实")]
    assert counts == sorted(totals, reverse=True)[: len(counts)]
    page.locator("#view-table .sort", has_text="事实").click()
    assert [int(text) for text in _column(page, "事实")] == sorted(totals)[: len(counts)]
    page.locator("#view-table .grid-row .cell").nth(20).click()
    name = page.evaluate("kg.store.byId.get(kg.state.get().selected).name")
    expect(page.locator("#panel h2")).to_have_text(name)


def test_points_the_table_has_a_row_for_each_fact_that_opens_its_sentence(either):
    page = either("#v=table")
    page.locator("#table-facts").click()
    amounts = page.evaluate(
        "kg.store.facts.map((f) => f.value).filter((v) => v !== null).sort((a, b) => b - a).slice(0, 8)"
    )
    expect(page.locator(GRID)).to_have_attribute("aria-rowcount", str(page.evaluate("kg.store.facts.length") + 1))
    page.locator("#view-table .sort", has_text="数额").click()
    tops = [page.evaluate("(row) => kg.table.rows(kg.state.get())[row].value", row) for row in range(8)]
    assert tops == amounts
    page.locator('#view-table .grid-row[data-row="2"] .cell').first.click()
    marked = "".join(page.locator("#reader mark").all_inner_texts())
    assert marked == page.evaluate(
        "(() => { const f = kg.table.rows(kg.state.get())[2]; return kg.store.slice(f.doc, f.start, f.end); })()"
    )


def test_points_marked_rows_are_copied(either, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = either(EVENTS)
    page.locator("#view-table .sort", has_text="事实").click()
    page.locator(GRID).focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+c")
    expect(page.locator("#toast")).to_have_text("已复制 3 行")
    rows = [line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").splitlines()]
    assert [row[0] for row in rows] == ["名称", *_column(page, "名称")[:3]]


def test_points_the_table_is_saved_as_csv(either):
    page = either("#v=table")
    name, content = _saved(page, page.locator("#table-csv").click)
    rows = _sheet(content)
    assert name == "城企图谱-实体.csv"
    assert len(rows) == passing(page) + 1
    assert len({len(row) for row in rows}) == 1
    assert {row[-1] for row in rows[1:]} == set(page.evaluate("kg.store.entities.map(({ id }) => id)"))


def test_points_the_table_is_saved_as_a_workbook(either, tmp_path):
    page = either(EVENTS)
    name, content = _saved(page, page.locator("#table-xlsx").click)
    path = tmp_path / name
    path.write_bytes(content)
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert len(rows) == passing(page) + 1 > 10
    at = rows[0].index("事实")
    assert all(isinstance(row[at], int) for row in rows[1:])
    names = page.evaluate("kg.filters.select(kg.state.get().filters).entities.map(({ name }) => name)")
    assert sorted(str(row[0]) for row in rows[1:]) == sorted(names)


def test_points_the_timeline_counts_each_year_and_opens_its_facts(either):
    page = either("#v=timeline")
    heads = page.locator("#view-timeline [role=columnheader]").all_text_contents()
    cells = page.locator('#view-timeline .grid-row[data-row="0"] .cell').all_text_contents()
    counts = page.evaluate(
        """kg.store.facts.filter((f) => f.year !== null && f.object === null)
          .reduce((all, f) => ({ ...all, [f.year]: (all[f.year] ?? 0) + 1 }), {})"""
    )
    years = [at for at, head in enumerate(heads) if re.fullmatch(r"\d{4}", head)]
    assert len(years) >= 5
    for at in years:
        told = sum(int(part.replace(",", "")) for part in re.findall(r"[\d,]+", cells[at]))
        assert told == counts.get(heads[at], 0)
    page.locator('#view-timeline .grid-row[data-row="0"] .cell').nth(years[-1]).click()
    expect(page.locator("#panel h2")).to_contain_text(f"{heads[years[-1]]} 年")
    expect(page.locator("#panel .quote q").first).to_be_visible()


def test_points_places_are_compared_and_each_bar_has_its_facts(either):
    page = either("#v=compare")
    who = page.locator("#compare-who .chip")
    assert who.count() >= 3
    names = [chip.locator("button.link").inner_text() for chip in who.all()]
    who.nth(1).locator(".away").click()
    expect(who).to_have_count(len(names) - 1)
    page.locator("#compare-add").fill(names[1])
    page.keyboard.press("Enter")
    expect(who.last).to_contain_text(names[1])
    page.locator("#compare-indicators .bar-row[role=button]").first.click()
    expect(page.locator("#panel .quote q").first).to_be_visible()
    assert any(page.locator("#panel h2").inner_text().startswith(f"{name} · ") for name in names)


def test_points_the_picture_is_saved_as_png(either_kept):
    page = either_kept
    _menu(page, "图片")
    name, content = _saved(page, page.locator("#take-download").click)
    assert name == "城企图谱.png"
    assert struct.unpack(">II", content[16:24]) == (3369, 2382)
    assert len(content) > 100_000, "a blank sheet would be small"


def test_points_the_picture_is_saved_as_svg(either_kept):
    page = either_kept
    _menu(page, "图片")
    page.locator("#dialog input[value=svg]").check()
    name, content = _saved(page, page.locator("#take-download").click)
    assert name == "城企图谱.svg"
    svg = ElementTree.fromstring(content)
    groups = {group.get("id"): group for group in svg.iter(f"{SVG}g")}
    assert len(groups["figure-nodes"]) == len(drawn(page))
    lines = page.evaluate("kg.stage.edges.length")
    assert 0.9 * lines < len(groups["figure-edges"]) <= lines, "signs that touch leave no room for a line between them"
    names = {text.text for text in groups["figure-labels"].iter(f"{SVG}text")}
    assert len(names & set(page.evaluate("kg.stage.nodes.get().map(({ label }) => label)"))) > 20


def test_points_the_print_is_a_sheet_with_picture_and_card(either):
    page = either()
    one = hit(page)
    page.mouse.click(one["x"], one["y"])
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#sheet svg").is_visible() and page.locator("#panel").is_visible()
    assert not page.locator("#network").is_visible() and not page.locator("#left").is_visible()
    assert page.locator("#sheet svg text", has_text=one["name"][:4]).count() > 0
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("part", ["图中节点（CSV）", "图中关系与原文"])
def test_points_what_is_in_the_picture_is_saved_as_rows(either_kept, part):
    page = either_kept
    _, content = _saved(page, lambda: _menu(page, part))
    rows = _sheet(content)
    if part.startswith("图中节点"):
        assert {row[0] for row in rows[1:]} == drawn(page)
        return
    pairs = page.evaluate("kg.stage.edges.get().map(({ from, to }) => [from, to].sort().join(' '))")
    assert {" ".join(sorted([row[-3], row[-1]])) for row in rows[1:]} == set(pairs)
    assert all(row[5] for row in rows[1:]), "each relation has its sentence"


def test_points_a_link_brings_back_the_view(either, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = either()
    one = hit(page)
    page.mouse.click(one["x"], one["y"])
    page.locator("#facet-kinds .toggle").first.click()
    page.keyboard.press("2")
    _menu(page, "复制当前视图的链接")
    link = page.evaluate("navigator.clipboard.readText()")
    made, state, shown = page.evaluate("[kg.state.encode(), kg.state.get(), [...kg.stage.nodes.getIds()].sort()]")
    assert "#" in link and made["text"] and not made["cut"]
    other = context.new_page()
    other.goto(link)
    other.locator("body[data-ready]").wait_for()
    assert other.evaluate("[kg.state.encode(), kg.state.get(), [...kg.stage.nodes.getIds()].sort()]") == [
        made,
        state,
        shown,
    ]
