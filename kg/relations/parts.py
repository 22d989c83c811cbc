"""Phases and sections. In: folded sentences; out: partOf claims between names of one type where one begins with the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.lexicon.data import read_rules
from kg.model import Claim, Document, EntityType, Mention, Predicate
from kg.relations.marked import MarkedSentence

_TYPES = (EntityType.PROJECT, EntityType.PARK)


def find_parts(document: Document, sentences: Sequence[MarkedSentence]) -> Iterator[Claim]:
    """partOf for 云岭芯谷二期 where 云岭芯谷 stands in the document as well."""
    rest = re.compile(read_rules("relations.toml")["parts"]["rest"])
    first: dict[tuple[EntityType, str], tuple[Mention, MarkedSentence, int]] = {}
    for sentence in sentences:
        for mark in sentence.marks:
            for mention in mark.members:
                if mention is not None and mention.type in _TYPES:
                    first.setdefault((mention.type, mention.name or mention.text), (mention, sentence, mark.at))
    for (kind, name), (mention, sentence, at) in first.items():
        for cut in range(len(name) - 1, 1, -1):
            whole = first.get((kind, name[:cut])) or first.get((kind, name[:cut] + "项目"))
            if whole and whole[0] is not mention and rest.fullmatch(name[cut:]):
                yield Claim(mention, Predicate.PART_OF, sentence.evidence(at, at + 1), "part-of-phase", object=whole[0])
                break
