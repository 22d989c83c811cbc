"""What all finders ask of an analysed text. In: a spaCy Doc with its layout; out: boundaries, edges, brackets by offset.

A name starts where the words before it stop belonging to it. Those edges are punctuation, verbs and function words
(``edges.tsv``) and counted numbers; a one-character edge such as 和 only counts where the segmenter made it a word of its own,
so that 和平路 and 中和镇 stay whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.lexicon.edges import edge_automaton
from kg.model import EntityType, Layout, Mention

#: Generic words, each with a type that it does not name.
Stopnames = frozenset[tuple[str, EntityType]]

DELIMITERS = frozenset(" \t\n\u3000,，。;；:：!！?？、…—~～|/<>【】[]{}=*")
# (一) is a list number and (总投资30亿元) a remark; (一期), (B型) and (湛江) are parts of a name.
_NO_PART = re.compile(r"^[一二三四五六七八九十\d]{1,3}$|\d.*[元亩个家项%]|投资|简称|以下")
_COUNTED = re.compile(r"(?:第)?[\d.,，０-９一二两三四五六七八九十百千几数多余上近]+(?:多|余)?(?:%|％|‰|万|亿)?$")


class AnalysedText:
    """A document's text with the positions that finders need; built once and shared by all of them.

    Attributes:
        text (str): the document's text.
        layout (Layout): its structure.
        place (str): the reporting place, or empty.
        spans (NDArray): start and end of each word, a row for each.
        words (frozenset[tuple[int, int]]): the same.
        boundaries (frozenset[int]): offsets at which a word starts or ends.
    """

    def __init__(self, doc: Doc) -> None:
        document = doc._.document if Doc.has_extension("document") else None
        self.text: str = document.text if document else doc.text  # which spaCy puts together word by word
        self.layout: Layout = doc._.layout
        self.place: str = (document.place if document else None) or ""
        self.spans = word_spans(doc)
        starts, ends = self.spans.T.tolist() if len(self.spans) else ([], [])
        self.words = frozenset(zip(starts, ends, strict=True))
        self.boundaries = frozenset((*starts, *ends))

    @cached_property
    def _edges(self) -> tuple[list[int], list[tuple[int, bool]]]:
        """Ends of edge words in ascending order, each with its start and whether it is weak."""
        found: dict[int, tuple[int, bool]] = {}
        boundaries = self.boundaries
        for last, (word, strength) in edge_automaton().iter(self.text):
            start, end = last + 1 - len(word), last + 1
            if strength == "verb":  # as are nine of ten
                if start not in boundaries or end not in boundaries:
                    continue
            elif not self._is_edge(start, end, strength):
                continue
            known = found.get(end)
            if known is None or start < known[0]:
                found[end] = (start, strength == "weak")
        ends = sorted(found)
        return ends, [found[end] for end in ends]

    @cached_property
    def _weak_at(self) -> dict[int, bool]:
        """Whether the edge word that ends at an offset is weak."""
        return {end: weak for _, end, weak in self.edge_spans()}

    def edge_spans(self) -> Iterator[tuple[int, int, bool]]:
        """Start, end and weakness of every edge word, in ascending order of their ends."""
        for end, (start, weak) in zip(*self._edges, strict=True):
            yield start, end, weak

    def _is_edge(self, start: int, end: int, strength: str) -> bool:
        if strength == "measure":
            counted = _COUNTED.search(self.text, max(0, start - 12), start)
            return counted is not None and not counted[0].startswith("第") and end in self.boundaries
        if end - start == 1:
            return self.text[start] in "的了" or (start, end) in self.words
        return end in self.boundaries or start in self.boundaries

    @cached_property
    def closing(self) -> dict[int, int]:
        """Offset of each closing quotation mark -> offset of the mark that opens it."""
        return {quote.end: quote.start - 1 for quote in self.layout.quotations}

    def left_edge(self, anchor: int, *, most: int, through: bool) -> int:
        """The offset where a name that reaches up to ``anchor`` begins.

        Args:
            anchor (int): offset from which to walk left, usually the start of the suffix.
            most (int): how many code points the walk may cover.
            through (bool): whether weak edge words belong to the name.
        """
        floor = max(0, anchor - most)
        start = anchor
        while start > floor:
            before = self.text[start - 1]
            opened = self.closing.get(start - 1)
            if opened is not None and opened >= floor:
                start = opened
                continue
            if before in ")）" and (opened := self._bracket(start - 1, floor)) is not None:
                start = opened
                continue
            if before in DELIMITERS or before in '“”"‘’《》「」()（）' or self.stops_at(start, anchor, through=through):
                break
            start -= 1
        return self._word_start(start) if start == floor else start

    def _word_start(self, at: int) -> int:
        """The first word boundary at or after ``at``: a walk that ran out of reach must not begin inside a word."""
        while at not in self.boundaries and at < len(self.text):
            at += 1
        return at

    def _bracket(self, closing: int, floor: int) -> int | None:
        """The opening bracket of a short insertion; (一) is a list number, at which a name begins."""
        for at in range(closing - 1, max(floor, closing - 8) - 1, -1):
            if self.text[at] in "(（":
                return None if _NO_PART.search(self.text[at + 1 : closing]) else at
        return None

    def stops_at(self, at: int, anchor: int, *, through: bool) -> bool:
        """Whether an edge word ends at ``at``; a weak one right before the suffix (发展 of 发展集团) is part of the name."""
        weak = self._weak_at.get(at)
        return weak is not None and not (weak and (through or at == anchor))

    def has_edge(self, start: int, end: int) -> bool:
        """Whether a strong edge word stands inside ``[start, end)``."""
        ends, words = self._edges
        index = bisect_right(ends, start)
        return any(words[i][0] >= start and not words[i][1] for i in range(index, bisect_right(ends, end)))

    def mention(self, start: int, end: int, kind: str, by: str, score: float) -> Mention:
        """A candidate over ``[start, end)``."""
        return Mention(start, end, self.text[start:end], EntityType(kind), by, score)


def word_spans(doc: Doc) -> NDArray[np.int64]:
    """Start and end of each word; asked of each Token, they take a hundred times as long."""
    lengths, spaced = doc.to_array(["LENGTH", "SPACY"]).astype(np.int64).reshape(-1, 2).T
    ends = np.cumsum(lengths + spaced) - spaced
    return np.stack((ends - lengths, ends), axis=1)
