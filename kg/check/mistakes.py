"""Mistakes in context. In: verdicts and the documents; out: wrong and missed answers, each with its sentence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.check.byrule import rule_of
from kg.check.verdict import MEASURES, Outcome, Verdict
from kg.lexicon.spelling import folded
from kg.model import Document, Fact, Placed, Span

LEFT, RIGHT = "〖〗"  # not 【】, which stand around the column in many a headline
ROOM = 60  # code points shown on either side of the marks; sentences of 300 are common in reports

_STOP = re.compile(r"[。!?！？\n]")
_SENTENCE = re.compile(r"[^。!?！？\n]+[。!?！？]*|[。!?！？]+")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong or missed answer.

    Attributes:
        part: type or relation; empty for literals.
        said: the answer in words.
        title: of the document.
        rules: ids of the rules and models that gave it; none for a missed one.
        start: offset of the sentence in the document's text; None when the sentence was not found.
        context: the sentence, 〖〗 around the name or quote; long ones are cut to what is near the marks.
    """

    measure: str
    outcome: Outcome
    part: str
    said: str
    title: str
    rules: tuple[str, ...]
    start: int | None
    context: str


def find_mistakes(verdicts: Iterable[Verdict], documents: Iterable[Document], limit: int) -> Iterator[Mistake]:
    """Yields up to ``limit`` wrong and as many missed answers of each measure, evenly from all documents, early ones first.

    A wrong answer shows the first place that it was taken from. A missed one shows the sentence that has most of what it is made of
    (both names, name and number), the first of equals; it may not be the one that gold was read from.
    """
    library = _Library(documents)
    groups: dict[tuple[str, Outcome], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.outcome in (Outcome.WRONG, Outcome.MISSED):
            groups[verdict.measure, verdict.outcome].append(verdict)
    for measure in MEASURES:
        for outcome in (Outcome.WRONG, Outcome.MISSED):
            for verdict in _evenly(groups[measure, outcome])[:limit]:
                yield library.mistake(verdict)


def _evenly(verdicts: list[Verdict]) -> list[Verdict]:
    """The first of each document, then the second of each, and so on."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, Verdict]] = []
    for verdict in sorted(verdicts, key=lambda verdict: _span(verdict.sources[0]).start if verdict.sources else 0):
        ranked.append((seen[verdict.title], len(ranked), verdict))
        seen[verdict.title] += 1
    return [verdict for _, _, verdict in sorted(ranked, key=lambda rank: rank[:2])]


def _span(source: Placed | Fact) -> Span:
    return source.evidence if isinstance(source, Fact) else source.mention


class _Library:
    """The documents' texts, by id and by title."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.by_id: dict[str, str] = {}
        self.by_title: dict[str, list[str]] = defaultdict(list)
        for document in documents:
            self.by_id[document.id] = document.text
            self.by_title[folded(document.title)].append(document.text)

    def mistake(self, verdict: Verdict) -> Mistake:
        """The verdict with its sentence."""
        start, context = self._given(verdict.sources[0]) if verdict.sources else self._missed(verdict)
        rules = tuple(sorted({rule_of(source) for source in verdict.sources}))
        return Mistake(
            verdict.measure, verdict.outcome, verdict.part, verdict.said, verdict.title, rules, start, context
        )

    def _given(self, source: Placed | Fact) -> tuple[int | None, str]:
        text = self.by_id.get(source.evidence.doc if isinstance(source, Fact) else source.doc)
        return in_context(text, [_span(source)]) if text is not None else (None, "")

    def _missed(self, verdict: Verdict) -> tuple[int | None, str]:
        for text in self.by_title.get(folded(verdict.title), ()):
            if spans := clued(text, verdict.clues):
                return in_context(text, spans)
        return None, ""


def clued(text: str, clues: Sequence[Sequence[str]]) -> list[Span]:
    """Where in the sentence that answers to most clues their words stand; nothing when no sentence answers to any.

    Of sentences that answer to as many, the one that answers to earlier clues is taken, then the first.
    """
    best: tuple[int, list[bool], list[Span]] = (0, [], [])
    for sentence in _SENTENCE.finditer(text):
        found = [_first(sentence, words) for words in clues]
        hits = [hit for hit in found if hit is not None]
        if (rank := (len(hits), [hit is not None for hit in found])) > best[:2]:
            best = (*rank, hits)
    return best[2]


def _first(sentence: re.Match[str], words: Sequence[str]) -> Span | None:
    for word in words:
        at = sentence[0].find(word)
        if at >= 0:
            return Span(sentence.start() + at, sentence.start() + at + len(word))
    return None


def in_context(text: str, spans: Iterable[Span]) -> tuple[int, str]:
    """The sentence or sentences that hold the spans, with marks around these, and where they begin.

    Overlapping spans share their marks. Blanks and line breaks become one blank; what is cut off shows as ….
    """
    marked: list[Span] = []
    for span in sorted(spans):
        if marked and span.start < marked[-1].end:
            known = marked.pop()
            span = Span(known.start, max(known.end, span.end))
        marked.append(span)
    first, last = marked[0].start, marked[-1].end
    start = max(text.rfind(mark, 0, first) for mark in "。!?！？\n") + 1
    stop = _STOP.search(text, max(first, last - 1))
    end = max(last, stop.end() if stop else len(text))
    left, right = max(start, first - ROOM), min(end, last + ROOM)
    pieces, at = ["…" if left > start else ""], left
    for span in marked:
        pieces += [text[at : span.start], LEFT, text[span.start : span.end], RIGHT]
        at = span.end
    pieces += [text[at:right], "…" if right < end else ""]
    return start, " ".join("".join(pieces).split())
