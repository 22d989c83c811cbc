"""The entries of 名词解释. In: a text and its Layout; out: pairs of spans, the term and what is said of it."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.data import read_rules
from kg.model import Layout, Section, Span

_START = r"(?:^|(?<=[。!?！？;；\n\s:：]))"
_TERM = r"(?P<term>[^\s。,，;；:：!?！？](?:[^。,，;；:：!?！？\n]{0,38}?[^\s。,，;；:：!?！？])?)"

_END = re.compile(r"[。!?！？\n]+")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rules = read_rules("headings.toml")["glossary"]
    colon = rf"\s?{rules['colons']}"
    numbered = re.compile(rf"{_START}\s*{rules['numbers']}\s*{_TERM}{colon}")
    plain = re.compile(rf"\s*(?:{rules['numbers']}\s*)?{_TERM}{colon}")
    return numbered, plain, re.compile("|".join(rules["not_a_term"]))


def glossary_entries(text: str, layout: Layout) -> tuple[tuple[Span, Span], ...]:
    """Terms of the glossary sections with their explanations.

    Reads ``term:指…``, ``1.term:…``, ``[1] term:…`` and ``term——…``; a glossary that numbers its first entry numbers
    all of them, so that a colon inside an explanation opens no entry there.

    Args:
        text (str): the text that ``layout`` was made from.
        layout (Layout): only its ``glossary`` sections are read.

    Returns:
        tuple: (term, explanation) in text order; outer blanks are left out, marks around the term are kept.
    """
    return tuple(
        entry for section in layout.sections if section.kind == "glossary" for entry in _entries(text, section)
    )


def _entries(text: str, section: Section) -> list[tuple[Span, Span]]:
    numbered, plain, not_a_term = _patterns()
    found = list(numbered.finditer(text, section.start, section.end))
    if not _ascending(found):
        starts = [_behind_heading(text, section)]
        starts += [match.end() for match in _END.finditer(text, starts[0], section.end)]
        matches = [plain.match(text, start, section.end) for start in starts]
        found = [match for match in matches if match and not not_a_term.match(match["term"])]
    entries = []
    ends = [match.start() for match in found[1:]] + [section.end]
    for match, end in zip(found, ends, strict=False):
        said = text[match.end() : end]
        start = match.end() + len(said) - len(said.lstrip())
        stop = start + len(said.strip())
        if stop > start:
            entries.append((Span(*match.span("term")), Span(start, stop)))
    return entries


def _ascending(found: list[re.Match[str]]) -> bool:
    """Whether the numbers of the matches begin an enumeration: two or more, the first one 1."""
    digits = [re.search(r"\d+|[①-⑳]", match.group()) for match in found[:2]]
    return len(found) > 1 and digits[0] is not None and digits[0].group() in ("1", "①")


def _behind_heading(text: str, section: Section) -> int:
    """Where the first entry can begin: behind ``名词解释`` and its colon."""
    rules = read_rules("headings.toml")["glossary"]
    heading = re.compile(rf"\s*(?:{'|'.join(rules['heads'])})[)）]?\s*[:：]?").match(text, section.start, section.end)
    return heading.end() if heading else section.start
