"""Says what was not understood. In: a document with its mentions, quantities and claims; out: the sentences that gave no fact.

Only sentences that promise one count: those that name an enterprise or a project, or hold an amount of money.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.model import Claim, Document, EntityType, Layout, Mention, Quantity, Span, Unread

MONEY = frozenset({"CNY", "USD", "HKD", "EUR"})
PROMISING = frozenset({EntityType.ENTERPRISE, EntityType.PROJECT})


def find_unread(
    document: Document,
    layout: Layout,
    mentions: Sequence[Mention],
    quantities: Sequence[Quantity],
    claims: Sequence[Claim],
) -> Iterator[Unread]:
    """Yields the sentences that hold an enterprise, a project or an amount but gave no fact, with the reason."""
    covered = sorted((claim.evidence.start, claim.evidence.end) for claim in claims)
    starts = [start for start, _ in covered]
    reach = 0
    reaches = [reach := max(reach, end) for _, end in covered]
    named = sorted(mention.start for mention in mentions if mention.type in PROMISING)
    priced = sorted(quantity.start for quantity in quantities if quantity.unit in MONEY)
    glossary = [section for section in layout.sections if section.kind in ("glossary", "table")]
    for sentence in layout.sentences:
        index = bisect_left(starts, sentence.end)
        if index and reaches[index - 1] > sentence.start:
            continue
        names = _any_within(named, sentence)
        amounts = _any_within(priced, sentence)
        if not names and not amounts:
            continue
        if any(section.start <= sentence.start < section.end for section in glossary):
            reason = "名词解释或附表"
        elif names and amounts:
            reason = "有名称和金额，没有匹配的关系模式"
        elif names:
            reason = "有名称，没有匹配的关系模式"
        else:
            reason = "有金额，没有匹配的指标或项目"
        text = document.text[sentence.start : sentence.end]
        yield Unread(document.id, sentence.start, sentence.end, text, reason)


def _any_within(starts: Sequence[int], sentence: Span) -> bool:
    """Whether one of the sorted offsets lies in the sentence."""
    at = bisect_left(starts, sentence.start)
    return at < len(starts) and starts[at] < sentence.end
