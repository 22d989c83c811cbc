"""The map of the whole graph, in Chromium from disk; a console message, a page error or a request fails a test."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kg.explorer import heaviest, render_page
from kg.graph import assemble
from kg.model import Corpus
from powerlaw import invent

# Counts the pixels of the upper canvas (nodes and names) by colour, without alpha blending at the edges.
COLOURS = """() => { const c = document.querySelectorAll("#map canvas")[1]; const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
  const found = {}; for (let k = 0; k < d.length; k += 4) { if (d[k + 3] < 250) continue;
  const key = "#" + [d[k], d[k + 1], d[k + 2]].map((v) => v.toString(16).padStart(2, "0")).join(""); found[key] = (found[key] ?? 0) + 1; } return found; }"""
ENTERPRISE, PROJECT = "#e69f00", "#d55e00"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("map") / "explorer.html"
    path.write_text(render_page(assemble(invent(1200))), encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def overview(visit, crowd):
    page = visit(crowd, "#v=overview")
    page.wait_for_timeout(400)
    return page


def _spot(page: Page, key: str) -> tuple[float, float]:
    """Where an entity stands on the screen."""
    x, y = page.evaluate("(id) => kg.overview.spot(kg.store.byId.get(id).i)", key)
    box = page.locator("#map").bounding_box()
    assert box
    return box["x"] + x, box["y"] + y


def _scale(page: Page) -> float:
    scale: float = page.evaluate("kg.overview.sight().scale")
    return scale


def test_the_tab_opens_the_map(visit, corpus):
    page = visit(corpus)
    page.get_by_role("tab", name="全景").click()
    expect(page.locator("#map")).to_be_visible()
    expect(page.locator("#shown")).to_have_text("显示 4 / 4")
    assert page.evaluate("location.hash") == "#v=overview"


def test_all_nodes_are_painted_in_the_colours_of_their_types(overview):
    found = overview.evaluate(COLOURS)
    assert found.get(ENTERPRISE, 0) > 300
    assert found.get(PROJECT, 0) > 300


def test_the_whole_map_is_in_the_window(overview):
    inside = overview.evaluate(
        "() => { const m = document.querySelector('#map'); return kg.store.entities.every(({ i }) => { const [x, y] = kg.overview.spot(i);"
        " return x > 0 && y > 0 && x < m.clientWidth && y < m.clientHeight; }); }"
    )
    assert inside


def test_names_of_communities_do_not_cover_each_other(overview):
    boxes = overview.evaluate("kg.overview.written().communities")
    assert len(boxes) == overview.evaluate("kg.store.communities.length") > 5
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


def test_a_pointer_over_a_node_tells_its_name(overview):
    overview.mouse.move(*_spot(overview, "region-990100"))
    expect(overview.locator(".tip")).to_contain_text("青禾市")
    overview.mouse.move(5, 300)
    expect(overview.locator(".tip")).to_be_hidden()


def test_a_click_goes_to_the_entity_in_the_graph(overview):
    overview.mouse.click(*_spot(overview, "region-990100"))
    expect(overview.locator("#panel h2")).to_have_text("青禾市")
    expect(overview.locator("#view-graph")).to_be_visible()
    overview.go_back()
    expect(overview.locator("#map")).to_be_visible()


def test_the_wheel_zooms_around_the_pointer(overview):
    spot = _spot(overview, "region-990100")
    before = _scale(overview)
    overview.mouse.move(*spot)
    overview.mouse.wheel(0, -240)
    overview.wait_for_timeout(300)
    assert _scale(overview) > before * 1.2
    assert _spot(overview, "region-990100") == pytest.approx(spot, abs=2)


def test_a_drag_moves_the_map_and_chooses_nothing(overview):
    x, y = _spot(overview, "region-990100")
    overview.mouse.move(x, y)
    overview.mouse.down()
    overview.mouse.move(x + 60, y + 30, steps=5)
    overview.mouse.up()
    assert _spot(overview, "region-990100") == pytest.approx((x + 60, y + 30), abs=2)
    assert overview.evaluate("kg.state.get().selected") is None


def test_keys_pan_and_zoom_and_zero_fits(overview):
    look = "(({ x, y, scale }) => [x, y, scale])(kg.overview.sight())"
    start = overview.evaluate(look)
    overview.locator("#map").focus()
    overview.keyboard.press("ArrowRight")
    overview.keyboard.press("+")
    moved = overview.evaluate(look)
    assert moved[0] > start[0]
    assert moved[2] > start[2]
    overview.keyboard.press("0")
    assert overview.evaluate(look) == pytest.approx(start)


def test_zoomed_in_most_nodes_get_names(overview):
    named = (
        "() => { const m = document.querySelector('#map'); const seen = kg.store.entities.filter(({ i }) => { const [x, y] = kg.overview.spot(i);"
        " return x > 0 && y > 0 && x < m.clientWidth && y < m.clientHeight; }).length; return kg.overview.written().nodes.length / seen; }"
    )
    assert overview.evaluate(named) < 0.15
    overview.mouse.move(*_spot(overview, "region-990100"))
    for _ in range(8):
        overview.mouse.wheel(0, -240)
    overview.wait_for_timeout(400)
    assert overview.evaluate(named) > 0.4


def test_what_does_not_pass_the_filters_is_faint(overview):
    overview.evaluate("kg.state.filter({ types: ['Project'] })")
    overview.wait_for_timeout(300)
    found = overview.evaluate(COLOURS)
    assert found.get(ENTERPRISE, 0) == 0
    assert found.get(PROJECT, 0) > 300
    count = overview.evaluate("kg.filters.select(kg.state.get().filters).entities.length")
    expect(overview.locator("#shown")).to_have_text(f"显示 {count} / 1,200")


def test_the_list_of_communities_leads_to_them(overview):
    before = _scale(overview)
    overview.locator(".communities summary").click()
    first = overview.locator(".communities .row").first
    expect(first).to_contain_text(overview.evaluate("kg.store.entities[kg.store.communities[0]].name"))
    first.click()
    assert _scale(overview) > before


def test_the_map_speaks_english_and_is_dark(overview):
    overview.locator("#language").click()
    overview.locator("#theme").click()
    expect(overview.get_by_role("tab", name="Overview")).to_be_visible()
    expect(overview.locator("#map")).to_have_attribute("aria-label", r"Overview: 1,200 entities in " + f"{overview.evaluate('kg.store.communities.length')} communities. Arrow keys pan, plus and minus zoom; the list at the top right leads to communities")  # fmt: skip
    assert overview.evaluate(COLOURS).get("#333333", 0) == 0


def test_an_empty_graph_says_so_on_the_map(visit):
    page = visit(Corpus(), "#v=overview")
    expect(page.locator("#view-overview .empty")).to_have_text("图谱是空的")


def test_an_excerpt_says_what_it_is(visit, corpus, tmp_path):
    made = tmp_path / "limited.html"
    made.write_text(render_page(*heaviest(assemble(corpus), 3)), encoding="utf-8")
    page = visit(made)
    expect(page.locator("#excerpt")).to_have_text("本页是节选：最重要的 3 个实体（全图 4 个）")
    page.locator("#language").click()
    expect(page.locator("#excerpt")).to_have_text("This page is an excerpt: the 3 most important of 4 entities")


def test_a_whole_page_says_nothing_of_excerpts(visit, corpus):
    assert visit(corpus).locator("#excerpt").count() == 0
