"""Owners inside names. In: the settled mentions and all candidates; out: companies that only stand at the head of a longer name.

湛江钢铁 in 湛江钢铁一期 names the company that builds it. The guide counts the longer name; the company is a mention of its own only when the
text never names it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.model import EntityType, Mention

TRUSTED = 0.75  # score of a candidate that comes from a list or a legal form, not from a guess
#: 园区 alone says where, not what: 星河园区 is the quarter around the company, which did not build it.
_ZONE = re.compile(r"(?:园区|片区|新城|小镇|开发区)$")
OWNED = frozenset({EntityType.PROJECT, EntityType.PARK})


def find_owners(settled: Sequence[Mention], candidates: Iterable[Mention]) -> Iterator[Mention]:
    """The first such occurrence of each company, in text order."""
    outer = {mention.start: mention for mention in settled if mention.type in OWNED}
    named = {mention.text for mention in settled if mention.type is EntityType.ENTERPRISE}
    firms = {m for m in candidates if m.type is EntityType.ENTERPRISE and m.score >= TRUSTED and m.start in outer}
    for mention in sorted(firms):
        whole = outer[mention.start]
        if _ZONE.match(whole.text, mention.end - mention.start):
            continue
        if mention.end < whole.end and mention.text not in named:
            named.add(mention.text)
            yield mention
