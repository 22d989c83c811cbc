"""The promise behind every fact: text[start:end] is the quote."""

from __future__ import annotations

from dataclasses import replace

from kg.check import check_evidence
from kg.model import Corpus


def test_right_corpus_has_no_complaint(corpus: Corpus) -> None:
    assert list(check_evidence(corpus)) == []


def test_shifted_quote_is_named(corpus: Corpus) -> None:
    fact = corpus.facts[0]
    shifted = replace(fact, evidence=replace(fact.evidence, start=fact.evidence.start + 1))
    (complaint,) = check_evidence(replace(corpus, facts=(shifted,)))
    assert fact.id in complaint


def test_shifted_mention_is_named(corpus: Corpus) -> None:
    placed = corpus.mentions[0]
    shifted = replace(placed, mention=replace(placed.mention, end=placed.mention.end + 1))
    (complaint,) = check_evidence(replace(corpus, mentions=(shifted,)))
    assert placed.mention.text in complaint
