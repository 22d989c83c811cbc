"""The selection as a table: sorted, filtered, walked by keyboard, copied, written into files that spreadsheets read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from kg.model import Corpus
from showing import make_region


@pytest.fixture
def region() -> Corpus:
    return make_region()


def _column(page: Page, number: int = 1) -> list[str]:
    """The cells of a column, from top to bottom."""
    found: list[str] = page.evaluate(
        "(n) => [...document.querySelectorAll('#view-table .grid-body > .grid-row')]"
        ".sort((a, b) => a.dataset.row - b.dataset.row).map((row) => row.children[n - 1].textContent)",
        number,
    )
    return found


def _heads(page: Page) -> list[str]:
    return page.locator("#view-table [role=columnheader]").all_text_contents()


def _sort(page: Page, name: str) -> None:
    page.locator("#view-table .sort", has_text=name).first.click()


def _saved(page: Page, button: str, tmp_path: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(button).click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_entities_stand_in_rows_with_what_is_known_of_them(visit, region):
    page = visit(region, "#v=table&table.sort=name")
    assert _heads(page)[:9] == ["名称▲", "类型", "地区", "事实", "最大投资", "状态", "最早", "最晚", "文档"]
    row = page.locator("#view-table .grid-row", has_text="甲项目").locator(".cell")
    assert row.all_text_contents() == [
        "甲项目",
        "项目",
        "青禾市",
        "4",
        "54.65 亿元",
        "开工启动、投产运营",
        "2020",
        "2022",
        "1",
    ]
    expect(page.locator("#shown")).to_have_text("共 6 行")


def test_facts_stand_in_rows_with_their_quote(visit, region):
    page = visit(region, "#v=table")
    page.locator("#table-facts").click()
    assert page.url.endswith("#v=table&table.of=facts")
    row = page.locator("#view-table .grid-row", has_text="54.65").locator(".cell")
    assert row.all_text_contents() == [
        "甲项目",
        "投资",
        "总投资",
        "54.65 亿元",
        "5,465,000,000",
        "",
        "",
        "2020",
        "实绩",
        "云岭芯谷",
        "2021年青禾市政府工作报告",
    ]


def test_a_click_on_a_heading_sorts_by_pinyin_then_back_then_not_at_all(visit, region):
    page = visit(region, "#v=table")
    before = _column(page)
    _sort(page, "名称")
    names = ["=HYPERLINK(1)", "白石市", "甲项目", "青禾市", "乙项目", "云岭高新区"]
    assert _column(page) == names
    expect(page.locator("[role=columnheader]").first).to_have_attribute("aria-sort", "ascending")
    _sort(page, "名称")
    assert _column(page) == names[::-1]
    _sort(page, "名称")
    assert _column(page) == before


def test_numbers_begin_with_the_largest_and_empty_ones_end(visit, region):
    page = visit(region, "#v=table")
    _sort(page, "最大投资")
    assert _column(page)[0] == "甲项目"
    _sort(page, "最大投资")
    assert _column(page)[0] == "甲项目"  # the only one with money in yuan
    assert page.url.endswith("table.sort=investment")


def test_the_table_follows_the_filters_and_counts_what_passes(visit, region):
    page = visit(region, "#v=table&table.sort=name&k=target")
    assert _column(page) == ["甲项目", "青禾市"]
    assert _column(page, 4) == ["1", "1"]
    page.locator("#clear").click()
    assert len(_column(page)) == 6


def test_the_quick_filter_takes_names_pinyin_and_several_words(visit, region):
    page = visit(region, "#v=table&table.sort=name")
    box = page.locator("#table-find")
    box.fill("xiangmu")
    assert _column(page) == ["甲项目", "乙项目"]
    box.fill("项目 青禾 54.65")
    assert _column(page) == ["甲项目"]
    expect(page.locator("#table-count")).to_have_text("找到 1 行")
    box.fill("没有这个")
    expect(page.locator("#view-table .empty")).to_have_text("没有符合筛选和查找的行")
    page.go_back()  # typing is one step
    assert len(_column(page)) == 6
    expect(box).to_have_value("")


def test_a_click_on_an_entity_opens_its_card(visit, region):
    page = visit(region, "#v=table")
    page.locator("#view-table .cell", has_text="乙项目").click()
    expect(page.locator("#panel h2")).to_have_text("乙项目")
    expect(page.locator("#view-table .grid-row[aria-selected=true] .cell").first).to_have_text("乙项目")
    expect(page.locator("#view-table")).to_be_visible()


def test_a_click_on_a_fact_opens_its_sentence_and_the_card_of_its_subject(visit, region):
    page = visit(region, "#v=table&table.of=facts")
    page.locator("#view-table .grid-row", has_text="54.65").click()
    expect(page.locator("#reader mark")).to_have_text("云岭芯谷")
    expect(page.locator("#panel h2")).to_have_text("甲项目")
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    expect(page.locator("#view-table .grid")).to_be_focused()


def test_the_arrows_walk_the_cells_and_enter_opens(visit, region):
    page = visit(region, "#v=table&table.sort=name")
    grid = page.locator("#view-table .grid")
    grid.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    active = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent"
    )
    assert active == "项目"
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("甲项目")
    expect(grid).to_be_focused()
    page.keyboard.press("Control+End")
    assert page.evaluate("kg.table.grid.at()") == {"row": 5, "column": 8}
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    assert page.evaluate("kg.table.grid.at()") == {"row": 0, "column": 0}


def test_the_grid_tells_screen_readers_its_size_and_place(visit, region):
    page = visit(region, "#v=table")
    grid = page.get_by_role("grid", name="实体")
    expect(grid).to_have_attribute("aria-rowcount", "7")
    expect(grid).to_have_attribute("aria-colcount", "9")
    row = grid.get_by_role("row").nth(3)
    expect(row).to_have_attribute("aria-rowindex", "4")
    expect(row.get_by_role("gridcell").nth(2)).to_have_attribute("aria-colindex", "3")


def test_columns_are_chosen_and_the_choice_stands_in_the_address(visit, region):
    page = visit(region, "#v=table")
    page.locator("#table-columns").click()
    for name in ("类型", "最早", "区划代码"):
        page.locator("#dialog label", has_text=name).click()
    page.keyboard.press("Escape")
    assert _heads(page) == ["名称", "地区", "事实", "最大投资", "状态", "最晚", "文档", "区划代码"]
    page.reload()
    page.locator("body[data-ready]").wait_for()
    assert len(_heads(page)) == 8
    page.go_back()
    assert "区划代码" not in _heads(page)


def test_marked_rows_are_copied_for_a_spreadsheet(visit, region, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit(region, "#v=table&table.sort=name&table.columns=name,facts,investment")
    page.locator("#view-table .grid").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+c")
    expect(page.locator("#toast")).to_have_text("已复制 3 行")
    assert page.evaluate("navigator.clipboard.readText()").splitlines() == [
        "名称\t事实\t最大投资\t最大投资（元）",
        "'=HYPERLINK(1)\t1\t\t",
        "白石市\t3\t\t",
        "甲项目\t4\t54.65 亿元\t5465000000",
    ]


def test_copy_without_marked_rows_takes_all(visit, region, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit(region, "#v=table")
    page.locator("#table-copy").click()
    expect(page.locator("#toast")).to_have_text("已复制 6 行")


def test_the_csv_has_all_columns_and_runs_nothing(visit, region, tmp_path):
    page = visit(region, "#v=table&table.sort=name&table.columns=name")
    path = _saved(page, "#table-csv", tmp_path)
    assert path.name == "城企图谱-实体.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    assert len(rows[0]) == 15
    assert [row[0] for row in rows] == ["名称", "'=HYPERLINK(1)", "白石市", "甲项目", "青禾市", "乙项目", "云岭高新区"]


def test_the_workbook_has_numbers_as_numbers(visit, region, tmp_path):
    page = visit(region, "#v=table&table.of=facts&table.sort=-amount")
    path = _saved(page, "#table-xlsx", tmp_path)
    sheet = load_workbook(path).active
    rows = [dict(zip([cell.value for cell in sheet[1]], [cell.value for cell in row], strict=True)) for row in sheet]
    assert (rows[1]["数额"], rows[1]["数值"], rows[1]["单位"], rows[1]["年份"]) == ("1,200 亿元", 1.2e11, "元", 2020)
    assert rows[1]["通用指标名"] == "地区生产总值"
    assert any(row["主体"] == "=HYPERLINK(1)" for row in rows)


def test_another_language_names_the_columns_anew(visit, region):
    page = visit(region, "#v=table")
    page.locator("#language").click()
    assert _heads(page)[:4] == ["Name", "Type", "Place", "Facts"]
    expect(page.locator("#shown")).to_have_text("6 rows")


def test_of_twenty_thousand_entities_only_those_in_sight_are_in_the_page(visit, crowd):
    page = visit(crowd, "#v=table&table.sort=-name")
    rows = page.locator("#view-table .grid-body > .grid-row")
    assert rows.count() < 60
    assert _column(page)[1] == "第19999号项目"
    page.locator("#view-table .grid").focus()
    page.keyboard.press("Control+End")
    assert rows.count() < 60
    assert _column(page)[-2:] == ["第0号项目", "白石市"]
    page.locator("#table-facts").click()
    expect(page.locator("#view-table .grid")).to_have_attribute("aria-rowcount", "60001")
    page.locator("#table-find").fill("12345号 投资")
    assert _column(page) == ["第12345号项目"]


def test_an_empty_graph_has_an_empty_table(visit):
    page = visit(Corpus(), "#v=table")
    expect(page.locator("#view-table .empty")).to_be_visible()
    page.locator("#view-table .grid").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert _column(page) == []
