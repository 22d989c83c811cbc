"""Says what was not understood. In: a document with its mentions, quantities and claims; out: the sentences with names or amounts that no
claim uses.

Counted are names of enterprises and projects and amounts of money, each by itself: a sentence that gave one fact can hold more.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.lexicon.data import read_table
from kg.model import Claim, Document, EntityType, Layout, Mention, Quantity, Span, Unread

PROMISING = frozenset({EntityType.ENTERPRISE, EntityType.PROJECT})
#: What a reason is made of.
ASIDE, NAMES, AMOUNTS = "名词解释或附表", "名称没有得出事实", "金额没有得出事实"


def find_unread(
    document: Document,
    layout: Layout,
    mentions: Sequence[Mention],
    quantities: Sequence[Quantity],
    claims: Sequence[Claim],
) -> Iterator[Unread]:
    """Yields the sentences that hold an unused name or amount; the reason lists these.

    A name is used when a claim with evidence in the sentence has it, or the same words, as subject or object. An amount is used when
    it lies in the evidence of a claim that states it; that a relation was read around it is not enough.
    """
    starts = [sentence.start for sentence in layout.sentences]
    used: dict[int, set[str]] = defaultdict(set)
    for claim in claims:
        ends = {end.text for end in (claim.subject, claim.object) if end is not None}
        for number in _sentences(starts, claim.evidence):
            used[number] |= ends
    names: dict[int, list[str]] = defaultdict(list)
    for mention in sorted(mentions):
        number = bisect_right(starts, mention.start) - 1
        if mention.type in PROMISING and mention.text not in used[number]:
            names[number].append(mention.text)
    amounts: dict[int, list[str]] = defaultdict(list)
    for amount in _unstated(quantities, claims):
        amounts[bisect_right(starts, amount.start) - 1].append(amount.text)
    asides = [section for section in layout.sections if section.kind in ("glossary", "table")]
    for number, sentence in enumerate(layout.sentences):
        if number in names or number in amounts:
            aside = any(section.start <= sentence.start < section.end for section in asides)
            reason = _reason(names.get(number, ()), amounts.get(number, ()), aside=aside)
            text = document.text[sentence.start : sentence.end]
            yield Unread(document.id, sentence.start, sentence.end, text, reason)


def _sentences(starts: Sequence[int], span: Span) -> range:
    """The numbers of the sentences that a span touches."""
    return range(bisect_right(starts, span.start) - 1, bisect_left(starts, max(span.end, span.start + 1)))


def _unstated(quantities: Iterable[Quantity], claims: Iterable[Claim]) -> Iterator[Quantity]:
    """The amounts of money that no claim states, in text order."""
    priced = sorted(quantity for quantity in quantities if is_money(quantity))
    starts = [amount.start for amount in priced]
    stated: set[int] = set()
    for claim in claims:
        said, evidence = claim.as_stated, claim.evidence
        if said is not None:
            within = range(bisect_left(starts, evidence.start), bisect_left(starts, evidence.end))
            stated.update(n for n in within if priced[n].end <= evidence.end and priced[n].text in said)
    return (amount for number, amount in enumerate(priced) if number not in stated)


def is_money(quantity: Quantity) -> bool:
    """Whether it is an amount of money."""
    return quantity.unit in _currencies()


@cache
def _currencies() -> frozenset[str]:
    rows = read_table("units.tsv", ("unit", "base", "factor", "kind"))
    return frozenset(base for _, base, _, kind in rows if kind == "money")


def _reason(names: Iterable[str], amounts: Iterable[str], *, aside: bool) -> str:
    said = [ASIDE] if aside else []
    for what, found in ((NAMES, dict.fromkeys(names)), (AMOUNTS, dict.fromkeys(amounts))):
        if found:
            said.append(f"{what}：{'、'.join(found)}")
    return "；".join(said)


def reason_kinds(reason: str) -> tuple[str, ...]:
    """What a reason is made of: ASIDE, NAMES, AMOUNTS."""
    aside = reason.startswith(ASIDE)
    return tuple(kind for kind in (ASIDE, NAMES, AMOUNTS) if (aside if kind == ASIDE else f"{kind}：" in reason))
