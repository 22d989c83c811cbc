"""What a sum belongs to that no rule reads: the topic of its sentence. In: a priced sentence; out: marks.

The nearest name to the left decides: a project or park, but not one that only says where, and not the company by which
something is built; a company, if the sentence names nothing it builds; and for 项目总投资 what was named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.model import EntityType
from kg.relations.investment_rules import Priced, Words
from kg.relations.marked import Mark

NEAR = 3  # sentences over which 项目 still means what was named
SWALLOWED = 2  # characters of a sentence that may have got into the head of a name
BARE = 3  # characters that may stand in front of 总投资 where it means what was named
_BUILT = (EntityType.PROJECT, EntityType.PARK)
_BODIES = (EntityType.PARK, EntityType.ORGANIZATION)
_SETTLERS = (EntityType.PROJECT, EntityType.ENTERPRISE)
_LISTED = (
    (EntityType.PROJECT,),
    _BUILT,
    (EntityType.ENTERPRISE,),
    (EntityType.PARK,),
    (EntityType.ORGANIZATION,),
)
_LINK = re.compile("(?:、|和|与|及)[^，。；：]{0,4}")
_SKIPPED = frozenset({EntityType.PERSON, EntityType.INDUSTRY, EntityType.EVENT, EntityType.HONOR, EntityType.POLICY})


@dataclass(frozen=True, slots=True)
class Topic:
    """The marks a sum belongs to, where they stand in the text, and whether several sums belong to the one name."""

    marks: tuple[Mark, ...]
    places: tuple[int, ...]
    by: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Words of investing with their sums.

    Attributes:
        start: where they begin in the text.
        role: the words.
        count: how many sums there are.
        each: whether 各 stands there.
        end: where the sums end; None if what follows them is known.
    """

    start: int
    role: str
    count: int = 1
    each: bool = False
    end: int | None = None


@dataclass(slots=True)
class Topics:
    """Finds topics in one document, sentence after sentence."""

    words: Words
    _before: list[list[Mark]] = field(default_factory=list)

    def remember(self, priced: Priced) -> None:
        """What a sentence that has been read names can be meant by 项目 in the next ones."""
        named = [at for at, mark in priced.marks.items() if mark.type in _BUILT and not self.is_place(priced, at)]
        if self.words.unknown.search(priced.text, max(named, default=-1) + 1):
            self._before = []
            return
        self._before = [*self._before, [m for at in named if len((m := priced.marks[at]).members) == 1]][-NEAR:]

    def find(self, priced: Priced, asked: Asked) -> Topic | None:
        """The topic of a sum."""
        stop = asked.start
        start = max(priced.text.rfind(sign, 0, stop) for sign in "；。！？\n") + 1
        if (one := self._of_two(priced, start, stop)) is not None:
            return one
        if asked.count > 1 and (listed := self._listed(priced, start, asked)) is not None:
            return listed
        noun = self._noun(priced, start, stop)
        found = self._search(priced, noun.end() if noun else start, asked)
        if found is not None:
            return found if self._reaches(priced, found, asked) else None
        if asked.end is not None and self.words.ahead.match(priced.text, asked.end):
            return None
        if self.words.counted.search(priced.text, start, stop) or asked.each:
            return None
        if noun is None and (
            any(start <= at < stop for at in priced.marks)
            or stop - start > BARE
            or not self.words.total.search(asked.role)
        ):
            return None
        return self.again(priced, stop, noun.group() if noun else "")

    def _of_two(self, priced: Priced, start: int, stop: int) -> Topic | None:
        """The first or the second of two that were named together."""
        for pattern, number in ((self.words.former, 0), (self.words.latter, 1)):
            if pattern.search(priced.text[start:stop]):
                named = [
                    (at, m)
                    for at in sorted(at for at in priced.marks if at < stop)
                    for m in priced.marks[at].members
                    if m and m.type not in (*_SKIPPED, EntityType.REGION)
                ]
                for (one, first), (other, second) in reversed(list(pairwise(named))):
                    if first.type is second.type and (one == other or _LINK.fullmatch(priced.text[one + 1 : other])):
                        at, member = ((one, first), (other, second))[number]
                        return Topic((replace(priced.marks[at], members=(member,)),), (at,), "sum-of-one-of-two")
        return None

    def _listed(self, priced: Priced, start: int, asked: Asked) -> Topic | None:
        """As many names of one type, or of projects and parks, as there are sums: 甲、乙、丙签约，投资额分别为……"""
        named = [at for at in priced.marks if start <= at < asked.start and not self.is_place(priced, at)]
        for kinds in _LISTED:
            places: list[int] = []
            for at in sorted((at for at in named if priced.marks[at].type in kinds), reverse=True):
                if not self._is_by(priced, at):
                    places.insert(0, at)
                if sum(len(priced.marks[place].members) for place in places) == asked.count:
                    return Topic(tuple(priced.marks[place] for place in places), tuple(places), "sum-of-each-listed")
        return None

    def _noun(self, priced: Priced, start: int, stop: int) -> re.Match[str] | None:
        """The last bare noun in front of a sum that stands for what was named."""
        found = None
        for match in self.words.again.finditer(priced.text, start, stop):
            found = match
        return found

    def _search(self, priced: Priced, start: int, asked: Asked) -> Topic | None:
        """The nearest names to the left."""
        text, stop = priced.text, asked.start
        clause = max(text.rfind(sign, start, stop) for sign in "，：") + 1
        weak: list[int] = []
        found: list[int] = []
        built_by = False
        for at in sorted((at for at in priced.marks if start <= at < stop), reverse=True):
            mark = priced.marks[at]
            if asked.count == 1 and self.words.counted.search(text, at + 1, stop):
                break
            if mark.type in _SKIPPED or self.is_place(priced, at):
                continue
            head = text[_clause(text, at) : at]
            if mark.type not in _BUILT and self._is_by(priced, at):
                built_by = True
            elif mark.type is EntityType.REGION:
                if at >= clause and not found and not weak and not text.startswith("方面", at + 1):
                    return None  # a place that spends money on what is not named
            elif self.words.with_.search(head) and mark.type is not EntityType.PROJECT:
                if mark.type is EntityType.ENTERPRISE and (not weak or asked.each):
                    weak.append(at)
            elif mark.type is EntityType.ENTERPRISE:
                if not found:
                    found = [at, *weak] if asked.each else [at]
                    break
            elif not self._acts(priced, at, asked):
                found.append(at)
            if sum(len(priced.marks[place].members) for place in found) >= asked.count or (found and built_by):
                break
        return self._settled(priced, found or weak, built_by=built_by)

    def _reaches(self, priced: Priced, found: Topic, asked: Asked) -> bool:
        """Whether nothing without a mark stands between a topic and the sum that the sum goes into.

        Names that no finder knows are no marks; without this their sums went to the name before them.
        """
        clause = max(_clause(priced.text, asked.start), priced.text.rfind("：", 0, asked.start) + 1)
        near = max(found.places) >= clause
        if found.by != "sum-of-investor" and self.words.unknown.search(
            priced.text[max(found.places) + 1 : asked.start]
        ):
            return False
        if not near and not self.words.lead.match(priced.text[clause : asked.start]):
            return False
        if found.by == "sum-of-investor" and (near or not priced.text.startswith("的", asked.end or 0)):
            return True
        if found.shared or asked.end is None:
            return True
        follows = self.words.ahead.match(priced.text, asked.end)
        return follows is None or (near and not follows.group().startswith("的"))

    def _acts(self, priced: Priced, at: int, asked: Asked) -> bool:
        """Whether a park or body is who gives the money, not what it goes into."""
        kind = priced.marks[at].type
        if kind not in _BODIES or (kind is EntityType.PARK and not self._is_zone(priced.marks[at])):
            return False
        near = not any(sign in priced.text[at : asked.start] for sign in "，：")
        if near and kind is EntityType.ORGANIZATION and self.words.gives.search(asked.role):
            return True
        behind = priced.text[at + 1 : asked.start] + asked.role
        return bool(self.words.acts.search(behind) or self.words.inner.search(behind))

    def _settled(self, priced: Priced, found: list[int], *, built_by: bool) -> Topic | None:
        if not found:
            return None
        places = tuple(sorted(found))
        marks = tuple(priced.marks[at] for at in places)
        if any(priced.text.startswith("等", at + 1) or self.words.one_of.search(priced.text[:at]) for at in places):
            return None  # a sum of those named and of others
        company = marks[0].type is EntityType.ENTERPRISE
        if not company and any(self.words.owns.match(priced.text[at + 1 :]) for at in places):
            return None
        return Topic(marks, places, "sum-of-investor" if company else "sum-of-topic", shared=built_by)

    def again(self, priced: Priced, stop: int, noun: str) -> Topic | None:
        """What 项目 or 园区 means: the last that was named, in this sentence or the ones before.

        A factory or work is looked for among projects first, however far; only 园 and 基地 can as well be a park.
        """
        here = [
            priced.marks[at]
            for at in sorted((at for at in priced.marks if at < stop), reverse=True)
            if priced.marks[at].type in _BUILT and len(priced.marks[at].members) == 1 and not self.is_place(priced, at)
        ]
        known = [*here, *self._recent()]
        wanted = _BUILT if not noun or noun.removesuffix("建设")[-1] in "园区地" else (EntityType.PROJECT,)
        last = next((mark for mark in known if mark.type in wanted), None)
        if last is None and noun.endswith("项目"):
            last = next((mark for mark in known if not self._is_zone(mark)), None)
        return Topic((last,), (), "sum-of-the-same") if last else None

    def _recent(self) -> Iterator[Mark]:
        for marks in reversed(self._before):
            yield from reversed(marks)

    def _is_by(self, priced: Priced, at: int) -> bool:
        """Whether a name says by whom something is built; the words for it can have got into a name (方是甲公司)."""
        start = priced.sentence.places[priced.back[_clause(priced.text, at)]]
        return bool(self.words.by.search(priced.sentence.document.text[start : priced.marks[at].start + SWALLOWED]))

    def is_place(self, priced: Priced, at: int) -> bool:
        """Whether a name only says where something is."""
        kind, head = priced.marks[at].type, priced.text[max(0, at - 12) : at]
        if kind is EntityType.ENTERPRISE:
            return False
        if self.words.joins.match(priced.text[at + 1 :]):
            return True
        if self.words.place.search(head):
            named = all(member and self.words.works.search(member.text) for member in priced.marks[at].members)
            return not named or bool(self.words.site.match(priced.text[at + 1 :]))
        if kind is EntityType.PROJECT or not self.words.settles.search(head):
            return False
        # A project park is itself what is signed, unless somebody signs into it.
        start = _clause(priced.text, at)
        if start and self.words.moves.match(priced.text[start:at]):
            start = _clause(priced.text, start - 1)
        clause = range(start, at)
        return (
            kind is not EntityType.PARK
            or self._is_zone(priced.marks[at])
            or any(priced.marks[place].type in _SETTLERS for place in clause if place in priced.marks)
        )

    def _is_zone(self, mark: Mark) -> bool:
        """Whether a park is a zone, which others settle in."""
        return not all(member is not None and self.words.built.search(member.text) for member in mark.members)


def _clause(text: str, at: int) -> int:
    return max(text.rfind(sign, 0, at) for sign in "，；。") + 1
