"""Finder of names by their last word. In: an AnalysedText; out: candidate mentions, one for each suffix group that fits.

The walk to the left edge (``AnalysedText.left_edge``) earned most after the divisions in every trial; the longest suffix at an
offset wins, so 经济技术开发区 is not read as 开发区.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.lexicon.data import read_table
from kg.lexicon.suffixes import SuffixGroup, level_words, suffix_automaton
from kg.mentions.routes import before_route
from kg.mentions.text import DELIMITERS, AnalysedText, Stopnames
from kg.model import EntityType, Mention

# 一期, (一期), (B型) and the like belong to the name in front of them; 段 only after the name of a place on the line.
_EXTENSION = re.compile(
    r"[(（][^()（）,，。;；]{1,6}[)）]|[一二三四五六]期(?:工程|项目)?|(?:工程|项目)(?:[一二三四五六]期)?"
)
_NUMBER_ONLY = re.compile(r"[\d.,，%０-９一二两三四五六七八九十百千万亿几数多余上近第]+(?:个|家|项|条|座|大|类|批)?")
_LEADING = re.compile(
    r"^第[一二三四五六七八九十\d]+[个家座条]|^[\d.]+(?:年(?:度)?)?|^[一二三四五六七八九十]+(?:是|要)|^[·.．、\-暨]+|^[由自](?=[省市县区])"
)
# 景区 of 临漳邺城等景区 is what a list ends in; 高等 and 一等 are words.
_LIST_TAIL = re.compile(r"(?<![高中初平均同一二三甲乙特])等$")
# 水利工程 of 全省首个水利工程云山水库 says what the name behind it is.
_KIND = re.compile(r"(?P<kind>[\u4e00-\u9fff]{0,8}?(?:工程|项目))(?=[\u4e00-\u9fff]{2})")
REACH = 24  # code points to the left and right in which the words around a name are looked at
LONG_BODY = 4  # code points of generic words that still tell one programme from another
EXTENSIBLE = frozenset({"Project", "Park"})


@cache
def generic_words(topics: bool) -> frozenset[str]:
    """Words that make no name of a suffix by themselves (重大 of 重大项目), verbs at which names begin among them.

    Args:
        topics (bool): whether words for fields (环保) count, which name an industry but no project.
    """
    generic = {w for w, sense in read_table("generics.tsv", ("word", "sense")) if topics or sense == "plain"}
    edges = {word for word, strength in read_table("edges.tsv", ("word", "strength")) if strength != "measure"}
    return frozenset(generic | {word for word in edges if len(word) > 1})


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the grammar; to look it up in the cache of re costs more than to search."""
    return re.compile(pattern)


def find_suffixed(analysed: AnalysedText, stopnames: Stopnames) -> Iterator[Mention]:
    """Candidates that end in a suffix of the grammar.

    Args:
        analysed (AnalysedText): the text with boundaries and edges.
        stopnames (Stopnames): generic words with the types that they do not name.
    """
    for end, found in _longest_suffixes(analysed).items():
        for start, group in found:
            mention = _grow(analysed, start, end, group)
            if (
                mention is not None
                and (mention.text, mention.type) not in stopnames
                and mention.text not in generic_words(False)
            ):
                yield mention


def _longest_suffixes(analysed: AnalysedText) -> dict[int, list[tuple[int, SuffixGroup]]]:
    """For each offset where suffixes end: the longest one of each group."""
    ends: dict[int, dict[str, tuple[int, SuffixGroup]]] = {}
    for last, (form, groups) in suffix_automaton().iter(analysed.text):
        end = last + 1
        if not _closes(analysed, end):
            continue
        known = ends.setdefault(end, {})
        for group in groups:
            if group.id not in known or end - len(form) < known[group.id][0]:
                known[group.id] = (end - len(form), group)
    return {end: list(groups.values()) for end, groups in sorted(ends.items())}


def _closes(analysed: AnalysedText, end: int) -> bool:
    """Whether a word ends at ``end``: a suffix inside a longer word (路 in 路径) is none."""
    if end >= len(analysed.text):
        return True
    after = analysed.text[end]
    return end in analysed.boundaries or after in DELIMITERS or after in '”"’》)）(（'


def _grow(analysed: AnalysedText, suffix: int, end: int, group: SuffixGroup) -> Mention | None:
    start = _start(analysed, suffix, end, group)
    body = analysed.text[start:suffix]
    if len(body) < group.least or _NUMBER_ONLY.fullmatch(body) or _LIST_TAIL.search(body):
        return None
    if group.unless and _compiled(group.unless).search(analysed.text[suffix : suffix + REACH]):
        return None
    if is_generic(body, topics=not group.topics) and not _allowed_generic(body, group):
        return None
    if (group.needs and not _compiled(group.needs).search(body)) or (
        group.lacks and _compiled(group.lacks).search(body)
    ):
        return None
    if group.bare and len(body) > 4:
        return None
    if group.type.value in EXTENSIBLE and (extra := _EXTENSION.match(analysed.text, end)):
        end = extra.end()
    return analysed.mention(start, end, built_type(analysed.text, start, end, group), group.id, group.score)


def _start(analysed: AnalysedText, suffix: int, end: int, group: SuffixGroup) -> int:
    """Where the name begins: the left edge without what is no part of it, and with the way that leads up to it."""
    start = analysed.left_edge(suffix, most=group.most - (end - suffix), through=group.through)
    start = _trim(analysed, start, suffix)
    start = _after_cut(analysed.text, start, suffix, group)
    if not group.routes:
        return start
    if suffix - start >= group.least:
        start = before_route(analysed, start, works=group.type is EntityType.PROJECT)
    return _after_kind(analysed.text, start, suffix)


def _after_kind(text: str, start: int, suffix: int) -> int:
    """Behind a generic kind in front of a name, as long as what is left is no generic word."""
    kind = _KIND.match(text, start, suffix)
    if kind and is_generic(kind["kind"]) and not is_generic(text[kind.end() : suffix]):
        return kind.end()
    return start


def built_type(text: str, start: int, end: int, group: SuffixGroup) -> EntityType:
    """The group's type, or what it becomes here: a 产业园 that someone invests 30亿元 in is a project."""
    if group.becomes is not None:
        before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
        if _compiled(group.becomes_before).search(before) or _compiled(group.becomes_after).search(after):
            return group.becomes
    return group.type


def _trim(analysed: AnalysedText, start: int, suffix: int) -> int:
    """Drops a leading list number, a lone year and an unpaired mark."""
    leading = _LEADING.match(analysed.text[start:suffix])
    if leading and not analysed.text[start + leading.end() : suffix].startswith(("千伏", "号", "线", "G", "团", "万")):
        return start + leading.end()
    return start


def _allowed_generic(body: str, group: SuffixGroup) -> bool:
    """市 names a hospital, and four generic characters a programme (技术标准战略), but 重大 names no project."""
    return (group.levels and body in level_words()) or (group.loose and len(body) >= LONG_BODY)


def _after_cut(text: str, start: int, suffix: int, group: SuffixGroup) -> int:
    """Begins behind the last of the group's cut words, as long as enough of a name is left."""
    cuts = [at + len(word) for word in group.cuts if (at := text.rfind(word, start, suffix)) >= 0]
    return max((cut for cut in cuts if suffix - cut >= group.least), default=start)


@lru_cache(maxsize=1 << 14)
def is_generic(body: str, *, topics: bool = True) -> bool:
    """Whether ``body`` is made of generic words only; tried from the left, longest word first."""
    words = generic_words(topics)
    at = 0
    while at < len(body):
        for length in range(min(6, len(body) - at), 0, -1):
            if body[at : at + length] in words:
                at += length
                break
        else:
            return False
    return True
