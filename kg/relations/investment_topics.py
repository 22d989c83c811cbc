"""What a sum belongs to that no rule reads: the topic of its sentence. In: a priced sentence; out: marks.

The nearest name to the left decides: a project or park, but not one that only says where, and not the company by which
something is built; a company, if the sentence names nothing it builds; and for 项目总投资 what was named before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import EntityType
from kg.relations.investment_rules import Priced, Words
from kg.relations.marked import Mark

NEAR = 3  # sentences over which 项目 still means what was named
_THINGS = (EntityType.PROJECT, EntityType.PARK, EntityType.ORGANIZATION)
_BUILT = (EntityType.PROJECT, EntityType.PARK)
_SKIPPED = frozenset({EntityType.PERSON, EntityType.INDUSTRY, EntityType.EVENT, EntityType.HONOR, EntityType.POLICY})


@dataclass(frozen=True, slots=True)
class Topic:
    """The marks a sum belongs to, where they stand in the text, and whether several sums belong to the one name."""

    marks: tuple[Mark, ...]
    places: tuple[int, ...]
    by: str
    shared: bool = False


@dataclass(slots=True)
class Topics:
    """Finds topics in one document, sentence after sentence."""

    words: Words
    _before: list[list[Mark]] = field(default_factory=list)

    def remember(self, priced: Priced) -> None:
        """What a sentence that has been read names can be meant by 项目 in the next ones."""
        named = [mark for at, mark in priced.marks.items() if mark.type in _BUILT and not self._is_place(priced, at)]
        self._before = [*self._before, [mark for mark in named if len(mark.members) == 1]][-NEAR:]

    def is_about_a_thing(self, priced: Priced, stop: int) -> bool:
        """Whether a project or park is the topic of the sentence up to ``stop``."""
        found = self.find(priced, stop)
        return found is not None and found.marks[0].type in _BUILT

    def find(self, priced: Priced, stop: int, count: int = 1) -> Topic | None:
        """The topic of a sum whose words begin at ``stop``; ``count`` sums stand there."""
        start = max(priced.text.rfind(sign, 0, stop) for sign in "；。！？\n") + 1
        noun = None
        for match in self.words.again.finditer(priced.text, start, stop):
            noun = match
        found = self._search(priced, noun.end() if noun else start, stop, count)
        if found is not None:
            return found
        if noun is None and any(start <= at < stop for at in priced.marks):
            return None
        if noun is None and stop - start > NEAR or self.words.counted.search(priced.text, start, stop):
            return None
        return self._again(priced, stop)

    def _search(self, priced: Priced, start: int, stop: int, count: int) -> Topic | None:
        """The nearest names to the left."""
        text = priced.text
        clause = max(text.rfind(sign, start, stop) for sign in "，：") + 1
        weak: int | None = None
        found: list[int] = []
        built_by = False
        for at in sorted((at for at in priced.marks if start <= at < stop), reverse=True):
            mark = priced.marks[at]
            if self.words.counted.search(text, at + 1, stop):
                break
            head = text[max(text.rfind(sign, 0, at) for sign in "，；：。") + 1 : at]
            if mark.type in _SKIPPED or self._is_place(priced, at):
                continue
            if self.words.by.search(head):
                built_by = True
            elif mark.type is EntityType.REGION:
                if at >= clause and not found and weak is None and not text.startswith("方面", at + 1):
                    return None  # a place that spends money on what is not named
            elif mark.type is EntityType.ENTERPRISE:
                if self.words.with_.search(head):
                    weak = at if weak is None else weak
                elif not found:
                    found.append(at)
                    break
            elif not self.words.acts.search(text[at + 1 : stop]):
                found.append(at)
            if sum(len(priced.marks[place].members) for place in found) >= count or (found and built_by):
                break
        if not found and weak is not None:
            found = [weak]
        return self._settled(priced, found, built_by=built_by)

    def _settled(self, priced: Priced, found: Sequence[int], *, built_by: bool) -> Topic | None:
        if not found:
            return None
        places = tuple(sorted(found))
        marks = tuple(priced.marks[at] for at in places)
        company = marks[0].type is EntityType.ENTERPRISE
        return Topic(marks, places, "sum-of-investor" if company else "sum-of-topic", shared=built_by)

    def _again(self, priced: Priced, stop: int) -> Topic | None:
        """What 项目 means: the last project or park named, in this sentence or the ones before."""
        for at in sorted((at for at in priced.marks if at < stop), reverse=True):
            mark = priced.marks[at]
            if mark.type in _BUILT and len(mark.members) == 1 and not self._is_place(priced, at):
                return Topic((mark,), (), "sum-of-the-same")
        last = next(self._recent(), None)
        return None if last is None else Topic((last,), (), "sum-of-the-same")

    def _recent(self) -> Iterator[Mark]:
        for marks in reversed(self._before):
            yield from [mark for mark in reversed(marks) if mark.type is EntityType.PROJECT]
            yield from reversed(marks)

    def _is_place(self, priced: Priced, at: int) -> bool:
        head = priced.text[max(0, at - 12) : at]
        return priced.marks[at].type is not EntityType.ENTERPRISE and bool(self.words.place.search(head))
