"""State in the address, undo, filters with counts, language, theme, keys: what every view of the explorer stands on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kg.model import Corpus, Entity, EntityType, Fact, Predicate, Status
from qinghe import make_document, quote


@pytest.fixture
def town() -> Corpus:
    """Two documents, two places, three projects, amounts, states, an industry: something to filter by in every facet."""
    one = make_document()
    two = make_document(title="2022年白石市政府工作报告", body="云岭芯谷在白石市。")
    told = quote(one, "云岭芯谷")
    later = quote(two, "云岭芯谷")
    entities = (
        Entity("e1", EntityType.ENTERPRISE, "星河公司"),
        Entity("i1", EntityType.INDUSTRY, "芯片"),
        Entity("p1", EntityType.PROJECT, "甲项目"),
        Entity("p2", EntityType.PROJECT, "乙项目"),
        Entity("p3", EntityType.PROJECT, "丙项目"),
        Entity("r1", EntityType.REGION, "青禾市"),
        Entity("r2", EntityType.REGION, "白石市"),
    )
    facts = (
        Fact("f01", "p1", Predicate.LOCATED_IN, told, "r", object="r1", year=2020),
        Fact("f02", "p2", Predicate.LOCATED_IN, told, "r", object="r1", year=2020),
        Fact("f03", "p3", Predicate.LOCATED_IN, later, "r", object="r2", year=2022),
        Fact("f04", "e1", Predicate.ENGAGED_IN, told, "r", object="i1", year=2021),
        Fact("f05", "p1", Predicate.STATUS, told, "r", status=Status.STARTED, year=2020),
        Fact("f06", "p2", Predicate.STATUS, told, "r", status=Status.PLANNED, year=2021, kind="target"),
        Fact("f07", "p1", Predicate.INVESTMENT, told, "r", value=5e9, unit="CNY", year=2020, role="总投资"),
        Fact("f08", "p3", Predicate.INVESTMENT, later, "r", value=2e7, unit="CNY", year=2022, role="总投资"),
    )
    return Corpus((one, two), entities, (), facts)


def _shown(page: Page) -> list[str]:
    names: list[str] = page.evaluate("kg.picture.compose(kg.state.get()).shown.map((e) => e.name).sort()")
    return names


def _open(page: Page, facet: str) -> None:
    section = page.locator(f"#facet-section-{facet}")
    if section.get_attribute("open") is None:
        section.locator("summary").click()


def _choose(page: Page, facet: str, name: str) -> None:
    _open(page, facet)
    page.locator(f"#facet-{facet} .toggle", has_text=name).click()


def _counts(page: Page, facet: str) -> dict[str, str]:
    rows = page.locator(f"#facet-{facet} li").all()
    return {row.locator(".name").inner_text(): row.locator(".count").inner_text() for row in rows}


@pytest.mark.parametrize(
    ("facet", "name", "left"),
    [
        ("places", "青禾市", ["乙项目", "甲项目", "青禾市"]),
        ("kinds", "计划", ["乙项目"]),
        ("statuses", "开工启动", ["甲项目"]),
        ("industries", "芯片", ["星河公司", "芯片"]),
        ("documents", "2022年白石市政府工作报告", ["丙项目", "白石市"]),
    ],
)
def test_a_choice_leaves_what_fits_it(visit, town, facet, name, left):
    page = visit(town)
    _choose(page, facet, name)
    assert _shown(page) == sorted(left)
    assert page.evaluate("kg.visibleCount()") == len(left)
    expect(page.locator("#shown")).to_have_text(f"显示 {len(left)} / {len(left)}")
    _choose(page, facet, name)
    assert len(_shown(page)) == 7


def test_switching_off_a_type_or_a_relation_leaves_the_others(visit, town):
    page = visit(town)
    _choose(page, "types", "项目")
    assert _shown(page) == sorted(["星河公司", "芯片", "青禾市", "白石市"])
    page.locator("#clear").click()
    _choose(page, "relations", "位于")
    assert "r1" not in page.evaluate("kg.filters.select(kg.state.get().filters).entities.map((e) => e.id)")


def test_counts_of_the_other_facets_follow(visit, town):
    page = visit(town)
    assert _counts(page, "types") == {"地区": "2", "项目": "3", "企业": "1", "产业": "1"}
    _choose(page, "places", "青禾市")
    assert _counts(page, "types") == {"地区": "1", "项目": "2", "企业": "0", "产业": "0"}
    assert _counts(page, "places") == {"青禾市": "3", "白石市": "2"}
    assert _counts(page, "kinds") == {"实绩": "4", "计划": "1"}


def test_the_years_are_a_range_with_two_thumbs(visit, town):
    page = visit(town)
    low, high = (page.locator(f"#facet-section-years .thumb.{which}") for which in ("from", "to"))
    expect(low).to_have_attribute("aria-valuetext", "2020")
    low.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(low).to_have_attribute("aria-valuetext", "2022")
    assert _shown(page) == ["丙项目", "白石市"]
    assert page.url.endswith("#y=2022-2022")
    expect(page.locator("#facet-section-years .range")).to_have_text("2022 年")
    low.press("Home")
    high.press("Home")
    assert page.url.endswith("#y=2020-2020")
    high.press("End")
    assert "#" not in page.url


def test_a_thumb_can_be_dragged_and_the_drag_is_one_step(visit, town):
    page = visit(town)
    box = page.locator("#facet-section-years .track").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 11)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 11)
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 11)
    page.mouse.up()
    assert page.evaluate("kg.state.get().filters.years") == [2022, 2022]
    page.locator("#undo").click()
    assert page.evaluate("kg.state.get().filters.years") is None


def test_amounts_are_a_range_of_classes(visit, town):
    page = visit(town)
    _open(page, "amount")
    low = page.locator("#facet-section-amount .thumb.from")
    low.focus()
    page.keyboard.press("End")
    assert page.evaluate("kg.state.get().filters.amount") == [1e9, None]
    assert _shown(page) == ["甲项目"]
    expect(page.locator("#chips")).to_have_text("金额（人民币）：10 亿元 以上×")


def test_chips_say_what_is_active_and_take_it_away(visit, town):
    page = visit(town)
    _choose(page, "places", "青禾市")
    _choose(page, "types", "企业")
    chips = page.locator("#chips .chip")
    expect(chips).to_have_text(["类型：不含企业×", "地区（含辖内）：青禾市×"])
    chips.nth(1).click()
    expect(chips).to_have_text(["类型：不含企业×"])
    page.locator("#clear").click()
    expect(chips).to_have_count(0)
    expect(page.locator("#clear")).to_be_hidden()
    assert len(_shown(page)) == 7


def test_a_long_facet_can_be_searched(visit):
    document = make_document()
    words = quote(document, "云岭芯谷")
    regions = [Entity(f"r{n:02d}", EntityType.REGION, f"第{n}镇") for n in range(30)]
    facts = [Fact(f"f{one.id}", one.id, Predicate.STATUS, words, "r", status=Status.STARTED) for one in regions]
    page = visit(Corpus((document,), tuple(regions), (), tuple(facts)))
    rows = page.locator("#facet-places li")
    expect(rows).to_have_count(8)
    page.locator("#facet-section-places .more").click()
    expect(rows).to_have_count(30)
    page.locator("#facet-section-places .find").fill("29")
    expect(rows).to_have_count(1)
    rows.locator(".toggle").click()
    assert _shown(page) == ["第29镇"]
    page.locator("#facet-section-places .find").fill("没有")
    expect(rows).to_have_text(["没有符合的项"])


def test_the_address_brings_back_the_same_state(visit, town):
    page = visit(town, "#e=p1&t=!Enterprise&g=r1&y=2020-2021&k=actual,target&x=r1:50&pin=p2:100:-40")
    state = page.evaluate("kg.state.get()")
    assert state["selected"] == "p1"
    assert state["filters"]["places"] == ["r1"]
    assert state["filters"]["years"] == [2020, 2021]
    assert "Enterprise" not in state["filters"]["types"]
    assert state["pinned"] == {"p2": [100, -40]}
    expect(page.locator("#panel h2")).to_have_text("甲项目")
    assert page.evaluate("kg.stage.network.getPosition('p2')") == {"x": 100, "y": -40}
    page.reload()
    page.locator("body[data-ready]").wait_for()
    assert page.evaluate("kg.state.get()") == state


def test_a_damaged_address_opens_what_is_left_of_it_and_says_so(visit, town):
    page = visit(town, "#e=p1&y=20x0-&zz=%E4&g=r1")
    expect(page.locator("#toast")).to_have_text("链接里有 2 处无法识别，已略去，其余照常显示")
    expect(page.locator("#panel h2")).to_have_text("甲项目")
    assert page.evaluate("kg.state.get().filters.places") == ["r1"]


def test_an_address_of_another_graph_says_what_is_missing(visit, town):
    page = visit(town, "#e=gone&g=r1")
    expect(page.locator("#toast")).to_contain_text("图谱里没有链接所指的实体")
    assert page.evaluate("kg.state.get().filters.places") == ["r1"]


def test_back_and_forward_go_through_filters_and_entities(visit, town):
    page = visit(town)
    _choose(page, "places", "青禾市")
    page.evaluate("kg.go(kg.store.byId.get('p1'))")
    assert page.url.endswith("#e=p1&g=r1")
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("从这里开始")
    assert page.evaluate("kg.state.get().filters.places") == ["r1"]
    page.go_back()
    expect(page.locator("#chips .chip")).to_have_count(0)
    page.go_forward()
    page.go_forward()
    expect(page.locator("#panel h2")).to_have_text("甲项目")


def test_a_typed_address_is_followed(visit, town):
    page = visit(town)
    page.evaluate("location.hash = '#e=p2&k=target'")
    expect(page.locator("#panel h2")).to_have_text("乙项目")
    expect(page.locator("#chips .chip")).to_have_text(["实绩或计划：计划×"])


def test_steps_can_be_undone_and_done_again(visit, town):
    page = visit(town)
    expect(page.locator("#undo")).to_be_disabled()
    _choose(page, "kinds", "计划")
    page.evaluate("kg.go(kg.store.byId.get('p2'))")
    page.keyboard.press("Control+z")
    expect(page.locator("#panel h2")).to_have_text("从这里开始")
    page.locator("#undo").click()
    assert len(_shown(page)) == 7
    expect(page.locator("#undo")).to_be_disabled()
    page.keyboard.press("Control+Shift+z")
    page.locator("#redo").click()
    expect(page.locator("#panel h2")).to_have_text("乙项目")
    assert page.url.endswith("#e=p2&k=target")
    expect(page.locator("#redo")).to_be_disabled()


def test_a_new_step_ends_what_could_be_done_again(visit, town):
    page = visit(town)
    _choose(page, "kinds", "计划")
    page.locator("#undo").click()
    _choose(page, "kinds", "实绩")
    expect(page.locator("#redo")).to_be_disabled()


def test_a_moved_node_keeps_its_place_and_can_be_put_back(visit, town):
    page = visit(town)
    spot = page.evaluate("kg.stage.network.canvasToDOM(kg.stage.network.getPosition('p1'))")
    before = page.evaluate("kg.stage.network.getPosition('p1')")
    box = page.locator("#network").bounding_box()
    assert box
    page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + spot["x"] + 60, box["y"] + spot["y"] + 30, steps=4)
    page.mouse.up()
    assert list(page.evaluate("kg.state.get().pinned")) == ["p1"]
    page.locator("#undo").click()
    assert page.evaluate("kg.stage.network.getPosition('p1')") == before


def test_the_language_changes_everywhere_without_a_reload_and_is_remembered(visit, town):
    page = visit(town, "#e=p1&g=r1")
    page.evaluate("window.mark = 1")
    page.locator("#language").click()
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.locator(".tab").first).to_have_text("Graph")
    expect(page.locator("#totals")).to_have_text(
        "2 documents7 entities8 facts2020–2022Investment: 5.02 billion CNY realised"
    )
    expect(page.locator("#panel .kind")).to_have_text("Project3 facts")
    expect(page.locator("#panel h2")).to_have_text("甲项目")
    expect(page.locator("#panel .section", has_text="Investment").locator("strong")).to_have_text("5 billion CNY")
    expect(page.locator("#facet-types .name").first).to_have_text("Region")
    expect(page.locator("#chips .chip")).to_have_text(["Places (with all inside): 青禾市×"])
    expect(page.locator("#search")).to_have_attribute("placeholder", "Search names, aliases, codes, pinyin or initials")
    expect(page).to_have_title("甲项目 - City and Enterprise Graph")
    assert page.evaluate("window.mark") == 1
    page.reload()
    page.locator("body[data-ready]").wait_for()
    expect(page.locator(".tab").first).to_have_text("Graph")
    page.locator("#language").click()
    expect(page.locator(".tab").first).to_have_text("图谱")


def test_nothing_stays_chinese_in_english_but_names_and_quotes(visit, town):
    page = visit(town)
    page.locator("#language").click()
    page.keyboard.press("?")
    told = page.evaluate(
        "[...document.querySelectorAll('.top, .bar, #dialog, #facet-section-types, #facet-section-kinds, #facet-section-years')]"
        ".map((e) => e.innerText).join('').replace('中', '')"
    )
    assert not [letter for letter in told if "\u4e00" <= letter <= "\u9fff"]


def test_the_theme_follows_the_system_until_it_is_switched_and_is_remembered(visit, town):
    page = visit(town)
    theme = "document.documentElement.dataset.theme"
    ground = "getComputedStyle(document.querySelector('#panel')).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute(
        "data-theme", "dark"
    )  # the browser tells of the change a moment later
    assert page.evaluate(ground) != light
    expect(page.locator("#theme")).to_have_attribute("aria-label", "切换到浅色")
    page.locator("#theme").click()
    assert page.evaluate(theme) == "light"
    page.reload()
    page.locator("body[data-ready]").wait_for()
    assert page.evaluate(theme) == "light"
    assert page.evaluate(ground) == light


def test_a_browser_without_storage_works(visit, town, no_storage):
    page = visit(town)
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.locator("#language").click()
    expect(page.locator(".tab").first).to_have_text("Graph")
    _choose(page, "kinds", "Target")
    assert page.url.endswith("#k=target")
    with pytest.raises(Exception, match="SecurityError"):
        page.evaluate("window.localStorage.getItem('kg.theme')")


def test_the_help_lists_every_key_and_closes(visit, town):
    page = visit(town)
    page.locator("#help").click()
    box = page.locator("#dialog")
    expect(box.locator("h2")).to_have_text("键盘")
    expect(box.locator("kbd", has_text="Esc")).to_be_visible()
    listed = box.locator("table").first.locator("td").all_inner_texts()
    labels = page.evaluate("[...new Set(kg.keys.list().map(({ labelKey }) => kg.t(labelKey)))]")
    assert sorted(listed) == sorted(labels)
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    page.keyboard.press("?")
    expect(box).to_be_visible()


def test_a_key_in_a_text_field_is_text(visit, town):
    page = visit(town)
    page.keyboard.press("/")
    page.keyboard.type("?/0")
    expect(page.locator("#search")).to_have_value("?/0")
    expect(page.locator("#dialog")).to_be_hidden()


def test_the_export_menu_works_by_keyboard(visit, town):
    page = visit(town)
    page.locator("#export").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#export-menu [role=menuitem]").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#export-menu")).to_be_hidden()
    expect(page.locator("#export")).to_be_focused()


def test_a_registered_view_gets_a_tab_and_is_told_of_the_state(visit, town):
    page = visit(town)
    page.evaluate(
        "kg.views.add({ id: 'probe', label: 'actions.help', order: 60,"
        " mount: (e) => { window.probe = { element: e, told: [] }; },"
        " update: (state, previous) => { window.probe.told.push([state.selected, previous && previous.selected]); },"
        " leave: () => { window.probe.left = true; } })"
    )
    page.evaluate("kg.state.refresh()")
    page.locator("#tab-probe").click()
    expect(page.locator("#view-probe")).to_be_visible()
    expect(page.locator("#view-graph")).to_be_hidden()
    assert page.url.endswith("#v=probe")
    page.evaluate("kg.go(kg.store.byId.get('p1'))")
    assert page.evaluate("probe.told") == [[None, None], ["p1", None]]
    page.locator("#tab-probe").press("Home")
    expect(page.locator("#tab-graph")).to_be_focused()
    expect(page.locator("#view-graph")).to_be_visible()
    assert page.evaluate("probe.left")


def test_a_view_that_fails_leaves_the_page_working(visit, town):
    page = visit(town)
    page.evaluate("console.error = () => {}")  # the fixture fails on every console message, this one is meant
    page.evaluate(
        "kg.views.add({ id: 'probe', label: 'actions.help', mount: () => {}, update: () => { throw new Error('坏了'); } })"
    )
    page.evaluate("kg.state.set({ view: 'probe' })")
    expect(page.locator("#toast")).to_have_text("这个视图出了错：坏了")
    page.evaluate("kg.state.set({ view: 'graph', selected: 'p1' })")
    expect(page.locator("#panel h2")).to_have_text("甲项目")


def test_the_state_refuses_a_field_that_it_does_not_have(visit, town):
    page = visit(town)
    with pytest.raises(Exception, match="the state has no sellected"):
        page.evaluate("kg.state.set({ sellected: 'p1' })")


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (390, 844)])
def test_nothing_is_wider_than_the_window_and_nothing_jumps(visit, town, size):
    page = visit(town)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    inside = "[document.documentElement.scrollWidth, document.body.scrollWidth].every((w) => w <= innerWidth)"
    assert page.evaluate(inside)
    where = "['.top', '.bar', '.centre'].map((s) => { const r = document.querySelector(s).getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; })"
    before = page.evaluate(where)
    page.evaluate("kg.state.filter({ places: ['r1'], kinds: ['target', 'actual'], statuses: ['started'] })")
    page.evaluate("kg.go(kg.store.byId.get('p1'))")
    page.evaluate("kg.language.set('en')")
    assert page.evaluate(inside)
    assert page.evaluate(where) == before


def test_on_a_phone_the_sides_are_drawers(visit, town):
    page = visit(town)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#left")).to_be_hidden()
    page.locator("#open-left").click()
    expect(page.locator("#left")).to_be_visible()
    expect(page.locator("#open-left")).to_have_attribute("aria-expanded", "true")
    _choose(page, "places", "青禾市")
    page.keyboard.press("Escape")
    expect(page.locator("#left")).to_be_hidden()
    page.locator("#open-right").click()
    page.locator("#panel .entrance", has_text="甲项目").click()
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator("#panel h2")).to_have_text("甲项目")
