"""What the reader takes away: pictures, prints, rows, the page itself with a view as its start."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from kg.model import Corpus, Entity, EntityType

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "=<script>window.pwned=1</script>\"'&\u0007\u2028😀𠮷 href"


def _menu(page: Page, text: str) -> None:
    page.locator("#export").click()
    page.locator("#export-menu .item", has_text=text).click()


def _file(page: Page, text: str) -> tuple[str, bytes]:
    """Chooses an entry of the export menu; gives name and content of what is downloaded."""
    with page.expect_download() as download:
        _menu(page, text)
    return download.value.suggested_filename, download.value.path().read_bytes()


def _picture(page: Page, *choices: str, title: str | None = None) -> tuple[str, bytes]:
    _menu(page, "图片")
    for value in choices:
        page.locator(f"#dialog input[value='{value}']").check()
    if title is not None:
        page.locator("#take-title").fill(title)
    with page.expect_download() as download:
        page.locator("#take-download").click()
    expect(page.locator("#dialog")).not_to_be_visible()
    return download.value.suggested_filename, download.value.path().read_bytes()


def _group(svg: ElementTree.Element, name: str) -> ElementTree.Element:
    found = svg.find(f".//{SVG}g[@id='figure-{name}']")
    assert found is not None
    return found


def _texts(svg: ElementTree.Element, name: str) -> list[str]:
    return [text.text or "" for text in _group(svg, name).iter(f"{SVG}text")]


def _rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def nasty(corpus: Corpus) -> Corpus:
    entities = tuple(replace(one, name=NASTY) if one.id == "project-0001" else one for one in corpus.entities)
    return replace(corpus, entities=entities)


@pytest.mark.parametrize(
    ("choices", "size", "dpi"), [(("A4", "2"), (2246, 1588), 192), (("A3", "4"), (6348, 4492), 384)]
)
def test_a_png_has_the_size_of_its_paper(visit, corpus, choices, size, dpi):
    name, content = _picture(visit(corpus), "png", *choices)
    assert name == "城企图谱.png"
    assert struct.unpack(">II", content[16:24]) == size
    at = content.index(b"pHYs")
    across, down, unit = struct.unpack(">IIB", content[at + 4 : at + 13])
    assert unit == 1 and across == down
    assert across * 0.0254 == pytest.approx(dpi, abs=0.2)


def test_a_png_shows_something_on_white_also_of_a_dark_page(visit, corpus, browser):
    page = visit(corpus)
    page.locator("#theme").click()
    _, content = _picture(page, "png", "A4", "2")
    reader = browser.new_page()
    colours = reader.evaluate(
        """async (bytes) => {
          const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
          const canvas = new OffscreenCanvas(image.width, image.height);
          const ctx = canvas.getContext("2d");
          ctx.drawImage(image, 0, 0);
          const { data } = ctx.getImageData(0, 0, image.width, image.height);
          const seen = new Set();
          for (let at = 0; at < data.length; at += 4) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
          return { corner: [...data.slice(0, 4)], types: ["0,114,178", "213,94,0", "230,159,0", "0,158,115"].map((each) => seen.has(each)) };
        }""",
        list(content),
    )
    reader.close()
    assert colours == {"corner": [255, 255, 255, 255], "types": [True] * 4}


def test_a_vector_drawing_has_a_shape_for_each_node_a_line_for_each_pair_and_text_for_names(visit, corpus):
    page = visit(corpus)
    name, content = _picture(page, "svg")
    svg = ElementTree.fromstring(content)
    assert name == "城企图谱.svg"
    assert (svg.get("width"), svg.get("height")) == ("297mm", "210mm")
    kinds = sorted(path.get("class") or "" for path in _group(svg, "nodes"))
    assert kinds == ["Enterprise", "Park", "Project", "Region"]
    assert len(_group(svg, "edges")) == page.evaluate("kg.stage.edges.length")
    assert len(_group(svg, "arrows")) >= len(_group(svg, "edges"))
    dashed = [path for path in _group(svg, "edges") if path.get("stroke-dasharray")]
    assert len(dashed) == page.evaluate("kg.stage.edges.get().filter((edge) => edge.dashes).length")
    assert {"云岭芯谷", "云岭高新区", "青禾市"} <= set(_texts(svg, "labels"))
    assert not list(svg.iter(f"{SVG}image")) and b"foreignObject" not in content and b"style=" not in content


def test_legend_filters_and_source_stand_on_the_drawing(visit, corpus):
    page = visit(corpus)
    page.evaluate("kg.state.filter({ types: ['Project', 'Park', 'Region'], years: [2020, 2021] })")
    svg = ElementTree.fromstring(_picture(page, "svg", title="给领导看的图")[1])
    head, legend = _texts(svg, "head"), " ".join(_texts(svg, "legend"))
    assert head[0] == "给领导看的图"
    assert head[1].startswith("筛选：类型：不含企业；年份：2020–2021 年")
    assert "项目 1" in legend and "企业" not in legend
    assert "2021年青禾市政府工作报告；文档日期 2021-02-03" in legend
    assert svg.findtext(f"{SVG}title") == "给领导看的图"
    assert "筛选：类型" in (svg.findtext(f"{SVG}desc") or "")


def test_a_path_stands_out_on_the_sheet_as_on_the_screen(visit, corpus):
    page = visit(corpus)
    page.evaluate("kg.walk.join(...['project-0001', 'park-0001'].map((id) => kg.store.byId.get(id)), true)")
    svg = ElementTree.fromstring(_picture(page, "svg")[1])
    way = page.evaluate("kg.trail.of(kg.state.get()).lines.size")
    accent = [path for path in _group(svg, "edges") if path.get("stroke") == "#0b5394"]
    others = [path for path in _group(svg, "edges") if path.get("stroke") != "#0b5394"]
    assert way == len(accent) == 1
    assert others and {path.get("opacity") for path in others} == {"0.25"}
    faint = [path.get("class") for path in _group(svg, "nodes") if path.get("opacity")]
    assert sorted(kind or "" for kind in faint) == ["Enterprise", "Region"]
    assert any("位于" in text for text in _texts(svg, "labels"))


def test_a_path_is_whole_on_the_sheet_of_a_selection(visit, corpus):
    page = visit(corpus)
    page.evaluate(
        """() => {
          kg.walk.join(...["project-0001", "region-990100"].map((id) => kg.store.byId.get(id)), true);
          const trail = kg.trail.of(kg.state.get());
          window.way = [...trail.nodes].map((i) => kg.store.entities[i].id);
          kg.go(kg.store.byId.get("project-0001"), { still: true });
        }"""
    )
    shown = page.evaluate("kg.caption.contents(kg.state.get(), true).shown.map(({ id }) => id)")
    way = page.evaluate("window.way")
    assert len(way) > 1
    assert set(way) <= set(shown)


def test_the_sheet_says_how_many_neighbours_are_not_drawn(visit, corpus):
    page = visit(corpus)
    assert _texts(ElementTree.fromstring(_picture(page, "svg")[1]), "badges") == []
    page.evaluate("kg.state.set({ hidden: ['park-0001'] })")
    svg = ElementTree.fromstring(_picture(page, "svg")[1])
    wanted = page.evaluate("[...kg.badges.counts(kg.state.get()).values()].filter(Boolean).map((n) => `+${n}`).sort()")
    assert wanted and sorted(_texts(svg, "badges")) == wanted
    assert "+N：未画出的邻居数" in " ".join(_texts(svg, "legend"))


def test_the_sheet_says_for_how_many_facts_a_line_stands(visit, corpus):
    told = next(fact for fact in corpus.facts if fact.subject == "project-0001" and fact.object == "park-0001")
    svg = ElementTree.fromstring(
        _picture(visit(replace(corpus, facts=(*corpus.facts, replace(told, id="f-9", year=1999)))), "svg")[1]
    )
    assert "×2" in _texts(svg, "labels")
    assert "×N：该连线所含事实数" in " ".join(_texts(svg, "legend"))


def test_a_node_that_was_put_by_hand_has_its_pin_on_the_sheet(visit, corpus):
    page = visit(corpus)
    page.evaluate("kg.state.set({ pinned: { 'park-0001': [40, 60] } })")
    svg = ElementTree.fromstring(_picture(page, "svg")[1])
    assert [path.get("class") for path in _group(svg, "badges") if path.get("class")] == ["pin"]


def test_only_who_asks_for_it_gets_the_date_of_today(visit, corpus):
    page = visit(corpus)
    plain = _picture(page, "svg")[1]
    assert plain == _picture(page, "svg")[1]
    assert "导出于" not in plain.decode()
    _menu(page, "图片")
    page.locator("#take-stamp").check()
    page.locator("#dialog input[value='svg']").check()
    with page.expect_download() as download:
        page.locator("#take-download").click()
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert f"导出于 {today}" in download.value.path().read_text("utf-8")


def test_of_a_selection_the_neighbours_are_offered_first(visit, corpus):
    page = visit(corpus, "#e=region-990100")
    near = page.evaluate("kg.store.neighbours(kg.store.byId.get('region-990100')).length")
    name, content = _picture(page, "svg")
    assert name == "城企图谱-青禾市.svg"
    assert len(_group(ElementTree.fromstring(content), "nodes")) == near + 1
    assert len(_group(ElementTree.fromstring(_picture(page, "svg", "all")[1]), "nodes")) == 4


def test_the_window_can_be_taken_as_it_is(visit, corpus):
    page = visit(corpus)
    page.evaluate("kg.stage.network.moveTo({ position: kg.spots.at(kg.store.byId.get('park-0001')), scale: 40 })")
    svg = ElementTree.fromstring(_picture(page, "svg", "window")[1])
    assert [path.get("class") for path in _group(svg, "nodes")] == ["Park"]
    assert "窗口所见 1 个" in " ".join(_texts(svg, "legend"))


def test_no_name_of_the_seeds_covers_another(visit, built):
    page = visit(built.out / "explorer.html")
    _menu(page, "图片")
    crossed = page.evaluate(
        """() => {
          // A line of text fills about the middle three fifths of its box.
          const boxes = [...document.querySelectorAll(".preview #figure-labels text")].map((text) => {
            const { left, right, top, height } = text.getBoundingClientRect();
            return { text: text.textContent, left, right, top: top + height * 0.2, bottom: top + height * 0.8 };
          });
          const meet = (a, b) => a.left < b.right - 1 && a.right - 1 > b.left && a.top < b.bottom && a.bottom > b.top;
          return { boxes: boxes.length, pairs: boxes.flatMap((a, k) => boxes.slice(k + 1).filter((b) => meet(a, b)).map((b) => [a.text, b.text])) };
        }"""
    )
    assert crossed["boxes"] > 80
    assert crossed["pairs"] == []


def test_bad_names_make_a_good_drawing_that_runs_nothing(visit, nasty, browser, tmp_path):
    name, content = _picture(visit(nasty, "#e=project-0001"), "svg")
    assert re.fullmatch(r"[^\\/:*?\"<>|\s\x00-\x1f\u2028]+\.svg", name)
    svg = ElementTree.fromstring(content)
    assert any("<script>" in (text or "") for text in _texts(svg, "head"))
    assert not list(svg.iter("script")) and not list(svg.iter(f"{SVG}script"))
    path = tmp_path / "drawing.svg"
    path.write_bytes(content)
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("window.pwned ?? null") is None
    page.close()


def test_an_empty_graph_makes_a_sheet_too(visit):
    svg = ElementTree.fromstring(_picture(visit(Corpus((), (), (), ())), "svg")[1])
    assert len(_group(svg, "nodes")) == 0
    assert "来源：没有引用文档" in " ".join(_texts(svg, "legend"))


def test_a_node_alone_stands_on_the_sheet(visit, document):
    lone = Corpus((document,), (Entity("park-1", EntityType.PARK, "长" * 300),), (), ())
    svg = ElementTree.fromstring(_picture(visit(lone), "svg")[1])
    assert len(_group(svg, "nodes")) == 1
    assert _texts(svg, "labels")


def test_nodes_and_relations_of_the_picture_are_rows(visit, nasty):
    page = visit(nasty)
    name, content = _file(page, "图中节点（CSV）")
    rows = _rows(content)
    assert name == "城企图谱-节点.csv"
    assert rows[0][:3] == ["编号", "名称", "类型"]
    assert len(rows) == 5
    assert [row[1] for row in rows if row[0] == "project-0001"] == ["'" + NASTY]
    rows = _rows(_file(page, "图中关系与原文（CSV）")[1])
    said = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    located = next(row for row in said if row["关系编号"] == "locatedIn")
    assert (located["主体编号"], located["客体"]) == ("project-0001", "云岭高新区")
    assert located["原文"] == "云岭芯谷由星河半导体有限公司在云岭高新区建设,加快推进"
    assert located["实绩或计划"] == "实绩" and located["规则"] == "rule-in"


def test_the_picture_is_json_for_programs(visit, corpus):
    page = visit(corpus)
    page.evaluate("kg.state.filter({ types: ['Project', 'Park'] })")
    told = json.loads(_file(page, "JSON")[1])
    assert sorted(node["id"] for node in told["nodes"]) == ["park-0001", "project-0001"]
    [relation] = told["relations"]
    assert (relation["subject"], relation["predicate"], relation["object"]) == (
        "project-0001",
        "locatedIn",
        "park-0001",
    )
    document = corpus.documents[0]
    assert document.text[relation["start"] : relation["end"]] == relation["quote"]
    assert told["documents"] == [
        {"id": document.id, "title": document.title, "date": "2021-02-03", "path": "seeds/qinghe.txt"}
    ]
    assert told["filters"] == ["类型：项目、园区"] and told["view"].startswith("t=")


def test_a_saved_page_begins_with_its_view(visit, corpus, tmp_path):
    page = visit(corpus, "#e=park-0001")
    page.evaluate("kg.state.filter({ types: ['Project', 'Park'] })")
    page.locator("#theme").click()
    name, content = _file(page, "另存网页")
    assert name == "城企图谱-云岭高新区.html"
    saved = tmp_path / "saved.html"
    saved.write_bytes(content)
    again = visit(saved)
    expect(again.locator("#panel h2")).to_have_text("云岭高新区")
    assert again.evaluate("kg.visibleCount()") == 2
    # Once more: nothing gathers in the file, and the theme of the reader is not part of it.
    assert _file(again, "另存网页")[1] == content
    assert b"data-theme=" not in content.split(b"<head>")[0]
    again.locator("#reset").click()
    assert again.evaluate("kg.visibleCount()") == 4
    again.evaluate("kg.go(kg.store.byId.get('project-0001'))")
    first = _file(again, "另存网页")[1]
    assert first != content and len(first) - len(content) < 200


def test_a_link_in_the_address_wins_over_the_view_that_was_saved(visit, corpus, tmp_path):
    content = _file(visit(corpus, "#e=park-0001"), "另存网页")[1]
    saved = tmp_path / "saved.html"
    saved.write_bytes(content)
    page = visit(saved, "#e=project-0001")
    expect(page.locator("#panel h2")).to_have_text("云岭芯谷")


def _sheets(page: Page, **options: object) -> list[tuple[int, int]]:
    """The pages of a print: width and height in millimetres."""
    content = page.pdf(**options)  # type: ignore[arg-type]
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    return [(round(float(wide) / 72 * 25.4), round(float(high) / 72 * 25.4)) for wide, high in boxes]


def _seen_on_paper(page: Page) -> list[str]:
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    parts = ["#sheet svg", "#panel", ".top", ".bar", "#left", ".view", "#reader", "#sheet h1", "#sheet-source"]
    return [part for part in parts if page.locator(part).first.is_visible()]


def test_the_graph_prints_as_one_sheet_and_the_card_on_upright_ones(visit, corpus):
    page = visit(corpus)
    assert _sheets(page, prefer_css_page_size=True) in ([(297, 210)], [(279, 216)])
    assert _sheets(page, format="A3", landscape=True) == [(420, 297)]
    page.evaluate("kg.go(kg.store.byId.get('project-0001'))")
    wide, *cards = _sheets(page, prefer_css_page_size=True)
    assert wide[0] > wide[1]
    assert cards and all(across < high for across, high in cards)


def test_a_print_of_the_graph_shows_figure_and_card_and_nothing_of_the_screen(visit, corpus):
    page = visit(corpus, "#e=project-0001")
    page.locator("#theme").click()
    assert _seen_on_paper(page) == ["#sheet svg", "#panel"]
    # Paper is white, whatever the screen is.
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    ink = page.evaluate("getComputedStyle(document.querySelector('#panel h2')).color")
    assert ink == "rgb(23, 34, 45)"
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#sheet svg").count() == 0
    assert page.locator("#network canvas").is_visible()


def test_without_a_selection_no_card_is_printed(visit, corpus):
    assert _seen_on_paper(visit(corpus)) == ["#sheet svg"]


def test_an_open_document_is_printed_whole_and_alone(visit, corpus):
    page = visit(corpus, "#e=project-0001")
    page.locator("#panel .quote").first.click()
    assert _seen_on_paper(page) == ["#reader"]
    assert page.locator("#reader .text").evaluate("(text) => text.scrollHeight <= text.clientHeight")


def test_the_details_can_be_printed_alone(visit, corpus):
    page = visit(corpus, "#e=project-0001")
    page.evaluate("window.print = () => { window.printed = document.body.dataset.print; }")
    _menu(page, "只打印右侧详情")
    assert page.evaluate("window.printed") == "card"
    assert _seen_on_paper(page) == ["#panel"]
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.body.dataset.print ?? null") is None


def test_another_view_is_printed_with_heading_filters_and_source(visit, corpus):
    page = visit(corpus)
    page.evaluate(
        """() => {
          kg.views.add({ id: "rows", label: "views.graph", mount: (element) => {
            const rows = Array.from({ length: 200 }, (_, n) => kg.el("tr", "", [kg.el("td", "", n), kg.el("td", "", "行")]));
            element.append(kg.el("table", "", [kg.el("thead", "", kg.el("tr", "", [kg.el("th", "", "#"), kg.el("th", "", kg.el("button", "", "内容"))])), kg.el("tbody", "", rows)]));
          }, update: () => {} });
          kg.state.set({ view: "rows" });
          kg.state.filter({ years: [2020, 2020] });
        }"""
    )
    assert len(_sheets(page)) > 3  # nothing is cut off at the end of the screen
    assert _seen_on_paper(page) == [".view", "#sheet h1", "#sheet-source"]
    expect(page.locator("#sheet p")).to_have_text("筛选：年份：2020 年")
    expect(page.locator("#sheet-source")).to_contain_text("来源：2021年青禾市政府工作报告")
    assert page.locator("#view-rows td").last.is_visible()
    assert page.locator("#view-rows th button").is_visible()  # a heading that sorts is still a heading


def test_rows_and_pictures_are_for_the_graph_alone_and_a_card_for_a_selection(visit, corpus):
    page = visit(corpus)
    page.locator("#export").click()
    off = page.locator("#export-menu .item:disabled").all_inner_texts()
    assert off == ["只打印右侧详情…"]


def test_filters_are_written_out_on_paper(visit, built):
    page = visit(built.out / "explorer.html")
    page.evaluate("kg.state.filter({ types: ['Project', 'Park', 'Region', 'Policy'] })")
    expect(page.locator("#chips")).to_contain_text("等 4 项")
    svg = ElementTree.fromstring(_picture(page, "svg")[1])
    assert _texts(svg, "head")[1] == "筛选：类型：项目、园区、地区、政策"


def test_the_table_prints_whole_with_its_head_on_every_page(visit, built):
    page = visit(built.out / "explorer.html")
    page.evaluate("kg.state.set({ view: 'table' })")
    page.evaluate("kg.state.filter({ types: ['Park', 'Project'] })")
    count = page.evaluate("kg.table.rows(kg.state.get()).length")
    assert len(_sheets(page, prefer_css_page_size=True)) > count / 40
    assert _seen_on_paper(page) == [".view", "#sheet h1", "#sheet-source"]
    rows = page.locator("#view-table .grid-body > .grid-row")
    assert rows.count() == count > 300
    shown = rows.evaluate_all("(rows) => rows.map((row) => Number(row.dataset.row))")
    assert shown == list(range(count))
    heads = page.locator("#view-table [role=columnheader]")
    assert heads.first.inner_text() == "名称"
    assert heads.locator("button").count() == 0  # Chromium would leave them out of the repeated heads
    assert page.locator("#view-table .grid > [role=rowgroup]").first.evaluate("(e) => getComputedStyle(e).display") == (
        "table-header-group"
    )
    # Title first, then the table, then the sources.
    order = page.evaluate(
        "['#sheet', '#view-table', '#sheet-source'].map((id) => document.querySelector(id).getBoundingClientRect().top)"
    )
    assert order == sorted(order)
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert rows.count() < 60
    assert heads.locator("button").first.is_visible()
