"""Pages back to paragraphs. In: the lines of each page with their places; out: a text with title line, and where its pages begin.

A line ends where the paper ends, a paragraph where the author meant it: there the line stops although more would fit, the next one is
indented, or the gap is wider. Headers, footers and numbers of pages stand at the edges of most pages and are no part of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

EDGE = 2  # lines at the head and at the foot of a page that may be header or footer
INDENT = 1.2  # heights of a line that a new paragraph is indented by; the usual indent is two
GAP = 1.4  # usual distances between lines
TITLE = 1.15  # usual heights of a line
_PAGE_NUMBER = re.compile(
    r"[-—–·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–·•\s]*"
)
# What no line break divides: a word, a number or a character, with the marks and numbers of notes that cling to it. Quotation marks
# cling to both sides.
_ATOM = r"(?:[A-Za-z0-9.,%+\-/]+|.)"
_UNIT = re.compile(
    rf"[（《「『(\[〔“‘\"]*{_ATOM}(?:[，。、；：！？）》」』%]+(?:[\[(（〔]\d+[\])）〕])?|[“”‘’\"]+(?:[\[(（〔]\d+[\])）〕]|{_ATOM})?)*"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, the edges of what is printed, the foot of it, and the size of its letters."""

    text: str
    left: float
    right: float
    foot: float
    size: float


def reflow(pages: Sequence[Sequence[Line]]) -> tuple[str, list[int]]:
    """The text of all pages, a paragraph a line, and the offset at which each page begins."""
    kept = _without_edges(pages)
    lines = [line for page in kept for line in page]
    if not lines:
        return "", [0 for _ in pages]
    print_area = _Area(lines)
    told, starts = "", []
    before: Line | None = None
    for page in kept:
        opening = True
        for line in page:
            if before is not None:
                told += "\n" if print_area.parts(before, line, opening) else _between(before.text, line.text)
            if opening:
                starts.append(len(told))
            told += line.text
            before, opening = line, False
        if opening:  # an empty page begins where the next one does
            starts.append(-1)
    return told, _filled(starts, len(told))


class _Area:
    """The usual margins, distance and size of lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.size = median(line.size for line in lines) or 1.0  # marks without width have none
        body = [line for line in lines if abs(line.size - self.size) < 0.1 * self.size] or list(lines)
        rights = sorted(line.right for line in body)
        self.right = rights[int(0.95 * (len(rights) - 1))]
        unit = self.size / 2
        self.left = Counter(round(line.left / unit) for line in body).most_common(1)[0][0] * unit
        steps = [a.foot - b.foot for a, b in pairwise(lines) if 0 < a.foot - b.foot < 4 * self.size]
        self.step = median(steps) if steps else 2 * self.size

    def parts(self, one: Line, other: Line, new_page: bool) -> bool:
        """Whether a paragraph ends between two lines."""
        if abs(one.size - other.size) > 0.1 * self.size:
            return True
        if one.size >= TITLE * self.size:
            return False  # a title over several lines
        if other.left > self.left + INDENT * self.size:
            return True
        if not new_page and not 0 < one.foot - other.foot < GAP * self.step:
            return True
        return self.right - one.right > self._width(other.text)

    def _width(self, text: str) -> float:
        """The room that the beginning of a line needs: what must not be torn, and what must not begin a line."""
        unit = _UNIT.match(text)
        held = unit.group() if unit else ""
        return self.size * (1.5 + sum(0.6 if char.isascii() else 1 for char in held))


def _between(one: str, other: str) -> str:
    """Words of Latin letters were divided by the end of the line; numbers and Chinese were not."""
    return " " if one[-1].isascii() and other[0].isascii() and (one[-1].isalpha() or other[0].isalpha()) else ""


def _without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(page[at].text) for at in _edges(len(page))})
    common = {shape for shape, times in seen.items() if times > 1 and 2 * times > len(pages)}
    kept = []
    for page in pages:
        edges = _edges(len(page))
        outer = {0, len(page) - 1}
        kept.append(
            [
                line
                for at, line in enumerate(page)
                if not (at in edges and _shape(line.text) in common)
                and not (at in outer and _PAGE_NUMBER.fullmatch(line.text))
            ]
        )
    return kept


def _edges(count: int) -> set[int]:
    return {at for at in (*range(EDGE), *range(count - EDGE, count)) if 0 <= at < count}


def _shape(text: str) -> str:
    """A line without what differs from page to page."""
    return re.sub(r"\d+|\s+", "#", text)


def _filled(starts: list[int], end: int) -> list[int]:
    for at in range(len(starts) - 1, -1, -1):
        if starts[at] < 0:
            starts[at] = end
        end = starts[at]
    return starts
