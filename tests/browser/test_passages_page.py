"""A page that holds but passages of its documents: reading, finding and citing in what is there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kg.model import Corpus, Entity, EntityType, Fact, Mention, Placed, Predicate, Status
from qinghe import make_document, quote

FILLER = "这一年天气很好大家都很高兴。"
BODY = f"一、天气。{FILLER * 90}二、甲项目动工。{FILLER * 2}{'前' * 60}甲项目在青禾市投产,进展顺利。{FILLER * 3}"


@pytest.fixture
def report():
    return make_document("2021年青禾市政府工作报告", BODY)


@pytest.fixture
def town(report):
    entities = (Entity("p1", EntityType.PROJECT, "甲项目"), Entity("r1", EntityType.REGION, "青禾市"))
    facts = (
        Fact("f1", "p1", Predicate.STATUS, quote(report, "甲项目动工"), "r", status=Status.STARTED, year=2020),
        Fact("f2", "p1", Predicate.LOCATED_IN, quote(report, "在青禾市投产"), "r", object="r1", year=2020),
    )
    placed = []
    for entity in entities:
        at = report.text.find(entity.name, len(report.title))
        while at >= 0:
            placed.append(Placed(report.id, Mention(at, at + 3, entity.name, entity.type, "r"), entity.id))
            at = report.text.find(entity.name, at + 1)
    return Corpus((report,), entities, tuple(sorted(placed, key=lambda one: one.mention)), facts)


@pytest.fixture
def cut(monkeypatch, visit, town):
    """Opens the town's page with passages or quotes alone."""

    def open_(hash_: str, most: int = 1_000_000):
        monkeypatch.setattr("kg.explorer.passages.BUDGET", 100)
        monkeypatch.setattr("kg.explorer.passages.MOST", most)
        return visit(town, hash_)

    return open_


def _marked(page) -> str:
    """The marked passage; a mark is written in parts where names stand in it."""
    page.locator("#reader mark").first.wait_for()
    return "".join(page.locator("#reader mark").all_text_contents())


def test_passages_stand_with_lines_that_say_how_much_is_left_out(cut, report):
    page = cut(f"#d={report.id}")
    lines = page.locator("#reader .text > *")
    left = report.text.index("二、甲"), len(FILLER) * 2, len(FILLER) * 3
    expect(lines).to_have_text(
        [f"……略去 {left[0]:,} 字……", "二、甲项目动工。", f"……略去 {left[1]} 字……", "前" * 60 + "甲项目在青禾市投产,进展顺利。", f"……略去 {left[2]} 字……"]
    )  # fmt: skip
    expect(page.locator("#reader-partial")).to_have_text("本页只收录有事实的段落，全文见 seeds/qinghe.txt")
    expect(page.locator("#reader .meta")).to_contain_text(f"{len(report.text):,} 字")


def test_the_reader_of_a_whole_text_says_nothing_of_passages(visit, town, report):
    page = visit(town, f"#d={report.id}")
    expect(page.locator("#reader .text")).to_be_visible()
    expect(page.locator("#reader-partial, #reader .omitted")).to_have_count(0)


def test_a_quote_leads_to_its_passage_and_is_marked_there(cut):
    page = cut("#e=p1")
    page.locator("#panel .quote", has=page.locator("q", has_text="甲项目动工")).click()
    assert _marked(page) == "甲项目动工"
    page.keyboard.press("]")
    assert _marked(page) == "在青禾市投产"
    expect(page.locator("#reader .text mark a.mention")).to_have_text("青禾市")


def test_the_outline_shows_the_headings_that_are_there(cut, report):
    page = cut(f"#d={report.id}")
    rows = page.locator("#reader-outline button")
    expect(rows).to_have_text(["二、甲项目动工"])
    rows.click()
    assert _marked(page) == "二、甲项目动工"


def test_find_searches_what_is_there_and_says_that_it_is_an_excerpt(cut, report):
    page = cut(f"#d={report.id}")
    box, count = page.locator("#reader-find"), page.locator("#reader-found")
    expect(box).to_have_attribute("placeholder", "在节选中查找")
    box.fill("甲项目")
    expect(count).to_have_text("1/2")
    box.press("Enter")
    expect(page.locator("#reader .found.now")).to_have_text("甲项目")
    box.fill("高兴")
    expect(count).to_have_text("节选里没有")


def test_a_citation_has_the_sentence_and_the_offsets_of_the_whole_text(context, cut, report):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    told = quote(report, "在青禾市投产")
    page = cut(f"#d={report.id}:{told.start}:{told.end}")
    page.locator("#reader-copy").click()
    expect(page.locator("#toast")).to_have_text("引文已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{'前' * 60}甲项目在青禾市投产,进展顺利。”")
    assert f"第 {told.start}–{told.end} 字（seeds/qinghe.txt）" in copied


def test_an_address_into_what_is_left_out_shows_the_line_that_stands_for_it(cut, report):
    page = cut(f"#d={report.id}:200:210")
    expect(page.locator("#reader .omitted").first).to_be_in_viewport()
    expect(page.locator("#reader mark")).to_have_count(0)


def test_quotes_alone_do_not_say_that_their_sentence_lacks_a_name(cut, report):
    """The sentence names 甲项目; the page does not hold it and so cannot tell."""
    page = cut("#l=p1,r1", most=10)
    expect(page.locator("#panel .words")).to_have_text("在青禾市投产")
    expect(page.locator("#panel .inferred")).to_have_count(0)
    page.locator("#panel .quote").click()
    expect(page.locator("#reader-partial")).to_have_text("本页只收录事实的引文，全文见 seeds/qinghe.txt")
    assert _marked(page) == "在青禾市投产"


def test_in_english_the_lines_are_english(cut, report):
    page = cut(f"#d={report.id}")
    page.evaluate("kg.language.set('en')")
    expect(page.locator("#reader .omitted").nth(1)).to_have_text(f"… {len(FILLER) * 2} characters left out …")
    expect(page.locator("#reader-partial")).to_contain_text("the whole text is in seeds/qinghe.txt")
