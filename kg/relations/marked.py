"""Sentences with their names folded into single marks. In: a document, its layout and mentions; out: MarkedSentence values.

A rule is then a regular expression in which a mark stands for an enumeration of names of one type (A、B和C is one mark), a
pronoun (我市, 该公司) is the mark of what it means, and half-width punctuation reads like full-width punctuation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.lexicon.data import read_rules
from kg.model import Document, EntityType, Evidence, Layout, Mention
from kg.relations.marks import ANY_MARK, MARKS, Mark, Within
from kg.relations.prefixes import without_places

__all__ = ["ANY_MARK", "MARKS", "Mark", "MarkedSentence", "mark_sentences"]

_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_BETWEEN = re.compile(r"[”\"’》]?(?P<link>、|，|和|与|及|以及|暨)[“\"‘《]?")
_ALIAS = re.compile(r"[(（](?:以下|下)?简?称[^()（）]{0,30}[)）]|\[\d{1,3}\]")
HUGGING = frozenset('“”‘’《》"')
_CUT = re.compile(r"[，；。！？\n]")
_EDGE = " \t\u3000\n，。；：、,;:"


@dataclass(slots=True)
class MarkedSentence:
    """A folded sentence.

    Attributes:
        text: the folded text; one private-use character for each mark.
        marks: the marks, in order.
        places: for each character of ``text`` where it begins in the document, and at last where the sentence ends.
        number: index of the sentence in the layout.
        within: the places that only say where a name is; they have no mark.
        cuts: where clauses end, once they have been asked for.
    """

    document: Document
    number: int
    text: str
    marks: tuple[Mark, ...]
    places: tuple[int, ...]
    by_place: dict[int, Mark] = field(default_factory=dict)
    within: tuple[Within, ...] = ()
    cuts: list[int] = field(default_factory=list)

    def mark_at(self, at: int) -> Mark:
        """The mark at a place of the folded text."""
        return self.by_place[at]

    def names(self) -> Iterator[tuple[Mention, int]]:
        """Every name with the place of its mark, those without a mark of their own before the name they stand at."""
        for mark in self.marks:
            for link in self.within:
                if link.place is not None and mark.start <= link.start and link.end <= mark.end:
                    yield link.place, mark.at
            for member in mark.members:
                if member is not None:
                    yield member, mark.at

    def evidence(self, start: int, end: int) -> Evidence:
        """The clauses around a stretch of the folded text, without the punctuation at their ends."""
        if not self.cuts:
            self.cuts = [-1, *(m.start() for m in _CUT.finditer(self.text)), len(self.text)]
        left = self.cuts[bisect_left(self.cuts, start) - 1] + 1
        right = self.cuts[bisect_left(self.cuts, max(end - 1, start))]
        return self.quote(self.places[left], self.places[right])

    def quote(self, start: int, end: int) -> Evidence:
        """The document's words between two offsets, trimmed."""
        text = self.document.text
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        return Evidence(start, end, self.document.id, text[start:end])


def mark_sentences(document: Document, layout: Layout, mentions: Sequence[Mention]) -> Iterator[MarkedSentence]:
    """Folds every sentence; pronouns are resolved against what was named before them."""
    ordered = _outermost(mentions)
    starts = [mention.start for mention in ordered]
    folder = _Folder(document)
    for number, sentence in enumerate(layout.sentences):
        inside = ordered[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        yield folder.fold(number, sentence.start, sentence.end, [m for m in inside if m.end <= sentence.end])


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Without names inside longer names; of two types for the same stretch the better trusted stays."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, -m.score, m.type)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


class _Folder:
    """Remembers what was named last, so that 该公司 has a meaning."""

    def __init__(self, document: Document) -> None:
        self.document = document
        rules = read_rules("relations.toml")["pronouns"]
        suffix = re.escape((document.place or "市")[-1])
        self.home = re.compile(rules["home"].replace("{suffix}", suffix))
        self.back = {EntityType(kind): re.compile(pattern) for kind, pattern in sorted(rules["back"].items())}
        self.last: dict[EntityType, Mention] = {}
        self.wide = document.text.translate(_WIDE)

    def fold(self, number: int, start: int, end: int, mentions: Sequence[Mention]) -> MarkedSentence:
        marks = self._with_pronouns(start, end, mentions)
        skipped = [(m.start(), m.end()) for m in _ALIAS.finditer(self.document.text, start, end)]
        skipped += self._bracketed(marks)
        marks = [m for m in marks if not any(a <= m.start and m.end <= b for a, b in skipped)]
        marks, within = without_places(marks, self.document.text, start)
        marks = _coordinate(marks, self.document.text, dict(skipped))
        pieces: list[str] = []
        places: list[int] = []
        placed: list[Mark] = []
        at = start
        for mark in [*marks, None]:
            for left, right in self._shown(at, mark.start if mark else end, skipped, marks):
                pieces.append(self.wide[left:right])
                places.extend(range(left, right))
            if mark:
                placed.append(Mark(mark.start, mark.end, mark.type, mark.members, len(places)))
                pieces.append(MARKS[mark.type])
                places.append(mark.start)
                at = mark.end
        index = {mark.at: mark for mark in placed}
        return MarkedSentence(
            self.document, number, "".join(pieces), tuple(placed), (*places, end), index, tuple(within)
        )

    def _bracketed(self, marks: Sequence[Mark]) -> list[tuple[int, int]]:
        """Brackets behind a name that hold nothing but another name of its type: 云岭芯片有限公司(云岭芯片)."""
        text = self.document.text
        return [
            (mark.start - 1, mark.end + 1)
            for before, mark in pairwise(marks)
            if before.end == mark.start - 1
            and before.type is mark.type
            and text[before.end] in "(（"
            and text[mark.end : mark.end + 1] in (")", "）")
        ]

    def _shown(
        self, start: int, end: int, skipped: Sequence[tuple[int, int]], marks: Sequence[Mark]
    ) -> Iterator[tuple[int, int]]:
        """The stretches between two marks that stay: without what is skipped and the quotation marks that hug a name."""
        text = self.document.text
        if start < end and text[start] in HUGGING and any(start == mark.end for mark in marks):
            start += 1
        if start < end and text[end - 1] in HUGGING and any(end == mark.start for mark in marks):
            end -= 1
        for left, right in sorted(skipped):
            if start < right and left < end:
                yield start, max(start, left)
                start = right
        yield start, max(start, end)

    def _with_pronouns(self, start: int, end: int, mentions: Sequence[Mention]) -> list[Mark]:
        text = self.document.text
        marks = [Mark(m.start, m.end, m.type, (m,)) for m in mentions]
        taken = [(m.start, m.end) for m in mentions]
        found: list[tuple[int, int, EntityType | None]] = [
            (hit.start(), hit.end(), None) for hit in self.home.finditer(text, start, end)
        ]
        for kind, pattern in self.back.items():
            found += [(hit.start(), hit.end(), kind) for hit in pattern.finditer(text, start, end)]
        for begin, stop, meant in sorted(found, key=lambda f: (f[0], -f[1])):
            if any(begin < b and a < stop for a, b in taken):
                continue
            member: Mention | None = None
            if meant is not None:
                before = [m for m in mentions if m.type is meant and m.end <= begin]
                member = before[-1] if before else self.last.get(meant)
                if member is None:
                    continue
            taken.append((begin, stop))
            marks.append(Mark(begin, stop, meant or EntityType.REGION, (member,)))
        self.last.update({m.type: m for m in mentions})
        return sorted(marks, key=lambda m: m.start)


def _coordinate(marks: Sequence[Mark], text: str, skipped: dict[int, int]) -> list[Mark]:
    """Joins neighbours of one type that stand in one enumeration; ``skipped`` are stretches that do not count."""
    joined: list[Mark] = []
    for mark in marks:
        if joined and joined[-1].type is mark.type:
            last = joined[-1]
            behind = last.end + (text[last.end] in HUGGING)
            link = _BETWEEN.fullmatch(text, skipped.get(behind, last.end), mark.start)
            # 与 and a comma only join what is a list already: A与B签约 are two sides
            if link and (link["link"] in "、和及以及" or (link["link"] != "，" and len(last.members) > 1)):
                joined[-1] = Mark(last.start, mark.end, mark.type, last.members + mark.members)
                continue
        joined.append(mark)
    return joined
