"""A document in traditional script gives the facts of the same document in simplified characters, and every word as it was written."""

from __future__ import annotations

from kg.check import check_evidence
from kg.lexicon.data import read_table
from kg.model import Corpus, Document, Resolved
from kg.pipeline.extraction import Clock, load_language, understand
from kg.resolve import NameChoices
from kg.sources.document import Piece, to_document

TITLE = "2018年东莞市政府工作报告"
BODY = (
    "2018年1月18日在东莞市人民代表大会上\n各位代表：\n一、2017年工作回顾\n"
    "2017年，全市生产总值完成7582亿元，增长8.1%。松山湖高新区引进华为技术有限公司建设的云岭芯谷项目，总投资超50亿元，已开工建设。"
    "紫光芯云产业城由紫光集团有限公司投资100亿元建设。\n二、2018年工作安排\n2018年，生产总值增长8%左右。"
)


def _traditional(text: str) -> str:
    back: dict[str, str] = {}
    for old, new in read_table("traditional.tsv", ("traditional", "simplified")):
        back.setdefault(new, old)
    kept = {"后", "于", "台", "里", "云", "松", "范", "征", "准", "回", "会", "总"} - {"云", "会", "总"}
    return "".join(back.get(char, char) if char not in kept else char for char in text)


def _document(text: str) -> Document:
    return to_document(Piece(text.split("\n")[0], text, 0, None), "a.txt")


def _understood(document: Document) -> Resolved:
    return understand(document, load_language("rules"), NameChoices(), Clock())


def _facts(part: Resolved) -> list[tuple[object, ...]]:
    names = {entity.id: entity.name for entity in part.entities}
    return sorted(
        (names[f.subject], f.predicate, names.get(f.object, ""), str(f.value), str(f.year), f.kind, f.evidence.start, f.evidence.end)
        for f in part.facts
    )  # fmt: skip


def test_facts_are_those_of_the_simplified_text_and_words_those_of_the_original() -> None:
    plain, old = (_document(text) for text in (f"{TITLE}\n{BODY}", _traditional(f"{TITLE}\n{BODY}")))
    assert old.text != plain.text
    assert (old.title, old.place, old.year, old.issued) == (_traditional(TITLE), "东莞市", 2018, plain.issued)
    ours, theirs = _understood(old), _understood(plain)
    assert _facts(ours) == _facts(theirs)
    assert len(ours.facts) >= 4
    assert list(check_evidence(Corpus((old,), mentions=ours.mentions, facts=ours.facts))) == []
    assert ours.document is old
    assert all(old.text[one.start : one.end] == one.text for one in ours.unread)


def test_entities_are_the_same_and_know_how_the_document_writes_them() -> None:
    part = _understood(_document(_traditional(f"{TITLE}\n{BODY}")))
    (company,) = (entity for entity in part.entities if entity.name == "紫光集团有限公司")
    assert "紫光集團有限公司" in company.aliases
    (stated,) = {fact.as_stated for fact in part.facts if fact.value == 1e10}
    assert stated == "100億元"


def test_simplified_document_is_worked_through_as_it_is() -> None:
    document = _document(f"{TITLE}\n{BODY}")
    assert _understood(document).document == document
