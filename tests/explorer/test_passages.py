"""What of long texts goes into a page, and how the page reads it."""

from __future__ import annotations

import random

import pytest

from kg.explorer import passages, payload, read_texts, render_page
from kg.explorer.sentences import sentences
from kg.graph import assemble
from kg.model import Corpus, Entity, EntityType, Fact, Mention, Placed, Predicate, Status
from longtexts import stretch
from powerlaw import invent
from qinghe import make_document, quote

FILLER = "这一年天气很好大家都很高兴。"
BODY = (
    f"{FILLER * 3}一、产业升级。{FILLER * 3}甲项目在青禾市动工,进展顺利。{FILLER * 3}青禾市很美。{FILLER * 3}"
    f"乙公司来访。{FILLER * 3}二、乙公司开业。乙公司真好。{FILLER * 3}"
)
SENTENCES = ["甲项目在青禾市动工,进展顺利。", "乙公司来访。"]


@pytest.fixture
def town():
    """One fact in a long report; its project and place are named with it, the enterprise twice elsewhere."""
    report = make_document(body=BODY)
    entities = (
        Entity("e1", EntityType.ENTERPRISE, "乙公司"),
        Entity("p1", EntityType.PROJECT, "甲项目"),
        Entity("r1", EntityType.REGION, "青禾市"),
    )
    placed = []
    for entity in entities:
        at = report.text.find(entity.name, len(report.title))
        while at >= 0:
            mention = Mention(at, at + 3, entity.name, entity.type, "r")
            placed.append(Placed(report.id, mention, entity.id))
            at = report.text.find(entity.name, at + 1)
    begun = quote(report, "甲项目在青禾市动工")
    fact = Fact("f1", "p1", Predicate.STATUS, begun, "r", status=Status.STARTED, year=2020)
    return Corpus((report,), entities, tuple(sorted(placed, key=lambda one: one.mention)), (fact,))


@pytest.fixture
def small(monkeypatch):
    """Sets how many characters a page may hold, whole and as passages."""

    def budget(whole: int, most: int = 1_000_000) -> None:
        monkeypatch.setattr(passages, "BUDGET", whole)
        monkeypatch.setattr(passages, "MOST", most)

    return budget


def _parts(row):
    return row[0][1::2]


def test_texts_that_fit_together_are_whole(town, small):
    small(len(town.documents[0].text))
    assert payload.texts(assemble(town))[0][0] == town.documents[0].text


def test_beyond_the_budget_sentences_of_facts_and_one_of_each_other_entity_are_kept(town, small):
    small(100)
    assert _parts(payload.texts(assemble(town))[0]) == SENTENCES


def test_beyond_the_budget_of_passages_quotes_alone_are_kept(town, small):
    small(100, most=10)
    row = payload.texts(assemble(town))[0]
    assert _parts(row) == ["甲项目在青禾市动工"]
    assert row[-1] == 1


def test_passages_that_nearly_touch_are_one(small):
    report = make_document(body=f"{FILLER}甲项目动工。  甲项目投产。{FILLER}")
    facts = tuple(
        Fact(words, "p1", Predicate.STATUS, quote(report, words), "r", status=Status.STARTED)
        for words in ("甲项目动工", "甲项目投产")
    )
    small(10)
    graph = assemble(Corpus((report,), (Entity("p1", EntityType.PROJECT, "甲项目"),), (), facts))
    assert _parts(payload.texts(graph)[0]) == ["甲项目动工。  甲项目投产。"]


def test_documents_with_most_facts_per_character_are_whole_as_long_as_they_fit(small):
    thick, thin = make_document("厚", "甲项目动工。" + FILLER * 4), make_document("薄", "甲项目动工。" + FILLER * 9)
    facts = tuple(
        Fact(f"f{number}", "p1", Predicate.STATUS, quote(report, "甲项目动工"), "r", status=Status.STARTED)
        for number, report in enumerate((thin, thick))
    )
    graph = assemble(Corpus((thick, thin), (Entity("p1", EntityType.PROJECT, "甲项目"),), (), facts))
    small(len(thin.text) + 6)
    assert read_texts(render_page(graph)) == {thick.id: thick.text}


def test_a_document_of_which_nothing_is_told_keeps_its_place(town, small):
    other = make_document(title="另一篇", body=FILLER * 9)
    graph = assemble(Corpus((*town.documents, other), town.entities, town.mentions, town.facts))
    small(30)
    rows = payload.texts(graph)
    assert len(rows) == 2
    assert rows[list(graph.graph["documents"]).index(other.id)] == [[]]


def test_a_sentence_is_cut_as_the_page_cuts_it(node):
    draw = random.Random(3)
    texts = ["".join(draw.choices('甲乙丙。！\n ”）\u3000"!?😀\x1c', k=300)) for _ in range(40)] + ["长" * 2000]
    asked = [(text, start, start + draw.randrange(9)) for text in texts for start in range(0, len(text) - 9, 7)]
    body = "return given.asked.map(([text, start, end]) => kg.sentence(Array.from(text), start, end));"
    assert node(body, asked=asked) == [list(sentences(text)(start, end)) for text, start, end in asked]


PIECES = """
const pieces = kg.makePieces(given.held, given.chars);
return given.asked.map(([start, end]) => [pieces.slice(start, end), pieces.sentence(start, end)]);
"""


def test_a_page_of_passages_quotes_and_cites_as_one_of_whole_texts(node, small):
    corpus = stretch(invent(60), 20_000, around=30)
    small(10_000)
    graph = assemble(corpus)
    for document, row in zip(graph.graph["documents"].values(), payload.texts(graph), strict=True):
        asked = [(f.evidence.start, f.evidence.end) for f in corpus.facts if f.evidence.doc == document.id]
        assert isinstance(row[0], list)
        whole = node(PIECES, held=document.text, chars=None, asked=asked)
        assert node(PIECES, held=row[0], chars=len(document.text), asked=asked) == whole


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (2, 4, "乙😀"),
        (0, 4, "……乙😀"),
        (3, 8, "😀……丁"),
        (3, 20, "😀……丁戊……"),
        (4, 6, "……"),
        (4, 4, ""),
        (9, 30, "……"),
    ],
)
def test_what_is_left_out_of_a_range_is_told_by_dots(node, start, end, text):
    body = "return kg.makePieces(given.held, 12).slice(given.start, given.end);"
    assert node(body, held=[2, "乙😀", 3, "丁戊"], start=start, end=end) == text


def test_a_passage_that_the_page_does_not_hold_is_its_own_sentence(node):
    assert node("return kg.makePieces([2, '乙丙', 3, '丁戊'], 12).sentence(5, 6);") == [5, 6]


def test_mentions_and_headings_are_those_of_the_passages(small, town):
    small(100)
    text = town.documents[0].text
    _, flat, *rest = payload.texts(assemble(town))[0]
    start, found = 0, []
    for k in range(0, len(flat), 3):
        start += flat[k]
        found.append(text[start : start + flat[k + 1]])
    assert found == ["甲项目", "青禾市", "乙公司"]
    assert rest == []


def test_headings_in_a_passage_stay(small):
    report = make_document(body=f"{FILLER * 9}一、甲项目动工。{FILLER * 9}二、抓好民生。{FILLER * 9}")
    told = quote(report, "甲项目动工")
    fact = Fact("f1", "p1", Predicate.STATUS, told, "r", status=Status.STARTED)
    small(100)
    row = payload.texts(assemble(Corpus((report,), (Entity("p1", EntityType.PROJECT, "甲项目"),), (), (fact,))))[0]
    assert row[2] == [told.start - 2, told.end, 1]


def test_the_same_graph_gives_the_same_passages(small):
    small(10_000)
    first, second = (payload.texts(assemble(stretch(invent(60), 20_000))) for _ in range(2))
    assert first == second
