"""Statistics of places, parks and enterprises. In: layout, mentions, quantities; out: claims with predicate observation.

    observation_pieces.py   one piece of text for each number
    observation_names.py    the indicator's name inside it
    observation_time.py     the year it holds for, and whether it is a plan
    observations.py         subjects, pairing by 分别, levels and rates put together
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.model import Claim, Document, EntityType, Evidence, Layout, Mention, Predicate, Quantity, Section
from kg.relations.observation_names import accepts, clean, kind_of, pair_names, rules
from kg.relations.observation_pieces import Piece, cut, join_modifiers
from kg.relations.observation_subjects import OWNERS, Subjects
from kg.relations.observation_time import time_of

TYPES = OWNERS | {EntityType.PROJECT, EntityType.ORGANIZATION}
SILENT = frozenset({"glossary", "table"})
_PAIRED = re.compile(r"分别|双双|各|均")


def observe(
    document: Document, layout: Layout, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> list[Claim]:
    """The observations of one document.

    Args:
        document (Document): the document; its ``place`` is the subject of claims whose subject is None.
        layout (Layout): its structure.
        mentions (Sequence[Mention]): names found in it.
        quantities (Sequence[Quantity]): numbers found in it.

    Returns:
        list[Claim]: in order of place; ``value`` in base units, ``growth`` in percent.
    """
    owners = sorted(mention for mention in mentions if mention.type in TYPES)
    first = {clause.sentence: index for index, clause in reversed(list(enumerate(layout.clauses)))}
    claims: list[Claim] = []
    for sentence, pieces in cut(document, layout, sorted(quantities)):
        section = layout.sections[layout.clauses[first[sentence]].section]
        if section.kind in SILENT:
            continue
        reader = Reader(document, section, layout.sentences[sentence].start, Subjects(document, layout, owners))
        reader.subjects.enter(first[sentence])
        reader.read(join_modifiers(pieces, document.text))
        claims += reader.claims
    return claims


@dataclass(slots=True)
class Reader:
    """Reads one sentence; ``claims`` grows from left to right."""

    document: Document
    section: Section
    start: int
    subjects: Subjects
    claims: list[Claim] = field(default_factory=list)
    group: int = 1  # how many of the last claims were named together

    def read(self, pieces: Sequence[Piece]) -> None:
        """Reads the pieces of the sentence."""
        at = 0
        while at < len(pieces):
            size = self._group_size(pieces, at)
            group = pieces[at : at + size]
            before = len(self.claims)
            if not self._read_group(group):
                for piece in group:
                    self._read_one(piece)
            elif len(self.claims) > before:
                self.group = len(self.claims) - before
            at += size

    def _group_size(self, pieces: Sequence[Piece], at: int) -> int:
        """How many numbers stand in a row without words between them (5.39亿元、44.82亿元)."""
        size = 1
        while (
            at + size < len(pieces)
            and pieces[at + size].joined
            and pieces[at + size].clause == pieces[at].clause
            and not clean(pieces[at + size].lead)
            and not pieces[at + size - 1].tail
        ):
            size += 1
        return size

    def _read_group(self, group: Sequence[Piece]) -> bool:
        """Pairs names and numbers; False when the piece is no list."""
        piece = group[0]
        paired = _last(_PAIRED, piece.lead)
        words = piece.lead[: paired.start()] if paired else piece.lead
        same = paired is not None and paired.group() in ("各", "均")
        if piece.quantity.growth and not clean(words) and len(group) > 1:
            return self._attach_all(group)
        if paired is None or not clean(words):
            if paired and len(group) == 1 and piece.quantity.growth and self.claims:
                for number in range(1, min(self.group, len(self.claims)) + 1):
                    self._attach(-number, piece)
                return True
            return False
        subject, start = self.subjects.at(piece.clause, piece.lead_start, piece.quantity.start)
        words = self.document.text[start : piece.lead_start + paired.start()]
        listed = pair_names(words, clean(piece.lead[paired.end() :]), 0 if same else len(group))
        if not listed or (len(listed) != len(group) and not (same and len(group) == 1)):
            return False
        numbers = list(group) * len(listed) if same and len(group) == 1 else list(group)
        for name, number in zip(listed, numbers, strict=True):
            self._add(name, number, subject, "obs-paired", start)
        return True

    def _attach_all(self, group: Sequence[Piece]) -> bool:
        if len(self.claims) < len(group):
            return False
        for number, piece in enumerate(group):
            self._attach(number - len(group), piece)
        return True

    def _attach(self, index: int, piece: Piece) -> None:
        """Gives the rate to a level that was stated before."""
        claim = self.claims[index]
        if claim.growth is not None:
            return
        evidence = _quote(self.document, claim.evidence.start, piece.quantity.end)
        self.claims[index] = replace(claim, growth=piece.quantity.value, evidence=evidence)

    def _read_one(self, piece: Piece) -> None:
        subject, start = self.subjects.at(piece.clause, piece.lead_start, piece.quantity.start)
        name = clean(self.document.text[start : piece.quantity.start])
        if piece.quantity.growth:
            if (not name or name in rules("bare")["echo"]) and self.claims:
                self._attach(-1, piece)
            elif name:
                self._add(self._complete(name, piece), piece, subject, "obs-growth", start)
            return
        if piece.tail:
            self._read_counted(piece, name, subject, start)
        elif name and name not in rules("bare")["echo"]:
            self._add(self._complete(name, piece), piece, subject, "obs-level", start)

    def _read_counted(self, piece: Piece, name: str, subject: Mention | None, start: int) -> None:
        """新增18家省级工程技术研究中心: the number stands before the thing that it counts."""
        if kind_of(piece.quantity.unit) == "count" and name in rules("counted")["verbs"]:
            self._add(name + piece.tail, piece, subject, "obs-counted", start, len(piece.tail))

    def _complete(self, name: str, piece: Piece) -> str:
        """Fills in what a name leaves to the words before it."""
        if not self.claims:
            return name
        last = self.claims[-1]
        if name in rules("bare")["names"]:
            counted = next((c for c in reversed(self.claims) if kind_of(c.unit or "") == "count"), None)
            return (counted.indicator or "") + name if counted else name
        if name.startswith(tuple(rules("bare")["shares"])):
            return (last.indicator or "") + name
        verb = next((verb for verb in rules("shared")["verbs"] if (last.indicator or "").startswith(verb)), "")
        if verb and piece.joined and last.by == "obs-level" and kind_of(piece.quantity.unit) == "count":
            return name if name.startswith(tuple(rules("shared")["verbs"])) else verb + name
        return name

    def _add(
        self, name: str, piece: Piece, subject: Mention | None, rule: str, start: int, more: int = 0
    ) -> None:
        quantity = piece.quantity
        if not accepts(name, quantity, subject):
            return
        words = self.document.text[self.start : quantity.start]
        year, kind = time_of(self.document, self.section, words)
        self.claims.append(
            Claim(
                subject=subject,
                predicate=Predicate.OBSERVATION,
                evidence=_quote(self.document, min(start, piece.lead_start), quantity.end + more),
                by=rule,
                indicator=name,
                value=None if quantity.growth else quantity.value,
                unit=None if quantity.growth else quantity.unit,
                upper=None if quantity.growth else quantity.upper,
                growth=quantity.value if quantity.growth else None,
                bound=quantity.bound,
                as_stated=quantity.text,
                year=year,
                kind=kind,
            )
        )


def _quote(document: Document, start: int, end: int) -> Evidence:
    while start < end and document.text[start] in " \t\n\u3000":
        start += 1
    return Evidence(start, end, document.id, document.text[start:end])


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    match = None
    for match in pattern.finditer(words):  # noqa: B007
        pass
    return match
