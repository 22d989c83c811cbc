"""Measures the explorer on invented graphs, beside pyvis's stock page. Run it: python tests/benchmarks/explorer.py --help

For each size: seconds of processor time to make the page, its size, and in a Chromium without graphics card the first picture, dragging,
search, expansion, path, a filter, the map of the whole graph, and the heap. Prints a table in Markdown; --json writes the numbers.
Times of the browser are wall times: run it on a quiet machine, the table tells the load. Columns with "CPU" are the processor time of
the page's main thread, which other jobs do not lengthen: what a wall time would be without them, painting by the compositor aside.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from kg.explorer import render_page
from kg.graph import assemble
from powerlaw import invent

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-precise-memory-info", "--js-flags=--expose-gc"]
WINDOW = {"width": 1600, "height": 950}
TARGETS = {"first picture s": 1.0, "pan p95 ms": 33, "search ms": 10, "expand ms": 150, "path ms": 50, "heap MB": 64}
STOCK_CAP = 120  # seconds that the stock page gets for its first picture

# The frames between two moves of a drag, as the page itself sees them.
FRAMES = """() => { window.frames_ = []; let last = performance.now();
  const next = (now) => { window.frames_.push(now - last); last = now; window.on_ = requestAnimationFrame(next); };
  window.on_ = requestAnimationFrame(next); }"""
SEARCH = """() => { const words = ["青禾", "qinghe", "qhs", "高新区", "keji", "云岭 科技", "a", "青", "e", "江 市", "q h", "云岭 高新 区"]; kg.search.find("z");
  const took = words.flatMap((word) => [1, 2, 3].map(() => { const t = performance.now(); kg.search.find(word); return performance.now() - t; }));
  return took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)]; }"""
FRAME_AFTER = """async (what) => { const act = {
    expand: () => kg.stage.expand([...kg.store.entities].sort(kg.store.heavier)[3]),
    filter: () => kg.state.filter({ types: ["Project"] }),
    overview: () => kg.state.set({ view: "overview" }) }[what];
  const t = performance.now(); act(); await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - t; }"""
# The three best paths between twenty pairs, as the page asks for them; the slowest but one.
PATH = """() => { const paths = kg.makePaths(kg.store, kg.filters); paths.ready(); const n = kg.store.entities.length;
  const took = Array.from({ length: 20 }, (_, k) => { const t = performance.now();
    paths.find((k * 37) % n, n - 1 - ((k * 53) % n), kg.state.get().filters, 3); return performance.now() - t; });
  return took.sort((a, b) => a - b)[18]; }"""


class _Clock:
    """Seconds of processor time of the main thread of a page."""

    def __init__(self, page: Page) -> None:
        self._page, self._session = page, page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def now(self) -> float:
        found = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(row["value"] for row in found if row["name"] == "TaskDuration"))

    def act(self, what: str) -> tuple[float, float]:
        """Does something named in FRAME_AFTER: milliseconds by the clock on the wall until its frame, and of processor time."""
        before = self.now()
        wall: float = self._page.evaluate(FRAME_AFTER, what)
        return wall, 1000 * (self.now() - before)


def _open(browser: Browser, path: Path) -> tuple[Page, _Clock, float]:
    """The page, its clock, and the seconds from the call until its first picture stands."""
    page = browser.new_context(viewport=WINDOW, locale="zh-CN", reduced_motion="reduce").new_page()
    page.add_init_script(
        "new MutationObserver(() => { if (document.body?.dataset.ready) window.ready_ ??= performance.now(); })"
        ".observe(document, { attributes: true, childList: true, subtree: true });"
    )
    clock = _Clock(page)
    page.goto(path.as_uri(), wait_until="commit")
    page.locator("body[data-ready]").wait_for(timeout=60_000)
    return page, clock, page.evaluate("window.ready_ / 1000")


def _drag(page: Page, selector: str) -> list[float]:
    """Milliseconds of each frame while the canvas is dragged for a second."""
    box = page.locator(selector).bounding_box()
    assert box
    # A corner: in the middle stand nodes, and a drag would move one.
    x, y = box["x"] + 40, box["y"] + box["height"] - 60
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    for step in range(60):
        page.mouse.move(x + step * 5, y - step * 4)
        time.sleep(0.012)
    frames: list[float] = page.evaluate("() => { cancelAnimationFrame(window.on_); return window.frames_.slice(1); }")
    page.mouse.up()
    page.wait_for_timeout(400)
    return frames


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else float("nan")


def _heap(page: Page) -> float:
    """Megabytes that stay after the garbage is gone."""
    return float(page.evaluate("() => { gc(); gc(); return performance.memory.usedJSHeapSize / 1e6; }"))


def measure(browser: Browser, path: Path) -> dict[str, float | None]:
    """What the browser needs for our page."""
    page, clock, first = _open(browser, path)
    found: dict[str, float | None] = {"first picture s": first, "start CPU s": clock.now(), "heap MB": _heap(page)}
    found["pan p95 ms"] = _p95(_drag(page, "#network"))
    found["search ms"] = page.evaluate(SEARCH)
    found["path ms"] = page.evaluate(PATH)
    for what in ("expand", "filter", "overview"):
        found[f"{what} ms"], found[f"{what} CPU ms"] = clock.act(what)
        page.evaluate("kg.state.filter({ types: [] })")
    page.wait_for_timeout(1500)
    found["map pan p95 ms"] = _p95(_drag(page, "#map"))
    found["heap after MB"] = _heap(page)
    page.context.close()
    return found


def stock_page(count: int, path: Path) -> float:
    """The page of pyvis as it comes, of the same graph; gives the seconds of processor time that making it took."""
    from pyvis.network import Network

    graph = assemble(invent(count))
    begun = time.process_time()
    net = Network(directed=True, cdn_resources="in_line")
    # Appended, because its own add_edge compares with every edge before: a minute at 20,000 nodes.
    net.nodes = [{"id": key, "label": at["entity"].name, "shape": "dot"} for key, at in graph.nodes(data=True)]
    net.edges = [
        {"from": a, "to": b, "arrows": "to", "title": at["fact"].evidence.quote} for a, b, at in graph.edges(data=True)
    ]
    path.write_text(net.generate_html(), encoding="utf-8", newline="\n")
    return time.process_time() - begun


def measure_stock(browser: Browser, path: Path) -> dict[str, float | None]:
    """First picture and dragging of the stock page; None where nothing was seen within the cap."""
    page = browser.new_context(viewport=WINDOW).new_page()
    page.set_default_timeout(STOCK_CAP * 1000)
    begun = time.monotonic()
    try:
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function("() => { const c = document.querySelector('canvas'); return c && c.width && network.stabilizationIterations !== undefined"
                               " || (window.network && c && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v)); }")  # fmt: skip
        first = time.monotonic() - begun
        return {"first picture s": first, "pan p95 ms": _p95(_drag(page, "#mynetwork canvas")), "heap MB": _heap(page)}
    except TimeoutError:
        return {"first picture s": None, "pan p95 ms": None, "heap MB": None}
    finally:
        page.context.close()


def run(sizes: list[int], stock: list[int], folder: Path, browse: Callable[[], Browser]) -> list[dict[str, Any]]:
    """One row for each page."""
    rows: list[dict[str, Any]] = []
    for count in sizes:
        graph = assemble(invent(count))
        begun = time.process_time()
        page = render_page(graph)
        took = time.process_time() - begun
        path = folder / f"explorer-{count}.html"
        path.write_text(page, encoding="utf-8", newline="\n")
        texts = len(page.partition('id="kg-texts">')[2].partition("</script>")[0].encode())
        size = path.stat().st_size
        row = {
            "nodes": count,
            "page": "kg",
            "file MB": size / 1e6,
            "without texts MB": (size - texts) / 1e6,
            "build s": took,
        }
        browser = browse()
        rows.append({**row, **measure(browser, path), "load": os.getloadavg()[0]})
        browser.close()
        sys.stderr.write(f"{rows[-1]}\n")
        if count in stock:
            path = folder / f"stock-{count}.html"
            took = stock_page(count, path)
            row = {"nodes": count, "page": "pyvis", "file MB": path.stat().st_size / 1e6, "build s": took}
            browser = browse()
            rows.append({**row, **measure_stock(browser, path), "load": os.getloadavg()[0]})
            browser.close()
            sys.stderr.write(f"{rows[-1]}\n")
    return rows


def table(rows: list[dict[str, Any]]) -> str:
    """Markdown; what misses its target is bold."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(_cell(row, key) for key in columns) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None:
        return f"none in {STOCK_CAP} s" if row["page"] == "pyvis" and key == "first picture s" else "–"
    if not isinstance(value, float):
        return str(value)
    text = f"{value:.2f}" if value < 10 else f"{value:.0f}"
    return (
        f"**{text}**"
        if row["page"] == "kg" and row["nodes"] <= 20_000 and value >= TARGETS.get(key, value + 1)
        else text
    )


def main() -> None:
    """Parses, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 5000, 20_000, 100_000])
    parser.add_argument(
        "--stock", type=int, nargs="*", default=[1000, 5000, 20_000], help="sizes to show pyvis's own page of"
    )
    parser.add_argument("--json", type=Path, help="write the numbers to this file")
    parser.add_argument("--keep", type=Path, help="folder for the pages; otherwise they go")
    given = parser.parse_args()
    executable = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    if executable is None:
        parser.error("no Chromium found (apt-get install chromium)")
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        rows = run(
            given.sizes,
            given.stock,
            folder,
            lambda: playwright.chromium.launch(executable_path=executable, args=ARGUMENTS),
        )
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(table(rows))


if __name__ == "__main__":
    main()
