"""Graphs at the edges of what may come: each opens in the graph view and on the map, and answers a search, without a complaint."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kg.model import Corpus, Entity, EntityType, Fact, Predicate
from powerlaw import invent
from qinghe import make_document, quote

RTL = "\u202eمشروع\u202c青禾\u200f市"
STRANGE = (
    "😀👩‍👩‍👧项目",
    "𠮷野家𪚥",
    RTL,
    "名" * 300,
    "a" * 300,
    "\u200b零宽\ufeff",
    "e\u0301\u0302组合",
    " 前后空白 ",
    "ＡＢＣ全角",
    "\U0010ffff",
)


def _star(leaves: int) -> Corpus:
    document = make_document()
    words = quote(document, "云岭芯谷")
    hub = Entity("region-1", EntityType.REGION, "青禾市")
    others = tuple(Entity(f"enterprise-{n:05d}", EntityType.ENTERPRISE, f"企业{n}号") for n in range(leaves))
    facts = tuple(
        Fact(f"f{n:05d}", e.id, Predicate.LOCATED_IN, words, "r", object=hub.id) for n, e in enumerate(others)
    )
    return Corpus((document,), (*others, hub), (), facts)


def _loose(count: int) -> Corpus:
    return Corpus(entities=tuple(Entity(f"park-{n:03d}", EntityType.PARK, f"园区{n}") for n in range(count)))


def _strange() -> Corpus:
    document = make_document()
    words = quote(document, "云岭芯谷")
    entities = tuple(
        Entity(f"policy-{n}", EntityType.POLICY, name, aliases=(name + "别名",), description=name)
        for n, name in enumerate(STRANGE)
    )
    facts = tuple(
        Fact(f"f{n}", e.id, Predicate.PART_OF, words, "r", object="policy-0") for n, e in enumerate(entities[1:])
    )
    return Corpus((document,), entities, (), facts)


CORPORA = {
    "no nodes": Corpus,
    "one node": lambda: _loose(1),
    "no edges": lambda: _loose(400),
    "a hub with 3,000 neighbours": lambda: _star(3000),
    "strange names": _strange,
}


@pytest.mark.parametrize("name", CORPORA)
def test_the_graph_opens_in_every_view_with_and_without_filters(visit, name):
    corpus = CORPORA[name]()
    page = visit(corpus)
    for view in page.evaluate("kg.views.ids()"):
        page.evaluate("(view) => kg.state.set({ view })", view)
        page.wait_for_timeout(200)
        page.evaluate("kg.state.filter({ types: ['Honor'] })")
        page.evaluate("kg.state.filter({ types: [] })")
    assert page.evaluate("kg.store.entities.length") == len(corpus.entities)


@pytest.mark.parametrize("number", range(len(STRANGE)))
def test_a_strange_name_is_found_and_shown_as_it_is(visit, number):
    page = visit(_strange(), f"#e=policy-{number}")
    assert page.locator("#panel h2").evaluate("(e) => e.textContent") == STRANGE[number]
    assert (
        page.evaluate("(name) => kg.search.find(name).map(({ id }) => id)", STRANGE[number]).count(f"policy-{number}")
        == 1
    )


def test_a_name_of_300_characters_does_not_widen_the_page(visit):
    page = visit(_strange(), "#e=policy-4")
    assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(
        "(() => { const p = document.querySelector('#panel'); return p.scrollWidth <= p.clientWidth; })()"
    )


def test_a_hub_with_3000_neighbours_draws_fifty_of_them_at_a_time(visit):
    page = visit(_star(3000), "#e=region-1")
    before = page.evaluate("kg.visibleCount()")
    page.locator("#expand").click()
    page.locator("#dialog .choice", has_text="关系最多").click()
    assert page.evaluate("kg.visibleCount()") == before + 50
    assert before < 400
    expect(page.locator("#toast")).to_contain_text("个未显示")


def test_a_node_that_a_filter_brings_in_stands_near_the_others(visit):
    """Far apart, a hundred nodes would be dots."""
    page = visit(invent(2000), "#t=Honor")
    assert page.evaluate("kg.visibleCount()") > 20
    assert page.evaluate("kg.stage.network.getScale()") > 0.12
    spots = page.evaluate(
        "Object.values(kg.stage.network.getPositions()).map(({ x, y }) => [Math.round(x), Math.round(y)])"
    )
    assert len({tuple(spot) for spot in spots}) == len(spots)
