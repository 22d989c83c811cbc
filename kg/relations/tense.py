"""Result or plan, and the year. In: layout and words of a clause; out: whether it tells of a plan, and the year it holds for.

Headings decide where the layout found them; in fronts, news and abridged reports the words themselves do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from kg.lexicon.data import read_rules
from kg.model import Document, Layout, SectionKind

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!代)")


@dataclass(slots=True)
class Tense:
    """Answers for one document."""

    document: Document
    layout: Layout
    _starts: list[int] = field(default_factory=list)
    _turns: list[tuple[int, bool]] = field(default_factory=list)
    _plan: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        rules = read_rules("status.toml")["tense"]
        self._plan = re.compile(rules["future"])
        self._starts = [section.start for section in self.layout.sections]
        self._turns = [(0, False)]
        year = self.document.year
        if self.document.kind == "report" and year is not None:
            ahead = rules["plan_turn"].replace("{year}", str(year))
            back = rules["review_turn"].replace("{last}", str(year - 1))
            hits = [(m.start(), True) for m in re.finditer(ahead, self.document.text)]
            hits += [(m.start(), False) for m in re.finditer(back, self.document.text)]
            self._turns += sorted(hits)

    def section(self, at: int) -> SectionKind:
        """The kind of the section at an offset."""
        return self.layout.sections[max(bisect_right(self._starts, at) - 1, 0)].kind

    def is_plan(self, at: int, clause: str) -> bool:
        """Whether a clause that begins at ``at`` tells of what is still to come."""
        kind = self.section(at)
        if kind == "review":
            return bool(self._plan.search(clause))
        if kind == "plan":
            return True
        if self._plan.search(clause):
            return True
        said = _YEAR.search(clause)
        if said and self.document.year is not None:
            last = self.document.year - (self.document.kind == "report")
            return int(said[1]) > last
        return self._turns[bisect_right(self._turns, (at, True)) - 1][1]

    def year(self, at: int, clause: str, *, plan: bool) -> int | None:
        """The year a clause holds for: the one it names, else that of its section."""
        said = _YEAR.search(clause)
        if said:
            return int(said[1])
        year = self.document.year
        if year is None or self.document.kind == "news" or plan:
            return year
        return year - 1
