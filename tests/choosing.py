"""What to try on a page of any graph: entities and values, chosen by script from the page's own data. First come, first taken."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

Spot = dict[str, Any]  # id, name, x, y

# A drawn entity that a click in the window would hit, of those that fit.
HITS = """(fits) => { const box = document.querySelector("#network").getBoundingClientRect(); const { network, under } = kg.stage;
  for (const one of kg.picture.compose(kg.state.get()).shown) {
    const spot = network.canvasToDOM(network.getPosition(one.id)); const [x, y] = [box.left + spot.x, box.top + spot.y];
    const inside = x > box.left + 20 && x < box.right - 20 && y > box.top + 60 && y < box.bottom - 40;
    const at = network.DOMtoCanvas(spot);
    if (inside && document.elementFromPoint(x, y)?.tagName === "CANVAS" && under(x, y).entity === one && kg.badges.at(at.x, at.y) === null && fits(one)) return { id: one.id, name: one.name, x, y };
  } return null; }"""
# How many steps lead from an entity to each that can be reached in so many: id -> steps.
REACH = """([start, most]) => { const seen = new Map([[start, 0]]); let edge = [start];
  for (let step = 1; step <= most; step += 1) { const next = [];
    for (const id of edge) { const { i, out, into } = kg.store.byId.get(id);
      for (const { subject, object } of [...out, ...into]) { const other = kg.store.entities[subject === i ? object : subject].id;
        if (!seen.has(other)) { seen.set(other, step); next.push(other); } } }
    edge = next; }
  return Object.fromEntries(seen); }"""


def hit(page: Page, fits: str = "() => true") -> Spot:
    """A drawn entity, and where to click for it.

    Args:
        page: with the graph shown.
        fits: a function in JavaScript that takes an entity.
    """
    page.evaluate("new Promise((done) => { kg.stage.network.once('afterDrawing', done); kg.stage.network.redraw(); })")
    found: Spot | None = page.evaluate(f"({HITS})({fits})")
    assert found, f"nothing drawn fits {fits}"
    return found


def reach(page: Page, start: str, most: int) -> dict[str, int]:
    """Who can be reached from an entity in so many steps, with the steps to each; found without the page's own search."""
    steps: dict[str, int] = page.evaluate(REACH, [start, most])
    return steps


def entity(page: Page, fits: str) -> Spot:
    """The first entity that fits, by id and name."""
    found: Spot | None = page.evaluate(
        f"(() => {{ const one = [...kg.store.entities].sort(kg.store.heavier).find({fits}); return one ? {{ id: one.id, name: one.name }} : null; }})()"
    )
    assert found, f"no entity fits {fits}"
    return found


def number(element: Locator) -> int:
    """The number that an element shows, its commas left out."""
    return int(element.inner_text().replace(",", ""))


def drawn(page: Page) -> set[str]:
    """The ids in the picture."""
    return set(page.evaluate("kg.stage.nodes.getIds()"))


def passing(page: Page) -> int:
    """How many entities pass the filters."""
    count: int = page.evaluate("kg.filters.select(kg.state.get().filters).entities.length")
    return count
