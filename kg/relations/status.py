"""States of projects, parks, policies. In: folded sentences and tense; out: claims with predicate status.

A clause is read from its verbs: each looks for its names on its own side, through lists (A、B开工) and past places
(A在云岭高新区开工). A clause without names of its own goes on about the last thing that was spoken of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cache

from kg.lexicon.data import read_rules
from kg.model import Claim, EntityType, Predicate
from kg.relations.marked import ANY_MARK, Mark, MarkedSentence
from kg.relations.tense import Tense
from kg.relations.triggers import Hit, decide, find_hits, hits_for, tells_any

BEARERS = frozenset(
    {EntityType.PROJECT, EntityType.PARK, EntityType.POLICY, EntityType.ORGANIZATION, EntityType.ENTERPRISE}
)
FAR_LIST = 24  # characters between two names of a list: A高端钢管、B两个深加工项目上半年投产
FAR_BODY = 6  # 市医院与分院的会诊系统投入使用 tells nothing of the hospital
FAR_PLANT = 30  # 甲公司年产60万吨尿素项目投产 tells of the company
# 环境研究院揭牌，先进光源拿到批复 tells nothing more of the institute; of 2 to 12 characters the best on real reports.
FAR_CARRIED = 2
FAR_PARK = 12  # 可邑小镇悬崖酒店开业 tells nothing of the town
_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.ENTERPRISE})
_AGENTS = _BODIES | {EntityType.PARK, EntityType.PROJECT}
_RANK = {EntityType.PROJECT: 2, EntityType.PARK: 1}
_CLAUSE = re.compile(r"[^，；。！？：\n]+")
_LISTED = re.compile(f"^(?:[、和及与暨]|以及|[{ANY_MARK}]|（[^（）]*）)+")
_NAME = re.compile(f"[{ANY_MARK}]")
_JOINT = re.compile("[、和与及]|等$")
_ALL = re.compile(r"\s*(?:均|都|全部|先后|相继)")
_DATE = re.compile(r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上中下]旬|[一二三四]季度|[上下]半年|底|初)?")
_COUNTED = re.compile(r"(?<![期第])\d+\s?(?:个|宗|家|项|条|幢|户|万?平方米)")
_EXAMPLES = re.compile(r"^[^，。；]{0,8}等[^，。；\d]{0,8}\d+\s?(?:多)?(?:个|家|户|项|条)")
_SUMMED = re.compile(
    r"^\s?\d+\s?(?:个|家|所|座|条|项)[^，。；\d]{0,6}?(?:院|所|馆|校|中心|项目|工程|桥|路)"
)  # 甲院、乙院2家研究院投入运行
_PARTS = re.compile(r"\d+\s?(?:个|台|条|座)[^，。；]{0,8}?(?:泊位|机组|标段|窑炉|生产线|航站楼)")
_OTHERS = re.compile(r"(?:了|的)?(?:工程)?(?:企业|项目|公司)?\s?\d[\d.]*\s?(?:个|家|户|宗|项)")
_SILENT = frozenset({"glossary", "table"})


@dataclass(frozen=True, slots=True)
class _Words:
    placed: re.Pattern[str]
    agent: re.Pattern[str]
    party: re.Pattern[str]
    jointly: re.Pattern[str]
    speech: re.Pattern[str]
    office: re.Pattern[str]
    founded: re.Pattern[str]
    denied: re.Pattern[str]
    heading: re.Pattern[str]
    owned: re.Pattern[str]
    listed: re.Pattern[str]
    passing: re.Pattern[str]


@cache
def _words() -> _Words:
    rules = read_rules("status.toml")["reading"]
    return _Words(*(re.compile(rules[key.name].replace("{mark}", f"[{ANY_MARK}]")) for key in fields(_Words)))


def find_states(sentences: Iterable[MarkedSentence], tense: Tense) -> Iterator[Claim]:
    """The states that a document tells of, in order of place."""
    words = _words()
    for sentence in sentences:
        if (
            any(mark.type in BEARERS for mark in sentence.marks)
            and tense.section(sentence.places[0]) not in _SILENT
            and tells_any(sentence.text)
        ):
            yield from _Reader(sentence, tense, words).read()


@dataclass(slots=True)
class _Reader:
    """Reads one sentence."""

    sentence: MarkedSentence
    tense: Tense
    words: _Words
    topic: list[Mark] = field(default_factory=list)
    waiting: list[Mark] = field(default_factory=list)  # lists without a verb yet: A、B，C，D，均于年内完工
    heading: Hit | None = None
    said: Hit | None = None  # the last verb that had no name: 12个项目集中开工，A、B均在其列

    def read(self) -> Iterator[Claim]:
        text, marks = self.sentence.text, self.sentence.marks
        places = [mark.at for mark in marks]
        for clause in _CLAUSE.finditer(text):
            start, end = clause.span()
            here = list(marks[bisect_left(places, start) : bisect_left(places, end)])
            hits = find_hits(text, start, end, self.sentence.document.kind)
            if not any(mark.type in BEARERS for mark in here):
                if text[start - 1 : start] != "，":
                    self.topic = []
                    self.waiting = []
                if text[end : end + 1] == "：" and hits and self.words.heading.match(text[hits[-1].end : end]):
                    self.heading = hits[-1]
                self.said = hits[-1] if hits else self.said
            told = self._clause(here, hits, start, end)
            for mark, hit in told:
                yield from self._claims(mark, hit)
            self._remember(here, {mark.at for mark, _ in told}, start)

    def _remember(self, here: list[Mark], told: set[int], start: int) -> None:
        """Whom the next clause goes on about: 云岭芯谷由星河公司投资，已投产 speaks of the project."""
        bearers = [mark for mark in here if mark.type in BEARERS]
        if not bearers:
            return
        joined = self.sentence.text[start - 1 : start] == "，"
        self.waiting = [*self.waiting, *bearers] if joined and not told and self.waiting else list(bearers)
        free = [mark for mark in bearers if not self._is_place(mark) and not self._is_agent(mark)]
        if free or not joined:
            self.topic = sorted(free, key=lambda mark: (_RANK.get(mark.type, 0), mark.at))[-1:]

    def _clause(self, here: list[Mark], hits: list[Hit], start: int, end: int) -> list[tuple[Mark, Hit]]:
        told: dict[int, list[Hit]] = {}
        names = [*self.waiting, *self.topic, *here]
        if not names:
            return []
        marks = {mark.at: mark for mark in names}
        for kind in BEARERS if hits else ():
            fitting = hits_for(kind, hits)
            for hit in fitting:
                for mark in self._names(hit, kind, here, fitting, start):
                    told.setdefault(mark.at, []).append(hit)
        listed = self.said if self.words.listed.search(self.sentence.text, start, end) else None
        from_list = self.heading or listed
        if from_list is not None and not told:
            for mark in here:
                if mark.type in from_list.trigger.types:
                    told[mark.at] = [from_list]
        return [(marks[at], hit) for at in sorted(told) for hit in decide(at, told[at], self.sentence.text)]

    def _names(self, hit: Hit, kind: EntityType, here: list[Mark], hits: list[Hit], start: int) -> list[Mark]:
        text, side = self.sentence.text, hit.trigger.side
        if _OTHERS.match(text, hit.end) or self.words.denied.search(text, max(start, hit.start - 4), hit.start):
            return []
        before = [mark for mark in here if mark.at < hit.start and mark.type in BEARERS]
        found: list[Mark] = []
        if side != "before":
            found = self._left(hit, here, hits)
        if not found and side != "after":
            found = self._right(hit, here, hits)
        if not found and side != "before" and not (before and any(not self._is_place(m) for m in before)):
            found = self._carried(hit, start, bool(before))
        return [mark for mark in found if mark.type is kind and not self._denied(hit, mark)]

    def _carried(self, hit: Hit, start: int, placed: bool) -> list[Mark]:
        text = self.sentence.text
        said = text[start : hit.start]
        far = not placed and len(self.words.passing.sub("", _DATE.sub("", said))) > min(hit.trigger.gap, FAR_CARRIED)
        if far or _COUNTED.search(said):
            return []
        names = self.waiting if _ALL.match(text, start) else self.topic
        return [mark for mark in names if mark.type not in (EntityType.POLICY, EntityType.PARK)]

    def _denied(self, hit: Hit, mark: Mark) -> bool:
        founded = self.words.founded.search(self.sentence.text, hit.start, hit.end)
        if (
            mark.type is EntityType.ORGANIZATION
            and not founded
            and any(m and self.words.office.search(m.text) for m in mark.members)
        ):
            return True
        text = self.sentence.text
        rest = _CLAUSE.match(text, mark.at + 1)
        said = _LISTED.sub("", rest.group()) if rest else ""
        own = _LISTED.sub("", text[mark.at + 1 : hit.start]) if mark.at < hit.start else said
        if mark.type is EntityType.ENTERPRISE and self.words.owned.search(own):
            return True
        return bool(hit.trigger.unless.search(said))

    def _is_place(self, mark: Mark) -> bool:
        """在云岭高新区: where something is done, not what is done."""
        return bool(self.words.placed.search(self.sentence.text, max(0, mark.at - 12), mark.at))

    def _is_agent(self, mark: Mark, end: int | None = None) -> bool:
        """由星河公司运营: who does something, not what is done; 与星河公司签约, but not 甲厂与星河公司投产."""
        text, start = self.sentence.text, max(0, mark.at - 12)
        if mark.type not in _AGENTS:
            return False
        if self.words.agent.search(text, start, mark.at):
            return True
        said = text[mark.at :] if end is None else text[mark.at : end + 4]
        return bool(self.words.party.search(text, start, mark.at)) and bool(self.words.jointly.search(said))

    def _left(self, hit: Hit, here: list[Mark], hits: list[Hit]) -> list[Mark]:
        text = self.sentence.text
        before = [mark for mark in here if mark.at < hit.start]
        while before:
            mark = before.pop()
            if mark.type not in BEARERS or self._is_place(mark):
                continue
            if not hit.trigger.agents and self._is_agent(mark, hit.start):
                continue
            if mark.type not in hit.trigger.types and text[mark.at - 1] in "、和与及":
                continue
            if mark.type not in hit.trigger.types:
                return []
            between = _LISTED.sub("", text[mark.at + 1 : hit.start])
            if not self._reaches(mark, hit, between):
                return []
            return self._list_left(mark, before, hit, hits)
        return []

    def _reaches(self, mark: Mark, hit: Hit, between: str) -> bool:
        plain = _DATE.sub("", _NAME.sub("", between))
        listed = len(mark.members) > 1 or self.sentence.text[mark.at - 1 : mark.at] in "、和"
        if listed and mark.type in (EntityType.PROJECT, EntityType.ORGANIZATION):
            between = _SUMMED.sub("", between)
        if _COUNTED.search(_PARTS.sub("", _EXAMPLES.sub("", between))):
            return False
        if mark.type is EntityType.ENTERPRISE and len(plain) > FAR_BODY:
            return len(plain) <= FAR_PLANT and not self.words.speech.search(plain)
        if mark.type in _BODIES:
            return len(plain) <= FAR_BODY
        return len(plain) <= (min(hit.trigger.gap, FAR_PARK) if mark.type is EntityType.PARK else hit.trigger.gap)

    def _list_left(self, last: Mark, before: list[Mark], hit: Hit, hits: list[Hit]) -> list[Mark]:
        found, text = [last], self.sentence.text
        for mark in reversed(before):
            between = text[mark.at + 1 : found[-1].at]
            if mark.type not in hit.trigger.types or self._is_place(mark):
                continue
            if len(between) > FAR_LIST or not _JOINT.search(between) or _within(hits, mark.at, found[-1].at):
                break
            found.append(mark)
        return found

    def _right(self, hit: Hit, here: list[Mark], hits: list[Hit]) -> list[Mark]:
        text = self.sentence.text
        found: list[Mark] = []
        at = hit.end
        for mark in here:
            if mark.at < hit.end:
                continue
            between = _NAME.sub("", text[at : mark.at])
            if _within(hits, at - 1, mark.at) or (found and between and not _JOINT.search(between)):
                break
            unnamed = between.rpartition("、")[2] if len(between) <= FAR_LIST else between
            if not found and (len(unnamed) > hit.trigger.gap or _COUNTED.search(between)):
                break
            if found and len(between) > FAR_LIST:
                break
            if mark.type in hit.trigger.types:
                found.append(mark)
                at = mark.at + 1
        return found

    def _claims(self, mark: Mark, hit: Hit) -> Iterator[Claim]:
        evidence = self.sentence.evidence(min(mark.at, hit.start), max(mark.at + 1, hit.end))
        plan = self.tense.expects(self.sentence.text, hit.start, hit.end, self.sentence.places[hit.start])
        if hit.trigger.only and (hit.trigger.only == "plan") != plan:
            return
        for member in mark.members:
            if member is not None:
                yield Claim(
                    subject=member,
                    predicate=Predicate.STATUS,
                    evidence=evidence,
                    by=f"status-{hit.trigger.id}",
                    status=hit.trigger.plan if plan else hit.trigger.status,
                    year=self.tense.year(evidence.start, evidence.quote, plan=plan),
                    kind="target" if plan else "actual",
                    goal=hit.trigger.status if plan else None,
                )


def _within(hits: list[Hit], left: int, right: int) -> bool:
    """Whether another verb stands between two places."""
    return any(left < hit.start and hit.end <= right for hit in hits)
