"""The documentation page: every term, Chinese first, links that lead somewhere, nothing fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from small_vocabulary import ALIGNMENT, TURTLE, material

from kg.ontology import names
from kg.vocabulary import load, render_page


class Collector(HTMLParser):
    """Ids, links and addresses that a browser would fetch by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in ("src", "href", "srcset"):
                self.fetched.append(value or "")


@pytest.fixture(scope="module")
def page() -> str:
    return render_page(load())


@pytest.fixture(scope="module")
def read(page: str) -> Collector:
    collector = Collector()
    collector.feed(page)
    return collector


@pytest.mark.parametrize("name", names())
def test_term_has_its_place(read: Collector, name: str) -> None:
    assert read.ids.count(name) == 1


def test_links_within_the_page_lead_somewhere(read: Collector) -> None:
    within = {link[1:] for link in read.links if link.startswith("#")}
    assert within
    assert within - set(read.ids) == set()


def test_browser_fetches_nothing(page: str, read: Collector) -> None:
    assert [address for address in read.fetched if not address.startswith("data:")] == []
    assert not re.search(r"@import|url\(|<script|<iframe", page)
    assert "default-src 'none'" in page


def test_chinese_comes_before_english(page: str) -> None:
    assert '<html lang="zh-CN">' in page
    (heading,) = re.findall(r'<article id="locatedIn".*?</h3>', page, re.DOTALL)
    assert heading.index("位于") < heading.index("located in")


@pytest.mark.parametrize(
    "told",
    ["主体</dt><dd><a href=\"#Firm\"", "恒盛号 → 虎门镇", "互逆</dt>", "对照·参看</dt>", "没有对照</dt><dd>没有。"],
)  # fmt: skip
def test_relation_shows_ends_example_inverse_and_mappings(told: str) -> None:
    assert told in re.sub(r">\s+<", "><", render_page(material()))


def test_text_of_the_vocabulary_is_escaped() -> None:
    made = render_page(material(TURTLE.replace('"做生意的。"', '"<b>做生意</b>"'), alignment=ALIGNMENT))
    assert "<b>" not in made
    assert "&lt;b&gt;做生意" in made
