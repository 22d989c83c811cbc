"""Settles overlaps, in one place. In: all candidates; out: mentions that do not overlap, in text order.

``settle`` knows only the trust of the rules: candidates are taken by trust plus a bonus for length, since the guide asks for the longest
name. ``choose`` comes after the recogniser has judged them: of all ways to leave out what overlaps it takes the one with the
greatest trust, counted by character. Neither depends on the order of the finders.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from kg.model import Mention

#: What one more code point is worth. Swept 0.04 to 0.25: surfaces F1 on unseen texts rises to 0.16 and falls behind it.
LENGTH_BONUS = 0.14


def settle(candidates: Iterable[Mention]) -> list[Mention]:
    """Chooses among overlapping candidates."""
    ordered = sorted(
        set(candidates),
        key=lambda m: (-(m.score + LENGTH_BONUS * (m.end - m.start)), m.start, m.end, m.type, m.by, m.name),
    )
    taken = bytearray(
        max((mention.end for mention in ordered), default=0)
    )  # 1 for characters of a name that was chosen
    kept: list[Mention] = []
    for mention in ordered:
        if taken.find(1, mention.start, mention.end) < 0:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


#: Trust that a character of a name must bring. With 0.4 unseen texts gain recall, with 0.5 precision; F1 differs by less than 0.5 points.
LEAST_TRUST = 0.45


def choose(judged: Iterable[Mention]) -> list[Mention]:
    """The mentions that together hold the most trust (weighted interval scheduling), in text order."""
    worth = [
        (mention, (mention.score - LEAST_TRUST) * (mention.end - mention.start))
        for mention in sorted(judged, key=lambda m: (m.end, m.start, m.type, m.by, m.name))
        if mention.score > LEAST_TRUST
    ]
    ends = [mention.end for mention, _ in worth]
    best = [0.0]
    before: list[int | None] = []
    for number, (mention, value) in enumerate(worth):
        clear = bisect_right(ends, mention.start, 0, number)
        taken = best[clear] + value > best[number]
        best.append(best[clear] + value if taken else best[number])
        before.append(clear if taken else None)
    kept: list[Mention] = []
    at = len(worth)
    while at:
        clear_to = before[at - 1]
        if clear_to is None:
            at -= 1
        else:
            kept.append(worth[at - 1][0])
            at = clear_to
    return kept[::-1]
