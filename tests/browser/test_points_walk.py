"""Walking and reading: each on the page of the seeds and on one of 20,000 entities."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from choosing import drawn, entity, hit, reach

WAITING = "(one) => ((n) => n > 0 && n <= 50)(kg.picture.waiting(one).length)"


def _bright(page: Page) -> set[str]:
    return set(page.evaluate("kg.stage.nodes.get().filter((n) => (n.opacity ?? 1) === 1).map((n) => n.id)"))


def test_points_a_click_shows_the_neighbourhood(either):
    page = either()
    one = hit(page)
    page.mouse.click(one["x"], one["y"])
    expect(page.locator("#panel h2")).to_have_text(one["name"])
    near = set(reach(page, one["id"], 1))
    assert len(near) > 1
    assert _bright(page) == near & drawn(page)
    assert drawn(page) - near, "the rest is still there, but faint"


def test_points_a_double_click_expands(either):
    page = either()
    one = hit(page, WAITING)
    near = set(reach(page, one["id"], 1))
    assert near - drawn(page)
    for _ in range(
        3
    ):  # on a busy machine more than 300 ms may pass between the two clicks, and then they are two single ones
        page.mouse.dblclick(one["x"], one["y"])
        page.wait_for_timeout(400)
        if near <= drawn(page):
            break
    assert near <= drawn(page)
    expect(page.locator("#toast")).to_contain_text("已展开")


def test_points_a_node_is_hidden_and_comes_back(either):
    page = either()
    before = drawn(page)
    one = hit(page)
    page.mouse.click(one["x"], one["y"])
    page.keyboard.press("h")
    assert drawn(page) == before - {one["id"]}
    page.locator("#strip-hidden .cross").click()
    assert drawn(page) == before


def test_points_a_pinned_node_stays_where_it_was_put(either):
    page = either()
    one = hit(page)
    page.mouse.move(one["x"], one["y"])
    page.mouse.down()
    page.mouse.move(one["x"] + 50, one["y"] + 40, steps=8)
    page.mouse.up()
    page.wait_for_function("(id) => kg.state.get().pinned[id]", arg=one["id"])
    at = page.evaluate("(id) => kg.state.get().pinned[id]", one["id"])
    page.reload()
    page.locator("body[data-ready]").wait_for()
    spot = page.evaluate("(id) => kg.stage.network.getPosition(id)", one["id"])
    assert [spot["x"], spot["y"]] == at
    page.locator("#strip-pinned .cross").click()
    assert page.evaluate("kg.state.get().pinned") == {}
    moved = page.evaluate("(id) => kg.stage.network.getPosition(id)", one["id"])
    assert [moved["x"], moved["y"]] != at


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_points_the_focus_holds_what_is_within_its_steps(either_kept, steps):
    page = either_kept
    one = entity(page, "(one) => ((n) => n > 1 && n < 6)(kg.store.neighbours(one).length)")
    page.evaluate("(id) => kg.go(kg.store.byId.get(id))", one["id"])
    page.keyboard.press(str(steps))
    expect(page.locator("#strip-focus output")).to_have_text(f"{steps} 步")
    far = reach(page, one["id"], steps)
    if len(far) <= 300:  # more are not drawn
        assert drawn(page) == set(far)
        return
    assert len(drawn(page)) == 300
    assert drawn(page) <= set(far)
    nearest = Counter(far[key] for key in drawn(page))
    for step in range(1, max(nearest)):
        assert nearest[step] == list(far.values()).count(step), "no one is left out for somebody farther away"


def test_points_a_path_is_the_shortest_and_each_step_has_its_sentence(either):
    page = either()
    start = hit(page, "(one) => kg.store.neighbours(one).length > 1")
    far = {key: step for key, step in reach(page, start["id"], 3).items() if step >= 2}
    end = hit(page, f"(one) => {list(far)}.includes(one.id)")
    page.mouse.click(start["x"], start["y"])
    page.keyboard.down("Shift")
    page.mouse.click(end["x"], end["y"])
    page.keyboard.up("Shift")
    stops = page.locator("#panel .chain .stop").all_inner_texts()
    assert (stops[0], stops[-1]) == (start["name"], end["name"])
    assert len(stops) - 1 == far[end["id"]]
    assert len(_bright(page)) == len(stops)
    hops = page.locator("#panel .chain .hop")
    expect(hops).to_have_count(len(stops) - 1)
    for at, hop in enumerate(hops.all()):
        words = hop.locator(".quote q").first.inner_text()
        pairs = page.evaluate(
            "([a, b]) => kg.store.facts.filter((f) => f.object !== null && [kg.store.entities[f.subject].name, kg.store.entities[f.object].name].sort().join() === [a, b].sort().join())"
            ".map((f) => kg.store.slice(f.doc, f.start, f.end))",
            [stops[at], stops[at + 1]],
        )
        assert words and words in pairs


def test_points_two_stand_side_by_side_with_what_they_share(either):
    page = either()
    one = hit(page, "(one) => kg.store.neighbours(one).length > 1")
    two = next(key for key, step in reach(page, one["id"], 2).items() if step == 2)
    page.mouse.click(one["x"], one["y"])
    page.keyboard.press("c")
    name = page.evaluate("(id) => kg.store.byId.get(id).name", two)
    page.locator("#find-end").fill(name)
    page.locator("#dialog .entrance", has_text=name).first.click()
    first, second = page.evaluate("kg.state.get().pair")
    assert first == one["id"]
    heads = page.locator("#panel .side").first.locator("thead th").all_inner_texts()
    assert heads[-2:] == [one["name"], name]
    shared = set(reach(page, first, 1)) & set(reach(page, second, 1)) - {first, second}
    assert shared
    for _ in range(10):
        more = page.locator("#panel .section", has=page.locator(".shared")).locator(".more")
        if not more.count():
            break
        more.click()
    expect(page.locator("#panel .shared")).to_have_count(len(shared))


RICH = """(one) => { const ids = one.facts.map((f) => kg.store.predicates[f.predicate].id);
  return ids.includes("investment") && one.out.length + one.into.length > 1 && one.facts.length + one.out.length + one.into.length < 30; }"""


def test_points_a_card_groups_the_facts_and_marks_their_words(either_kept):
    page = either_kept
    one = entity(page, RICH)
    page.evaluate("(id) => kg.go(kg.store.byId.get(id))", one["id"])
    expect(page.locator("#panel h2")).to_have_text(one["name"])
    groups, words = page.evaluate(
        """(id) => { const one = kg.store.byId.get(id); const told = [...one.facts, ...one.out, ...one.into];
          const groups = new Set(told.map((f) => `${f.predicate} ${f.object !== null && f.subject === one.i}`));
          return [groups.size, told.map((f) => kg.store.slice(f.doc, f.start, f.end))]; }""",
        one["id"],
    )
    assert groups >= 2
    expect(page.locator("#panel .section")).to_have_count(groups)
    quotes = page.locator("#panel .quote q").all_inner_texts()
    assert len(quotes) >= groups
    assert set(quotes) <= set(words)
    expect(page.locator("#panel .quote b", has_text=one["name"]).first).to_be_visible()


def test_points_an_amount_is_told_short_in_full_and_as_written(either_kept):
    page = either_kept
    plain = "(f) => kg.store.predicates[f.predicate].id === 'investment' && f.unit === 'CNY' && f.stated && f.upper === null && f.value >= 1e8 && f.value < 1e11 && f.value % 1e6 === 0"
    one = entity(page, f"(one) => one.facts.some({plain})")
    value, stated = page.evaluate(
        f"(id) => {{ const f = kg.store.byId.get(id).facts.filter({plain}).sort((a, b) => b.value - a.value)[0]; return [f.value, f.stated]; }}",
        one["id"],
    )
    page.evaluate("(id) => kg.go(kg.store.byId.get(id))", one["id"])
    fact = page.locator("#panel .fact", has=page.locator(".exact", has_text=f"{value:,} 元")).first
    expect(fact.locator("strong")).to_contain_text(f"{value / 1e8:g} 亿元")
    expect(fact.locator(".stated")).to_contain_text(stated)


SERIES = """(one) => kg.dossier.series(kg.dossier.of(one, "observation")).slice(0, 6)
  .find(({ facts }) => facts.length > 1 && facts.every((f) => f.value > 0 && f.unit === facts[0].unit))"""


def test_points_figures_of_an_indicator_are_bars_in_proportion(either_kept):
    page = either_kept
    one = entity(page, SERIES)
    name, values = page.evaluate(
        f"(id) => {{ const one = kg.store.byId.get(id); const {{ name }} = ({SERIES})(one);"
        " return [name, one.facts.filter((f) => f.indicator === name).map((f) => f.value)]; }",
        one["id"],
    )
    page.evaluate("(id) => kg.go(kg.store.byId.get(id))", one["id"])
    series = page.locator("#panel .series", has=page.get_by_text(name, exact=True)).first
    widths = series.locator("rect").evaluate_all("(bars) => bars.map((bar) => Number(bar.getAttribute('width')))")
    expected = [120 * value / max(values) for value in values]
    assert sorted(widths) == pytest.approx(sorted(max(1.5, each) for each in expected))


def test_points_the_reader_opens_at_the_passage_and_a_name_leads_to_its_node_and_back(either):
    page = either()
    one = entity(page, RICH)
    page.evaluate("(id) => kg.go(kg.store.byId.get(id))", one["id"])
    quote = page.locator("#panel .quote").first
    words = quote.locator("q").inner_text()
    quote.click()
    marks = page.locator("#reader mark")
    assert "".join(marks.all_inner_texts()) == words
    expect(marks.first).to_be_in_viewport()
    start, end = page.evaluate("kg.state.get().doc.slice(1)")
    text = page.locator("#reader .text").evaluate("(e) => e.textContent")
    assert text[start:end] == words
    names = page.locator("#reader a.mention:not(.own)")
    at = names.evaluate_all(
        "(all) => { const box = document.querySelector('#reader .text').getBoundingClientRect();"
        " return all.findIndex((a) => { const { top, bottom } = a.getBoundingClientRect(); return top > box.top && bottom < box.bottom; }); }"
    )
    other = page.evaluate("(i) => kg.store.entities[i].name", int(names.nth(at).get_attribute("data-entity") or -1))
    names.nth(at).click()
    expect(page.locator("#panel h2")).to_have_text(other)
    expect(page.locator("#reader")).to_be_visible()
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text(one["name"])
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
