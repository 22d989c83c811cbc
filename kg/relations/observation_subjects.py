"""Whose statistic it is. In: the clauses of a sentence and the names in them; out: the subject at each number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import Document, EntityType, Layout, Mention
from kg.relations.nearby import Nearby
from kg.relations.observation_names import rules, strip_lead, strip_time

OWNERS = frozenset({EntityType.REGION, EntityType.PARK, EntityType.ENTERPRISE})
PLACES = frozenset({EntityType.REGION, EntityType.PARK})
REACH = 400  # code points in front of a sentence in which 园区 and 公司 look for whom they mean
_COLON = (":", "：")
_NUMBERED = re.compile(
    r"(?:(?<=[\s。;；!！])|^)(?:(?P<great>[一二三四五六七八九十]{1,3}、)|[(（][一二三四五六七八九十]{1,3}[)）])"
)
_BULLET = re.compile(r"(?:^|(?<=\n))[■●◆▲★·\-—\s]*")
_LISTED = ("、", "和", "与", "等", "及", "至", "到", "以", "-", "—", "~")
_OF = re.compile(r"(?:境内|下辖|所辖|辖区)?的?")
_FRESH = "\n。！!；;，,：:"
_FRONT = re.compile(r"(?:在|位于|作为|依托|以及|据了解|据悉|另悉|据介绍)[,，]?")


def headings(text: str, mentions: Sequence[Mention]) -> list[tuple[int, Mention | None]]:
    """Where headings stand and the place or park that they name (二、沙坪坝:一批项目开工; ■西青区：…), in order."""
    named = {mention.start: mention for mention in mentions if mention.type in PLACES}
    found: dict[int, Mention | None] = {}
    for match in _NUMBERED.finditer(text):
        mention = _headed(text, named, match.end())
        if mention is not None or match["great"]:
            found[match.start()] = mention
    open_line = False
    for match in _BULLET.finditer(text, text.find("\n") + 1):
        mention = _headed(text, named, match.end())
        if mention is not None or open_line:
            found.setdefault(match.start(), mention)  # what a line names ends with it
        open_line = mention is not None
    return sorted(found.items(), key=lambda item: item[0])


def _headed(text: str, named: dict[int, Mention], at: int) -> Mention | None:
    """The last of the names in a row (河北省|承德市) when a colon follows it."""
    mention = None
    while at in named:
        mention = named[at]
        at = mention.end
    return mention if mention is not None and text[mention.end : mention.end + 1] in _COLON else None


def home(document: Document, mentions: Sequence[Mention]) -> Mention | None:
    """The place or park that the document tells of when its reporting place is not known by name.

    None when it is known: then a claim without a subject means it.
    """
    place = document.place or ""
    regions = [mention for mention in mentions if mention.type is EntityType.REGION]
    title = document.text.find("\n")
    tag = document.text.find("】", 0, title) + 1
    heads = [m for m in regions if m.start == tag and tag < title and (m.text not in place and place not in m.text)]
    if document.kind == "news" and heads and not (place and place[:2] in document.text[:tag]):
        return _most_specific(
            [heads[0], *(m for m in mentions if m.type in PLACES and heads[0].start < m.start < title)]
        )
    if document.kind == "news" and place and (focus := _focus(document, mentions, tag, title)):
        return focus
    if place and any(mention.text in place or place in mention.text for mention in regions):
        return None
    if re.search(rf"{re.escape(place)}(?:人民)?政府", document.text) and Nearby(place).home:
        return None  # the government of the place reports, whatever else is named
    stretches = [(PLACES, tag, title), (PLACES, 0, title)]
    if not place:
        stretches += [(frozenset({EntityType.REGION}), title, title + REACH), (PLACES, title, len(document.text))]
    for kinds, floor, end in stretches:
        found = [mention for mention in mentions if mention.type in kinds and floor <= mention.start < end]
        if found:
            return _most_specific(found)
    return None


def _focus(document: Document, mentions: Sequence[Mention], tag: int, title: int) -> Mention | None:
    """The park or county that the title of news of a city tells of: 【青禾招商】云岭区3个项目开工 tells of 云岭区.

    Behind a tag it may stand anywhere; without one only regions may stand in front of it (青禾市|云岭区).
    """
    place = document.place or ""
    named = [m for m in mentions if m.type in PLACES and tag <= m.start < title]
    focus = Nearby(place).focus(m for m in named if not (m.text in place or place in m.text))
    first = {m.start: m.end for m in named if m.type is EntityType.REGION}
    at = tag
    while not tag and focus and at < focus.start:
        if at not in first:
            return None
        at = first[at]
    return focus


def _most_specific(found: list[Mention]) -> Mention:
    """拉萨|经济技术开发区: the last of the names that stand in a row."""
    chosen = found[0]
    for mention in found[1:]:
        if mention.start != chosen.end:
            break
        chosen = mention
    return chosen


@dataclass(slots=True)
class Subjects:
    """Follows the subject through one sentence; the clauses must be asked for in order."""

    document: Document
    layout: Layout
    mentions: Sequence[Mention]
    home: Mention | None = None  # whom a number without a subject belongs to, None for the reporting place
    current: Mention | None = None
    default: Mention | None = None  # the place that a heading names, else the home
    foreign: bool = False  # the words speak of a thing told of before (该项目), which is no place
    work: Mention | None = None  # the project or body at the front of the last clause that named one
    _starts: list[int] = field(default_factory=list)
    _sentences: list[int] = field(default_factory=list)
    _next: int = 0

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.mentions]
        self._sentences = [sentence.start for sentence in self.layout.sentences]

    def enter(self, sentence_clause: int, default: Mention | None = None) -> None:
        """Starts a sentence at its first clause; only what a heading says is carried over from the one before."""
        self.default = default or self.home
        self.current, self._next, self.foreign, self.work = self.default, sentence_clause, False, None
        if self.document.kind == "news" and default is None:
            self.current = self._topic(self.layout.clauses[sentence_clause].start) or self.default

    def _topic(self, at: int) -> Mention | None:
        """Whom the last sentence of this paragraph that begins with a name was about; a known reporting place stays itself."""
        floor = max(self.document.text.rfind("\n", 0, at) + 1, at - REACH)
        for number in range(bisect_left(self._sentences, at) - 1, -1, -1):
            sentence = self.layout.sentences[number]
            if sentence.start < floor:
                return None
            for offset in self._fronts(sentence.start, sentence.end):
                mention = self._mention(offset, sentence.end)
                if mention is not None:
                    mention = self._innermost(mention, sentence.end)
                    carried = mention.type in OWNERS and not (self.home is None and mention.type is EntityType.REGION)
                    return mention if carried else None
        return None

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

    def named(self, name: str, start: int, end: int, subject: Mention | None) -> tuple[Mention | None, str]:
        """甲公司、乙公司产值分别为: each name of such a list begins with whom it is of."""
        at = bisect_left(self._starts, start)
        for mention in self.mentions[at : bisect_left(self._starts, end)]:
            if mention.type in OWNERS and len(mention.text) > 1 and mention.text in name[: len(mention.text) + 4]:
                rest = name.partition(mention.text)[2]
                if len(rest) > 1:
                    return (self.default if self._is_place(mention) else mention), rest
        return subject, name

    def _note(self, start: int, end: int) -> int:
        """Takes the name at the front of a stretch as subject; returns where the words behind it begin."""
        text = self.document.text[start:end]
        for offset in self._fronts(start, end):
            mention = self._mention(offset, end)
            if mention is None:
                continue
            mention = self._innermost(mention, end)
            if self.document.text.startswith(_LISTED, mention.end):
                return start
            self._take(mention)
            return mention.end
        if park := self._qualified(start, end):
            self._take(park)
            return park.end
        words = strip_time(text.lstrip())
        if words.startswith(tuple(rules("subjects")["place"])):
            self.current, self.foreign = self._whole(words, start), False
        elif words.startswith(tuple(rules("subjects")["company"])):
            company = self._last(EntityType.ENTERPRISE, start)
            self.current, self.foreign = company or self.current, company is None
        elif words.startswith(tuple(rules("subjects")["park"])) and (park := self._park(start)):
            self.current, self.foreign = park, False
        elif words.startswith(tuple(rules("subjects")["thing"])):
            self.foreign = True
        return start

    def _qualified(self, start: int, end: int) -> Mention | None:
        """甲县与乙区联建的丙产业园去年产值: the park that what stands in front of it describes."""
        at = bisect_left(self._starts, start)
        inside = [m for m in self.mentions[at : bisect_left(self._starts, end)] if m.end <= end]
        found = [m for m in inside if m.type is EntityType.PARK and self.document.text[m.start - 1] == "的"]
        return found[-1] if found else None

    def _fronts(self, start: int, end: int) -> Iterator[int]:
        """Where a subject may begin: at the front, behind 目前 or 2019年, behind 在."""
        text = self.document.text[start:end]
        yield start
        bare = strip_lead(text)
        yield end - len(bare)
        if match := _FRONT.match(bare):
            yield end - len(bare) + match.end()

    def _innermost(self, mention: Mention, end: int) -> Mention:
        """合肥市|肥西县的|灵犀声谷小镇: the number is of the last one in the chain."""
        while mention.type in OWNERS and (match := _OF.match(self.document.text, mention.end)):
            following = self._mention(match.end(), end)
            if following is None or following.type not in OWNERS or mention.type is EntityType.ENTERPRISE:
                return mention
            mention = following
        return mention

    def _whole(self, words: str, at: int) -> Mention | None:
        """全县 is the county that was named last when what the document tells of is none; a park is only ever 全区."""
        level = words[1]
        known, place = self.default.text if self.default else "", self.document.place or ""
        if known.endswith(level) or (self.document.kind == "report" and self.default is None):
            return self.default
        if place.endswith(level):
            return None
        regions = [m for m in self.mentions if m.type is EntityType.REGION]
        fitting = [m for m in regions if m.text.endswith(level)]
        before = [m for m in fitting if m.start < at]
        if before or fitting:
            return before[-1] if before else fitting[0]
        if self.default is None or self.default.type is EntityType.REGION or level == "区":
            return self.default
        return regions[0] if regions else self.default

    def _pass(self, start: int) -> None:
        """Forgets at a semicolon what cannot be carried across it."""
        if (
            start
            and self.document.text[start - 1] in ";；"
            and self.current
            and self.current.type is not EntityType.PARK
            and (self.document.kind == "report" or self.current.type is EntityType.ENTERPRISE)
        ):
            self.current = self.default

    def _park(self, end: int) -> Mention | None:
        """The park that the words speak of: the subject, else the one that was named last."""
        if self.current and self.current.type is EntityType.PARK:
            return self.current
        return self._last(EntityType.PARK, end)

    def _last(self, kind: EntityType, end: int) -> Mention | None:
        """The last name of a type in front of an offset; of companies rather one that a clause begins with."""
        company, last = kind is EntityType.ENTERPRISE, None
        for number in range(bisect_left(self._starts, end) - 1, -1, -1):
            mention = self.mentions[number]
            if company and mention.start < end - REACH:
                break
            if mention.type is kind:
                if not company or self.document.text[mention.start - 1] in _FRESH:
                    return mention
                last = last or mention
        return last

    def _take(self, mention: Mention) -> None:
        self.foreign = False
        if mention.type in OWNERS:
            self.current, self.work = None if self._is_place(mention) else mention, None
        else:
            self.work = mention
            if self.current is self.default or (self.current and self.current.type not in OWNERS):
                self.current = mention

    def _mention(self, offset: int, end: int) -> Mention | None:
        at = bisect_left(self._starts, offset)
        found = [mention for mention in self.mentions[at : at + 4] if mention.start == offset and mention.end <= end]
        return max(found, key=lambda mention: (mention.end, mention.score)) if found else None

    def _is_place(self, mention: Mention) -> bool:
        place = self.document.place or ""
        return bool(place) and mention.type is EntityType.REGION and (mention.text in place or place in mention.text)
