"""Makes the pictures of the README from exports/explorer.html. Run it after a change of the page: python tests/benchmarks/pictures.py"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
WINDOW = {"width": 1440, "height": 900}
NAMED = "(name) => kg.store.entities.find((entity) => entity.name === name).id"


def start(page: Page) -> None:
    """The page as it opens."""


def reader(page: Page) -> None:
    """A park, the amount invested in it, and the passage that says so."""
    page.evaluate("(id) => kg.state.set({ selected: id })", page.evaluate(NAMED, "翠山湖科技园"))
    page.locator("#panel .quote").first.click()


def path(page: Page) -> None:
    """How two cities are linked, with the words of each step."""
    ends = [page.evaluate(NAMED, name) for name in ("东莞市", "湛江市")]
    page.evaluate("(ends) => kg.state.set({ pair: ends, path: true })", ends)


#: Name of the picture -> what is done before, light or dark.
PICTURES: dict[str, tuple[Callable[[Page], None], str]] = {
    "start": (start, "light"),
    "reader": (reader, "light"),
    "path": (path, "dark"),
}


def main() -> None:
    """Writes all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", type=Path, default=ROOT / "exports/explorer.html")
    parser.add_argument("--out", type=Path, default=ROOT / ".github/pictures")
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--headless", "--no-sandbox"])
        for name, (act, scheme) in PICTURES.items():
            _shoot(browser, told.page, told.out / f"{name}.png", act, scheme)
        browser.close()


def _shoot(browser: Browser, file: Path, out: Path, act: Callable[[Page], None], scheme: str) -> None:
    context = browser.new_context(viewport=WINDOW, locale="zh-CN", color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(file.resolve().as_uri())
    page.locator("body[data-ready]").wait_for()
    act(page)
    page.wait_for_timeout(500)
    page.screenshot(path=out)
    context.close()


if __name__ == "__main__":
    main()
