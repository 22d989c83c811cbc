"""The reporting place by the list of divisions, for titles that no pattern reads. In: title and body; out: a name in them, or None.

``赣州南康：木头里“长”出千亿产业集群`` reports on 南康区, because the lowest of nested divisions is meant; ``达州万州等地`` reports on no
single place. On 172 titles of news and of reports under all kinds of headings the patterns alone named a place in 79.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick

from kg.lexicon.data import read_rules
from kg.lexicon.divisions import Division, load_divisions

HEAD = 300  # code points of the body that tell which of several homonyms is meant
OPENING = 60  # code points of the body in which a text without place in its title names one
_BREAKS = frozenset(' \t\u3000，,、：:。！!？?|｜“”"《》【】[]()（）—-·的')


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for form, confidence in load_divisions().forms():
        automaton.add_word(form, (form, confidence))
    automaton.make_automaton()
    return automaton


def listed_place(title: str, body: str) -> str | None:
    """The lowest division that the title names, else the one in the opening; None when several are named side by side."""
    head = f"{title}\n{body[:HEAD]}"
    context = sorted({division.name for _, division in _found(head, body, ())})
    return _only(title, body, context) or _only(_without_areas(body[:OPENING].partition("。")[0]), body, context)


def inner_place(title: str, body: str, outer: str) -> str | None:
    """The one county that the title names inside ``outer``: 【青禾招商】石桥区一季度集中开工 tells of 石桥区."""
    divisions = load_divisions()
    place = _only(_without_areas(title), body, [outer])
    found, whole = (divisions.resolve(name, context=[outer]) if name else None for name in (place, outer))
    inside = found is not None and whole is not None and whole in divisions.ancestors(found)
    return place if inside and found is not None and found.level == "county" else None


def _without_areas(words: str) -> str:
    """苏州工业园区 in an opening is the park, not the city."""
    return re.sub(rf"[一-龥]{{2,12}}?(?:{read_rules('sources.toml')['place']['area_words']})", "", words)


def _only(words: str, body: str, context: list[str]) -> str | None:
    named = list(_found(words, body, context))
    divisions = load_divisions()
    above = {upper.code for _, division in named for upper in divisions.ancestors(division)}
    lowest = {division.code: (form, division) for form, division in reversed(named) if division.code not in above}
    if len(lowest) != 1:
        return None
    form, division = next(iter(lowest.values()))
    text = f"{words}\n{body}"
    return division.name if division.name in text else _fullest(form, text)


def _fullest(form: str, text: str) -> str:
    """The longest form of the same division that the text has."""
    whole = [
        f"{form}{suffix}" for suffix in ("自治州", "地区", "市", "县", "区", "州", "旗") if f"{form}{suffix}" in text
    ]
    known = [name for name in whole if load_divisions().named(name)]
    return known[0] if known else form


def _found(words: str, body: str, context: list[str] | tuple[str, ...]) -> Iterator[tuple[str, Division]]:
    """The divisions that ``words`` names, the longest form at each place."""
    hits: dict[int, tuple[str, str]] = {}
    for last, (form, confidence) in _automaton().iter(words):
        start = last + 1 - len(form)
        if start not in hits or len(hits[start][0]) < len(form):
            hits[start] = (form, confidence)
    reach = 0
    for start, (form, confidence) in sorted(hits.items()):
        if start < reach:
            continue
        division = load_divisions().resolve(form, context=context)
        if division is None or not (confidence == "safe" or _supported(words, start, form, division, body)):
            continue
        reach = start + len(form)
        yield form, division


def _supported(words: str, start: int, form: str, division: Division, body: str) -> bool:
    """A risky short form counts where the text has its full form, or where it stands by itself at the head of the words."""
    if division.name in body or division.name in words:
        return True
    end = start + len(form)
    alone = (start == 0 or words[start - 1] in _BREAKS) and (end == len(words) or words[end] in _BREAKS)
    return alone and not load_divisions().is_word(form)
