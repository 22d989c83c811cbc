"""What of the texts goes into a page. In: the graph; out: for each document the passages that the page holds.

The text of 2,700 documents is 80 MB, of which a page of the heaviest entities quotes a tenth. While all fit they go in whole. Beyond
that a document is the sentences around its facts, and around one mention of each entity that none of these names; beyond that again it is
the quotes alone. Offsets stay those of the whole document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import networkx as nx

from kg.explorer import contract
from kg.explorer.sentences import Span, sentences
from kg.model import Document

# Characters. Measured with 20,000 entities, 114,000 facts and 26 million characters: all of them make 83 MB, a start of 1.2 s of
# processor time and a heap of 106 MB once a quote was shown; 3 million 15 MB, 1.0 s and 62 MB.
BUDGET = 3_000_000
MOST = 2 * BUDGET  # of passages: 22 MB with 5.3 million, so that such a page stays below 25 MB
JOIN = 8  # fewer characters between two passages are kept: the line that says that they are missing would be longer

Mentions = list[tuple[int, int, int]]  # start, length, number of the entity; in order


@dataclass(frozen=True, slots=True)
class Kept:
    """The part of a document that a page holds.

    Attributes:
        spans: the passages, in order, with something between them.
        whole: they are the whole text.
        quotes: they are quotes, not the sentences around them.
    """

    spans: tuple[Span, ...]
    whole: bool = True
    quotes: bool = False

    def holds(self, starts: Iterable[Span]) -> list[bool]:
        """Which of some spans, given in order, lie within one of the passages."""
        found, at = [], 0
        for start, end in starts:
            while at < len(self.spans) and self.spans[at][1] <= start:
                at += 1
            found.append(at < len(self.spans) and self.spans[at][0] <= start and end <= self.spans[at][1])
        return found


def keep(graph: nx.MultiDiGraph[str], named: dict[str, Mentions]) -> dict[str, Kept]:
    """What the page holds of each document.

    Args:
        graph: by the contract of kg/graph.py.
        named: the mentions in each document.
    """
    documents = contract.documents(graph)
    if sum(len(document.text) for document in documents.values()) <= BUDGET:
        return {key: Kept(((0, len(document.text)),)) for key, document in documents.items()}
    quotes = _quotes(graph)
    passages = {key: _passages(document, quotes[key], named[key]) for key, document in documents.items()}
    if sum(map(_length, passages.values())) > MOST:
        return {key: _kept(document, _merge(quotes[key]), True) for key, document in documents.items()}
    return _fill(documents, passages, quotes)


def _quotes(graph: nx.MultiDiGraph[str]) -> dict[str, list[Span]]:
    """Where the facts stand in each document."""
    found: dict[str, list[Span]] = defaultdict(list)
    told = [fact for facts in contract.literals(graph).values() for fact in facts]
    for fact in (*contract.relations(graph), *told):
        found[fact.evidence.doc].append((fact.evidence.start, fact.evidence.end))
    return found


def _passages(document: Document, quotes: list[Span], named: Mentions) -> list[Span]:
    """The sentences around the quotes, and around one mention of each entity that they do not name."""
    around = sentences(document.text)
    spans = _merge(_widen(quote, around) for quote in set(quotes))
    places = [(start, start + length) for start, length, _ in named]
    inside = Kept(tuple(spans)).holds(places)
    seen = {entity for (_, _, entity), held in zip(named, inside, strict=True) if held}
    first = {entity: place for (_, _, entity), place in zip(reversed(named), reversed(places), strict=True)}
    return _merge([*spans, *(_widen(place, around) for entity, place in first.items() if entity not in seen)])


def _widen(span: Span, around: Callable[[int, int], Span]) -> Span:
    start, end = around(*span)
    return min(start, span[0]), max(end, span[1])


def _merge(spans: Iterable[Span]) -> list[Span]:
    """In order, those that nearly touch as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start - merged[-1][1] <= JOIN:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _fill(
    documents: dict[str, Document], passages: dict[str, list[Span]], quotes: dict[str, list[Span]]
) -> dict[str, Kept]:
    """Whole documents as long as there is room, those with most facts per character first."""
    room = BUDGET - sum(map(_length, passages.values()))
    kept = {key: _kept(document, passages[key], False) for key, document in documents.items()}
    for key in sorted(documents, key=lambda key: (-len(quotes[key]) / max(1, len(documents[key].text)), key)):
        more = len(documents[key].text) - _length(passages[key])
        if more <= room:
            room -= more
            kept[key] = _kept(documents[key], [(0, len(documents[key].text))], False)
    return kept


def _kept(document: Document, spans: list[Span], quotes: bool) -> Kept:
    whole = spans == [(0, len(document.text))]
    return Kept(tuple(spans), whole, quotes and not whole)


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)
