"""Sentences that promise a fact and gave none."""

from __future__ import annotations

from kg.check import find_unread
from kg.model import Claim, Document, EntityType, Evidence, Layout, Mention, Predicate, Quantity, Section, Span, Status


def _layout(text: str, kind: str = "body") -> Layout:
    stop = text.index("。") + 1
    return Layout((Section(0, len(text), kind, 2020),), (Span(0, stop), Span(stop, len(text))))  # type: ignore[arg-type]


def _document(document: Document, text: str) -> Document:
    from dataclasses import replace

    return replace(document, text=text)


def test_sentence_with_name_and_no_claim_is_unread(document: Document) -> None:
    text = "星河公司很好。天气不错。"
    name = Mention(0, 4, "星河公司", EntityType.ENTERPRISE, "test")
    (unread,) = find_unread(_document(document, text), _layout(text), [name], [], [])
    assert (unread.text, unread.reason) == ("星河公司很好。", "有名称，没有匹配的关系模式")


def test_sentence_with_a_claim_is_read(document: Document) -> None:
    text = "星河公司投产。天气不错。"
    name = Mention(0, 4, "星河公司", EntityType.ENTERPRISE, "test")
    claim = Claim(name, Predicate.STATUS, Evidence(0, 6, document.id, text[:6]), "test", status=Status.OPERATING)
    assert list(find_unread(_document(document, text), _layout(text), [name], [], [claim])) == []


def test_amount_alone_is_unread(document: Document) -> None:
    text = "发放5亿元。天气不错。"
    amount = Quantity(2, 5, "5亿元", 500_000_000, "CNY")
    (unread,) = find_unread(_document(document, text), _layout(text), [], [amount], [])
    assert unread.reason == "有金额，没有匹配的指标或项目"


def test_glossary_is_said_to_be_one(document: Document) -> None:
    text = "发放5亿元。天气不错。"
    amount = Quantity(2, 5, "5亿元", 500_000_000, "CNY")
    (unread,) = find_unread(_document(document, text), _layout(text, "glossary"), [], [amount], [])
    assert unread.reason == "名词解释或附表"
