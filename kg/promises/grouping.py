"""How a ledger is told to people. In: a Ledger; out: sentences for its head, and promises in groups of place and sort."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kg.promises.model import Ledger, Place, Promise, Sort, Verdict
from kg.promises.saying import entry_said, fact_said, sort_label, verdict_label
from kg.query.card import Entry
from kg.query.render import in_a_line

#: What is shown of a quote at most, in characters; a sentence of a table can be as long as the table.
_LONG = 240


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document. ``part`` says of which: 承诺, 上年, 后文; ``said`` is what was read from them."""

    part: str
    said: str
    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class Line:
    """A promise as it is shown. ``details`` are the deadline in words and who is to do it, where that says more than the head."""

    promise: Promise
    title: str
    verdict: str
    details: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The promises of one sort and place."""

    sort: Sort
    label: str
    promises: tuple[Promise, ...]


def head_lines(ledger: Ledger) -> list[str]:
    """Counts, or why there is nothing to count."""
    if not ledger.promises:
        return [_empty(ledger)]
    sorts, verdicts = ledger.by_sort(), ledger.by_verdict()
    lines = [
        f"共 {len(ledger.promises)} 条：{'，'.join(f'{sort_label(sort)} {sorts[sort]}' for sort in Sort if sorts[sort])}",
        f"结果：{'，'.join(f'{verdict_label(one)} {verdicts[one]}' for one in Verdict if verdicts[one])}",
    ]
    notes = {note_on(place, found) for place, found in groups(ledger)}
    if "" in notes:
        return lines
    return [*lines, f"{notes.pop()}。" if len(notes) == 1 else "每个地区都只有一年的文档，还不能判断。"]


def _empty(ledger: Ledger) -> str:
    """Why there is nothing: what cannot be judged yet is not said to be missing."""
    one_year = all(len(place.years) < 2 for place in ledger.places)
    if len(ledger.places) != 1:
        if ledger.undecided:
            return "每个地区都只有一年的文档，还不能判断。" if one_year else "没有这种结果的目标和计划。"
        return "没有目标和计划。"
    place = ledger.places[0]
    if not place.documents:
        return f"没有关于{place.name}的文档。"
    if ledger.undecided and one_year:
        return f"{place.name}只有一年的{_kind(place)}，还不能判断。"
    return f"{place.name}的文档里没有这样的目标和计划。"


def _kind(place: Place) -> str:
    return "报告" if any(source.kind == "report" for source in place.documents) else "文档"


def note_on(place: Place, found: list[Group]) -> str:
    """Why nothing of a place can be judged; empty where something can."""
    verdicts = {promise.judgement.verdict for group in found for promise in group.promises}
    if verdicts != {Verdict.PENDING} or (len(place.documents) > 1 and len(place.years) > 1):
        return ""
    return f"只有一年的{_kind(place)}，还不能判断"


def groups(ledger: Ledger) -> Iterator[tuple[Place, list[Group]]]:
    """Places with their promises by sort."""
    for place, promises in groupby(ledger.promises, key=lambda promise: promise.place):
        by_sort = groupby(promises, key=lambda promise: promise.sort)
        yield place, [Group(sort, sort_label(sort), tuple(some)) for sort, some in by_sort]


def line_of(promise: Promise) -> Line:
    """A promise with its quotes."""
    policy = promise.sort is Sort.POLICY
    parts = [("承诺", promise.entry), *([("上年", promise.before)] if promise.before else [])]
    parts += [("后文", entry) for entry in promise.judgement.later]
    passages = tuple(_passage(part, entry, policy) for part, entry in parts)
    return Line(promise, _title(promise), verdict_label(promise.judgement.verdict), _details(promise), passages)


def _title(promise: Promise) -> str:
    fact = promise.entry.fact
    own = "" if promise.subject.id == promise.place.id else promise.subject.name
    return in_a_line(" ".join(filter(None, (own, promise.what, fact_said(fact)))))


def _details(promise: Promise) -> str:
    last, words = promise.deadline.last, promise.deadline.words
    day = f"{last.year}年" + (f"{last.month}月{last.day}日" if words else "") if last else ""
    due = f"期限 {day}" + (f"（{words}）" if words else "") if day else "没有期限"
    who = "、".join(name for name in promise.who if name != promise.place.name)
    return in_a_line(f"{due}；{who}" if who else due)


def _passage(part: str, entry: Entry, policy: bool) -> Passage:
    at, source = entry.fact.evidence, entry.source
    quote = in_a_line(at.quote)
    if len(quote) > _LONG:
        quote = f"{quote[: _LONG // 2]}……{quote[-_LONG // 2 :]}"
    page = f"第 {source.page(at.start)} 页 " if source.page(at.start) else ""
    where = " · ".join(filter(None, (source.title, source.date, f"{page}{at.start}–{at.end}", entry.fact.by)))
    return Passage(part, in_a_line(entry_said(entry, policy)), quote, in_a_line(where))
