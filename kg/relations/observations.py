"""Statistics of places, parks and enterprises. In: layout, mentions, quantities; out: claims with predicate observation.

The parts, in the order in which a sentence passes them:

    observation_pieces.py     one piece of text for each number
    observation_subjects.py   whose number it is
    observation_names.py      the indicator's name inside the piece
    observation_context.py    what a name leaves to the words before it
    observation_lists.py      the names of a list, with what they share written out
    observation_accepts.py    which named numbers are statistics
    observation_time.py       the year it holds for, and whether it is a plan
    observation_tables.py     tables behind a report that lost their cells
    observations.py           pairing by 分别, levels and rates put together
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.model import Claim, Document, EntityType, Evidence, Layout, Mention, Predicate, Quantity, Section
from kg.relations.observation_accepts import accepts, is_of_work, is_single
from kg.relations.observation_context import (
    AVERAGE,
    average_name,
    bare_thing,
    complete,
    counted_thing,
    is_average,
    named_thing,
    owner_of,
)
from kg.relations.observation_lists import pair_names
from kg.relations.observation_names import (
    clean,
    head,
    kind_of,
    rules,
    strip_lead,
    strip_tail,
)
from kg.relations.observation_pieces import Piece, cut, outside
from kg.relations.observation_subjects import OWNERS, Subjects, headings, home
from kg.relations.observation_tables import read_tables
from kg.relations.observation_time import Times

TYPES = OWNERS | {EntityType.PROJECT, EntityType.ORGANIZATION}
SILENT = frozenset({"glossary", "table"})
_PAIRED = re.compile(r"分别|双双|各|(?<![人平年户亩地日月林])均(?![衡价等分质匀田数值])|都(?=[达为超])")
_SAME = frozenset({"各", "均", "都", "双双"})


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
    titles = headings(document.text, owners)
    first = {clause.sentence: index for index, clause in reversed(list(enumerate(layout.clauses)))}
    claims: list[Claim] = []
    times, subjects = Times(document), Subjects(document, layout, owners, home(document, owners))
    body = document.text.find("\n") + 1  # the title tells again what the text says
    for sentence, pieces in cut(document, layout, outside(quantities, mentions, body)):
        section = layout.sections[layout.clauses[first[sentence]].section]
        if section.kind in SILENT:
            continue
        reader = Reader(document, section, layout.sentences[sentence].start, subjects, times)
        heading = bisect_right(titles, pieces[0].quantity.start, key=lambda title: title[0])
        reader.subjects.enter(first[sentence], titles[heading - 1][1] if heading else None)
        reader.read(pieces)
        claims += reader.claims
    return claims + read_tables(document, layout)


@dataclass(slots=True)
class Reader:
    """Reads one sentence; ``claims`` grows from left to right."""

    document: Document
    section: Section
    start: int
    subjects: Subjects
    times: Times
    claims: list[Claim] = field(default_factory=list)
    pending: str = ""  # a name whose number was no fact
    counted: str = ""  # what the last count counted
    refused: bool = False  # whether the last number was no statistic
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
            and pieces[at + size].quantity.growth == pieces[at].quantity.growth
            and not clean(pieces[at + size].lead)
            and not pieces[at + size - 1].tail
        ):
            size += 1
        return size

    def _read_group(self, group: Sequence[Piece]) -> bool:
        """Pairs names and numbers; False when the piece is no list."""
        piece = group[0]
        paired = _last(_PAIRED, piece.lead)
        if piece.quantity.growth and not clean(piece.lead) and len(group) > 1:
            return self._attach_all(group)
        if paired is None:
            return self._read_row(group)
        if not clean(piece.lead[: paired.start()]):
            if len(group) > 1 or not piece.quantity.growth or not self.claims:
                return False
            for number in range(1, min(self.group, len(self.claims)) + 1):
                self._attach(-number, piece)
            return True
        subject, start = self.subjects.at(piece.clause, piece.start, piece.quantity.start)
        words = self.document.text[start : piece.start + paired.start()]
        same = paired.group() in _SAME and len(group) == 1
        listed = pair_names(words, clean(piece.lead[paired.end() :]), 0 if same else len(group))
        if not listed or (len(listed) != len(group) and not same):
            return False
        for name, member in zip(listed, list(group) * len(listed) if same else group, strict=True):
            owner, name = self.subjects.named(name, start, member.quantity.start, subject)
            self._add(self._complete(name, member, owner), member, owner, "obs-paired", start)
        return True

    def _read_row(self, group: Sequence[Piece]) -> bool:
        """城乡居民收入增长13%和16%: pairs names and numbers that nothing but their count ties."""
        piece = group[0]
        if len(group) == 1:
            return False
        subject, start = self.subjects.at(piece.clause, piece.start, piece.quantity.start)
        listed = pair_names(self.document.text[start : piece.quantity.start], "", len(group))
        if len(listed) != len(group) or not all(map(head, listed)):
            return False
        for name, member in zip(map(clean, listed), group, strict=True):
            self._add(name, member, subject, "obs-paired", start)
        return True

    def _attach_all(self, group: Sequence[Piece]) -> bool:
        if len(self.claims) < len(group):
            return False
        for number, piece in enumerate(group):
            self._attach(number - len(group), piece)
        return True

    def _attach(self, index: int, piece: Piece) -> None:
        """Gives the rate to a level that was stated before, over a share of it (产值286亿元,占全县六成,增长18.2%)."""
        claim = self.claims[index]
        if is_average(piece.quantity):
            self._average(claim, piece)
            return
        if index == -1 and len(self.claims) > 1 and "占" in (claim.indicator or "") and claim.growth is None:
            before = self.claims[-2]
            if claim.unit == "percent" and before.growth is None and before.unit != "percent":
                index, claim = -2, before
        if claim.growth is not None:
            return
        evidence = _quote(self.document, claim.evidence.start, piece.quantity.end)
        self.claims[index] = replace(claim, growth=piece.quantity.value, evidence=evidence)

    def _average(self, claim: Claim, piece: Piece) -> None:
        """年均增长9.3% is the growth of no one year, so it is told apart from that of the level it follows."""
        quantity = piece.quantity
        evidence = _quote(self.document, claim.evidence.start, quantity.end)
        name = average_name(claim.indicator or "", clean(piece.lead))
        self.claims.append(
            replace(
                claim, indicator=name, value=None, unit=None, upper=None, growth=quantity.value,
                bound=quantity.bound, as_stated=quantity.text, evidence=evidence,
            )
        )  # fmt: skip

    def _read_one(self, piece: Piece) -> None:
        subject, start = self.subjects.at(piece.clause, piece.start, piece.quantity.start)
        if self.subjects.foreign:
            return
        name = clean(piece.lead[max(0, start - piece.start) :])
        growth, kind = piece.quantity.growth, kind_of(piece.quantity.unit)
        if kind == "points":  # 占比提高5个百分点,升至20%: no fact, but it names the next one
            self.pending = name
            return
        if not name and not growth and not piece.tail and self._restated(piece):
            return
        if (not name or name in rules("bare")["echo"]) and not growth and not piece.tail:
            name, self.pending = self.pending or self._echoed(piece), ""
        if growth and (not name or name in rules("bare")["echo"] or self._is_same(name, subject)):
            if self.claims and not self.refused:
                self._attach(-1, piece)
        elif growth:
            name = self._complete(name, piece, subject)
            self._add(name + AVERAGE if is_average(piece.quantity) else name, piece, subject, "obs-growth", start)
        elif piece.tail and piece.tail not in rules("counted")["tails"]:
            self._read_counted(piece, name, subject, start)
        elif name in rules("counted")["verbal"] and kind == "count":
            self._add(name + "项目", piece, subject, "obs-level", start)
        elif name and not (piece.joined and self.refused and kind not in ("money", "share")):
            self._add(self._complete(name, piece, subject), piece, subject, "obs-level", start)

    def _is_same(self, name: str, subject: Mention | None) -> bool:
        """到位资金4.98亿元;到位资金与去年同期相比增长44.35%: the rate is that of the level before."""
        last = self.claims[-1] if self.claims else None
        return last is not None and (last.indicator, last.growth, last.subject) == (name, None, subject)

    def _restated(self, piece: Piece) -> bool:
        """突破500亿元,达到506.7亿元: the exact number takes the place of the round one; 增长14%、突破600亿元: both are of one thing."""
        if not self.claims or self.refused or self.pending:
            return False
        last, quantity = self.claims[-1], piece.quantity
        rounded = last.unit == quantity.unit and last.bound != "exact" and quantity.bound == "exact"
        if last.value is None and kind_of(quantity.unit) != "share":
            rounded = piece.joined or last.evidence.end + 1 >= piece.start
        year, kind = self.times.at(self.section, self.start, quantity.start)
        if not rounded or (year, kind) != (last.year, last.kind):
            return False
        self.claims[-1] = replace(
            last,
            value=quantity.value,
            unit=quantity.unit,
            upper=quantity.upper,
            bound=quantity.bound,
            as_stated=quantity.text,
            evidence=_quote(self.document, last.evidence.start, quantity.end),
        )
        return True

    def _echoed(self, piece: Piece) -> str:
        """通车里程新增67公里,累计突破300公里: the second number is of the same thing, not of its growth."""
        if not self.claims or self.refused:
            return ""
        last, quantity = self.claims[-1], piece.quantity
        name = last.indicator or ""
        for word in ("新增", "净增"):
            name = name.removeprefix(word).removesuffix(word)
        echo = strip_lead(piece.lead).removesuffix("达到").removesuffix("达")
        if echo in rules("bare")["echo"]:
            return name
        same = last.unit == quantity.unit and not strip_tail(echo)
        later = (last.year, last.kind) != self.times.at(self.section, self.start, quantity.start)
        return name if same and later else ""

    def _read_counted(self, piece: Piece, name: str, subject: Mention | None, start: int) -> None:
        """新增18家省级工程技术研究中心: the number stands before the thing that it counts."""
        kind, counted = kind_of(piece.quantity.unit), rules("counted")
        if kind == "count":
            self.counted = counted_thing(piece.tail.removeprefix("为"))
            self._read_sum(piece, subject, start)
        if piece.joined and not name and self.claims and self.claims[-1].by == "obs-counted":
            verb = next((verb for verb in counted["verbs"] if (self.claims[-1].indicator or "").startswith(verb)), "")
            name = verb or name
        bare, listed = name.removesuffix("了"), name.endswith("等")
        endings = (verb for verb in counted["endings"] if bare.endswith(verb) or (listed and verb in name))
        ending = next(endings, "")
        thing = bare_thing(piece.tail)
        if kind == "count" and ending and thing.endswith(("项目", "企业")):
            self._add(ending + thing, piece, subject, "obs-counted", start, len(thing))
        elif kind == "count" and name in counted["verbs"]:
            self._add(name + piece.tail, piece, subject, "obs-counted", start, len(piece.tail))
        elif kind in ("count", "people") and any(word in piece.tail for word in counted["results"]):
            self._add(piece.tail, piece, subject, "obs-counted", start, len(piece.tail))

    def _read_sum(self, piece: Piece, subject: Mention | None, start: int) -> None:
        """总投资85亿元的13个项目集中开工: the sum stands in front of the works that it is of."""
        sum_of = piece.modifier
        name = clean(sum_of.lead) if sum_of else ""
        if sum_of and sum_of.tail == "的" and name in rules("bare")["single"] and "项目" in self.counted:
            self._add(self.counted + name, sum_of, subject, "obs-sum", start)

    def _is_of_work(self, name: str, quantity: Quantity, subject: Mention | None) -> bool:
        """Whether a number in news is that of a single work, as most of theirs are."""
        if self.document.kind != "news" or self.times.plans or quantity.growth:
            return False
        behind = self.subjects.work is not None and subject is self.subjects.default
        return is_of_work(name, quantity, subject, self.document.text[self.start : quantity.start], behind=behind)

    def _complete(self, name: str, piece: Piece, subject: Mention | None) -> str:
        before = self.document.text[self.start : piece.start]
        return complete(name, piece, subject, self.claims, counted=self.counted, before=before)

    def _add(self, name: str, piece: Piece, subject: Mention | None, rule: str, start: int, more: int = 0) -> None:
        quantity = piece.quantity
        subject, name = owner_of(name, quantity, subject, start, self.subjects)
        if kind_of(quantity.unit) == "count":
            self.counted = named_thing(name, self.counted)
        self.refused = (
            not accepts(name, quantity, subject)
            or self.subjects.foreign
            or is_single(name, self.counted, subject)
            or self._is_of_work(name, quantity, subject)
        )
        if self.refused:
            return
        year, kind = self.times.at(self.section, self.start, quantity.start)
        self.claims.append(
            Claim(
                subject=subject,
                predicate=Predicate.OBSERVATION,
                evidence=_quote(self.document, min(start, piece.start), quantity.end + more),
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
