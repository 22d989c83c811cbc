"""Names and amounts that no claim uses."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.check import find_unread
from kg.model import (
    Claim,
    Document,
    EntityType,
    Evidence,
    Layout,
    Mention,
    Predicate,
    Quantity,
    Section,
    Span,
    Status,
    Unread,
)
from qinghe import make_document

TEXT = "星河公司投产,云岭芯谷投资5亿元。天气不错。"


def _layout(text: str, kind: str = "body") -> Layout:
    stop = text.index("。") + 1
    return Layout((Section(0, len(text), kind, 2020),), (Span(0, stop), Span(stop, len(text))))  # type: ignore[arg-type]


def _name(text: str, name: str, kind: EntityType = EntityType.ENTERPRISE) -> Mention:
    at = text.index(name)
    return Mention(at, at + len(name), name, kind, "test")


def _amount(text: str, words: str, value: float) -> Quantity:
    at = text.index(words)
    return Quantity(at, at + len(words), words, value, "CNY")


def _evidence(document: Document, words: str) -> Evidence:
    at = document.text.index(words)
    return Evidence(at, at + len(words), document.id, words)


def _found(document: Document, claims: list[Claim], kind: str = "body") -> list[Unread]:
    text = document.text
    names = [_name(text, "星河公司"), _name(text, "云岭芯谷", EntityType.PROJECT)]
    return list(find_unread(document, _layout(text, kind), names, [_amount(text, "5亿元", 500_000_000)], claims))


def _claims(document: Document) -> tuple[Claim, Claim]:
    """The enterprise runs; the project costs so much."""
    plant, valley = _name(TEXT, "星河公司"), _name(TEXT, "云岭芯谷", EntityType.PROJECT)
    runs = Claim(plant, Predicate.STATUS, _evidence(document, "星河公司投产"), "test", status=Status.OPERATING)
    cost = _evidence(document, "云岭芯谷投资5亿元")
    return runs, Claim(valley, Predicate.INVESTMENT, cost, "test", value=5e8, unit="CNY", as_stated="5亿元")


def test_sentence_without_claims_lists_all(document: Document) -> None:
    (unread,) = _found(replace(document, text=TEXT), [])
    assert unread.text == TEXT[: TEXT.index("天")]
    assert unread.reason == "名称没有得出事实：星河公司、云岭芯谷；金额没有得出事实：5亿元"


def test_sentence_whose_names_and_amounts_are_used_is_read(document: Document) -> None:
    here = replace(document, text=TEXT)
    assert _found(here, list(_claims(here))) == []


def test_one_claim_does_not_cover_the_rest(document: Document) -> None:
    here = replace(document, text=TEXT)
    (unread,) = _found(here, [_claims(here)[0]])
    assert unread.reason == "名称没有得出事实：云岭芯谷；金额没有得出事实：5亿元"


def test_relation_around_an_amount_does_not_state_it(document: Document) -> None:
    here = replace(document, text=TEXT)
    plant, valley = _name(TEXT, "星河公司"), _name(TEXT, "云岭芯谷", EntityType.PROJECT)
    built = Claim(valley, Predicate.DEVELOPED_BY, _evidence(here, TEXT[:16]), "test", object=plant)
    (unread,) = _found(here, [built])
    assert unread.reason == "金额没有得出事实：5亿元"


def test_claim_of_another_sentence_does_not_cover(document: Document) -> None:
    text = "星河公司很好。星河公司投产。"
    here = replace(document, text=text)
    name = replace(_name(text, "星河公司"), start=7, end=11)
    claim = Claim(name, Predicate.STATUS, Evidence(7, 13, here.id, "星河公司投产"), "test", status=Status.OPERATING)
    (unread,) = find_unread(here, _layout(text), [_name(text, "星河公司"), name], [], [claim])
    assert (unread.start, unread.text) == (0, "星河公司很好。")


def test_other_types_and_units_promise_nothing(document: Document) -> None:
    text = "青禾市有5家。天气不错。"
    here = replace(document, text=text)
    count = Quantity(4, 6, "5家", 5, "家")
    assert list(find_unread(here, _layout(text), [_name(text, "青禾市", EntityType.REGION)], [count], [])) == []


def test_glossary_is_said_to_be_one(document: Document) -> None:
    (unread,) = _found(replace(document, text=TEXT), [], "glossary")
    assert unread.reason.startswith("名词解释或附表；名称没有得出事实：")


@given(st.lists(st.sampled_from(["星河公司", "发放5亿元", "好。", ",", "\n"]), min_size=1).map("".join))
def test_without_claims_every_sentence_with_a_name_or_amount_is_there(text: str) -> None:
    document = replace(make_document(), text=text)
    edges = [0, *(i + 1 for i, char in enumerate(text) if char == "。"), len(text)]
    sentences = tuple(Span(a, b) for a, b in pairwise(edges) if a < b)
    names = [Mention(i, i + 4, "星河公司", EntityType.ENTERPRISE, "t") for i in _places(text, "星河公司")]
    amounts = [Quantity(i, i + 3, "5亿元", 5e8, "CNY") for i in _places(text, "5亿元")]
    layout = Layout((Section(0, len(text), "body", 2020),), sentences)
    unread = list(find_unread(document, layout, names, amounts, []))
    promising = [s for s in sentences if "星河公司" in text[s.start : s.end] or "5亿元" in text[s.start : s.end]]
    assert [(u.start, u.end, u.text) for u in unread] == [(s.start, s.end, text[s.start : s.end]) for s in promising]


def _places(text: str, words: str) -> list[int]:
    return [i for i in range(len(text)) if text.startswith(words, i)]
