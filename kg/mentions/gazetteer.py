"""Finder of listed names. In: an AnalysedText; out: candidate mentions of divisions, places and the name lexicons.

One Aho-Corasick pass over the text, whatever the size of the lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import ahocorasick

from kg.lexicon.data import read_table
from kg.lexicon.divisions import load_divisions, load_places
from kg.lexicon.names import load_names
from kg.mentions.text import DELIMITERS, AnalysedText
from kg.model import EntityType, Mention

DIVISION_SUFFIXES = ("县", "区", "市", "旗", "镇")
#: 江阴 of 江阴湾 names a bay, which is not the city.
WATERS = frozenset("湾河湖岛溪")
SCORES = {"safe": 0.9, "context": 0.4, "place": 0.85, "name": 0.8, "general": 0.6, "product": 0.6}


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of one form: its type, the rule id and the trust; ``context`` asks for the full form elsewhere."""

    type: EntityType
    by: str
    score: float
    context: bool = False


@cache
def _automaton() -> ahocorasick.Automaton:
    listed: dict[str, list[Listed]] = {}
    for form, confidence in load_divisions().forms():
        risky = confidence != "safe"
        score = SCORES["context" if risky else "safe"]
        listed.setdefault(form, []).append(Listed(EntityType.REGION, "gazetteer-division", score, risky))
    for place in load_places():
        for form in (place.name, *place.aliases):
            listed.setdefault(form, []).append(Listed(EntityType.REGION, "gazetteer-place", SCORES["place"]))
    for entry in load_names():
        for form in entry.forms:
            score = SCORES.get(entry.note, SCORES["name"])
            by = f"lexicon-{entry.type.lower()}"
            listed.setdefault(form, []).append(Listed(entry.type, by, score, entry.note == "context"))
    plain = {(EntityType(kind), word) for kind, word in read_table("plainwords.tsv", ("type", "word"))}
    automaton = ahocorasick.Automaton()
    for form in sorted(listed):
        kept = tuple(entry for entry in listed[form] if (entry.type, form) not in plain)
        if kept:
            automaton.add_word(form, (form, kept))
    automaton.make_automaton()
    return automaton


class _WrittenOut:
    """Which short forms of divisions a text writes out somewhere. It is gone through once, when first asked: to search it for every form at
    every place was most of the work on a book of reports."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms behind which one of the words stands that divisions end in; 市 only where there is such a city."""
        return frozenset(form for last, (form, _) in _automaton().iter(self.text) if self._ends(form, last + 1))

    def _ends(self, form: str, end: int) -> bool:
        if not self.text.startswith(DIVISION_SUFFIXES, end):
            return False
        return self.text[end] != "市" or bool(load_divisions().named(form + "市"))


def find_listed(analysed: AnalysedText) -> Iterator[Mention]:
    """Candidates that stand in a list, at word boundaries; risky short forms only beside other evidence."""
    written = _WrittenOut(analysed.text)
    for last, (form, entries) in _automaton().iter(analysed.text):
        start, end = last + 1 - len(form), last + 1
        if not _stands_alone(analysed, start, end):
            continue
        for entry in entries:
            if entry.context and not _supported(analysed, start, end, entry, written):
                continue
            yield analysed.mention(start, end, entry.type, entry.by, entry.score)


def find_reporting_place(analysed: AnalysedText) -> Iterator[Mention]:
    """Occurrences of the document's own place, which no list need know."""
    at = analysed.text.find(analysed.place) if analysed.place else -1
    while at >= 0:
        end = at + len(analysed.place)
        if len(analysed.place) > 2 or _stands_alone(analysed, at, end):
            yield analysed.mention(at, end, EntityType.REGION, "reporting-place", SCORES["safe"])
        at = analysed.text.find(analysed.place, end)


def _stands_alone(analysed: AnalysedText, start: int, end: int) -> bool:
    """Long forms may stand anywhere; forms of two code points must not cut a word in two."""
    if end - start >= 4:
        return True
    if end - start == 2 and analysed.text[end : end + 1] in WATERS and (end, end + 1) in analysed.words:
        return False
    left = start in analysed.boundaries or analysed.text[start - 1 : start] in DELIMITERS
    right = end in analysed.boundaries or analysed.text[end : end + 1] in DELIMITERS
    return left and right if end - start == 2 else left or right


def _supported(analysed: AnalysedText, start: int, end: int, entry: Listed, written: _WrittenOut) -> bool:
    """A risky short form counts when its full form stands in the text (大城市 is none: there is no such city), or when it is a word between delimiters of a list."""
    form = analysed.text[start:end]
    if entry.type is EntityType.REGION:
        return not load_divisions().is_word(form) and form in written.forms
    before, after = analysed.text[start - 1 : start], analysed.text[end : end + 1]
    return (before in DELIMITERS or before in "与和及") and (after in DELIMITERS or after in "等与和及")
