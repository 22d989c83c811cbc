"""Places in front of names. In: the marks of a sentence; out: the marks without such places, and what they say.

云南省普洱市思茅区与德国星河公司签约 is about 思茅区 and 星河公司; to the rules the places before them are no parties of their own,
and 德国星河公司、台湾云海公司 is one enumeration of companies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.lexicon.divisions import load_divisions
from kg.model import EntityType, Mention
from kg.relations.marks import Mark, Within

_PLACES = frozenset({EntityType.REGION, EntityType.PARK})
_INSIDE = {
    EntityType.REGION: frozenset(
        {EntityType.REGION, EntityType.PARK, EntityType.PROJECT, EntityType.ENTERPRISE, EntityType.ORGANIZATION}
    ),
    EntityType.PARK: frozenset({EntityType.PARK, EntityType.PROJECT, EntityType.ENTERPRISE, EntityType.ORGANIZATION}),
}
_GAP = re.compile(r"[”\"’》]?(?P<of>(?:所属|所辖|下辖|辖区|境内|市内|区内|内)?的|所属|所辖)?[“\"‘《]?")
# 连接武威南站与云岭新区的铁路: the place is one end of the line, not where it lies
_JOINED = re.compile(r"(?:连接|连通|联通|联结|串联|贯通|通往|直达|衔接|[至到]|对接|出口|援建)[^，。；]{0,16}$|[—－-]$")


def without_places(marks: Sequence[Mark], text: str, floor: int) -> tuple[list[Mark], list[Within]]:
    """Marks with the places before names made part of them, and each such place with its name.

    Args:
        marks (Sequence[Mark]): single names and pronouns, in order.
        text (str): the document.
        floor (int): where the sentence begins.
    """
    kept: list[Mark] = []
    found: list[Within] = []
    for mark in marks:
        before = kept[-1] if kept else None
        if before is not None and mark.type in _INSIDE.get(before.type, ()):
            gap = _GAP.fullmatch(text, before.end, mark.start)
            name = mark.members[0]
            if gap and name is not None and _says_where(before, name, gap["of"], text, floor):
                found.append(Within(name, before.members[0], before.start, mark.end, bool(gap["of"])))
                mark = replace(mark, start=before.start)
                kept.pop()
        kept.append(mark)
    return kept, found


def _says_where(before: Mark, name: Mention, link: str | None, text: str, floor: int) -> bool:
    if link and _JOINED.search(text, max(floor, before.start - 20), before.start):
        return False
    if before.type is not EntityType.REGION or name.type is not EntityType.REGION:
        return True
    upper = before.members[0]
    return upper is None or _can_contain(upper.name or upper.text, name.name or name.text)


def _can_contain(upper: str, lower: str) -> bool:
    """Whether the code of divisions allows it; 天水承德保山三地 are neighbours in a title only."""
    divisions = load_divisions()
    above, below = divisions.named(upper), divisions.named(lower)
    if not above or not below:
        return True
    codes = {division.code for division in above}
    return any(codes & {one.code for one in divisions.ancestors(division)} for division in below)
