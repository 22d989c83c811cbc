"""Groups the names of one document. In: mentions of one type; out: for each surface form the fullest name it stands for.

Merged are: forms that a list knows as aliases, a name with and without the place in front (江门市南大… = 南大…) or the class word
behind (装备制造 = 装备制造业), the short form that the finders derived (翠山湖 of 翠山湖园区), and what the text itself declares
(以下简称“…”). A short form that could belong to two longer names goes to the one that the text introduced last before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from kg.lexicon.data import read_table
from kg.lexicon.divisions import load_divisions, load_places
from kg.lexicon.names import load_names
from kg.lexicon.spelling import folded
from kg.lexicon.suffixes import suffix_groups
from kg.model import EntityType, Mention

_DECLARED = re.compile(
    r"^[”》]?[(（](?:以下|下)?(?:简称|称)?[:：]?[“\"「]?(?P<alias>[^()（）“”\"「」,，。]{2,12})[”\"」]?[)）]"
)
_LEADING_PLACE = re.compile(r"^(?:中国|全国|国家|全省|全市|省|市|县|区|我省|我市|我县|我区)")
PARK = "园区"  # the class word that any park goes by: 云岭园区 is 云岭科技园


def unquoted(name: str) -> str:
    """A name without the one pair of marks that encloses all of it; “青苗”工程 keeps its marks."""
    for pair in ("“”", "《》", '""', "‘’"):
        if len(name) > 2 and name[0] == pair[0] and name[-1] == pair[1] and not set(pair) & set(name[1:-1]):
            return name[1:-1]
    return name


@cache
def _aliases() -> Mapping[tuple[EntityType, str], str]:
    places = {
        (EntityType.REGION, folded(form)): place.name
        for place in load_places()
        for form in (place.name, *place.aliases)
    }
    return places | {(entry.type, folded(form)): entry.name for entry in load_names() for form in entry.forms}


@cache
def _class_words() -> Mapping[tuple[EntityType, str], tuple[str, ...]]:
    words: dict[tuple[EntityType, str], list[str]] = {}
    for kind, side, word in read_table("classwords.tsv", ("type", "side", "word")):
        words.setdefault((EntityType(kind), side), []).append(word)
    return {key: tuple(value) for key, value in words.items()}


@cache
def listed_name(kind: EntityType, form: str) -> str | None:
    """The full name that a lexicon gives for a form, or None."""
    return _aliases().get((kind, folded(form)))


@cache
def _park_words() -> frozenset[str]:
    return frozenset(form for group in suffix_groups() if group.type is EntityType.PARK for form in group.forms)


@cache
def _places() -> frozenset[str]:
    return frozenset(form for place in load_places() for form in (place.name, *place.aliases))


@cache
def without_place(name: str) -> str:
    """A name without the place or 全国/省/市 in front of it; the name itself when nothing would be left."""
    divisions = load_divisions()
    for length in range(min(12, len(name) - 2), 1, -1):
        if divisions.named(name[:length]) or name[:length] in _places():
            return name[length:]
    stripped = _LEADING_PLACE.sub("", name)
    return stripped if len(stripped) >= 2 else name


@cache
def starts_with_place(name: str) -> bool:
    """Whether a division's name stands in front."""
    divisions = load_divisions()
    return any(divisions.named(name[:length]) for length in range(2, min(12, len(name) - 1)))


def group_names(kind: EntityType, mentions: Sequence[Mention], text: str) -> dict[str, str]:
    """Maps each normalised surface form to the normalised fullest name it stands for.

    Args:
        kind (EntityType): the type that all mentions have.
        mentions (Sequence[Mention]): in text order.
        text (str): the document's text, for declared aliases.
    """
    forms = {folded(mention.name or mention.text): mention for mention in reversed(mentions)}
    owner: dict[str, str] = {}
    for alias, full in _declared(mentions, text).items():
        if alias in forms and alias != full:
            owner[alias] = full
    longest_first = sorted(forms, key=lambda form: (-len(form), forms[form].start, form))
    for form in longest_first:
        if form in owner:
            continue
        for other in longest_first:
            if len(other) > len(form) and _same(kind, form, other, forms[form]):
                owner[form] = other
                break
    return {form: _root(form, owner) for form in sorted(forms)}


def _root(form: str, owner: Mapping[str, str]) -> str:
    seen = {form}
    while form in owner and owner[form] not in seen:
        form = owner[form]
        seen.add(form)
    return form


def _declared(mentions: Sequence[Mention], text: str) -> dict[str, str]:
    found = {}
    for mention in mentions:
        declared = _DECLARED.match(text[mention.end : mention.end + 24])
        if declared:
            found[folded(declared["alias"])] = folded(mention.name or mention.text)
    return found


def _same(kind: EntityType, short: str, full: str, mention: Mention) -> bool:
    listed = listed_name(kind, short)
    if listed is not None and listed == listed_name(kind, full):
        return True
    words = _class_words()
    if any(full == short + word for word in words.get((kind, "after"), ())):
        return True
    if any(full == word + short for word in words.get((kind, "before"), ())):
        return True
    bare = without_place(full)
    if bare == short and len(short) >= 3:
        return True
    if kind is EntityType.PARK and short.endswith(PARK) and len(short) >= len(PARK) + 3:
        body = short.removesuffix(PARK)
        return any(name.startswith(body) and name[len(body) :] in _park_words() for name in (full, bare))
    if mention.by != "short-form":
        return False
    # 云岭 is 云岭园区, and not 云岭星空创客空间, which only begins like it
    return any(
        name.startswith(short) and (kind is not EntityType.PARK or name[len(short) :] in _park_words())
        for name in (full, bare)
    )
