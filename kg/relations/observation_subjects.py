"""Whose statistic it is. In: the clauses of a sentence and the names in them; out: the subject at each number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import Document, EntityType, Layout, Mention
from kg.relations.observation_names import rules, strip_lead

OWNERS = frozenset({EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE})
_COLON = (":", "：")
_NUMBERED = re.compile(
    r"(?:(?<=[\s。;；!！])|^)(?:(?P<great>[一二三四五六七八九十]{1,3}、)|[(（][一二三四五六七八九十]{1,3}[)）])"
)
_LISTED = ("、", "和", "与", "等", "及", "至", "到", "以", "-", "—", "~")


def headings(text: str, mentions: Sequence[Mention]) -> list[tuple[int, Mention | None]]:
    """Where numbered headings stand and the place or park that they name (二、沙坪坝:一批项目开工), in order."""
    named = {mention.start: mention for mention in mentions if mention.type in (EntityType.REGION, EntityType.PARK)}
    found: list[tuple[int, Mention | None]] = []
    for match in _NUMBERED.finditer(text):
        mention = named.get(match.end())
        if mention is not None and text[mention.end : mention.end + 1] not in _COLON:
            mention = None
        if mention is not None or match["great"]:
            found.append((match.start(), mention))
    return found


@dataclass(slots=True)
class Subjects:
    """Follows the subject through one sentence; the clauses must be asked for in order."""

    document: Document
    layout: Layout
    mentions: Sequence[Mention]
    current: Mention | None = None
    default: Mention | None = None  # the place that a heading names, None for the reporting place
    foreign: bool = False  # the words speak of a thing told of before (该项目), which is no place
    _starts: list[int] = field(default_factory=list)
    _next: int = 0

    def enter(self, sentence_clause: int, default: Mention | None = None) -> None:
        """Starts a sentence at its first clause; only what a heading says is carried over from the one before."""
        self._starts = [mention.start for mention in self.mentions]
        self.current, self.default, self._next, self.foreign = default, default, sentence_clause, False

    def at(self, clause: int, lead_start: int, end: int) -> tuple[Mention | None, int]:
        """The subject of a number and where its indicator may begin.

        Args:
            clause (int): index of the clause that holds the number.
            lead_start (int): start of the words that lead to it.
            end (int): start of the number.
        """
        while self._next <= clause:
            part = self.layout.clauses[self._next]
            stop = min(part.end, end)
            self._pass(part.start)
            self._note(part.start, stop)
            self._next += 1
        return self.current, self._note(lead_start, end)

    def _note(self, start: int, end: int) -> int:
        """Takes the name at the front of a stretch as subject; returns where the words behind it begin."""
        text = self.document.text[start:end]
        for offset in (start, end - len(strip_lead(text))):
            mention = self._mention(offset, end)
            if mention is None:
                continue
            if self.document.text.startswith(_LISTED, mention.end):
                return start
            self._take(mention)
            return mention.end
        words = text.lstrip()
        if words.startswith(tuple(rules("subjects")["place"])):
            self.current, self.foreign = self.default, False
        elif words.startswith(tuple(rules("subjects")["thing"])):
            self.foreign = True
        elif words.startswith(tuple(rules("subjects")["park"])) and (park := self._park(start)):
            self.current, self.foreign = park, False
        return start

    def _pass(self, start: int) -> None:
        """Forgets at a semicolon what cannot be carried across it."""
        if (
            start
            and self.document.text[start - 1] in ";；"
            and self.current
            and self.current.type is not EntityType.PARK
        ):
            self.current = self.default

    def _park(self, end: int) -> Mention | None:
        """The park that the sentence speaks of: its subject, else the one that it named last."""
        if self.current and self.current.type is EntityType.PARK:
            return self.current
        first = self.layout.sentences[self.layout.clauses[self._next - 1 if self._next else 0].sentence].start
        at = bisect_left(self._starts, end)
        parks = (m for m in reversed(self.mentions[:at]) if m.start >= first and m.type is EntityType.PARK)
        return next(parks, None)

    def _take(self, mention: Mention) -> None:
        self.foreign = False
        if mention.type in OWNERS:
            self.current = self.default if self._is_place(mention) else mention
        elif self.current is None or self.current.type not in OWNERS:
            self.current = mention

    def _mention(self, offset: int, end: int) -> Mention | None:
        at = bisect_left(self._starts, offset)
        found = [mention for mention in self.mentions[at : at + 4] if mention.start == offset and mention.end <= end]
        return max(found, key=lambda mention: (mention.end, mention.score)) if found else None

    def _is_place(self, mention: Mention) -> bool:
        place = self.document.place or ""
        return bool(place) and mention.type is EntityType.REGION and (mention.text in place or place in mention.text)
