"""A real Chromium that opens pages from disk; a console message, a page error or a request fails the test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from keeping import Kept
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from kg.explorer import render_page
from kg.graph import assemble
from kg.model import Corpus
from powerlaw import invent
from sharing import made_once
from showing import make_crowd

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Starts a Chromium, with more arguments if any are given."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.fail(f"no Chromium found ({', '.join(NAMES)}); the explorer cannot be tested without one")
    with sync_playwright() as playwright:
        yield lambda *more: playwright.chromium.launch(executable_path=executable, args=[*ARGUMENTS, *more])


@pytest.fixture(scope="session")
def browser(launch):
    browser = launch()
    yield browser
    browser.close()


def _profile(browser: Browser) -> BrowserContext:
    """A Chinese reader's window; motion is reduced so that nothing has to be waited for."""
    return browser.new_context(viewport={"width": 1600, "height": 950}, locale="zh-CN", reduced_motion="reduce")


def _write(folder: Path, corpus: Corpus) -> None:
    (folder / "explorer.html").write_text(render_page(assemble(corpus)), encoding="utf-8", newline="\n")


@pytest.fixture(scope="session")
def large(tmp_path_factory) -> Path:
    """A page of 20,000 entities."""
    return made_once(tmp_path_factory, "large", lambda folder: _write(folder, invent(20_000))) / "explorer.html"


@pytest.fixture(params=["seeds", "large"])
def either(request, visit) -> Callable[..., Page]:
    """Opens the page that `kg build` makes of the seeds, and in a second test the one of 20,000 entities; takes an address."""
    seeds = request.param == "seeds"
    path: Path = request.getfixturevalue("built").out / "explorer.html" if seeds else request.getfixturevalue("large")
    return lambda hash_="": visit(path, hash_)


@pytest.fixture(scope="module")
def _keeper(browser) -> Iterator[Kept]:
    context = _profile(browser)
    yield Kept(context)
    context.close()


@pytest.fixture
def kept(_keeper) -> Iterator[Callable[[Path], Page]]:
    """Opens a page that earlier tests may have looked at; who needs its history, storage or first sight takes `visit`."""
    yield _keeper.open
    _keeper.settle()


@pytest.fixture(params=["seeds", "large"])
def either_kept(request, kept) -> Page:
    """As `either`, for tests that a page serves which was open before."""
    seeds = request.param == "seeds"
    page: Page = kept(
        request.getfixturevalue("built").out / "explorer.html" if seeds else request.getfixturevalue("large")
    )
    return page


@pytest.fixture(scope="session")
def crowd(tmp_path_factory) -> Path:
    """The page of two cities with 20,000 projects, which several views must hold."""
    return made_once(tmp_path_factory, "crowd", lambda folder: _write(folder, make_crowd())) / "explorer.html"


@pytest.fixture
def context(browser):
    """A fresh profile."""
    context = _profile(browser)
    yield context
    context.close()


@pytest.fixture
def no_storage(context):
    """Makes every access to localStorage throw, as browsers do that forbid it for pages from disk."""
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"
    )


@pytest.fixture
def visit(context, tmp_path):
    """Writes the page of a corpus and opens it; afterwards nothing may have complained or gone out."""
    complaints: list[str] = []
    path = tmp_path / "explorer.html"

    def listen(page: Page) -> None:
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("request", lambda request: complaints.append(request.url) if path.name not in request.url else None)

    def go(corpus: Corpus | Path, hash_: str = "") -> Page:
        if isinstance(corpus, Path):
            shutil.copyfile(corpus, path)
        else:
            _write(path.parent, corpus)
        page = context.new_page()
        listen(page)
        page.goto(path.as_uri() + hash_)
        page.locator("body[data-ready]").wait_for(timeout=15_000)
        return page

    yield go
    assert complaints == []
