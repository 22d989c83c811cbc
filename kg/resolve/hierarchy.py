"""Places inside places. In: the resolved divisions of one document; out: facts that GB/T 2260 adds to the text.

A document that names 江门市 and 广东省 need not say which lies in which; the code does. Only the nearest place above that the document
itself names is stated. The evidence is where the text puts the two side by side (广东省江门市), else where it first names the lower one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from kg.lexicon.divisions import Division, load_divisions
from kg.lexicon.spelling import folded
from kg.model import Claim, Document, EntityType, Evidence, Mention, Predicate

RULE = "division-hierarchy"


def hierarchy_claims(
    document: Document, mentions: Sequence[Mention], places: Mapping[str, Division]
) -> Iterator[Claim]:
    """One claim for each division whose nearest named place above stands in the same document."""
    firsts: dict[str, Mention] = {}
    named = [m for m in mentions if m.type is EntityType.REGION and folded(m.name or m.text) in places]
    by_code = [(places[folded(m.name or m.text)].code, m) for m in named]
    for code, mention in by_code:
        firsts.setdefault(code, mention)
    beside = {
        (upper, lower): (first, second)
        for (upper, first), (lower, second) in itertools.pairwise(by_code)
        if first.end == second.start
    }
    divisions = load_divisions()
    for code in sorted(firsts):
        division = divisions.get(code)
        above = divisions.ancestors(division) if division else ()
        upper = next((one.code for one in above if one.code in firsts), None)
        if upper is None:
            continue
        first, second = beside.get((upper, code), (firsts[code], firsts[code]))
        quote = document.text[first.start : second.end]
        evidence = Evidence(first.start, second.end, document.id, quote)
        yield Claim(firsts[code], Predicate.LOCATED_IN, evidence, RULE, object=firsts[upper])
