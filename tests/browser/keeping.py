"""One page for many tests that look at it: to load it takes as long as most of what they do.

After each test the page is brought back to its start, and what a reader sees is compared with what was there at first. Is anything
different, the page is closed and the next test gets a new one: so no test finds what another left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

# Closes what a test may have opened. Sections of the left column by their ids; all else follows from the state.
RESET = """async (open) => { document.querySelector("dialog[open]")?.close(); document.activeElement?.blur();
  for (const each of document.querySelectorAll("#facets details")) each.open = open.includes(each.id);
  document.body.click(); document.getElementById("toast").hidden = true; kg.search.clear();
  if (kg.language.get() !== "zh") kg.language.set("zh");
  if (kg.theme.get() !== "light") kg.theme.set("light");
  localStorage.clear(); kg.state.set(kg.state.EMPTY);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  document.getElementById("voice").textContent = ""; }"""
OPEN = "[...document.querySelectorAll('#facets details[open]')].map(({ id }) => id)"
SEEN = """() => ({ text: document.body.innerText, address: location.hash, state: kg.state.get(), at: kg.stage.network.getPositions(),
  attributes: [document.documentElement, document.body].map((e) => [...e.attributes].filter(({ value }) => value).map(({ name, value }) => name + value)),
  visible: [...document.body.querySelectorAll("[id]")].filter((e) => e.checkVisibility()).map(({ id }) => id) })"""


class _Page:
    """A page, and what was to be seen on it at first."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.open: list[str] = page.evaluate(OPEN)
        self.first = self.seen()

    def seen(self) -> dict[str, Any]:
        """What a reader sees after everything was closed."""
        self.page.evaluate(RESET, self.open)
        seen: dict[str, Any] = self.page.evaluate(SEEN)
        return seen


@dataclass
class Kept:
    """Pages that stay open from test to test, by file."""

    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    pages: dict[Path, _Page] = field(default_factory=dict)
    used: set[Path] = field(default_factory=set)  # by the test under way

    def open(self, path: Path) -> Page:
        """The page in its first state."""
        if path not in self.pages:
            self.pages[path] = _Page(self._load(path))
        self.used.add(path)
        page = self.pages[path].page
        page.bring_to_front()  # Chromium draws a page behind another once a second
        return page

    def settle(self) -> None:
        """After a test: closes the pages that do not come back to what they were, and fails for what they complained of."""
        used = {path: self.pages.pop(path) for path in self.used}
        self.used.clear()
        back = {path: kept for path, kept in used.items() if kept.seen() == kept.first}
        complained, self.complaints[:] = list(self.complaints), []
        for path, kept in used.items():
            if path in back and not complained:
                self.pages[path] = kept
            else:
                kept.page.close()
        assert complained == []

    def _load(self, path: Path) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on(
            "request", lambda request: self.complaints.append(request.url) if path.name not in request.url else None
        )
        page.goto(path.as_uri())
        page.locator("body[data-ready]").wait_for(timeout=15_000)
        return page
