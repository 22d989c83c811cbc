"""Proves the promise behind every fact. In: a corpus; out: a line for each mention or quote that is not what the text says."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Corpus


def check_evidence(corpus: Corpus) -> Iterator[str]:
    """Yields a message for every mention and fact whose words are not found at its offsets."""
    texts = {document.id: document.text for document in corpus.documents}
    for placed in corpus.mentions:
        mention = placed.mention
        if texts[placed.doc][mention.start : mention.end] != mention.text:
            yield f"{placed.doc} {mention.start}-{mention.end}：提及「{mention.text}」与原文不符"
    for fact in corpus.facts:
        evidence = fact.evidence
        if not evidence.quote or texts[evidence.doc][evidence.start : evidence.end] != evidence.quote:
            yield f"{evidence.doc} {evidence.start}-{evidence.end}：事实 {fact.id} 的引文与原文不符"
