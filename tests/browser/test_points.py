"""First sight, finding, filters: each on the page of the seeds and on one of 20,000 entities."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from choosing import drawn, entity, number, passing

# Facet -> does an entity fit a value? Asked of the data, without the page's own filters.
TOLD = "const told = (e) => [...e.facts, ...e.out, ...e.into]; const { types, predicates, entities, documents } = kg.store;"
FITS = {
    "types": "types[e.type].id === v",
    "relations": "told(e).some((f) => predicates[f.predicate].id === v)",
    "places": "kg.store.regions(e).some((i) => entities[i].id === v)",
    "years": "told(e).some((f) => f.year !== null && f.year >= v[0] && f.year <= v[1])",
    "kinds": "told(e).some((f) => f.kind === v)",
    "statuses": "e.facts.some((f) => f.status === v)",
    "amount": "e.facts.some((f) => f.unit === 'CNY' && f.value !== null && f.value >= v[0] && (v[1] === null || f.value < v[1]))",
    "industries": "kg.store.industries(e).some((i) => entities[i].id === v)",
    "documents": "told(e).some((f) => f.doc !== null && documents[f.doc].id === v)",
}
OF_ENTITIES = {"types", "places", "statuses", "industries"}  # the others count facts


def test_points_the_page_of_twenty_thousand_is_light(large):
    """Without the texts: they grow with the reports, not with the graph."""
    page = large.read_text("utf-8")
    texts = re.search(r'<script type="application/json" id="kg-texts">.*?</script>', page, re.DOTALL)
    assert texts
    assert len(page.encode()) - len(texts[0].encode()) < 3_000_000


def test_points_the_headline_says_how_much_there_is(either_kept):
    page = either_kept
    held = page.evaluate(
        "(() => { const { documents, entities, facts } = kg.store; const years = facts.map((f) => f.year).filter((y) => y !== null).sort();"
        " return [...[documents, entities, facts].map((all) => all.length.toLocaleString('en-US')), `${years[0]}–${years.at(-1)}`]; })()"
    )
    told = page.locator("#totals span").all_inner_texts()
    assert [text.split(" ")[0] for text in told[:4]] == held
    expect(page.locator("#money")).to_contain_text("亿元")


def test_points_the_legend_counts_each_type_and_a_click_takes_it_away(either):
    page = either()
    rows = page.locator("#facet-types li")
    counts = {row.get_attribute("data-type"): number(row.locator(".count")) for row in rows.all()}
    assert counts == page.evaluate(
        "kg.store.entities.reduce((all, { type }) => { const { id } = kg.store.types[type]; all[id] = (all[id] ?? 0) + 1; return all; }, {})"
    )
    page.locator("#facet-types [data-type=Enterprise] .toggle").click()
    left = page.evaluate("[...new Set(kg.stage.nodes.get().map(({ group }) => group))]")
    assert len(left) > 3 and "Enterprise" not in left
    assert passing(page) == sum(counts.values()) - counts["Enterprise"]


def test_points_names_in_the_first_picture_are_apart(either):
    page = either()
    boxes = page.evaluate("kg.labels.boxes()")
    assert len(boxes) > 40
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            across = one["left"] < other["right"] and one["right"] > other["left"]
            assert not (across and one["top"] < other["bottom"] and one["bottom"] > other["top"])


def test_points_each_type_has_its_colour_and_shape_in_picture_and_legend(either_kept):
    page = either_kept
    drawn_as = page.evaluate(
        "Object.values(kg.stage.network.body.nodes).filter(({ options }) => options.group)"
        ".map(({ options }) => [options.group, options.shape, options.color.background.toUpperCase()])"
    )
    looks = {tuple(row) for row in drawn_as}
    kinds = {kind for kind, _, _ in looks}
    assert len(kinds) >= 7
    assert len(looks) == len(kinds) == len({(shape, colour) for _, shape, colour in looks})
    assert len({shape for _, shape, _ in looks}) >= 5
    assert len({colour for _, _, colour in looks}) >= 5
    signs = page.locator("#facet-types .sign path").evaluate_all(
        "(all) => all.map((e) => [e.closest('li').dataset.type, e.getAttribute('fill').toUpperCase()])"
    )
    assert {(kind, colour) for kind, _, colour in looks} <= {tuple(row) for row in signs}


def test_points_questions_are_offered_and_answered(either_kept):
    page = either_kept
    asks = page.locator("#panel .ask")
    assert asks.count() >= 5
    count = number(asks.first.locator("small"))
    text = asks.first.evaluate("(e) => e.firstChild.textContent")
    asks.first.click()
    expect(page.locator("#panel h2")).to_have_text(text)
    assert 0 < page.locator("#panel .answer").count() <= count
    expect(page.locator("#panel .answer .quote").first).to_be_visible()
    expect(page.locator("#chips .chip").first).to_be_visible()


def _type(page: Page, text: str) -> None:
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.locator("#search").fill(text)


# An entity that its name, an alias, its pinyin and its initials find among the forty rows that are shown.
NAMED = """(one) => { const [full, initials] = one.pinyin.split("|")[0].split(" "); const words = [one.name, one.aliases[0], full, initials];
  return one.name.length > 4 && words.every((word) => word && word.length > 2 && kg.search.find(word).slice(0, 40).includes(one)); }"""


@pytest.mark.parametrize("way", ["name", "alias", "pinyin", "initials"])
def test_points_a_name_in_any_form_finds(either_kept, way):
    page = either_kept
    one = entity(page, NAMED)
    forms = page.evaluate(
        "(id) => { const e = kg.store.byId.get(id); return [e.name, e.aliases[0], ...e.pinyin.split('|')[0].split(' ')]; }",
        one["id"],
    )
    word = dict(zip(["name", "alias", "pinyin", "initials"], forms, strict=False))[way]
    assert word.isascii() == (way in ("pinyin", "initials"))
    _type(page, word)
    expect(page.locator(f'#results .hit[title="{one["name"]}"]').first).to_be_visible()


def test_points_several_terms_have_to_fit_together(either_kept):
    page = either_kept
    one = entity(page, "(one) => one.name.length > 5 && /^[一-龥]+$/.test(one.name)")
    head, tail = one["name"][:2], one["name"][-2:]
    _type(page, f"{tail} {head}")
    expect(page.locator(f'#results .hit[title="{one["name"]}"]').first).to_be_visible()
    told = page.evaluate(
        "(text) => kg.search.find(text).map((e) => [e.name, ...e.aliases, ...[e.within, ...e.out.map((f) => f.object)].filter((i) => i !== null).map((i) => kg.store.entities[i].name)].join())",
        f"{tail} {head}",
    )
    assert told and all(head in text and tail in text for text in told)


def test_points_a_type_narrows_and_the_keyboard_chooses(either):
    page = either()
    _type(page, "产业")
    chips = page.locator("#results .kinds .chip")
    assert chips.count() > 2
    kind = chips.nth(2).evaluate("(e) => e.childNodes[1].textContent")
    chips.nth(2).click()
    expect(page.locator("#results .hit .kind").first).to_have_text(kind)
    assert set(page.locator("#results .hit .kind").all_inner_texts()) == {kind}
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#results [aria-selected=true] .name")
    expect(chosen).to_have_text(page.locator("#results .hit .name").nth(1).inner_text())
    name = chosen.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(name)


def test_points_a_row_tells_type_place_and_facts(either_kept):
    page = either_kept
    one = entity(page, "(one) => one.within !== null && kg.search.find(one.name)[0] === one")
    _type(page, one["name"])
    row = page.locator("#results .hit").first
    kind, place, facts = page.evaluate(
        "(id) => { const e = kg.store.byId.get(id); return [kg.store.types[e.type].label, kg.store.entities[e.within].name, e.facts.length + e.out.length + e.into.length]; }",
        one["id"],
    )
    expect(row.locator(".kind")).to_have_text(kind)
    expect(row.locator(".side")).to_have_text(place)
    expect(row.locator(".count")).to_have_text(f"{facts:,} 条事实")


def _choose(page: Page, facet: str) -> tuple[object, int | None]:
    """Sets a filter with the mouse or, for ranges, the keyboard; the value, and the number that stood beside it."""
    section = page.locator(f"#facet-section-{facet}")
    if section.get_attribute("open") is None:
        section.locator("summary").click()
    if facet in ("years", "amount"):
        section.locator(".thumb.from").press("End")
        return page.evaluate(f"kg.state.get().filters.{facet}"), None
    rows = [row for row in section.locator("li").all() if number(row.locator(".count")) > 0]
    row = min(rows, key=lambda each: number(each.locator(".count")))
    count = number(row.locator(".count"))
    value = row.evaluate("(e) => e.dataset.id ?? e.dataset.type ?? e.dataset.predicate")
    if facet in ("types", "relations"):
        row.hover()
        row.locator(".only").click()
    else:
        row.locator(".toggle").click()
    return value, count if facet in OF_ENTITIES else None


@pytest.mark.parametrize("facet", FITS)
def test_points_a_filter_holds_in_counts_address_and_history_and_goes_with_one_click(either_kept, facet):
    page = either_kept
    everything = passing(page)
    value, beside = _choose(page, facet)
    fitting: list[int] = page.evaluate(
        f"(() => {{ {TOLD} const v = {json.dumps(value)}; return entities.filter((e) => {FITS[facet]}).map((e) => e.type); }})()"
    )
    assert 0 < len(fitting) < everything
    assert passing(page) == len(fitting)
    assert beside in (None, len(fitting))
    expect(page.locator("#shown")).to_have_text(f"显示 {len(drawn(page))} / {len(fitting):,}")
    if facet != "types":
        kinds = page.evaluate("kg.store.types.map(({ id }) => id)")
        counts = {
            row.get_attribute("data-type"): number(row.locator(".count"))
            for row in page.locator("#facet-types li").all()
        }
        assert counts == {kind: fitting.count(kinds.index(str(kind))) for kind in counts}
    address, state = page.url, page.evaluate("kg.state.get()")
    page.reload()
    page.locator("body[data-ready]").wait_for()
    assert page.evaluate("kg.state.get()") == state
    page.go_back()
    expect(page.locator("#chips .chip")).to_have_count(0)
    page.go_forward()
    expect(page.locator("#chips .chip")).to_have_count(1)
    assert page.url == address and passing(page) == len(fitting)
    page.locator("#clear").click()
    assert passing(page) == everything and "#" not in page.url
