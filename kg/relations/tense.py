"""Result or plan, and the year. In: layout and words of a clause; out: whether it tells of a plan, and the year it holds for.

Headings decide where the layout found them. Elsewhere the last words that turn to the year behind or to the year ahead do
(去年…, 2021年,要…), and inside a sentence the words before a verb (计划10月投产, 已建成).
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from kg.lexicon.data import read_rules
from kg.model import Document, Layout, SectionKind

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!代)")
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[）)：:，,、\s]|$)")
_MONTH = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>\d{1,2})月")
FAR_BACK = 600  # characters before a verb that may say it is still to come
NEXT_YEAR = 8  # months ahead from which a bare month is one of the year before
_ENDS = "。！？\n"


@dataclass(frozen=True, slots=True)
class _Words:
    """Compiled from the table ``tense`` of ``status.toml``."""

    future: re.Pattern[str]
    near: re.Pattern[str]
    whole: re.Pattern[str]
    past: re.Pattern[str]
    title: re.Pattern[str]
    untitled: re.Pattern[str]
    about_plan: re.Pattern[str]
    part: re.Pattern[str]
    outlook: re.Pattern[str]
    ahead: str
    back: str


@cache
def _words() -> _Words:
    rules = read_rules("status.toml")["tense"]
    return _Words(
        future=re.compile(rules["future"]),
        near=re.compile(rules["near"]),
        whole=re.compile(rules["whole"]),
        past=re.compile(rules["past"]),
        title=re.compile(rules["plan_title"]),
        untitled=re.compile(rules["not_plan_title"]),
        about_plan=re.compile(rules["about_plan_title"]),
        part=re.compile(rules["part"], re.MULTILINE),
        outlook=re.compile(rules["outlook"], re.MULTILINE),
        ahead=rules["plan_turn"],
        back=rules["review_turn"],
    )


@dataclass(slots=True)
class Tense:
    """Answers for one document."""

    document: Document
    layout: Layout
    _starts: list[int] = field(default_factory=list)
    _turns: list[tuple[int, bool]] = field(default_factory=list)
    _now: int | None = None
    _month: int | None = None
    _planning: bool = False

    def __post_init__(self) -> None:
        self._starts = [section.start for section in self.layout.sections]
        words, title = _words(), self.document.title
        named = _TITLE_YEAR.findall(title)
        titled = bool(words.title.search(title)) and not words.untitled.search(title)
        about = titled or bool(words.about_plan.search(title))
        self._planning = self.document.kind == "report" or (about and bool(named))
        self._now = self.document.year
        if self.document.kind != "report":
            told = self._told()
            self._now = int(named[-1]) if self._planning else told.year if told else self._now
            self._month = told.month if told else None
        self._turns = [(-1, titled)]
        self._turns += [(s.start, s.kind == "plan") for s in self.layout.sections if s.kind in ("plan", "review")]
        if self._planning and self._now is not None:
            self._turns += self._spoken_turns(words, self._now)
        elif not titled:
            for match in words.outlook.finditer(self.document.text, len(title)):
                stop = self.document.text.find("\n", match.end())
                self._turns += [(match.start(), True), (stop if stop >= 0 else len(self.document.text), False)]
        self._turns.sort()

    def _told(self) -> datetime.date | None:
        """When a news item was written: the day it names, else that of its page if its text knows that year.

        The year of a news item is the first that it names, often one long past; a page may be younger than its text.
        """
        date = self.document.issued or self.document.date
        if date is None or self.document.issued:
            return date
        near = self.document.year is not None and date.year - self.document.year in (0, 1)
        return (
            date
            if near or f"{date.year}年" in self.document.text or f"{date.year - 1}年" in self.document.text
            else None
        )

    def _spoken_turns(self, words: _Words, year: int) -> list[tuple[int, bool]]:
        """Where the text of a plan-making document turns to the year ahead and where back to the year behind."""
        text, body = self.document.text, len(self.document.title)
        ahead = re.compile(words.ahead.replace("{year}", str(year)), re.MULTILINE)
        back = re.compile(words.back.replace("{last}", str(year - 1)))
        headed = {section.kind for section in self.layout.sections} >= {"review", "plan"}
        silent = ("plan", "review") if headed else ("plan",)
        turns = [(match.start(), True) for match in ahead.finditer(text, body)]
        turns += [(match.start(), False) for match in back.finditer(text, body)]
        # Where headings part the text, what a part recalls or promises in between is a sentence.
        turns = [turn for turn in turns if self.section(turn[0]) not in silent]
        parts = [match.start() for match in words.part.finditer(text, body) if self.section(match.start()) == "body"]
        if len(parts) > 1 and len(turns) > 1:
            # Each of several places has its year behind and its year ahead.
            turns += [(start, False) for start in parts if not self._turns[0][1]]
        return turns

    def section(self, at: int) -> SectionKind:
        """The kind of the section at an offset."""
        return self.layout.sections[max(bisect_right(self._starts, at) - 1, 0)].kind

    def _ahead(self, at: int) -> bool:
        """Whether the part of the text around an offset tells of the year ahead."""
        return self._turns[bisect_right(self._turns, (at, True)) - 1][1]

    def is_plan(self, at: int, clause: str) -> bool:
        """Whether a clause that begins at ``at`` tells of what is still to come."""
        if _words().future.search(clause):
            return True
        said = self._said(clause)
        return self._ahead(at) if said is None else said

    def _said(self, words: str) -> bool | None:
        """What the last year that is named says; None where it says nothing."""
        years = _YEAR.findall(words)
        if not years or self._now is None:
            return None
        year, last = int(years[-1]), self._now - self._planning
        if self._planning:
            return year > last
        return True if year > last else None

    def expects(self, text: str, at: int, end: int, offset: int) -> bool:
        """Whether a verb tells of what is still to come, by the words before it in its sentence.

        Args:
            text (str): the folded sentence.
            at (int): where the verb begins.
            end (int): where it ends.
            offset (int): the place of the verb in the document.
        """
        words = _words()
        bound = max(0, at - FAR_BACK)
        start = max(bound, *(text.rfind(sign, bound, at) + 1 for sign in _ENDS))
        part = max(start, text.rfind("；", bound, at) + 1)
        clause = max(part, text.rfind("，", bound, at) + 1)
        past = _last(words.past, text, part, at)
        if _last(words.future, text, clause, end + 2) > past:
            return True
        named = _YEAR.findall(text[clause:at])
        if named and self._now is not None and int(named[-1]) < self._now:
            return False
        if _last(words.future, text, part, end + 2) > past:
            return True
        if past >= clause:
            return False
        said = self._said(text[part:at])
        if said is not None:
            return said
        ahead = self._ahead(offset)
        if ahead or past >= part:
            return ahead and past < clause
        if _last(words.whole, text, start, at) > past:
            return True
        return self.document.kind == "news" and (
            bool(words.near.search(text, clause, end + 2))
            or (not self._is_behind(text[start:at]) and self._later_month(text[clause:at]))
        )

    def _is_behind(self, words: str) -> bool:
        """Whether the last year that is named lies behind."""
        years = _YEAR.findall(words)
        return bool(years) and self._now is not None and int(years[-1]) < self._now

    def _later_month(self, words: str) -> bool:
        """Whether the last month that is named comes after that of the news item."""
        months = [match for match in _MONTH.finditer(words) if match["year"] in (None, str(self._now))]
        if not months or self._month is None:
            return False
        month = int(months[-1]["month"])
        # In January the last autumn is meant, not the next.
        return self._month < month <= 12 and month - self._month < NEXT_YEAR

    def year(self, at: int, clause: str, *, plan: bool) -> int | None:
        """The year a clause holds for: the one it names, else that of its section."""
        said = _YEAR.search(clause)
        if said:
            return int(said[1])
        year = self.document.year
        if year is None or self.document.kind == "news" or plan:
            return year
        return year - 1


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the last match lies, or -1."""
    return max((match.start() for match in pattern.finditer(text, start, min(end, len(text)))), default=-1)
