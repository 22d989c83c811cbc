"""Types that the words around a name decide. In: the mentions of a text; out: the same, some with another type.

The guide counts what is built and invested in as a Project. The suffix grammar knows the words around such a name (``becomes_before``,
``becomes_after``), but the recogniser may have found the name by itself; and where a text says it once, it is meant throughout.
A 示范区 that is being built (推进…示范区建设) is an area, where one that was received is a title (``[[retype]]``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.lexicon.suffixes import SuffixGroup, retypes, suffix_groups
from kg.mentions.suffixes import REACH, built_type
from kg.model import EntityType, Mention

# code points from which the end of a name stands for the whole name (智能机器人产业园 of 易步智能机器人产业园)
LEAST = 5


def retype(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in the same order; names, spans and rules stay."""
    return _invested(text, [_by_words(text, mention) for mention in mentions])


def _by_words(text: str, mention: Mention) -> Mention:
    for rule in retypes():
        if mention.type is not rule.type or not rule.ends.search(mention.text):
            continue
        before, after = text[max(0, mention.start - REACH) : mention.start], text[mention.end : mention.end + REACH]
        if rule.after.match(after) and not rule.unless.search(before):
            return replace(mention, type=rule.becomes)
    return mention


def _invested(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    groups = [(group, _forms(group)) for group in suffix_groups() if group.becomes is not None]
    changed: dict[tuple[str, EntityType], EntityType] = {}
    for mention in mentions:
        for group, forms in groups:
            if mention.type is group.type and mention.text.endswith(forms):
                kind = built_type(text, mention.start, mention.end, group)
                if kind is not mention.type:
                    changed[mention.text, mention.type] = kind
    return [_retyped(mention, changed) for mention in mentions] if changed else list(mentions)


@cache
def _forms(group: SuffixGroup) -> tuple[str, ...]:
    """The group's suffixes and those of the type that it may become: the recogniser takes an 产业城 for either."""
    works = (form for other in suffix_groups() if other.type is group.becomes for form in other.forms)
    return (*group.forms, *works)


def _retyped(mention: Mention, changed: dict[tuple[str, EntityType], EntityType]) -> Mention:
    for (name, kind), becomes in changed.items():
        if mention.type is kind and (mention.text == name or _ends_with(mention.text, name)):
            return replace(mention, type=becomes)
    return mention


def _ends_with(text: str, name: str) -> bool:
    return (len(name) >= LEAST and text.endswith(name)) or (len(text) >= LEAST and name.endswith(text))
