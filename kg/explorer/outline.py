"""The headings of a text. In: the text of a document; out: where its numbered and its named headings stand.

Reports reach us as one line, so a heading is told by its number and by where it stands: behind a full stop, a space or a
line break. Numbers must count upwards, which keeps 第二、三产业 and 位列全国前十、全省第一 out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

NUMERALS = "一二三四五六七八九十"
# 2017年工作回顾, 过去五年的工作回顾, 2018年工作总体安排: what comes before the numbered headings of a report.
NAMED = re.compile(
    r"(?:(?:19|20)\d\d年|过去[一三五]年|今后[一三五]年|去年|今年)(?:的?政府)?的?(?:工作|主要工作|重点工作|总体)"
    r"(?:情况)?(?:回顾|总结|安排|部署|计划|打算|思路|目标|总体(?:要求|思路|安排))"
)
NUMBERED = re.compile(
    rf"(?:(?P<part>第[{NUMERALS}]{{1,3}}部分)|(?P<first>[{NUMERALS}]{{1,3}})、|[(\uff08](?P<second>[{NUMERALS}]{{1,3}})[)\uff09])"
)
BEHIND = frozenset("。！？!?；;\n ”")
END = re.compile(r"[。！？!?；;\n\s]")
LONGEST = 40


class Heading(NamedTuple):
    """A heading ``text[start:end]``; level 0 stands above 一、, that above (一)."""

    start: int
    end: int
    level: int


def outline(text: str) -> list[Heading]:
    """The headings of a text in their order; empty when it has none. Offsets are code points into ``text``."""
    found = [Heading(at.start(), at.end(), 0) for at in NAMED.finditer(text) if _stands_free(text, at.start())]
    reached = {1: 0, 2: 0}
    for at in NUMBERED.finditer(text):
        level = 2 if at["second"] else 1
        number = _number(at["part"][1:-2] if at["part"] else at["first"] or at["second"])
        above = any(heading.level == 0 and heading.end in (at.start(), at.start() - 1) for heading in found)
        if not (_stands_free(text, at.start()) or above) or not _follows(number, reached[level]):
            continue
        reached = {1: number, 2: 0} if level == 1 else {**reached, 2: number}
        found.append(Heading(at.start(), _end(text, at.end()), level))
    return sorted(found)


def _number(numeral: str) -> int:
    """十二 is 12, 二十 is 20."""
    tens, ten, ones = numeral.rpartition("十")
    high = 10 * (NUMERALS.index(tens) + 1 if tens in NUMERALS and tens else 1) if ten else 0
    return high + (NUMERALS.index(ones) + 1 if ones in NUMERALS and ones else 0)


def _follows(number: int, before: int) -> bool:
    """Counts on, or begins anew; a second 一 right behind the first is none: 第一、二期."""
    return number == before + 1 or (number == 1 and before > 1)


def _stands_free(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in BEHIND


def _end(text: str, at: int) -> int:
    """Where the words of a heading end that begin at ``at``: before the stop; when that is far, at the last comma."""
    stop = END.search(text, at)
    end = stop.start() if stop else len(text)
    if end - at <= LONGEST:
        return end
    comma = max(text.rfind(mark, at + 4, at + LONGEST) for mark in ",\uff0c")
    return comma if comma > 0 else at + LONGEST
