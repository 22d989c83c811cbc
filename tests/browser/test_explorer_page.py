"""Drives the explorer in Chromium from disk. Every test fails on a console message, a page error or a request."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kg.model import Corpus, Entity, EntityType, Evidence, Fact, Mention, Placed, Predicate
from qinghe import make_document, quote

NASTY = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=2</script>",
    "<img src=x onerror='window.pwned=3'>",
    "引号\"'`&amp;href",
    "换\n行",
    "😀𠮷号",
    "行\u2028分\u2029段",
    "{{ 7*7 }}",
)


def _search(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.locator("#search").fill(text)


def _visible(page: Page) -> int:
    count: int = page.evaluate("window.kg.visibleCount()")
    return count


def _crowd(count: int) -> Corpus:
    """A place with ``count`` enterprises: more than one picture and more than one expansion hold."""
    document = make_document()
    words = quote(document, "云岭芯谷")
    place = Entity("region-1", EntityType.REGION, "青禾市")
    others = [Entity(f"enterprise-{n:04d}", EntityType.ENTERPRISE, f"企业{n}号") for n in range(count)]
    facts = [
        Fact(f"f{n:04d}", one.id, Predicate.LOCATED_IN, words, "r", object=place.id) for n, one in enumerate(others)
    ]
    return Corpus((document,), (*others, place), (), tuple(facts))


def test_the_nodes_are_drawn_and_counted(visit, corpus):
    page = visit(corpus)
    assert _visible(page) == 4
    expect(page.locator("#shown")).to_have_text("显示 4 / 4")
    expect(page.locator("#totals")).to_have_text("1 篇文档4 个实体7 条事实2020–2021 年投资：实绩 50 亿元")
    painted = page.evaluate(
        "(() => { const c = document.querySelector('#network canvas');"
        " return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v > 0); })()"
    )
    assert painted


@pytest.mark.parametrize("text", ["云岭芯谷", "芯谷", "yunlingxingu", "ylxg", "YLXG", "云岭 芯谷", "project-0001"])
def test_search_finds_by_name_alias_pinyin_and_initials(visit, corpus, text):
    page = visit(corpus)
    _search(page, text)
    first = page.locator("#results .hit").first
    expect(first).to_contain_text("云岭芯谷")
    expect(first).to_contain_text("项目")
    expect(first).to_contain_text("5 条事实")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("云岭芯谷")


def test_arrows_choose_among_the_results(visit, corpus):
    page = visit(corpus)
    _search(page, "云岭")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#results [aria-selected=true] .name").inner_text()
    assert chosen == page.locator("#results .name").nth(1).inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(chosen)


def test_search_says_when_there_is_nothing(visit, corpus):
    page = visit(corpus)
    _search(page, "没有这个")
    expect(page.locator("#results")).to_contain_text("没有找到")


def test_the_panel_shows_facts_with_amounts_plans_and_quotes(visit, corpus):
    page = visit(corpus, "#e=project-0001")
    panel = page.locator("#panel")
    investment = panel.locator(".section", has_text="总投资").first
    expect(investment.locator("strong").first).to_have_text("超过 50 亿元")
    expect(investment).to_contain_text("原文 超50亿元")
    expect(investment).to_contain_text("2020 年")
    expect(investment.locator(".quote q")).to_have_text("总投资超50亿元的云岭芯谷")
    expect(investment.locator(".quote")).to_contain_text("2021年青禾市政府工作报告")
    expect(panel.locator(".badge.plan")).to_have_count(1)
    expect(panel).to_contain_text("星河半导体有限公司")
    expect(panel.locator(".properties")).to_contain_text("芯谷")


def test_observations_show_value_and_growth(visit, corpus):
    page = visit(corpus, "#e=region-990100")
    fact = page.locator("#panel .fact", has=page.locator(".indicator"))
    expect(fact.locator(".indicator")).to_have_text("地区生产总值")
    expect(fact.locator("strong")).to_have_text("1,234.5 亿元")
    expect(fact.locator(".growth")).to_have_text("增长 6.1%")


@pytest.mark.parametrize(
    ("value", "unit", "upper", "bound", "shown"),
    [
        (5e9, "CNY", None, "more_than", "超过 50 亿元"),
        (3.2e12, "CNY", None, None, "3.2 万亿元"),
        (5e8, "USD", 6e8, "about", "约 5–6 亿美元"),
        (8.25, "percent", None, None, "8.25%"),
        (45300, "人", None, None, "4.53 万人"),
        (12, "家", None, "exact", "12 家"),
        (-2.5e8, "CNY", None, None, "-2.5 亿元"),
    ],
)
def test_amounts_are_shown_as_people_write_them(visit, document, value, unit, upper, bound, shown):
    words = quote(document, "云岭芯谷")
    fact = Fact(
        "f1", "a", Predicate.INVESTMENT, words, "r", value=value, unit=unit, upper=upper, bound=bound, as_stated="如文"
    )
    page = visit(Corpus((document,), (Entity("a", EntityType.PROJECT, "云岭芯谷"),), (), (fact,)), "#e=a")
    expect(page.locator("#panel .fact strong")).to_have_text(shown)


def test_a_line_shows_what_is_between_its_ends(visit, corpus):
    page = visit(corpus)
    spot = page.evaluate(
        "(() => { const n = window.kg.stage.network; const [a, b] = ['park-0001', 'region-990100'].map((i) => n.getPosition(i));"
        " return n.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }); })()"
    )
    box = page.locator("#network").bounding_box()
    assert box
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
    expect(page.locator("#panel .triple")).to_have_text("云岭高新区位于青禾市")
    expect(page.locator("#panel .quote q")).to_have_text("力争云岭芯谷建成投产")


def test_relations_read_in_both_directions_and_lead_on(visit, corpus):
    page = visit(corpus, "#e=park-0001")
    panel = page.locator("#panel")
    expect(panel.locator(".section", has_text="境内有")).to_contain_text("云岭芯谷")
    planned = panel.locator(".section", has_text="位于").locator(".fact.planned")
    expect(planned).to_contain_text("青禾市")
    planned.locator("button.name").click()
    expect(panel.locator("h2")).to_have_text("青禾市")
    assert page.url.endswith("#e=region-990100")
    page.go_back()
    expect(panel.locator("h2")).to_have_text("云岭高新区")
    page.go_forward()
    expect(panel.locator("h2")).to_have_text("青禾市")


def test_a_long_card_has_an_index_of_its_sections(visit, corpus):
    page = visit(corpus, "#e=project-0001")
    page.locator("#panel .index .chip", has_text="建设运营方").click()
    expect(page.locator("#panel .section", has_text="建设运营方").first).to_be_in_viewport()
    expect(page.locator("#panel .index .chip")).to_have_count(4)


def test_a_quote_opens_the_text_at_its_place(visit, corpus):
    page = visit(corpus, "#e=project-0001")
    page.locator(".quote", has_text="总投资超50亿元的云岭芯谷").first.click()
    reader = page.locator("#reader")
    expect(reader.locator("h2")).to_have_text("2021年青禾市政府工作报告")
    assert "".join(reader.locator("mark").all_inner_texts()) == "总投资超50亿元的云岭芯谷"
    expect(reader.locator("mark").first).to_be_in_viewport()
    assert reader.locator(".text").evaluate("(e) => e.textContent") == corpus.documents[0].text
    page.keyboard.press("Escape")
    expect(reader).to_be_hidden()


def test_names_in_the_text_lead_to_their_entities(visit, corpus):
    page = visit(corpus, "#e=project-0001")
    page.locator(".quote").first.click()
    page.locator("#reader .mention", has_text="星河半导体有限公司").click()
    expect(page.locator("#panel h2")).to_have_text("星河半导体有限公司")


def test_offsets_count_characters_also_behind_rare_ones(visit):
    document = make_document(body="😀𠮷村建成。云岭芯谷在青禾市。")
    words = quote(document, "云岭芯谷在青禾市")
    entities = (Entity("a", EntityType.PROJECT, "云岭芯谷"), Entity("b", EntityType.REGION, "青禾市"))
    fact = Fact("f1", "a", Predicate.LOCATED_IN, words, "r", object="b")
    mention = Mention(words.start, words.start + 4, "云岭芯谷", EntityType.PROJECT, "r")
    page = visit(Corpus((document,), entities, (Placed(document.id, mention, "a"),), (fact,)), "#e=a")
    expect(page.locator(".quote q")).to_have_text("云岭芯谷在青禾市")
    expect(page.locator(".quote b")).to_have_text("云岭芯谷")
    page.locator(".quote").click()
    assert "".join(page.locator("#reader mark").all_inner_texts()) == "云岭芯谷在青禾市"


def test_the_legend_filters_and_reset_brings_all_back(visit, corpus):
    page = visit(corpus)
    page.locator("#facet-types [data-type=Enterprise] .toggle").click()
    assert _visible(page) == 3
    expect(page.locator("#facet-types [data-type=Enterprise] .toggle")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#twin")).not_to_contain_text("星河半导体有限公司")
    page.locator("#reset").click()
    assert _visible(page) == 4


def test_only_one_type_can_be_shown(visit, corpus):
    page = visit(corpus)
    page.locator("#facet-types [data-type=Park]").hover()
    page.locator("#facet-types [data-type=Park] .only").click()
    expect(page.locator("#twin")).to_have_text("云岭高新区")
    page.locator("#clear").click()
    assert _visible(page) == 4


def test_a_relation_can_be_hidden(visit, corpus):
    page = visit(corpus)
    lines = "window.kg.stage.network.body.data.edges.length"
    assert page.evaluate(lines) == 3
    page.locator("#facet-section-relations summary").click()
    page.locator("#facet-relations [data-predicate=locatedIn] .toggle").click()
    assert page.evaluate(lines) == 1


def test_a_link_shows_its_entity_even_when_it_is_not_in_the_first_picture(visit):
    page = visit(_crowd(400), "#e=enterprise-0399")
    expect(page.locator("#panel h2")).to_have_text("企业399号")
    expect(page.locator("#twin [aria-current=true]")).to_have_text("企业399号")
    assert 181 <= _visible(page) <= 190


def test_a_click_and_escape_leave_the_picture_as_it_is(visit):
    page = visit(_crowd(400), "#e=enterprise-0399")
    before = _visible(page)
    page.evaluate("kg.go(kg.store.byId.get('region-1'), { still: true })")
    assert _visible(page) == before
    page.keyboard.press("Escape")
    assert _visible(page) == before
    expect(page.locator("#twin")).to_contain_text("企业399号")
    page.locator("#reset").click()
    expect(page.locator("#twin")).not_to_contain_text("企业399号")


def test_a_theme_or_language_does_not_move_the_picture(visit, corpus):
    page = visit(corpus)
    page.evaluate("kg.stage.network.moveTo({ scale: 2, position: { x: 50, y: 60 } })")
    page.locator("#theme").click()
    page.locator("#language").click()
    assert page.evaluate("[kg.stage.network.getScale(), kg.stage.network.getViewPosition()]") == [2, {"x": 50, "y": 60}]


def test_expanding_draws_fifty_and_says_how_many_are_left(visit):
    page = visit(_crowd(400), "#e=region-1")
    before = _visible(page)
    page.locator("#expand").click()
    page.locator("#dialog .choice", has_text="关系最多").click()
    assert _visible(page) == before + 50
    expect(page.locator("#toast")).to_contain_text(f"还有 {400 - (before - 1) - 50} 个未显示")


def test_a_double_click_expands(visit):
    page = visit(_crowd(229), "#e=region-1")
    before = _visible(page)
    spot = page.evaluate(
        "(() => { const n = window.kg.stage.network; return n.canvasToDOM(n.getPosition('region-1')); })()"
    )
    box = page.locator("#network").bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + spot["x"], box["y"] + spot["y"])
    expect(page.locator("#toast")).to_contain_text("已展开 50 个邻居")
    assert _visible(page) == before + 50


def test_an_unknown_link_opens_the_start(visit, corpus):
    page = visit(corpus, "#e=%E4%B8")
    expect(page.locator("#panel h2")).to_have_text("从这里开始")
    expect(page.locator("#panel .chips")).to_contain_text("青禾市")


def test_hostile_names_are_shown_as_text_and_run_nothing(visit):
    document = make_document(title="".join(NASTY), body="".join(NASTY))
    entities, facts, mentions = [], [], []
    for number, name in enumerate(NASTY):
        key = f"policy-{number}"
        entities.append(Entity(key, EntityType.POLICY, name, aliases=("别名" + name,), description=name))
        words = Evidence(0, len(document.text), document.id, document.text)
        facts.append(Fact(f"f{number}", key, Predicate.PART_OF, words, name, object="policy-0"))
        observed = Fact(f"g{number}", key, Predicate.OBSERVATION, words, "r", indicator=name, value=1, unit=name)
        facts.append(observed)
        start = document.text.index(name)
        mentions.append(Placed(document.id, Mention(start, start + len(name), name, EntityType.POLICY, "r"), key))
    page = visit(Corpus((document,), tuple(entities), tuple(mentions), tuple(facts)))
    for number, name in enumerate(NASTY):
        _search(page, name)
        expect(page.locator("#results .hit").first).to_be_visible()
        page.keyboard.press("Escape")
        page.evaluate("(key) => { location.hash = '#e=' + key; }", f"policy-{number}")
        expect(page.locator("#panel h2")).to_have_text(name, use_inner_text=False)
        page.locator("#panel .quote").first.click()
        assert page.locator("#reader .text").evaluate("(e) => e.textContent") == document.text
        page.locator("#close-reader").click()
    assert page.evaluate("window.pwned") is None
    assert page.locator("img").count() == 0


def test_an_empty_graph_opens(visit):
    page = visit(Corpus())
    expect(page.locator("#empty")).to_have_text("图谱是空的")
    expect(page.locator("#shown")).to_have_text("显示 0 / 0")
    page.locator("#fit").click()
    page.locator("#reset").click()


def test_a_single_node_opens(visit):
    page = visit(Corpus(entities=(Entity("region-1", EntityType.REGION, "青禾市"),)), "#e=region-1")
    assert _visible(page) == 1
    expect(page.locator("#panel")).to_contain_text("没有读出事实")


def test_loops_and_parallel_facts_open(visit, document):
    words = quote(document, "云岭芯谷")
    entities = (Entity("a", EntityType.PARK, "甲园"), Entity("b", EntityType.PARK, "乙园"))
    facts = [Fact(f"f{n}", "a", Predicate.COOPERATES_WITH, words, "r", object="b") for n in range(5)]
    facts += [
        Fact("g", "a", Predicate.PART_OF, words, "r", object="a"),
        Fact("h", "b", Predicate.PART_OF, words, "r", object="a"),
    ]
    page = visit(Corpus((document,), entities, (), tuple(facts)), "#e=a")
    assert page.evaluate("window.kg.stage.network.body.data.edges.length") == 1
    expect(page.locator("#panel .section", has_text="合作").locator(".quote")).to_have_count(5)
