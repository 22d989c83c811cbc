"""Texts with their names, as the recogniser learns them. In: passages, documents and gold; out: feature tables and tags.

The candidates of the rules are part of what the recogniser sees, so every text runs through the same finders as in a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from kg.check.gold import Gold, read_gold
from kg.errors import SourceError
from kg.language import analyse, build_language
from kg.lexicon.spelling import folded
from kg.mentions import add_rules
from kg.mentions.features import features, paint
from kg.model import Document, EntityType, Mention
from kg.sources import read_sources
from kg.train.documents import Marked, read_documents, unmark

PART = 1200  # code points of a long report that are learnt at once
MARKS = '“”《》"「」'


@dataclass(frozen=True)
class Sample:
    """A text to learn from.

    Attributes:
        group: the file or document it comes from, so that folds can keep it whole.
        text: the text.
        table: what ``features`` made of it.
        tags: the right tag of each character.
    """

    group: str
    text: str
    table: NDArray[np.int32]
    tags: NDArray[np.int32]


def language() -> Language:
    """The pipeline of a build up to the rules, without the recogniser and without settling."""
    return add_rules(build_language())


def read_passages(path: Path, nlp: Language) -> Iterator[Sample]:
    """The passages of a file: paragraphs with marks, an empty line between them.

    Raises:
        SourceError: a mark is misspelt.
    """
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n"), 1):
        if block.strip():
            try:
                passage = unmark(block.strip())
            except SourceError as error:
                raise SourceError(
                    f"{path.as_posix()} {error.what}", where=f"第 {number} 段", remedy=error.remedy
                ) from error
            yield _sample(path.stem, nlp(passage.text), passage.names)


def read_answered(path: Path, nlp: Language) -> Iterator[Sample]:
    """The documents of a file in the format of ``kg.train.documents``.

    Raises:
        SourceError: a block breaks the format.
    """
    for document in read_documents(path):
        yield _sample(path.stem, nlp(document.text), document.names)


def read_gold_documents(folder: Path, nlp: Language) -> Iterator[Sample]:
    """The documents of ``folder`` that have gold in ``folder/gold``, cut into parts.

    Raises:
        SourceError: a document or gold file cannot be read.
    """
    golds = read_gold(folder / "gold")
    for document in read_sources([folder]):
        gold = golds.get(folded(document.title))
        if gold is not None:
            doc = analyse(document, nlp)
            whole = _sample(document.title, doc, tuple(gold_names(document, doc, gold)))
            yield from _parts(whole)


def gold_names(document: Document, doc: Doc, gold: Gold) -> Iterator[Marked]:
    """Where the names of ``gold`` stand in the text, the longest first.

    What readers may disagree on (optional) counts, too: learning it as a name gained 7 points in a trial on these texts.
    """
    forms: dict[str, tuple[EntityType, bool]] = {}
    for entity in gold.entities:
        for form in sorted(entity.forms):
            if form not in forms or (forms[form][1] and not entity.optional):
                forms[form] = (entity.type, entity.optional)
    bounds = {at for token in doc for at in (token.idx, token.idx + len(token))}
    pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))))
    for match in pattern.finditer(document.text):
        start, end = match.span()
        if end - start <= 2 and not (start in bounds and end in bounds):
            continue
        while start < end and document.text[start] in MARKS:
            start += 1
        while start < end and document.text[end - 1] in MARKS:
            end -= 1
        if start < end:
            yield Marked(start, end, document.text[start:end], *forms[match.group()])


def _sample(group: str, doc: Doc, names: Sequence[Marked]) -> Sample:
    tags = np.zeros(len(doc.text), dtype=np.int32)
    paint(tags, [Mention(name.start, name.end, name.text, name.type, "gold") for name in names])
    return Sample(group, doc.text, features(doc._.analysed, doc._.candidates), tags)


def _parts(whole: Sample) -> Iterator[Sample]:
    """A long text in stretches that end with a sentence."""
    start = 0
    while start < len(whole.text):
        stop = whole.text.find("。", start + PART)
        stop = len(whole.text) if stop < 0 else stop + 1
        inner = slice(start, stop)
        yield Sample(whole.group, whole.text[inner], whole.table[:, inner], whole.tags[inner])
        start = stop
