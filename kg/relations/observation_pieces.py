"""Cuts a sentence into pieces, one for each number. In: layout and quantities; out: pieces with the words around each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Document, Layout, Quantity, Span

_STOP = re.compile(r"[,，、。;；:：!！?？()（）\n]|以及|并")
_JOIN = re.compile(r"(?:以及|[、和及与])")
_FROM = re.compile(r"(?:从|由|较|比)[^,，、;；]{0,6}$")
_MODIFIER = ("at_least", "at_most", "more_than", "less_than", "exact")


@dataclass(frozen=True, slots=True)
class Piece(Span):
    """One number with the words that lead to it, from the end of the last number or comma, and what follows it.

    Attributes:
        quantity: the number.
        lead: words between the last stop and the number.
        lead_start: offset of ``lead``.
        tail: words between the number and the next stop (企业 in 18家企业).
        clause: index into ``Layout.clauses``.
        joined: whether 、 or 和 ties it to the piece before it.
    """

    quantity: Quantity
    lead: str
    lead_start: int
    tail: str
    clause: int
    joined: bool = False


def cut(document: Document, layout: Layout, quantities: Sequence[Quantity]) -> Iterator[tuple[int, list[Piece]]]:
    """The pieces of each sentence that has a number, with the index of the sentence."""
    starts = [clause.start for clause in layout.clauses]
    sentences: dict[int, list[Piece]] = {}
    last_clause, floor, fresh = -1, 0, True
    for quantity in quantities:
        number = bisect_left(starts, quantity.start + 1) - 1
        if number < 0:
            continue
        clause = layout.clauses[number]
        if number != last_clause:
            floor, last_clause, fresh = clause.start, number, True
        if quantity.unit == "percentage_point" or quantity.start < floor:
            floor, fresh = max(floor, quantity.end), False
            continue
        piece, floor = _piece(document.text, Span(floor, clause.end), quantity, number, fresh)
        fresh = False
        if piece is not None:
            sentences.setdefault(clause.sentence, []).append(piece)
    yield from sorted(sentences.items())


def _piece(text: str, room: Span, quantity: Quantity, clause: int, fresh: bool) -> tuple[Piece | None, int]:
    """The piece of one number and where the lead of the next one begins."""
    lead = text[room.start : quantity.start]
    join = None if fresh else _JOIN.match(lead)
    start = room.start + (join.end() if join else 0)
    if origin := _FROM.search(lead):  # 从2028家增至4077家: the old value is no fact; the name goes on to the new one
        kept = lead[: origin.start()].rstrip("从由")
        if not quantity.growth and kept:
            return None, room.start
        if not quantity.growth:
            return None, quantity.end
    stop = _STOP.search(text, quantity.end, room.end)
    end = stop.start() if stop else room.end
    tail = text[quantity.end : end]
    if match := _JOIN.match(tail):
        end, tail = quantity.end, ""
        del match
    piece = Piece(start, end, quantity, text[start : quantity.start], start, tail.strip(), clause, join is not None)
    return piece, end


def join_modifiers(pieces: list[Piece], text: str) -> list[Piece]:
    """Puts numbers that only describe a thing into the lead of the next number (亿元以上 in 亿元以上项目175宗)."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and kept[-1].clause == piece.clause and kept[-1].tail and piece.start <= kept[-1].end and not piece.joined:
            last = kept.pop()
            piece = replace(piece, start=last.start, lead_start=last.lead_start, lead=text[last.lead_start : piece.quantity.start], joined=last.joined)
        kept.append(piece)
    return kept
