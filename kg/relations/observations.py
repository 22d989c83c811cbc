"""Statistics of places, parks and enterprises. In: layout, mentions, quantities; out: claims with predicate observation.

    observation_pieces.py   one piece of text for each number
    observation_names.py    the indicator's name inside it
    observation_time.py     the year it holds for, and whether it is a plan
    observations.py         subjects, pairing by 分别, levels and rates put together
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import Claim, Document, EntityType, Layout, Mention, Quantity
from kg.relations.observation_pieces import cut, join_modifiers

SUBJECTS = frozenset({EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE, EntityType.PROJECT, EntityType.ORGANIZATION})
_PAIRED = re.compile(r"分别|各|均|都|双双")
_SILENT = frozenset({"glossary", "table"})


@dataclass(slots=True)
class _Reader:
    """What is known while one sentence is read."""

    document: Document
    layout: Layout
    mentions: Sequence[Mention]
    subject: Mention | None = None
    found: list[Claim] = field(default_factory=list)
    seen: int = -1


def observe(
    document: Document, layout: Layout, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> list[Claim]:
    """The observations of one document.

    Args:
        document (Document): the document; its ``place`` is the subject of claims whose subject is None.
        layout (Layout): its structure.
        mentions (Sequence[Mention]): names found in it.
        quantities (Sequence[Quantity]): numbers found in it, in order of place.

    Returns:
        list[Claim]: in order of place; ``value`` in base units, ``growth`` in percent.
    """
    claims: list[Claim] = []
    subjects = sorted(mention for mention in mentions if mention.type in SUBJECTS)
    for sentence, pieces in cut(document, layout, sorted(quantities)):
        reader = _Reader(document, layout, subjects)
        start = layout.sentences[sentence].start
        if layout.clauses[pieces[0].clause].section >= 0 and _section(reader, pieces[0]).kind in _SILENT:
            continue
        _read(reader, join_modifiers(pieces, document.text), start)
        claims += reader.found
    return claims
