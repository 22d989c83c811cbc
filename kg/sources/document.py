"""What a text says about itself. In: a Piece (title, text, date); out: a Document with id, kind, year and place."""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.lexicon.data import read_rules
from kg.lexicon.traditional import simplified
from kg.model import Document, DocumentKind
from kg.sources.place import reporting_place

ISSUED_HEAD = 200  # code points of a report in which its day of delivery stands
KNOWN = 100  # letters and digits of a body by which it is known under another title
NEWS_HEAD = 100  # code points of a news item in which it says when it happened
_DIGITS = str.maketrans("〇○零０一二三四五六七八九", "0000123456789")
_N = r"[\d〇○零０一二三四五六七八九十]"
_Y = r"(?:19|20)\d\d|[一二][〇○零０一二三四五六七八九]{3}"
_DATE = re.compile(rf"(?P<year>{_Y})\s?年\s?(?P<month>{_N}{{1,3}})\s?月\s?(?P<day>{_N}{{1,3}})\s?日")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_TITLE_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)(?:年(?P<month>\d{1,2})月)?")
_MARKS = re.compile(r"[\W_]+")
_DASHES = str.maketrans("‐‒–—―−〜∼∕⁄", "------~~//")
_DIVIDING = frozenset(".-~%‰/:、+±×<>≤≥")
_BEFORE = re.compile(r"[-~.+±<>≤≥]+$")
_BEHIND = re.compile(r"\s*[%‰]+|[-~+]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One document as a reader found it.

    Attributes:
        title: the title line without outer blanks.
        text: the stretch of the file from title to end of body.
        start: code-point offset of ``text`` in the decoded file.
        date: the date that the source gives for the page.
        pages: offsets in ``text`` at which its pages begin; empty where there are none.
    """

    title: str
    text: str
    start: int
    date: datetime.date | None
    pages: tuple[int, ...] = ()


def to_document(piece: Piece, path: str) -> Document:
    """Completes a piece. Equal texts get equal ids, whatever file they stand in; traditional script is read through simplified forms."""
    read = simplified(piece.text)
    title, body = read[: len(piece.title)], read[len(piece.title) :].strip()
    kind = _kind(title, body)
    issued = _issued(title, body, kind)
    digest = hashlib.sha256(piece.text.encode()).hexdigest()
    return Document(
        id=_id(digest),
        title=piece.title,
        text=piece.text,
        date=piece.date,
        kind=kind,
        year=_planned_year(piece, title, body, issued) if kind == "report" else _news_year(piece, body),
        place=reporting_place(title, body, kind),
        path=path,
        sha256=digest,
        text_start=piece.start,
        issued=issued,
        pages=piece.pages,
    )


def identity(piece: Piece) -> str:
    """The id that the document of a piece will have, without the work of making it."""
    return _id(hashlib.sha256(piece.text.encode()).hexdigest())


def likeness(piece: Piece) -> str:
    """What the documents of one text have in common: letters and numbers of the body, however it is set and whatever its title is.

    A body too short to be known by goes with its title and its marks: then only equal texts are alike.
    """
    title, body = (_bare(part) for part in (piece.title, piece.text[len(piece.title) :]))
    body = body.removeprefix(title)
    said = body if len(body) >= KNOWN else piece.text
    return hashlib.sha256(said.encode()).hexdigest()


def _bare(text: str) -> str:
    """Letters and digits, and of the marks those that tell numbers apart: 1.5% is not 15, 3-5 is not 35."""
    return _MARKS.sub(_of_number, unicodedata.normalize("NFKC", text).translate(_DASHES))


def _of_number(marks: re.Match[str]) -> str:
    """What belongs to the digits around: all that divides two of them, a sign before one, a percent or a range behind one."""
    said, whole = marks.group(), marks.string
    before = whole[marks.start() - 1 : marks.start()].isdigit()
    after = whole[marks.end() : marks.end() + 1].isdigit()
    if before and after:
        return "".join(mark for mark in said if mark in _DIVIDING)
    kept = _BEHIND.match(said) if before else _BEFORE.search(said) if after else None
    return "".join(kept.group().split()) if kept else ""


def _id(digest: str) -> str:
    return "d" + digest[:12]


def _kind(title: str, body: str) -> DocumentKind:
    """A report by its title, or, when the title says nothing of it, by the salutation at its head."""
    rules = read_rules("sources.toml")["report"]
    if re.search(rules["unless"], title):
        return "news"
    is_report = re.search(rules["title"], title) or re.search(rules["opening"], body[: rules["head"]])
    return "report" if is_report else "news"


def _issued(title: str, body: str, kind: DocumentKind) -> datetime.date | None:
    """The first full date of the opening, else of the title; dates that only bound a period do not count."""
    not_after = re.compile(read_rules("sources.toml")["date"]["not_after"])
    head = body[: ISSUED_HEAD if kind == "report" else NEWS_HEAD]
    for where in (head, title):
        for match in _DATE.finditer(where):
            day = None if not_after.search(where[: match.start()]) else _as_date(match)
            if day is not None:
                return day
    return None


def _as_date(match: re.Match[str]) -> datetime.date | None:
    try:
        year, month, day = (_number(match.group(name)) for name in ("year", "month", "day"))
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _number(words: str) -> int:
    """1 to 31 and years: 18, 十八, 二十, 二〇一八."""
    tens, ten, ones = words.partition("十")
    if not ten:
        return int(words.translate(_DIGITS))
    return 10 * int(tens.translate(_DIGITS) or 1) + int(ones.translate(_DIGITS) or 0)


@cache
def _year_patterns() -> tuple[dict[str, Any], re.Pattern[str], re.Pattern[str]]:
    rules = read_rules("sources.toml")["year"]
    return rules, re.compile(rules["review"]), re.compile(rules["plan"])


def _planned_year(piece: Piece, title: str, body: str, issued: datetime.date | None) -> int | None:
    """The year that a report plans for, by the majority of what delivery, headings and title say.

    Titles alone mislead: some sites file the report of December 2022 under 2022, some that of January 2018 under 2017.
    Where votes are even, delivery comes before headings before title. The date of the page is the last resort.
    """
    rules, review, plan = _year_patterns()
    votes: list[int] = []
    if issued:
        votes.append(_plans_for(issued, rules["turn"]))
    if match := plan.search(body):
        votes.append(int(match.group("year")))
    if match := review.search(body):
        votes.append(int(match.group("year") or match.group("year2")) + 1)
    if match := _TITLE_YEAR.search(title):
        votes.append(int(match.group("year")) + (int(match.group("month") or 1) >= rules["turn"]))
    if votes:
        return Counter(votes).most_common(1)[0][0]
    return _plans_for(piece.date, rules["turn"]) if piece.date else None


def _plans_for(delivered: datetime.date, turn: int) -> int:
    return delivered.year + (delivered.month >= turn)


def _news_year(piece: Piece, body: str) -> int | None:
    match = _YEAR.search(body[:NEWS_HEAD])
    if match:
        return int(match.group(1))
    return piece.date.year if piece.date else None
