"""Finder of names by context. In: an AnalysedText; out: candidates that no list and no suffix knows.

The regular expression finds the place, the edges and word boundaries decide where the name really starts and ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon.contexts import ContextRule, context_rules
from kg.mentions.suffixes import is_generic
from kg.mentions.text import AnalysedText, Stopnames
from kg.model import EntityType, Mention


def find_by_context(analysed: AnalysedText, stopnames: Stopnames) -> Iterator[Mention]:
    """Candidates of all context rules."""
    for rule in context_rules():
        for match in rule.pattern.finditer(analysed.text):
            start, end = match.span("name")
            mention = _fit(analysed, start, end, rule)
            if mention and (mention.text, mention.type) not in stopnames and not is_generic(mention.text):
                yield mention


def _fit(analysed: AnalysedText, start: int, end: int, rule: ContextRule) -> Mention | None:
    """Moves the edges of a hit to where the name is, or refuses it."""
    if rule.type is EntityType.PERSON:
        return _person(analysed, start, end, rule)
    if rule.whole:
        return analysed.mention(start, end, rule.type, rule.id, rule.score)
    if rule.type is EntityType.HONOR:
        if analysed.text[start] == "“":
            start, end = start + 1, end - 1
        return analysed.mention(start, end, rule.type, rule.id, rule.score)
    start = max(start, analysed.left_edge(end, most=end - start, through=False))
    if end - start < 2 or start not in analysed.boundaries or analysed.has_edge(start, end):
        return None
    return analysed.mention(start, end, rule.type, rule.id, rule.score)


def _person(analysed: AnalysedText, start: int, end: int, rule: ContextRule) -> Mention | None:
    """A name of two or three characters that ends where a word ends and runs over no verb."""
    for stop in range(end, start + 1, -1):
        ends = stop in analysed.boundaries or (rule.exact and stop == end)
        if ends and not analysed.has_edge(start, stop) and start in analysed.boundaries:
            return analysed.mention(start, stop, rule.type, rule.id, rule.score)
    return None
