"""What a place in front of a name says. In: folded sentences; out: claims such as 星河公司 locatedIn 德国.

In 云岭县三元乡、四方乡 the place holds for the whole enumeration of places; a company's country holds for that company only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Claim, EntityType, Mention, Predicate
from kg.relations.marked import Mark, MarkedSentence
from kg.relations.nearby import Nearby
from kg.relations.tense import Tense

_SHARED = frozenset({EntityType.REGION, EntityType.PARK})


def read_places(sentences: Sequence[MarkedSentence], tense: Tense) -> Iterator[Claim]:
    """The claims of all sentences, in order."""
    nearby = Nearby(tense.document.place)
    for sentence in sentences:
        for link in sentence.within:
            mark = next((m for m in sentence.marks if m.start <= link.start and link.end <= m.end), None)
            if mark is None:
                continue
            evidence = sentence.evidence(mark.at, mark.at + 1)
            for name in (link.name, *_siblings(mark, link.name, sentence, nearby)):
                if link.place is None or link.place.text != name.text:
                    yield Claim(
                        subject=name,
                        predicate=Predicate.LOCATED_IN,
                        object=link.place,
                        evidence=evidence,
                        by="loc-place-of" if link.linked else "loc-beside",
                        year=tense.year(evidence.start, evidence.quote, plan=False),
                        kind="target" if tense.is_plan(evidence.start, evidence.quote) else "actual",
                    )


def _siblings(mark: Mark, name: Mention, sentence: MarkedSentence, nearby: Nearby) -> Iterator[Mention]:
    """The places that follow in the enumeration up to one with a place of its own; divisions are known elsewhere."""
    if mark.type not in _SHARED or name not in mark.members:
        return
    own = {link.name for link in sentence.within}
    for member in mark.members[mark.members.index(name) + 1 :]:
        if member is None or member in own or nearby.is_division(member.name or member.text):
            return
        yield member
