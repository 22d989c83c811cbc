"""Under which place a name stands. In: folded sentences in order; out: the place that a name without one of its own lies in.

A part of a sentence that begins with a park speaks of that park (云岭高新区产值翻番，星河公司投产), the rest of its paragraph does so as
long as no other place takes over, and a paragraph headed by a place (云岭区：, ■云岭区——) speaks of that place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.lexicon.data import read_rules
from kg.model import Document, EntityType, Mention
from kg.relations.marked import ANY_MARK, MARKS, Mark, MarkedSentence
from kg.relations.nearby import Nearby

_PLACE = f"[{MARKS[EntityType.REGION]}{MARKS[EntityType.PARK]}]"
_HEADING = re.compile(
    rf"(?:^|[；。])[\s■▲●◆★·—]*(?:[（(]?[一二三四五六七八九十\d]{{1,3}}[）)、.．]?\s*)?(?:看)?(?P<place>{_PLACE})(?:：|——|篇|\s(?=\S))"
)
_TOPIC = re.compile(rf"(?:^|[，；：。\s）])[^，；：。\s{ANY_MARK}]{{0,3}}(?P<place>{_PLACE})(?P<sign>.?)")


_IN_REGION = frozenset({EntityType.PROJECT, EntityType.PARK, EntityType.EVENT, EntityType.ORGANIZATION})
_TAKEN = _IN_REGION | {EntityType.ENTERPRISE, EntityType.REGION, EntityType.POLICY, EntityType.INDUSTRY}
_ASIDE = "、和与及同（"  # a place in an enumeration or before a bracket is no topic


@dataclass(slots=True)
class Scopes:
    """Remembers which place the text is at."""

    document: Document
    nearby: Nearby
    firms: frozenset[str] = frozenset()
    _heading: Mention | None = None
    _topic: Mention | None = None
    _text: str = ""
    _here: list[Mark] = field(default_factory=list)
    _heads: list[Mark] = field(default_factory=list)
    _elsewhere: int | None = None
    _near: dict[str, Nearby] = field(default_factory=dict)
    _rules: dict[str, re.Pattern[str]] = field(init=False)

    def __post_init__(self) -> None:
        rules = read_rules("relations.toml")["scope"]
        self._rules = {
            name: re.compile(rules[name])
            for name in ("partner", "lines", "small", "passing", "acting", "leading", "own", "honoured")
        }

    def enter(self, sentence: MarkedSentence) -> None:
        """Takes a sentence in; call it in order, before its names are asked for."""
        if "\n" in self.document.text[max(0, sentence.places[0] - 2) : sentence.places[0] + 1]:
            self._topic = self._heading = None
        elif self._here:
            said = [mark for mark in self._here if not self._rules["acting"].match(self._text, mark.at + 1)]
            self._topic = said[-1].members[0] if said else self._topic
        if len(self._heads) > 1:
            self._topic = self._heading = None  # 城南新区：…；西湖片区：…。 each holds for its own part only
        self._here, self._heads, self._elsewhere = [], [], None
        self._text = sentence.text
        if not sentence.marks:
            return
        self._heads = [sentence.mark_at(match.start("place")) for match in _HEADING.finditer(sentence.text)]
        if self._heads:
            self._heading = _only(self._heads[0])
            self._topic = None
        for match in _TOPIC.finditer(sentence.text):
            mark = sentence.mark_at(match.start("place"))
            behind = sentence.text[mark.at + 1 : mark.at + 7]
            alone = len(mark.members) == 1 and match["sign"] not in _ASIDE
            if alone and self._is_here(mark, behind):
                self._here.append(mark)
            elif self._elsewhere is None and not self._rules["passing"].match(behind):
                self._elsewhere = mark.at

    def place_of(self, mention: Mention, at: int, sentence: MarkedSentence) -> Mention | None:
        """The place that the name at ``at`` stands under; None when it stands under none."""
        text = sentence.text
        if mention.type not in _TAKEN or (mention.type is EntityType.REGION and not self._is_small(mention)):
            return None
        if self.is_partner(mention, at, sentence):
            return None
        if any(mark.at == at for mark in self._heads):
            return None  # a heading does not lie in the place of another
        part = text.rfind("；", 0, at) + 1
        head = self._heading_at(at)
        found = [mark for mark in self._here if mark.at < at and self._holds(mark, mention, text)]
        near = bool(found) and found[-1].at >= part
        topic = None if self._elsewhere is not None and self._elsewhere <= at else self._topic
        place = found[-1].members[0] if near else head if found else topic or head
        if place is not head and (place is None or not self._fits(mention, place, near=near)):
            place = head
        elif near and self._is_praised(found[-1], mention, at, text):
            place = None
        if place is None or place.text == mention.text or self._is_foreign(mention, place):
            return None
        return place

    def _heading_at(self, at: int) -> Mention | None:
        """The place that heads the part of a paragraph around ``at``."""
        heads = [mark for mark in self._heads if mark.at < at]
        return _only(heads[-1]) if heads else self._heading

    def _is_foreign(self, mention: Mention, place: Mention) -> bool:
        """Whether a name begins with a division that does not lie in the place; companies come from anywhere."""
        if mention.type is EntityType.ENTERPRISE:
            return False
        form = place.name or place.text
        if form not in self._near:
            self._near[form] = Nearby(form) if self.nearby.is_division(form) else self.nearby
        return self._near[form].is_foreign(mention.name or mention.text, upper=False)

    def _is_small(self, mention: Mention) -> bool:
        return bool(self._rules["small"].search(mention.name or mention.text))

    def is_partner(self, mention: Mention, at: int, sentence: MarkedSentence) -> bool:
        """Whether the words around a name make it the other side of what is told."""
        text = sentence.text
        return bool(
            self._rules["partner"].search(f"{text[max(0, at - 6) : at]}<{mention.text}>{text[at + 1 : at + 9]}")
        )

    def leads(self, mention: Mention, at: int, sentence: MarkedSentence) -> bool:
        """Whether a name opens what is told, or is told to come here."""
        before = sentence.text[max(0, at - 6) : at]
        return bool(self._rules["leading"].search(before)) and not self.is_partner(mention, at, sentence)

    def is_line(self, mention: Mention) -> bool:
        """Whether a project runs through places, so that no park holds it."""
        return bool(self._rules["lines"].search(mention.name or mention.text))

    def is_own(self, place: Mention) -> bool:
        """Whether a park is the plant of a company, in which no other company lies: 星河汽车云岭基地, 车载系统生产基地."""
        name = place.name or place.text
        if place.type is not EntityType.PARK:
            return False
        starts = {name[:size] for size in range(2, len(name))}
        return bool(self._rules["own"].search(name)) or not self.firms.isdisjoint(starts)

    def _is_praised(self, park: Mark, mention: Mention, at: int, text: str) -> bool:
        """高新区获评国家级，星河公司上榜: a report tells of successes, each of its own; 9 companies lie in such a park, 13 not."""
        report = self.document.kind == "report" and mention.type is EntityType.ENTERPRISE
        return report and bool(self._rules["honoured"].match(text[park.at + 1 : at]))

    def _fits(self, mention: Mention, place: Mention, *, near: bool) -> bool:
        """Which names a place takes in. In reports it does so in its own part of the sentence only."""
        news, kind = self.document.kind == "news", mention.type
        park = place.type is EntityType.PARK
        if kind is EntityType.ENTERPRISE:
            return (news or (near and park)) and not self.is_own(place)
        if kind is EntityType.PROJECT and park:
            return news and near and not self.is_line(mention)
        return place.type is EntityType.REGION and (news or near) and kind in _IN_REGION

    def _holds(self, mark: Mark, mention: Mention, text: str) -> bool:
        """云岭县与星河公司签下云岭芯谷: the project lies in the county, the company does not."""
        return mention.type is EntityType.PROJECT or not self._rules["acting"].match(text, mark.at + 1)

    def _is_here(self, mark: Mark, behind: str) -> bool:
        place = mark.members[0]
        if place is None or self._rules["passing"].match(behind):
            return False
        if place.type is EntityType.PARK:
            return True
        form = place.name or place.text
        if self.nearby.place and self.nearby.is_division(form):
            return self.nearby.lies_here(form)
        return self.nearby.is_division(form) or bool(self._rules["small"].search(form))


def _only(mark: Mark) -> Mention | None:
    """The place of a heading that names one place."""
    return mark.members[0] if len(mark.members) == 1 else None
