"""Stretches the texts of an invented corpus to the length of real reports: sentences without facts come between those with some.

Same corpus and seed, same result, on any machine.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

from kg.model import Corpus, Document, Evidence, Fact, Mention, Placed
from powerlaw import SIGNS, replace_evidence

Shifts = list[tuple[int, int]]  # from this offset on, so many characters more


def stretch(corpus: Corpus, chars: int, around: int = 0, seed: int = 7) -> Corpus:
    """The corpus with texts of about ``chars`` characters.

    Args:
        corpus: of ``powerlaw.invent``, with one fact in each sentence.
        chars: how long a text becomes; a longer one stays as it is.
        around: how many characters more the sentence of each fact gets before its quote.
        seed: of the words that are invented.
    """
    draw = random.Random(seed)
    begins: dict[str, set[int]] = defaultdict(set)
    for fact in corpus.facts:
        begins[fact.evidence.doc].add(fact.evidence.start)
    texts: dict[str, str] = {}
    shifts: dict[str, Shifts] = {}
    for document in corpus.documents:
        texts[document.id], shifts[document.id] = _fill(document, sorted(begins[document.id]), chars, around, draw)
    return replace(
        corpus,
        documents=tuple(replace(document, text=texts[document.id]) for document in corpus.documents),
        facts=tuple(_move_fact(fact, shifts[fact.evidence.doc]) for fact in corpus.facts),
        mentions=tuple(_move(placed, shifts[placed.doc]) for placed in corpus.mentions),
    )


def _fill(document: Document, begins: list[int], chars: int, around: int, draw: random.Random) -> tuple[str, Shifts]:
    text = document.text
    room = max(0, chars - len(text)) // max(1, len(begins))
    parts, shifts, done, more = [], [], 0, 0
    for begin in begins:
        filler = _words(max(0, room - around), draw) + (
            "".join(draw.choices(SIGNS, k=around - 1)) + "," if around else ""
        )
        parts += [text[done:begin], filler]
        more += len(filler)
        shifts.append((begin, more))
        done = begin
    return "".join([*parts, text[done:]]), shifts


def _words(chars: int, draw: random.Random) -> str:
    """Sentences of 20 to 60 characters."""
    sentences, left = [], chars
    while left > 1:
        length = min(left, draw.randrange(20, 60))
        sentences.append("".join(draw.choices(SIGNS, k=length - 1)) + "。")
        left -= length
    return "".join(sentences)


def _shift(at: int, shifts: Shifts) -> int:
    low, high = 0, len(shifts)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if shifts[middle][0] <= at else (low, middle)
    return shifts[low - 1][1] if low else 0


def _move_fact(fact: Fact, shifts: Shifts) -> Fact:
    told = fact.evidence
    more = _shift(told.start, shifts)
    return replace_evidence(fact, Evidence(told.start + more, told.end + more, told.doc, told.quote))


def _move(placed: Placed, shifts: Shifts) -> Placed:
    told = placed.mention
    more = _shift(told.start, shifts)
    return Placed(placed.doc, Mention(told.start + more, told.end + more, told.text, told.type, told.by), placed.entity)
