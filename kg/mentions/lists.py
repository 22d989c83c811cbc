"""Finder of list members. In: an AnalysedText and the mentions found so far; out: their untyped neighbours in 、-chains.

In 新材料、节能环保、海洋工程等产业 one known member says what the others are. A part left out by coordination keeps what stands in the
text and gets the completed form as its name: 东雷 in 东雷、玉湛高速 is named 东雷高速.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.lexicon.suffixes import class_word
from kg.mentions.suffixes import is_generic
from kg.mentions.text import DELIMITERS, AnalysedText
from kg.model import EntityType, Mention

SPREADING = frozenset(
    {
        EntityType.INDUSTRY,
        EntityType.ENTERPRISE,
        EntityType.PROJECT,
        EntityType.PARK,
        EntityType.REGION,
        EntityType.EVENT,
    }
)
MOST = 10
PART = 4  # code points of what a list leaves of a name when its class word is left out
_MEMBER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·“”()（）+\-]{2,}")
# What 等5个重大项目 ends are projects, whatever trade their names end in.
_PROJECTS = re.compile(r"[^,，。;；:：!！?？]{0,30}?等[^,，。;；:：、]{0,10}项目")
_RIGHT_END = re.compile(r"[、,，。;；:：!！?？\s”]|等|和|及|与|以及")


def find_neighbours(analysed: AnalysedText, found: Sequence[Mention]) -> Iterator[Mention]:
    """Members to the left and right of each found mention, as far as the chain of 、 reaches."""
    taken = {at for mention in found for at in (mention.start, mention.end)}
    for mention in found:
        if mention.type not in SPREADING or mention.by == "quote-slogan":
            continue
        if mention.type is EntityType.INDUSTRY and _PROJECTS.match(analysed.text, mention.end):
            continue
        yield from _leftwards(analysed, mention, taken)
        yield from _rightwards(analysed, mention, taken)


def _leftwards(analysed: AnalysedText, mention: Mention, taken: set[int]) -> Iterator[Mention]:
    end = mention.start - 1
    while end > 0 and analysed.text[end] in "、和与" and end not in taken:
        if analysed.text[end] != "、" and (end, end + 1) not in analysed.words:
            return
        start = analysed.left_edge(end, most=MOST, through=False)
        member = _member(analysed, start, end, mention)
        if member is None:
            return
        yield member
        end = start - 1


def _rightwards(analysed: AnalysedText, mention: Mention, taken: set[int]) -> Iterator[Mention]:
    start = mention.end + 1
    while start < len(analysed.text) and analysed.text[start - 1] == "、" and start not in taken:
        closing = _RIGHT_END.search(analysed.text, start + 1)
        end = closing.start() if closing else len(analysed.text)
        if mention.type is EntityType.PROJECT and analysed.text.endswith("建设", start, end):
            end -= 2  # 加快云山铁路、青河铁路建设
        member = _member(analysed, start, end, mention)
        if member is None:
            return
        yield member
        start = end + 1


def _member(analysed: AnalysedText, start: int, end: int, beside: Mention) -> Mention | None:
    """A clean stretch of 2 to 10 code points without verbs, typed like the mention it stands beside."""
    text = analysed.text[start:end]
    if not (2 <= end - start <= MOST and _MEMBER.fullmatch(text)) or is_generic(
        text, topics=beside.type is not EntityType.INDUSTRY
    ):
        return None
    if start not in analysed.boundaries or end not in analysed.boundaries or analysed.has_edge(start, end):
        return None
    if any(char in DELIMITERS or (char.isdigit() and beside.type is EntityType.INDUSTRY) for char in text):
        return None
    name = _completed(text, beside)
    return Mention(start, end, text, beside.type, f"list-{beside.type.lower()}", beside.score * 0.5, name)


def _completed(text: str, beside: Mention) -> str:
    """东雷 beside 玉湛高速 is 东雷高速; only for works, whose class word is left out in lists."""
    word = class_word(beside.text, beside.by) if beside.type is EntityType.PROJECT else ""
    if word and (text.endswith(word[-1]) or class_word(text, beside.by)):
        return ""
    short = len(text) <= PART and len(beside.text) - len(word) <= PART
    return text + word if word and short else ""
