"""Puts the characters of the source back. In: what was found in the simplified form of a document; out: the same, in its own script.

Both forms have the same length, so offsets say what stands there. Names of entities stay simplified, so that documents in both scripts
meet; how the document writes them is among their aliases.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.model import Document, Fact, Placed, Resolved, Unread


def in_original(part: Resolved, document: Document) -> Resolved:
    """``part`` with the words of ``document``, whose simplified form it was found in."""
    script = _Script(part.document.text, document.text)
    mentions = tuple(script.mention(placed) for placed in part.mentions)
    forms: dict[str, set[str]] = defaultdict(set)
    for placed in mentions:
        forms[placed.entity].add(placed.mention.text)
    entities = tuple(
        replace(
            entity,
            aliases=tuple(sorted({*entity.aliases, *forms[entity.id]})),
            description=script.words(entity.description),
        )
        for entity in part.entities
    )
    return replace(
        part,
        document=document,
        entities=entities,
        mentions=tuple(sorted(mentions)),
        facts=tuple(script.fact(fact) for fact in part.facts),
        unread=tuple(script.unread(one) for one in part.unread),
    )


class _Script:
    """A text in both scripts."""

    def __init__(self, simplified: str, original: str) -> None:
        self.simplified, self.original = simplified, original

    def words(self, said: str, start: int = 0) -> str:
        """How the original writes words that stand behind an offset; words that stand nowhere stay."""
        at = self.simplified.find(said, start)
        return self.original[at : at + len(said)] if at >= 0 else said

    def mention(self, placed: Placed) -> Placed:
        """A mention with the original's words."""
        mention = placed.mention
        return replace(placed, mention=replace(mention, text=self.original[mention.start : mention.end]))

    def fact(self, fact: Fact) -> Fact:
        """A fact with the original's quote and amount."""
        evidence = fact.evidence
        quote = self.original[evidence.start : evidence.end]
        stated = self.words(fact.as_stated, evidence.start) if fact.as_stated else fact.as_stated
        return replace(fact, evidence=replace(evidence, quote=quote), as_stated=stated)

    def unread(self, one: Unread) -> Unread:
        """A sentence in the original's words, those that were not understood as well."""
        return replace(one, text=self.original[one.start : one.end], reason=self._reason(one))

    def _reason(self, one: Unread) -> str:
        parts = [part.partition("：") for part in one.reason.split("；")]
        return "；".join(
            label + colon + "、".join(self.words(name, one.start) for name in names.split("、"))
            for label, colon, names in parts
        )
