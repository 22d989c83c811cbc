"""Cuts a sentence into pieces, one for each number. In: layout and quantities; out: pieces with the words around each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from kg.model import Clause, Document, EntityType, Layout, Mention, Quantity, Span
from kg.relations.observation_names import kind_of, strip_lead

_NAMED = frozenset({EntityType.HONOR, EntityType.POLICY, EntityType.EVENT})
_STOP = re.compile(r"[,，、。;；:：!！?？()（）\n]|以及|并(?!购|网|轨)")
_JOIN = re.compile(r"以及|[、和及与]")
_INSIDE = re.compile(r"[(（][^()（）,，;；。]{1,8}[)）](?=[\u4e00-\u9fff])")
_FROM = re.compile(r"[从由自](?P<gap>[^,，、;；。从由自]{0,6})$")
_TO = re.compile(
    r"[^,，、;；。]{0,5}[到至为](?:了|最[多少高低])?(?:(?:(?:19|20)\d\d|[今去上当]|上一)年[底末]?的?|目前的?)?$"
)


@dataclass(frozen=True, slots=True)
class Piece(Span):
    """One number with the words that lead to it, from the end of the last number or comma, and what follows it.

    Attributes:
        quantity: the number.
        lead: words between the last stop and the number; ``lead == text[start:quantity.start]``.
        tail: words between the number and the next stop or number (企业 in 18家企业).
        clause: index into ``Layout.clauses``.
        joined: whether 、 or 和 ties it to the piece before it.
        modifier: the number in the lead that describes the thing (总投资85亿元 in 总投资85亿元的13个项目).
    """

    quantity: Quantity
    lead: str
    tail: str
    clause: int
    joined: bool = False
    modifier: Piece | None = None


def outside(quantities: Sequence[Quantity], mentions: Sequence[Mention], body: int) -> list[Quantity]:
    """The numbers of the body that are no part of a title, a policy or an event (中国30个脱贫故事), in order."""
    named = sorted((mention.start, mention.end) for mention in mentions if mention.type in _NAMED)
    reach = [0, *accumulate((end for _, end in named), max)]  # up to where the names reach that begin before a place
    kept = (q for q in quantities if q.start >= body)
    return sorted(q for q in kept if q.end > reach[bisect_right(named, q.start, key=_start)])


def _start(name: tuple[int, int]) -> int:
    return name[0]


def cut(document: Document, layout: Layout, quantities: Sequence[Quantity]) -> Iterator[tuple[int, list[Piece]]]:
    """The pieces of each sentence that has a number, with the index of the sentence."""
    starts = [clause.start for clause in layout.clauses]
    placed = [(bisect_right(starts, quantity.start) - 1, quantity) for quantity in quantities]
    placed = [(clause, quantity) for clause, quantity in placed if clause >= 0]
    for sentence, inside in groupby(placed, key=lambda item: layout.clauses[item[0]].sentence):
        pieces: list[Piece] = []
        for number, group in groupby(inside, key=lambda item: item[0]):
            pieces += _cut_clause(document.text, layout.clauses[number], number, [item[1] for item in group])
        if pieces:
            yield sentence, pieces


def _cut_clause(text: str, clause: Clause, number: int, quantities: list[Quantity]) -> list[Piece]:
    pieces: list[Piece] = []
    floor = clause.start
    for index, quantity in enumerate(quantities):
        if quantity.start < floor:
            continue
        limit = quantities[index + 1].start if index + 1 < len(quantities) else max(clause.end, quantity.end)
        lead = text[floor : quantity.start]
        origin = _FROM.search(lead)
        if (
            origin and not quantity.growth
        ):  # 从2028家增至4077家: the old value is no fact, the name leads on to the new one
            if index + 1 < len(quantities) and _TO.match(text[quantity.end : limit]):
                pieces += _from_to(text, floor, floor + origin.start(), quantities[index + 1], number, clause.end)
                floor = quantities[index + 1].end
                continue
            if not origin["gap"]:
                floor = quantity.end
                continue
        join = _JOIN.match(lead) if floor > clause.start else None
        start = floor + (join.end() if join else 0)
        if stop := _last_stop(text, start, quantity.start):
            start, join = stop, None
        end = _next_stop(text, quantity.end, limit)
        if _JOIN.match(text, quantity.end, end):
            end = quantity.end
        tail = text[quantity.end : end].strip()
        pieces.append(Piece(start, end, quantity, text[start : quantity.start], tail, number, join is not None))
        floor = end
    return _join_modifiers(pieces, text)


def _next_stop(text: str, start: int, end: int) -> int:
    """Where the words behind a number end; a note in brackets inside a name, 产业园(集聚地)项目, does not end them."""
    while stop := _STOP.search(text, start, end):
        note = _INSIDE.match(text, stop.start(), end)
        if note is None:
            return stop.start()
        start = note.end()
    return end


def _last_stop(text: str, start: int, end: int) -> int:
    """Where the lead begins again behind a note in brackets that holds no name (…);), 0 when nothing stops it."""
    for at in range(end - 1, start, -1):
        if text[at] in ";；。\n":
            return at + 1
    return 0


def _from_to(text: str, start: int, name_end: int, quantity: Quantity, clause: int, end: int) -> list[Piece]:
    stop = _next_stop(text, quantity.end, end)
    tail = text[quantity.end : stop].strip()
    return [Piece(start, stop, quantity, text[start:name_end], tail, clause)]


def _join_modifiers(pieces: list[Piece], text: str) -> list[Piece]:
    """Puts numbers that only describe a thing into the lead of the next number (亿元以上 in 亿元以上项目175宗)."""
    kept: list[Piece] = []
    for piece in pieces:
        last = kept[-1] if kept else None
        tied = last is not None and bool(last.tail) and last.end == piece.quantity.start
        if last and tied and (not piece.quantity.growth or kind_of(last.quantity.unit) != "share"):
            kept.pop()
            counted = kind_of(last.quantity.unit) in ("count", "people") and not strip_lead(last.lead)
            start = (
                last.quantity.end if counted else last.start
            )  # 83个重点项目完成投资: the number of projects is left out
            piece = replace(
                piece, start=start, lead=text[start : piece.quantity.start], joined=last.joined, modifier=last
            )
        kept.append(piece)
    return kept
