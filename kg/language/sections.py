"""The parts of a work report. In: its text and year; out: sections, found by what their headings say.

Headings stand in running text without line breaks, so one counts only at the start of a line or sentence, only if made of
the words of ``headings.toml``, and only if the sentence does not run on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from kg.lexicon.data import read_rules
from kg.model import Section, SectionKind, Span

_START = r"(?:^|(?<=[。!?！？…\n\s)）】\]]))"
_N = "一二三四五六七八九十"
_ORDINAL = rf"(?:[{_N}]{{1,3}}\s?[、.．]\s?|第[{_N}]{{1,2}}部分\s?[:：、]?\s?|[(（][{_N}]{{1,2}}[)）]、?\s?|[Ⅰ-Ⅻ]\s?[、.．]?\s?)"
_DIGITS = "[12１２一二][\\d０-９〇○零０一二三四五六七八九]{3}"
_YEAR = rf"(?:{_DIGITS}\s?年?\s?[-—–~～至到]+\s?)?{_DIGITS}\s?年度?"
_PLACE = r"[\u4e00-\u9fff]{1,6}?[省市县区州旗盟镇]"
_TO_ASCII = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")
FRONT = 400  # code points; a salutation with the names of those greeted is shorter
FAR = 6  # years; a heading that names a year further away speaks of something else


class Heading(NamedTuple):
    """A heading: its stretch, what it opens and the year it names or implies."""

    start: int
    end: int
    kind: SectionKind
    year: int | None


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Compiled from ``headings.toml``."""

    dated: tuple[re.Pattern[str], ...]
    bare: re.Pattern[str]
    turning: re.Pattern[str]
    offsets: tuple[tuple[re.Pattern[str], int], ...]
    kinds: tuple[tuple[re.Pattern[str], str], ...]
    glossary: re.Pattern[str]
    table: re.Pattern[str]
    table_title: re.Pattern[str]
    table_plan: re.Pattern[str]
    plan_title: re.Pattern[str]


def _any(words: Sequence[str]) -> str:
    """One of several expressions, the longest written first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


@cache
def _grammar() -> _Grammar:
    rules = read_rules("headings.toml")
    words: dict[str, Any] = rules["words"]
    bare = _any([*words["bare_plan"], *words["bare_review"]])
    filler = f"(?:{_any(words['fillers'])}|{_PLACE})"
    head, entry = rules["glossary"]["heads"], rules["glossary"]["first_entry"]
    return _Grammar(
        dated=_dated_patterns(rules, filler),
        bare=re.compile(f"{_START}{_ORDINAL}(?:关于|对)?{filler}{{0,3}}?(?P<noun>{bare})(?=[\\s。:：(（]|$)"),
        turning=re.compile(f"{_START}(?:各位代表[!！:：,，]\\s?)?{words['turning']}"),
        offsets=tuple((re.compile(_any(row["words"])), row["offset"]) for row in rules["time"]["words"]),
        kinds=tuple((re.compile(_any(words[kind])), kind) for kind in ("review", "plan", "open")),
        glossary=re.compile(f"{_START}(?:{_ORDINAL})?{_any(head)}(?![,，、的中)）])|{_START}(?={entry})"),
        table=re.compile(_START + rules["table"]["heads"]),
        table_title=re.compile(rules["table"]["title"]),
        table_plan=re.compile(_any(rules["table"]["plan"])),
        plan_title=re.compile(_any(rules["title"]["plan"])),
    )


def _dated_patterns(rules: dict[str, Any], filler: str) -> tuple[re.Pattern[str], ...]:
    """Headings with a time: numbered, with a year in figures, and with words only; each trusted less than the one before."""
    words, joints = rules["words"], _any(rules["time"]["joints"])
    relative = _any([word for row in rules["time"]["words"] for word in row["words"]])
    mixed = f"(?P<time>(?:{_YEAR}|{relative})(?:{joints}(?:{_YEAR}|{relative}))*)"
    figures = f"(?P<time>(?:{relative}{joints})*{_YEAR}(?:{joints}(?:{_YEAR}|{relative}))*)"
    # Possessive, so that a noun that the sentence runs on from is not cut shorter until something fits.
    noun = f"{filler}{{0,5}}?(?P<noun>(?:{_any([*words['review'], *words['plan'], *words['open']])})++)"
    stop = f"(?!{_any(words['not_before'])})"
    start = _START + "(?:关于|对)?"
    numbered = f"{_START}{_ORDINAL}(?:关于|对)?"
    return (
        re.compile(f"{numbered}{mixed}{noun}{stop}"),
        re.compile(f"{start}{figures}{noun}(?!{words['joined']}){stop}"),
        re.compile(f"{start}{mixed}{noun}(?={words['fresh']})"),
        re.compile(f"{_START}{mixed}{filler}{{0,5}}?(?P<noun>{_any(words['plan_opening'])})(?=\\s?[是为:：])"),
    )


def report_sections(text: str, year: int | None) -> tuple[tuple[Section, ...], tuple[Span, ...]]:
    """The sections of a report and the stretches of the headings that open them.

    Args:
        text (str): title line, newline, body.
        year (int | None): the year the report plans for.

    Returns:
        tuple: sections cover the text without gaps. What stands before the first heading is ``front``; a report in
            which no heading is found is one ``body`` that tells of ``year - 1``.
    """
    found = sorted(_headings(text, year))
    title_end = text.find("\n") + 1
    if _grammar().plan_title.search(text[:title_end]) and not any(heading.kind == "review" for heading in found):
        found.insert(0, Heading(title_end, title_end, "plan", year))
    if not any(heading.kind in ("review", "plan") for heading in found):
        found.insert(0, Heading(0, 0, "body", _before(year)))
    elif found[0].kind == "plan" and found[0].start - title_end > FRONT:
        # Extracts often begin in the middle of the review.
        found.insert(0, Heading(title_end, title_end, "review", _before(year)))
    cuts = [Heading(0, 0, "front", year)]
    for heading in found:
        if heading.start == cuts[-1].start:
            cuts[-1] = heading
        elif (heading.kind, heading.year) != (cuts[-1].kind, cuts[-1].year):
            cuts.append(heading)
    ends = [cut.start for cut in cuts[1:]] + [len(text)]
    sections = tuple(Section(cut.start, end, cut.kind, cut.year) for cut, end in zip(cuts, ends, strict=True))
    return sections, tuple(Span(heading.start, heading.end) for heading in found if heading.end > heading.start)


def _before(year: int | None) -> int | None:
    return None if year is None else year - 1


def _headings(text: str, year: int | None) -> list[Heading]:
    """All headings in text order, one for each place."""
    grammar = _grammar()
    tail = list(_tail(text, year))
    end = min((heading.start for heading in tail), default=len(text))
    found: dict[int, Heading] = {}
    for match in (match for pattern in grammar.dated for match in pattern.finditer(text, 0, end)):
        heading = _dated(match, year)
        if heading:
            found.setdefault(heading.start, heading)
    for match in grammar.bare.finditer(text, 0, end):
        kind: SectionKind = "review" if grammar.kinds[0][0].search(match["noun"]) else "plan"
        heading = Heading(*match.span(), kind, _before(year) if kind == "review" else year)
        found.setdefault(heading.start, heading)
    kinds = {heading.kind for heading in found.values()}
    if "review" in kinds and "plan" not in kinds:
        found.update((heading.start, heading) for heading in _turning(text, year, max(found)))
    return sorted([*found.values(), *tail])


def _turning(text: str, year: int | None, review: int) -> list[Heading]:
    """The first sentence behind the review that speaks of the planned year as the present one."""
    for match in _grammar().turning.finditer(text, review + FRONT):
        if match["year"] is None or year is None or int(match["year"]) == year:
            return [Heading(match.start(), match.start(), "plan", year)]
    return []


def _dated(match: re.Match[str], year: int | None) -> Heading | None:
    """The heading that ``match`` is, or None when its year lies too far away."""
    said = _said_year(match["time"], year)
    if said is not None and year is not None and abs(said - year) > FAR:
        return None
    kind = next(kind for pattern, kind in _grammar().kinds if pattern.search(match["noun"]))
    if kind == "open":
        kind = "review" if said is not None and year is not None and said < year else "plan"
    if kind == "review":
        return Heading(*match.span(), "review", said if said is not None and said != year else _before(year))
    # 今后五年 and 十四五 plan from the year of the report on.
    return Heading(*match.span(), "plan", said if said is not None and (year is None or said >= year) else year)


def _said_year(time: str, year: int | None) -> int | None:
    """The last year that a time expression names, else the year that it implies."""
    named = [int(digits.translate(_TO_ASCII)) for digits in re.findall(rf"{_DIGITS}(?=\s?年)", time)]
    if named:
        return max(named)
    if year is None:
        return None
    offsets = [offset for pattern, offset in _grammar().offsets if pattern.search(time)]
    return year + max(offsets) if offsets else None


def _tail(text: str, year: int | None) -> Iterator[Heading]:
    """Glossary and tables, which stand behind the report itself."""
    grammar = _grammar()
    half = len(text) // 2
    for match in grammar.glossary.finditer(text, half):
        yield Heading(*match.span(), "glossary", year)
    for match in grammar.table.finditer(text, half):
        named = re.match(r"[^。]{0,20}?((?:19|20)\d\d)年", text[match.end() : match.end() + 25])
        yield Heading(*match.span(), "table", int(named[1]) if named else _before(year))
    for match in grammar.table_title.finditer(text, half):
        kind: SectionKind = "plan" if grammar.table_plan.search(match.group()) else "table"
        if "指标" not in text[match.start() : match.end() + 6]:
            yield Heading(*match.span(), kind, int(match["year"]))
