"""Finder of further occurrences. In: the settled mentions; out: the same names elsewhere in the text, and their short forms.

A text introduces 青禾云岭产业园 once and then says 云岭产业园 or 云岭: what a name is made of when its place in front or its class word
behind is taken away counts as the same type where it stands as a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import ahocorasick

from kg.lexicon.suffixes import class_word
from kg.mentions.suffixes import is_generic
from kg.mentions.text import AnalysedText, Stopnames
from kg.model import EntityType, Mention

REPEATED = frozenset(set(EntityType) - {EntityType.INDUSTRY, EntityType.HONOR, EntityType.PERSON})
SHORTENED = frozenset({EntityType.PARK, EntityType.ENTERPRISE, EntityType.PROJECT})
SHORT_BY = "short-form"
REPEAT_BY = "repeat"
ALIAS_BY = "declared-alias"
_DECLARED = re.compile(
    r"[”》]?[(（](?:以下|下)?(?:统|并)?(?:简称|称)(?:为)?[:：]?[“\"「]?(?P<alias>[^()（）“”\"「」,，。]{2,12})[”\"」]?[)）]"
)


def find_repeats(analysed: AnalysedText, found: Sequence[Mention], stopnames: Stopnames) -> Iterator[Mention]:
    """Occurrences of known names and of their short forms outside the mentions already found."""
    forms: dict[str, tuple[EntityType, str, float]] = {}
    for mention in sorted(found, key=lambda m: (-m.score, m.start)):
        if mention.type in REPEATED and len(mention.text) >= 3:
            forms.setdefault(mention.text, (mention.type, REPEAT_BY, mention.score * 0.95))
    for alias, mention in declared_aliases(analysed.text, found):
        forms.setdefault(alias, (mention.type, ALIAS_BY, mention.score))
    for short, mention in sorted(_short_forms(found).items()):
        if (short, mention.type) not in stopnames and not is_generic(short):
            forms.setdefault(short, (mention.type, SHORT_BY, mention.score * 0.6))
    if not forms:
        return
    automaton = ahocorasick.Automaton()
    for form in sorted(forms):
        automaton.add_word(form, form)
    automaton.make_automaton()
    for last, form in automaton.iter(analysed.text):
        start, end = last + 1 - len(form), last + 1
        kind, by, score = forms[form]
        if len(form) >= 5 or (start in analysed.boundaries and end in analysed.boundaries):
            yield analysed.mention(start, end, kind, by, score)


def declared_aliases(text: str, found: Sequence[Mention]) -> Iterator[tuple[str, Mention]]:
    """Other names that the text itself gives behind a name: 青云机器人公司(以下简称“青云”)."""
    for mention in found:
        declared = _DECLARED.match(text, mention.end)
        if declared:
            yield declared["alias"], mention


def _short_forms(found: Sequence[Mention]) -> dict[str, Mention]:
    """Bodies of parks, enterprises and projects without their class word; ambiguous ones are left out."""
    places = {mention.text for mention in found if mention.type is EntityType.REGION}
    owners: dict[str, Mention] = {}
    kinds: Counter[str] = Counter()
    seen: set[tuple[str, EntityType]] = set()
    for mention in found:
        if mention.type not in SHORTENED or mention.score < 0.5:
            continue
        word = class_word(mention.text, mention.by)
        body = mention.text.removesuffix(word) if word else ""
        if 3 <= len(body) <= 6 and body not in places:
            if (body, mention.type) not in seen:
                kinds[body] += 1
                seen.add((body, mention.type))
            owners.setdefault(body, mention)
    return {body: mention for body, mention in owners.items() if kinds[body] == 1}
