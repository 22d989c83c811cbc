"""Structure of a document. In: its text and kind; out: sections, sentences, clauses and quotations, as offsets.

A report falls into 回顾 (review, tells of the last year), 安排 (plan, tells of the coming year), 名词解释 (glossary) and 附表
(tables run into text); the headings stand in running text without line breaks, so they are found by what they say.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.model import Clause, DocumentKind, Layout, Quotation, Section, SectionKind, Span

SENTENCE_END = frozenset("。!?！？\n")
CLAUSE_END = frozenset(",，;；:：") | SENTENCE_END
OPENING = {"“": "”", "《": "》", "「": "」", "『": "』", "‘": "’", "〈": "〉"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}
MAX_QUOTATION = 200  # code points; a longer stretch means that a mark was left open

# A heading stands at the start of a line or sentence, perhaps behind an ordinal ("二、2018年工作安排").
_ORDINAL = r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六]部分[:：]?|[(（][一二三四五六七八九十]{1,2}[)）])?\s*"
_BEFORE = r"(?:(?<=[。!?！？;；:：\n\s…])|^)"
_YEARS = r"(?:(?P<year>(?:19|20)\d\d)年(?:度)?|过去一年|一年来|(?P<five>(?:过去|本届政府|五年|“?十[一二三四]五”?)[^。,，;；]{0,12}?)|今年|上年|去年)"
_REVIEW = re.compile(
    _BEFORE + _ORDINAL + r"(?:关于)?" + _YEARS + r"[^。,，;；:：“]{0,14}?(?:工作)?(?:的)?(?:简要|主要|基本)?(?:回顾|情况|总结|成就|成绩)(?=[^,，。;；的了])"
)
_PLAN = re.compile(
    _BEFORE
    + _ORDINAL
    + r"(?:关于)?(?:(?P<year>(?:19|20)\d\d)年(?:度)?|今年|今后五年|未来五年|新一年|明年|下一步)[^。,，;；:：“]{0,14}?"
    + r"(?:工作)?(?:的)?(?:总体|主要|重点)?(?:安排|建议|打算|任务|部署|目标任务|总体要求|重点工作|工作思路|主要工作)(?=[^,，。;；的了])"
)
_GLOSSARY = re.compile(_BEFORE + r"(?:附件?[:：\d]?\s*)?(?:《?政府工作报告》?)?(?:有关|相关|部分)?(?:名词|名词术语|用语|词语)(?:解释|注释|说明)|(?<=[。!！])注释[:：]")
_TABLE = re.compile(_BEFORE + r"附表\s*[一二三四五六\d]{0,2}[:：\s]?")


def layout(text: str, kind: DocumentKind, year: int | None) -> Layout:
    """Finds the structure of ``text``.

    Args:
        text (str): title line, newline, body.
        kind (DocumentKind): only reports have reviews and plans; a news item is one ``body``.
        year (int | None): the document's year, see ``Document.year``.

    Returns:
        Layout: sections, sentences and clauses each cover the text without gaps or overlaps.
    """
    sections = _report_sections(text, year) if kind == "report" else (Section(0, len(text), "body", year),)
    quotations = _quotations(text)
    sentences = _sentences(text, sections, quotations)
    return Layout(sections, sentences, _clauses(text, sentences, sections, quotations), quotations)


def _report_sections(text: str, year: int | None) -> tuple[Section, ...]:
    """Cuts a report at its headings; what stands before the first one is the front."""
    found: list[tuple[int, SectionKind, int | None]] = []
    for match in _REVIEW.finditer(text):
        said = match.group("year")
        found.append((match.start(), "review", int(said) if said else year - 1 if year else None))
    for match in _PLAN.finditer(text):
        said = match.group("year")
        found.append((match.start(), "plan", int(said) if said else year))
    half = len(text) // 2
    found += [(match.start(), "glossary", year) for match in _GLOSSARY.finditer(text) if match.start() > half]
    found += [(match.start(), "table", year - 1 if year else None) for match in _TABLE.finditer(text) if match.start() > half]
    found.sort(key=lambda cut: (cut[0], cut[1]))
    cuts: list[tuple[int, SectionKind, int | None]] = [(0, "front", year)]
    for cut in found:
        if cut[0] > cuts[-1][0] and cut[1:] != cuts[-1][1:]:
            cuts.append(cut)
    ends = [cut[0] for cut in cuts[1:]] + [len(text)]
    return tuple(Section(start, end, kind, when) for (start, kind, when), end in zip(cuts, ends, strict=True))


def _quotations(text: str) -> tuple[Quotation, ...]:
    """Matches marks inside out; a mark that nothing closes within 200 code points is let go."""
    found: list[Quotation] = []
    stack: list[tuple[int, str]] = []
    straight: int | None = None
    for at, char in enumerate(text):
        if char in OPENING:
            stack.append((at, char))
        elif char in CLOSING:
            opened = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][1] == CLOSING[char]), None)
            if opened is not None:
                start = stack[opened][0]
                del stack[opened:]
                if at - start <= MAX_QUOTATION:
                    found.append(Quotation(start + 1, at, CLOSING[char], opened + 1))
        elif char == '"':
            if straight is not None and at - straight <= MAX_QUOTATION:
                found.append(Quotation(straight + 1, at, '"', len(stack) + 1))
                straight = None
            else:
                straight = at
        elif char == "\n":
            stack.clear()
            straight = None
    return tuple(sorted(found))


def _covered(quotations: tuple[Quotation, ...]) -> frozenset[int]:
    """Offsets inside quotations, where a comma or full stop does not end a clause."""
    return frozenset(at for quote in quotations for at in range(quote.start, quote.end))


def _sentences(text: str, sections: tuple[Section, ...], quotations: tuple[Quotation, ...]) -> tuple[Span, ...]:
    inside = _covered(quotations)
    ends = {section.end for section in sections}
    ends |= {at + 1 for at, char in enumerate(text) if char in SENTENCE_END and (char == "\n" or at not in inside)}
    return tuple(Span(*pair) for pair in pairwise(sorted({0, len(text)} | ends)))


def _clauses(
    text: str, sentences: tuple[Span, ...], sections: tuple[Section, ...], quotations: tuple[Quotation, ...]
) -> tuple[Clause, ...]:
    """Cuts sentences at commas, semicolons and colons outside quotations; ``1,234`` stays whole."""
    inside = _covered(quotations)
    clauses: list[Clause] = []
    section = 0
    for number, sentence in enumerate(sentences):
        while sections[section].end <= sentence.start:
            section += 1
        start = sentence.start
        for at in range(sentence.start, sentence.end):
            if text[at] in CLAUSE_END and at not in inside and not _in_number(text, at):
                clauses.append(Clause(start, at + 1, number, section))
                start = at + 1
        if start < sentence.end:
            clauses.append(Clause(start, sentence.end, number, section))
    return tuple(clauses)


def _in_number(text: str, at: int) -> bool:
    return text[at] in ",，" and text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit() and not text[at + 4 : at + 5].isdigit()
