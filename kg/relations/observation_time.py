"""Year and kind of an observation. In: the words around it and its section; out: a year, actual or target.

Reviews and plans are told apart by the layout. Everything else (news, fronts, abridged reports, lists of tasks that no heading
divides) is told apart by its own words: the last word of time in front of the number, and the last word of plan or result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kg.model import Document, FactKind, Section
from kg.relations.observation_names import rules

NEAR = 30  # code points in front of a number in which a word of time speaks of it
FAR = 1500  # code points that one heading may reach
HEADING = 30  # code points; a longer line is no heading
EARLY = 3  # months in which a year cannot have figures yet
LEAD = 20  # code points at the front of a sentence whose year holds for all of it
TOPIC = 400  # code points in front of a sentence in which a year at the head of a sentence still holds
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|(?<=[。 ])(?=[^。,，]{0,8}目标[:：]))"
)
_SPAN = re.compile(r"(?:未来|今后)([二三四五])年")
_YEAR = re.compile(r"(?<![比较按以])(?<!\d)((?:19|20)\d\d)(?=年(?!代))")
_PERIOD = re.compile(r"[“\"]?十([二三四五])五[”\"]?(?:(?:时?期?间?)末|(?:时期|期间)[，,]?)")
_HEAD = re.compile(r"(?:^|(?<=[\n。!！]))(?:[^。，,\n]{0,12})")


@cache
def _words(table: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(rules("time")[table], key=lambda word: (-len(word), word)))))


@cache
def _plan_title() -> re.Pattern[str]:
    return re.compile(rules("time")["plan_title"])


@cache
def _relative() -> re.Pattern[str]:
    offsets = rules("time")["relative"]
    words = "|".join(map(re.escape, sorted(offsets, key=lambda word: (-len(word), word))))
    return re.compile(f"(?<![比较与])(?:{words})")


@dataclass(slots=True)
class Times:
    """Answers for one document.

    Attributes:
        base: the year that 今年 means.
        plans: whether the title announces a plan, so that what no word of result speaks of is planned.
    """

    document: Document
    base: int | None = field(init=False)
    plans: bool = field(init=False)
    reviews: bool = field(init=False)  # whether it tells of the year before that one, as reports do

    def __post_init__(self) -> None:
        self.base = _base(self.document)
        self.plans = self.document.kind == "news" and bool(_plan_title().search(self.document.title))
        self.reviews = self.document.kind == "report" or bool(
            re.search(rules("time")["review_title"], self.document.title)
        )
        named = _YEAR.search(self.document.title) if self.plans or self.reviews else None
        if named and self.document.kind == "news":
            self.base = int(named[1])
        if re.search(rules("time")["bulletin_title"], self.document.title) and (
            year := _YEAR.search(self.document.title)
        ):
            self.base = int(year[1])
        if self.base is not None and re.search(rules("time")["summary_title"], self.document.title):
            self.base += 1

    def at(self, section: Section, start: int, end: int) -> tuple[int | None, FactKind]:
        """When an observation holds and whether it is only planned.

        Args:
            section (Section): a review tells of its year, a plan plans for it.
            start (int): start of the sentence.
            end (int): start of the number.

        Returns:
            tuple[int | None, FactKind]: the year, None when nothing says it, and the kind.
        """
        if section.kind in ("review", "plan"):
            return self._in_report(section, self.document.text[start:end])
        return self._by_words(section, start, end)

    def _in_report(self, section: Section, words: str) -> tuple[int | None, FactKind]:
        kind: FactKind = "target" if section.kind == "plan" else "actual"
        year = section.year
        if kind == "actual" and re.search(rules("time")["announced"], words):
            return self.document.year, "target"
        said = _said(words, self.document.year if kind == "target" else None)
        if said is None or said == year:
            if kind == "target" and said is None and year and _is_past(words[-NEAR:]):
                return year - 1, "actual"
            return year, kind
        if self.document.year is not None and said >= self.document.year:
            return said, "target"
        return said, "actual"

    def _by_words(self, section: Section, start: int, end: int) -> tuple[int | None, FactKind]:
        words = self.document.text[start:end]
        default = self.base if not self.reviews or self.base is None else self.base - 1
        if (
            self.document.year is not None
            and default is not None
            and self.document.year == default - 1
            and not self.plans
        ):
            default -= 1  # news of January that open with the year before
        year, said = self._told(words)
        if year is None:
            year, said = self._topic(start)
        kind = self._kind(section, words, end, year)
        if year is None:
            year = self.base if kind == "target" else default
        if kind == "target" and self.base is not None and year is not None and year < self.base:
            if said and not self._is_planned(words):
                return year, "actual"
            year = self.base
        return year, kind

    def _kind(self, section: Section, words: str, end: int, year: int | None) -> FactKind:
        if self._is_planned(words) or _under_target(self.document.text, section.start, end):
            return "target"
        if year == self.base and self._is_early(words):
            return "target"
        if self.reviews and year is None and self._is_headed(section, end) and not _words("done").search(words):
            return "target"
        if year is not None and self.base is not None:
            if year > self.base:
                return "target"
            if year < self.base or self.reviews:
                return "target" if year == self.base and self.reviews else "actual"
        if self.plans:
            past = _words("done").search(words)
            return "actual" if past else "target"
        return "actual"

    def _is_headed(self, section: Section, end: int) -> bool:
        """Whether the last line that is a heading, or the first sentence of this paragraph, announces a plan."""
        text, rules_of = self.document.text, rules("time")
        floor = text.find("\n") + 1
        lines = text[max(floor, section.start, end - FAR) : end].split("\n")
        if re.search(rules_of["announced"], lines[-1]) or re.match(r"[^。]{0,12}预期[:：]", lines[-1]):
            return True
        for line in reversed(lines[:-1]):
            if len(line) <= HEADING and "。" not in line:
                if re.search(rules_of["review_line"], line):
                    return False
                if re.search(rules_of["plan_line"], line):
                    return True
        return False

    def _is_early(self, words: str) -> bool:
        """Whether the figures of a year are told in its first months, when they can only be planned."""
        day = self.document.issued or self.document.date
        if day is None or day.year != self.base or day.month > EARLY or re.search(rules("time")["part"], words):
            return False
        return bool(re.search(rf"{day.year}年(?!\d{{1,2}}月)|今年|全年", words))

    def _is_planned(self, words: str) -> bool:
        """Whether the last word of plan or result speaks of a plan; 目标 reaches over a sentence, 力争 over a clause."""
        part = re.split(r"[;；]", words)[-1]
        ahead = [match.end() for match in _words("future").finditer(part)]
        back = [match.end() for match in _words("done").finditer(part)]
        if ahead:
            return max(ahead) > max(back, default=0)
        goal = re.search(rules("time")["goal"], words)
        return goal is not None and not _words("done").search(words, goal.end())

    def _told(self, words: str) -> tuple[int | None, bool]:
        """The year of the last expression of time in ``words``, and whether a figure says it."""
        cut = max(words.rfind(mark) for mark in ";；")
        if cut >= 0 and not _YEAR.search(words, 0, LEAD):
            words = words[cut + 1 :]  # a year inside one part of a list says nothing of the next part
        found: tuple[int, int | None, bool] = (-1, None, False)
        said = _said(words, self.base)
        if said is not None:
            found = (max((match.start() for match in _YEAR.finditer(words)), default=0), said, True)
        for match in _relative().finditer(words):
            if match.start() > found[0] and self.base is not None:
                found = (match.start(), self.base + rules("time")["relative"][match.group()], False)
        return found[1], found[2]

    def _topic(self, start: int) -> tuple[int | None, bool]:
        """The year at the head of the last sentence of the paragraph that begins with one."""
        text = self.document.text
        floor = max(text.rfind("\n", 0, start) + 1, start - TOPIC)
        for match in reversed(list(_HEAD.finditer(text, floor, start))):
            year, said = self._told(match.group())
            if year is not None:
                return year, said
        return None, False


def _base(document: Document) -> int | None:
    """The year that 今年 means: of news the year of the day, when the text speaks of that year or the one before.

    The page's date alone is no proof: sites are copied years later.
    """
    if document.kind == "report":
        return document.year
    if document.issued is not None:
        return document.issued.year
    if document.date is not None:
        day, told = document.date.year, document.year
        if told is None or (told == day - 1 and document.date.month <= EARLY):
            return day
        text = document.text
        named = {
            int(match[1])
            for match in _YEAR.finditer(text)
            if text[: match.start()][-1:] not in rules("time")["until"] or int(match[1]) < day
        }
        if told < day - 2 and (named & {day - 1, day} or max(named, default=0) in (day + 1, day + 2)):
            return day
    return document.year


def _is_past(words: str) -> bool:
    """Whether 去年 is the last word of time."""
    past = [
        match.end() for match in _words("actual").finditer(words) if words[: match.start()][-1:] not in ("比", "较")
    ]
    coming = [match.end() for match in _words("target").finditer(words)]
    return bool(past) and max(past) > max(coming, default=0)


def _under_target(text: str, floor: int, end: int) -> bool:
    """Whether the last heading in front of a number announces targets."""
    last = None
    for match in _HEADING.finditer(text, max(floor, end - FAR), end):
        last = match
    title = re.split(r"[。,，;；]", text[last.end() : last.end() + 12])[0] if last else ""
    if last is not None and any(word in title for word in rules("time")["heading"]):
        return True
    line = text.rfind("\n", 0, end) + 1
    opening = re.match(r"[^。,，;；\n]{2,20}。", text[line:end])  # 解读二：怎么定目标。
    return bool(opening and re.search(rules("time")["opening"], opening.group()))


def _said(words: str, planned: int | None) -> int | None:
    """The last year that the words name; 2016年以来 names none, 未来三年 ends two years after the planned one."""
    found = None
    for match in _YEAR.finditer(words):
        after = words[match.end() + 1 : match.end() + 4]
        if not after.startswith(tuple(rules("time")["since"])) and not _is_origin(words, match):
            found = int(match.group())
    if period := _PERIOD.search(words):
        found = 2000 + 5 * "二三四五".index(period[1]) + 15
    if planned and (span := _SPAN.search(words)):
        found = planned + "一二三四五".index(span.group(1))
    return found


def _is_origin(words: str, match: re.Match[str]) -> bool:
    """自2016年6月设立以来, 由2016年的3亿元: where something began."""
    return words[: match.start()].endswith(tuple(rules("time")["origin"])) or bool(
        re.match(r"年的[\d.]+倍|年(?:\d{1,2}月)?(?:\d{1,2}日)?[^,，。;；]{0,8}以来", words[match.end() :])
    )
