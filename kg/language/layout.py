"""Structure of a document. In: its text and kind; out: sections, sentences, clauses and quotations, as offsets.

Everything is found in the text alone, in time that grows with its length; words are not needed for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from kg.language.sections import report_sections
from kg.model import Clause, DocumentKind, Layout, Quotation, Section, Span

OPENING = {"“": "”", "《": "》", "「": "」", "『": "』", "‘": "’", "〈": "〉"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}
MAX_QUOTATION = 200  # code points; a longer stretch means that a mark was left open
MAX_SENTENCE = 2000  # code points; the longest of 1,500 reports and news items has 416. Facts quote their clause: without end, without limit
SPEECH = 10  # code points; a quotation that long and ends in a full stop is a sentence of its own

_MARK = re.compile('[\n"' + "".join(OPENING) + "".join(CLOSING) + "]")
_SENTENCE_END = re.compile(r"[。!?！？]+|\n")
_CLAUSE_END = re.compile(r"[,，;；:：]")
_WEAK = "；;，,、： \u3000"
_ORDINAL = r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])"
# " 二、产业升级步伐加快 2017年…": blanks that are left of line breaks around a numbered heading.
_NUMBERED = re.compile(rf"(?:^|(?<=\s)){_ORDINAL}(?:[^\s。,，;；:：!?！？]{{6,40}}(?=\s+[\u4e00-\u9fff“(（\d]))?")


def layout(text: str, kind: DocumentKind, year: int | None) -> Layout:
    """Finds the structure of ``text``.

    Args:
        text (str): title line, newline, body.
        kind (DocumentKind): only reports have reviews and plans; a news item is one ``body``.
        year (int | None): the document's year, see ``Document.year``.

    Returns:
        Layout: sections, sentences and clauses each cover the text without gaps or overlaps. A heading is a sentence
            of its own.
    """
    headings: tuple[Span, ...] = ()
    sections: tuple[Section, ...] = (Section(0, len(text), "body", year),)
    if kind == "report":
        sections, headings = report_sections(text, year)
    quotations = find_quotations(text)
    inside = _covered(text, quotations)
    cuts = {edge for section in sections for edge in (section.start, section.end)}
    cuts.update(edge for heading in headings for edge in (heading.start, _trimmed(text, heading)))
    sentences = _sentences(text, cuts, quotations, inside)
    return Layout(sections, sentences, _clauses(text, sentences, sections, inside), quotations)


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Matches marks inside out within a line; a mark that nothing closes within 200 code points is let go."""
    found: list[Quotation] = []
    stack: list[tuple[int, str]] = []
    straight: int | None = None
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        stack = [opened for opened in stack if at - opened[0] <= MAX_QUOTATION]
        if mark == "\n":
            stack, straight = [], None
        elif mark in OPENING:
            stack.append((at, mark))
        elif mark in CLOSING:
            level = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][1] == CLOSING[mark]), None)
            if level is not None:
                found.append(Quotation(stack[level][0] + 1, at, CLOSING[mark], level + 1))
                del stack[level:]
        elif straight is not None and at - straight <= MAX_QUOTATION:
            found.append(Quotation(straight + 1, at, '"', len(stack) + 1))
            straight = None
        else:
            straight = at
    return tuple(sorted(quotation for quotation in found if quotation.start < quotation.end))


def _covered(text: str, quotations: tuple[Quotation, ...]) -> bytearray:
    """1 for offsets inside quotations, where a comma or full stop does not end a clause."""
    inside = bytearray(len(text))
    for quotation in quotations:
        inside[quotation.start : quotation.end] = b"\1" * (quotation.end - quotation.start)
    return inside


def _trimmed(text: str, heading: Span) -> int:
    """The end of a heading, a mark or blank behind it included."""
    rest = re.compile(r"[:：。]?[ \t]*").match(text, heading.end)
    return rest.end() if rest else heading.end


def _sentences(text: str, cuts: set[int], quotations: tuple[Quotation, ...], inside: bytearray) -> tuple[Span, ...]:
    edges = {0, len(text)} | cuts
    edges.update(match.end() for match in _SENTENCE_END.finditer(text) if not inside[match.start()])
    for quotation in quotations:
        last = text[quotation.end - 1]
        spoken = last == "。" or (last in "!?！？" and quotation.end - quotation.start >= SPEECH)
        behind = text[quotation.end + 1 : quotation.end + 2]
        if spoken and quotation.level == 1 and not _CLAUSE_END.match(behind) and not _SENTENCE_END.match(behind):
            edges.add(quotation.end + 1)
    for match in _NUMBERED.finditer(text):
        edges.update(match.span() if match.end() - match.start() > 4 else (match.start(),))
    return tuple(Span(*pair) for start, end in pairwise(sorted(edges)) for pair in pairwise(_pieces(text, start, end)))


def _pieces(text: str, start: int, end: int) -> list[int]:
    """Where a stretch without a full stop begins, is cut and ends: cut behind its last mark before it gets too long, or anywhere."""
    edges = [start]
    while end - edges[-1] > MAX_SENTENCE:
        furthest = edges[-1] + MAX_SENTENCE
        last = max(text.rfind(mark, edges[-1], furthest) for mark in _WEAK)
        edges.append(furthest if last < 0 else last + 1)
    return [*edges, end]


def _clauses(
    text: str, sentences: tuple[Span, ...], sections: tuple[Section, ...], inside: bytearray
) -> tuple[Clause, ...]:
    """Cuts sentences at commas, semicolons and colons outside quotations; ``1,234`` and ``12:30`` stay whole."""
    starts = [section.start for section in sections]
    clauses: list[Clause] = []
    for number, sentence in enumerate(sentences):
        section = bisect_right(starts, sentence.start) - 1
        start = sentence.start
        for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end):
            if not inside[match.start()] and not _in_number(text, match.start()):
                clauses.append(Clause(start, match.end(), number, section))
                start = match.end()
        if start < sentence.end:
            clauses.append(Clause(start, sentence.end, number, section))
    return tuple(clauses)


def _in_number(text: str, at: int) -> bool:
    """Whether the mark stands between digits as in ``1,234`` or ``12:30``."""
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 5]
    if not (before.isdecimal() and behind[:1].isdecimal()):
        return False
    if text[at] in ",，":
        return behind[:3].isdecimal() and len(behind) >= 3 and not behind[3:].isdecimal()
    return text[at] in ":："
