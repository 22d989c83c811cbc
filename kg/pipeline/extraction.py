"""One document, from text to entities and facts. In: a Document; out: its Resolved part of the corpus."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

from spacy.language import Language

from kg import __version__
from kg.check import check_evidence, find_unread
from kg.errors import KGError
from kg.language import analyse, build_language, glossary_entries, model_digest
from kg.lexicon.data import digest
from kg.lexicon.traditional import simplified
from kg.mentions import add_finders, mentions_of, owners_of
from kg.mentions.recogniser import load_recogniser, recogniser_digest
from kg.model import Corpus, Document, Findings, Methods, Resolved
from kg.pipeline.original import in_original
from kg.quantities import find_quantities
from kg.relations import relate
from kg.relations.observations import observe
from kg.resolve import NameChoices, resolve


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Adds the time of the block to a stage."""
        begun = time.perf_counter()
        yield
        self.seconds[stage] += time.perf_counter() - begun  # type: ignore[assignment]  # a Counter of floats


@cache
def load_language(methods: Methods = "both") -> Language:
    """The spaCy pipeline with segmenter, layout and all finders; built once for each process.

    Raises:
        ModelError: a model is missing or damaged.
    """
    if methods != "rules":
        load_recogniser()
    return add_finders(build_language(), methods)


def extract(document: Document, nlp: Language, clock: Clock | None = None) -> Findings:
    """Everything that one document says, before merging."""
    timed = clock or Clock()
    with timed("分词与找名称"):
        doc = analyse(document, nlp)
        mentions, owners = mentions_of(doc), owners_of(doc)
    layout = doc._.layout
    with timed("数量"):
        quantities = find_quantities(document.text)
    with timed("关系与统计"):
        claims = [
            *relate(document, layout, mentions, quantities, owners),
            *observe(document, layout, mentions, quantities),
        ]
        uncovered = tuple(find_unread(document, layout, mentions, quantities, claims))
    return Findings(
        document, tuple(sorted((*mentions, *owners))), tuple(claims), glossary_entries(document.text, layout), uncovered
    )


def understand(document: Document, nlp: Language, choices: NameChoices, clock: Clock) -> Resolved:
    """A document with its entities and facts.

    Raises:
        KGError: a quote is not what the text says: a fault of ours, and no graph with one may be written.
    """
    read = replace(document, text=simplified(document.text))  # the lexicons and models know no traditional characters
    findings = extract(read, nlp, clock)
    with clock("归并名称"):
        part = resolve(findings, choices)
        if read != document:
            part = in_original(part, document)
        corpus = Corpus((document,), mentions=part.mentions, facts=part.facts)
        for problem in check_evidence(corpus):
            raise KGError(f"证据校验失败：{problem}", remedy="这是 kg 的缺陷，请报告")
    return part


def versions() -> dict[str, str]:
    """Version and digests of what makes a build. Library versions stay out: they would change bytes that say the same."""
    return {"kg": __version__, "lexicon": digest(), "segmenter": model_digest(), "recogniser": recogniser_digest()}
