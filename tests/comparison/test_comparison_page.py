"""The page of a comparison: quotes beneath cells, bars where numbers can be compared, nothing that runs or loads."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from city_builds import DONGGUAN, KAIPING, PLANT, Row, compared, fact, lies, paid, told
from lxml import html

from kg.comparison.page import to_page

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def _facts() -> list[Row]:
    return [
        told(DONGGUAN, 7.58e11, quote="东莞生产总值7580亿元"),
        told(KAIPING, 3.79e11),
        told(DONGGUAN, 4e8, "USD", indicator="进出口总额"),
        told(KAIPING, 3e8, indicator="进出口总额"),
        told(DONGGUAN, 5, "个", indicator="新建学校"),
        told(DONGGUAN, 6, "个", indicator="新建学校"),
        told(KAIPING, 7, "个", indicator="新建学校"),
        lies(PLANT, KAIPING, quote="云岭芯谷落户开平"),
        fact(PLANT, "status", value="started"),
        paid(PLANT, 5e8, year=2016),
        paid(PLANT, 6e8),
    ]


@pytest.fixture
def page(tmp_path: Path) -> html.HtmlElement:
    return html.fromstring(to_page(compared(tmp_path, _facts()), False))


def _cells(page: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    (row,) = (row for row in page.iter("tr") if row.find("th/b") is not None and row.find("th/b").text == name)
    return list(row.findall("td"))


def test_quote_stands_beneath_its_cell(page: html.HtmlElement) -> None:
    first = _cells(page, "地区生产总值")[0]
    assert first.find("div[@class='said']").text == "7580亿元"
    assert first.find("details//q").text == "东莞生产总值7580亿元"
    assert all(
        cell.find("details") is not None for cell in page.iter("td") if cell.find("div[@class='bar']") is not None
    )


def test_bars_are_as_wide_as_their_numbers(page: html.HtmlElement) -> None:
    widths = [cell.find("div[@class='bar']").get("style") for cell in _cells(page, "地区生产总值")]
    assert widths == ["width: 100.0%", "width: 50.0%"]


@pytest.mark.parametrize("name", ["进出口总额"])
def test_no_bars_where_units_differ(page: html.HtmlElement, name: str) -> None:
    assert [cell.find("div[@class='bar']") for cell in _cells(page, name)] == [None, None]


def test_contradiction_shows_both_and_draws_neither(page: html.HtmlElement) -> None:
    cell = _cells(page, "新建学校")[0]
    assert [said.text for said in cell.findall("div[@class='said']")] == ["5个", "6个"]
    assert cell.find("div[@class='note']").text == "说法不一"
    assert cell.find("div[@class='bar']") is None


def test_names_stand_in_cells_and_where_beneath(page: html.HtmlElement) -> None:
    none, some = _cells(page, "开工启动")
    assert (none.find("span").text, some.find("div[@class='names']").text) == ("—", "云岭芯谷")
    assert "云岭芯谷落户开平" in [quote.text for quote in some.iter("q")]


def test_amount_that_is_not_added_is_named(page: html.HtmlElement) -> None:
    (left,) = page.find_class("left")
    assert "5亿元" in left.text_content()
    assert "后来另有说法，没有加" in left.text_content()


def test_page_escapes_and_loads_nothing(tmp_path: Path) -> None:
    evil = {**PLANT, "name": EVIL}
    facts = [told(DONGGUAN, 1, EVIL, indicator=EVIL, quote=EVIL), told(KAIPING, 2, indicator=EVIL), lies(evil, KAIPING)]
    text = to_page(compared(tmp_path, facts, entities=(DONGGUAN, KAIPING, evil)), False)
    found = html.fromstring(text)
    assert not {"script", "img", "link", "iframe", "a"} & {one.tag for one in found.iter()}
    assert not [name for one in found.iter() for name in one.attrib if name in ("src", "href") or name.startswith("on")]
    assert "default-src 'none'" in text
    assert text.count("&lt;script&gt;") >= 4


def test_browser_shows_the_page_without_errors(tmp_path: Path) -> None:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        pytest.fail("no Chromium found (apt-get install chromium)")
    file = tmp_path / "page.html"
    file.write_text(to_page(compared(tmp_path / "exports", _facts()), False), encoding="utf-8")
    # Layout comes before the tree is printed, and the policy's complaints go to the log.
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom", file.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert "7580亿元" in done.stdout
    assert not re.search(r"CONSOLE|Refused|Content Security Policy", done.stderr)
