"""Finder of quoted names. In: an AnalysedText; out: candidates from 《…》 and “…”.

A title in book marks is a policy unless its last word says otherwise; a short quoted phrase is a slogan or a programme, which the
annotation guide counts as a policy, when nothing in it looks like speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.suffixes import is_generic
from kg.mentions.text import AnalysedText
from kg.model import EntityType, Mention, Quotation

_SPEECH = re.compile(r"[,，。;；!！?？:：]|我们|你们|他们|要求|表示|指出")
_BOOK_EVENT = re.compile(r"(?:晚会|展|赛|节)$")
_AFTER_HONOR = re.compile(r"称号|奖|荣誉|先进|城市|示范|单位")
_NUMBERED = re.compile(r"[0-9０-９一二三四五六七八九十百两+]")
_ALIAS = "称"  # (以下简称“…”) gives another name, it is no slogan
_PROJECT = re.compile(r"[^,，。;；!！?？、]{4,26}项目")
QUOTED_MOST = 12
SLOGAN = 4  # code points; of unnumbered quotations those of four were right twice as often as the others on the seeds


def find_quoted(analysed: AnalysedText) -> Iterator[Mention]:
    """Candidates inside quotation marks, the marks left out."""
    for quote in analysed.layout.quotations:
        text = analysed.text[quote.start : quote.end]
        if quote.mark == "《" and len(text) >= 3:
            kind = EntityType.EVENT if _BOOK_EVENT.search(text) else EntityType.POLICY
            yield analysed.mention(quote.start, quote.end, kind, "quote-title", 0.85)
        elif quote.mark in '“"「' and quote.level == 1:
            yield from _slogan(analysed, quote, text)


def _slogan(analysed: AnalysedText, quote: Quotation, text: str) -> Iterator[Mention]:
    if _PROJECT.fullmatch(text) and not is_generic(text.removesuffix("项目")):
        yield analysed.mention(quote.start, quote.end, EntityType.PROJECT, "quote-project", 0.75)
        return
    if not 2 <= len(text) <= QUOTED_MOST or _SPEECH.search(text):
        return
    if _AFTER_HONOR.match(analysed.text, quote.end + 1):
        yield analysed.mention(quote.start, quote.end, EntityType.HONOR, "quote-honor", 0.55)
        return
    slogan = _NUMBERED.search(text) or len(text) == SLOGAN
    if slogan and analysed.text[quote.start - 2] != _ALIAS:
        yield analysed.mention(quote.start, quote.end, EntityType.POLICY, "quote-slogan", 0.35)
