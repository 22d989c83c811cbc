"""Can everybody use the page? axe-core on every part of it, the keyboard alone, a phone, large print, forced colours, little motion."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

AXE = Path(__file__).parents[1] / "clients/node_modules/axe-core/axe.min.js"
SERIOUS = {"serious", "critical"}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        pytest.fail("axe-core is missing: run `npm ci` in tests/clients")
    return AXE.read_text("utf-8")


def _violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds at level serious or above, by element. The policy of the page allows no script of others, so it is evaluated."""
    page.evaluate(axe + "; undefined")
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} {node['failureSummary'][:200]}"
        for rule in found["violations"]
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]


def _start(page: Page) -> None:
    pass


def _card(page: Page) -> None:
    page.evaluate("kg.go(kg.store.entities.find((e) => e.name === '东莞市'))")


def _project(page: Page) -> None:
    page.evaluate("kg.go(kg.store.entities.find((e) => e.name === '紫光芯云产业城'))")


def _line(page: Page) -> None:
    page.evaluate("(() => { const { from, to } = kg.stage.edges.get()[0]; kg.state.set({ link: [from, to] }); })()")


def _reader(page: Page) -> None:
    _project(page)
    page.locator("#panel .quote").first.click()


def _help(page: Page) -> None:
    page.locator("#help").click()


def _picture(page: Page) -> None:
    page.locator("#export").click()
    page.locator("#export-menu .item").first.click()


def _menu(page: Page) -> None:
    page.locator("#export").click()


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("#search").fill("东莞")


def _filters(page: Page) -> None:
    page.evaluate("for (const each of document.querySelectorAll('#facets details')) each.open = true")
    page.evaluate("document.querySelectorAll('#facet-types .toggle')[3].click()")
    page.evaluate("document.querySelector('#facet-places .toggle').click()")


def _toast(page: Page) -> None:
    page.evaluate("kg.toast('一条消息')")


def _table(page: Page) -> None:
    page.evaluate("kg.state.set({ view: 'table' })")


def _timeline(page: Page) -> None:
    page.evaluate("kg.state.set({ view: 'timeline' })")


def _compare(page: Page) -> None:
    page.evaluate("kg.state.set({ view: 'compare' })")


def _pair(page: Page) -> None:
    page.evaluate("kg.state.set({ pair: [kg.store.entities[0].id, kg.store.entities[40].id], path: true })")


PARTS = [
    _table,
    _timeline,
    _compare,
    _pair,
    _start,
    _card,
    _project,
    _line,
    _reader,
    _help,
    _picture,
    _menu,
    _search,
    _filters,
    _toast,
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__.strip("_"))
def test_axe_finds_nothing_serious(kept, built, axe, part: Callable[[Page], None], scheme):
    page = kept(built.out / "explorer.html")
    page.evaluate("(name) => kg.theme.set(name)", scheme)
    part(page)
    assert _violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_a_phone(visit, built, axe, scheme):
    page = visit(built.out / "explorer.html")
    page.set_viewport_size(PHONE)
    page.evaluate("(name) => kg.theme.set(name)", scheme)
    assert _violations(page, axe) == []
    page.locator("#open-left").click()
    assert _violations(page, axe) == []
    page.keyboard.press("Escape")
    _project(page)
    page.locator("#open-right").click()
    assert _violations(page, axe) == []
    page.locator("#panel .quote").first.click()
    assert _violations(page, axe) == []


def test_axe_finds_what_is_wrong(visit, corpus, axe):
    page = visit(corpus)
    page.evaluate(
        "document.getElementById('help').replaceChildren(); document.getElementById('help').removeAttribute('aria-label')"
    )
    page.evaluate("document.getElementById('help').removeAttribute('title')")
    assert any("button-name" in found for found in _violations(page, axe))


NAME = """(element) => element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent.trim() || element.title"""


def _focused(page: Page) -> dict[str, str]:
    """Where the focus is: a mark for the element, its name, whether a ring shows it, whether it is in the window."""
    told: dict[str, str] = page.evaluate(
        f"""() => {{
          const element = document.activeElement;
          if (element === document.body) return null;
          const style = getComputedStyle(element);
          const box = element.getBoundingClientRect();
          return {{
            id: element.id || element.className, part: element.closest(".top, .bar, .left, .centre, .right, dialog")?.className || "",
            name: ({NAME})(element), ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
            seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && style.opacity !== "0",
          }};
        }}"""
    )
    return told


def _walk(page: Page, limit: int = 400) -> list[dict[str, str]]:
    """Tab from the start of the page to its end."""
    steps = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        here = _focused(page)
        if here is None:
            return steps
        steps.append(here)
    pytest.fail(f"the tabulator does not leave the page after {limit} steps: it is held at {steps[-1]}")


def _check(steps: list[dict[str, str]]) -> None:
    assert [step for step in steps if not step["name"]] == []
    assert [step for step in steps if not step["ring"]] == []
    assert [step for step in steps if not step["seen"]] == []


def test_tab_goes_through_the_page_in_order_and_out_of_it(visit, corpus):
    page = visit(corpus, "#e=project-0001")
    steps = _walk(page)
    parts = [step["part"] for step in steps]
    order = list(dict.fromkeys(parts))
    assert order == ["top", "bar", "left", "right"]
    assert parts == sorted(parts, key=order.index), "the order jumps between the parts"
    _check(steps)


def test_tab_reaches_the_open_document_and_leaves_it(visit, corpus):
    page = visit(corpus, "#e=project-0001")
    page.locator("#panel .quote").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reader")).to_be_focused()
    names = []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = _focused(page)
        names.append(here)
        if here is None or here["part"] == "right":
            break
    else:
        pytest.fail("the document does not let go of the focus")
    _check([name for name in names if name])
    assert any("关闭" in name["name"] for name in names if name)
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    expect(page.locator("#panel .quote").first).to_be_focused()


def test_everything_of_a_visit_can_be_done_without_a_mouse(visit, corpus):
    page = visit(corpus)
    press = page.keyboard.press
    press("/")
    page.keyboard.type("ylxg")
    press("Enter")
    expect(page.locator("#panel h2")).to_have_text("云岭芯谷")
    expect(page.locator("#voice")).to_have_text("已选：云岭芯谷，项目，5 条事实，详情在右栏")
    # From part to part: nothing is open but filters, tabs and the panel.
    press("F6")
    press("F6")
    expect(page.locator("#left")).to_be_focused()
    press("F6")
    expect(page.locator("#tab-graph")).to_be_focused()
    press("F6")
    expect(page.locator("#panel")).to_be_focused()
    press("Shift+F6")
    expect(page.locator("#tab-graph")).to_be_focused()
    # The list of the nodes stands for the picture.
    page.locator(".twin summary").focus()
    press("Enter")
    press("Tab")
    row = page.locator("#twin button").first
    expect(row).to_be_focused()
    assert re.fullmatch(r".+ \((地区|园区|项目|企业)\)", row.get_attribute("aria-label") or "")
    press("Enter")
    expect(page.locator("#panel h2")).to_have_text(row.inner_text())
    press("Control+z")
    expect(page.locator("#panel h2")).to_have_text("云岭芯谷")
    press("Escape")
    expect(page.locator("#voice")).to_have_text("已取消选择")


def test_menu_and_dialogs_hold_the_focus_only_while_they_are_open(visit, corpus):
    page = visit(corpus)
    press = page.keyboard.press
    page.locator("#export").focus()
    press("Enter")
    expect(page.locator("#export-menu .item").first).to_be_focused()
    press("ArrowDown")
    expect(page.locator("#export-menu .item").nth(1)).to_be_focused()
    press("Escape")
    expect(page.locator("#export")).to_be_focused()
    press("Enter")
    press("Enter")
    dialog = page.locator("#dialog")
    expect(dialog).to_be_visible()
    seen = set()
    for _ in range(12):
        press("Tab")
        here = _focused(page)
        if here:  # between two rounds the focus is at the browser's own bar
            assert page.evaluate("document.activeElement.closest('dialog') !== null")
            assert here["ring"] and here["name"]
            seen.add(here["id"])
    assert {"take-title", "take-stamp", "take-download"} <= seen
    press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#export")).to_be_focused()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_control_has_a_name_and_the_page_its_language(visit, built, language):
    page = visit(built.out / "explorer.html")
    _filters(page)
    _card(page)
    if language == "en":
        page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", {"zh": "zh-CN", "en": "en"}[language])
    names = page.evaluate(
        f"[...document.querySelectorAll('button, input, summary, [role=slider], aside, nav, [role=img], [role=tablist]')].filter((each) => !each.hidden).map({NAME})"
    )
    assert len(names) > 150 and all(names)
    fixed = page.evaluate(f"[...document.querySelectorAll('.top button, .bar button, #network, aside')].map({NAME})")
    chinese = [name for name in fixed if re.search(r"[\u4e00-\u9fff]", name)]
    # The button that leads back to Chinese says so in Chinese; a chip carries the name of a place.
    allowed = {"切换到中文"} if language == "en" else set(chinese)
    assert [name for name in chinese if name not in allowed and not name.startswith("Remove filter")] == []


CHINESE_AS_ENGLISH = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = { marked: 0, left: [] };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    // A tooltip of an SVG holds no elements, like an attribute.
    if (!/\\p{Script=Han}/u.test(node.data) || ["SCRIPT", "STYLE", "NOSCRIPT", "title"].includes(holder.tagName)) continue;
    if (holder.closest("[lang]").getAttribute("lang") === "zh") found.marked += 1;
    else found.left.push(node.data);
  }
  return found;
}"""


@pytest.mark.parametrize(
    "look",
    [
        "kg.go(city)",
        "kg.walk.join(city, other, true)",
        "kg.walk.join(city, other, false)",
        "kg.reader.open(city.facts[3].doc, city.facts[3].start, city.facts[3].end)",
        "kg.state.filter({ places: [city.id], years: [2017, 2018] })",
        "kg.state.set({ view: 'table' })",
        "kg.state.set({ view: 'timeline' })",
        "kg.state.set({ view: 'compare' })",
        "kg.state.set({ view: 'overview' })",
        "kg.ask.go(kg.questions.all()[0])",
    ],
)
def test_chinese_words_in_an_english_page_say_that_they_are_chinese(visit, built, look):
    page = visit(built.out / "explorer.html")
    page.locator("#language").click()
    page.evaluate(
        f"""() => {{
          const [city, other] = ["东莞市", "湛江市"].map((name) => kg.store.entities.find((one) => one.name === name));
          {look};
        }}"""
    )
    page.wait_for_timeout(300)
    found = page.evaluate(CHINESE_AS_ENGLISH)
    assert found["left"] == []
    assert found["marked"] > 50


def test_a_chinese_page_marks_nothing_and_a_message_is_marked_by_its_words(visit, corpus):
    page = visit(corpus, "#e=project-0001")
    assert page.locator("body [lang=zh]").count() == 0
    page.evaluate("kg.language.set('en')")
    page.evaluate("kg.toast('As 云岭芯谷 of 2020年 stands')")
    assert page.locator("#toast [lang=zh]").all_inner_texts() == ["云岭芯谷", "2020年"]
    assert page.locator("#toast").inner_text() == "As 云岭芯谷 of 2020年 stands"


def test_counts_messages_and_selection_are_said_aloud(visit, corpus):
    page = visit(corpus)
    live = page.evaluate(
        "[...document.querySelectorAll('[role=status], [aria-live]')].map((element) => element.id).sort()"
    )
    assert {"shown", "toast", "voice"} <= set(live)


def test_who_wants_little_motion_gets_none(visit, corpus):
    page = visit(corpus)  # the context asks for it
    moving = page.evaluate(
        """[...document.querySelectorAll("*")].filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return animationName !== "none" || parseFloat(transitionDuration) > 0;
        }).length"""
    )
    assert moving == 0
    page.evaluate("kg.go(kg.store.byId.get('park-0001'))")
    at = page.evaluate("kg.stage.network.getViewPosition()")
    page.wait_for_timeout(100)
    assert page.evaluate("kg.stage.network.getViewPosition()") == at


def test_with_forced_colours_what_is_chosen_still_shows(visit, built):
    page = visit(built.out / "explorer.html")
    page.emulate_media(forced_colors="active")
    page.evaluate("kg.state.filter({ kinds: ['target'] })")
    boxes = page.evaluate(
        "[...document.querySelectorAll('#facet-kinds .toggle')].map((each) => [each.getAttribute('aria-pressed'), getComputedStyle(each.querySelector('.box')).backgroundColor])"
    )
    assert {pressed for pressed, _ in boxes} == {"true", "false"}
    assert len({colour for _, colour in boxes}) == 2
    tab = page.locator(".tab[aria-selected=true]")
    assert tab.evaluate("(tab) => getComputedStyle(tab).borderBottomWidth") == "3px"
    fills = page.evaluate(
        "[...document.querySelectorAll('#facet-types .sign path')].map((path) => getComputedStyle(path).fill)"
    )
    assert len(set(fills)) > 5


def _fits(page: Page) -> bool:
    fits: bool = page.evaluate(
        "document.scrollingElement.scrollWidth <= innerWidth && document.scrollingElement.scrollHeight <= innerHeight"
    )
    return fits


def test_a_phone_shows_the_picture_and_has_all_else_a_touch_away(visit, built):
    page = visit(built.out / "explorer.html")
    page.set_viewport_size(PHONE)
    assert _fits(page)
    canvas = page.locator("#network").bounding_box()
    assert canvas and canvas["width"] == 390 and canvas["height"] > 600
    small = page.evaluate(
        """[...document.querySelectorAll(".top button, .bar button")].filter((each) => each.checkVisibility())
          .map((each) => [each.id || each.className, each.getBoundingClientRect()]).filter(([, { width, height }]) => width < 24 || height < 24).map(([id]) => id)"""
    )
    assert small == []
    out = page.evaluate(
        "[...document.querySelectorAll('.top button')].filter((each) => each.checkVisibility()).filter((each) => each.getBoundingClientRect().right > innerWidth).map((each) => each.id)"
    )
    assert out == []
    page.locator("#search").fill("紫光芯云")
    page.locator("#results .hit").first.click()
    page.locator("#open-right").click()
    expect(page.locator("#panel h2")).to_have_text("紫光芯云产业城")
    page.locator("#panel .quote").first.click()
    text = page.locator("#reader").bounding_box()
    assert text and text["width"] == 390
    page.locator("#close-reader").click()
    page.locator("#open-left").click()
    page.locator("#facet-types .toggle").nth(2).click()
    page.locator("#shade").click(position={"x": 380, "y": 300})
    expect(page.locator("#left")).not_to_be_visible()
    assert _fits(page)


def test_the_picture_dialog_fits_a_phone(visit, corpus):
    page = visit(corpus)
    page.set_viewport_size(PHONE)
    _picture(page)
    assert page.locator("#dialog").evaluate(
        "(dialog) => dialog.querySelector('.body').scrollWidth <= dialog.clientWidth"
    )
    page.locator("#take-download").scroll_into_view_if_needed()
    expect(page.locator("#take-download")).to_be_in_viewport()


def test_at_twice_the_size_everything_can_be_reached(visit, built):
    """200 % on a screen of 1280 x 720 leaves 640 x 360 for the page."""
    page = visit(built.out / "explorer.html")
    page.set_viewport_size({"width": 640, "height": 360})
    assert _fits(page)
    _project(page)
    page.locator("#open-right").click()
    quote = page.locator("#panel .quote").last
    quote.scroll_into_view_if_needed()
    expect(quote).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.locator("#export").click()
    last = page.locator("#export-menu .item").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()


def test_the_list_of_nodes_is_the_picture_in_words(visit, built):
    page = visit(built.out / "explorer.html")
    _card(page)
    drawn = page.evaluate("kg.stage.nodes.getIds().sort()")
    assert (
        page.evaluate("[...document.querySelectorAll('#twin [data-id]')].map((row) => row.dataset.id).sort()") == drawn
    )
    label = page.locator("#network").get_attribute("aria-label") or ""
    assert label.startswith(f"关系图，{len(drawn)} 个节点")
