"""Coverage in words. In: a Coverage; out: tables and lines for the terminal, JSON, CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kg.check.coverage import Part, Place
from kg.coverage.reading import Coverage, Covered, Left
from kg.lexicon.data import read_rules
from kg.query.answer import XSD, Answer, Term
from kg.query.render import in_a_line, to_csv

_COUNTS = ("句子", "没有事实", "没用完", "读懂")
_LEGEND = "句子：有企业、项目名称或金额的；没有事实：一条也没有得出的；没用完：还有名称或金额没有用进事实的"
_COLUMNS = ("文档", "标题", "文件", "分节", "小标题", "起", "止", "原因", "原文")


def render(coverage: Coverage, limit: int, *, headings: bool) -> Iterator[RenderableType]:
    """Counts by reason, section and document, then the sentences.

    Args:
        coverage (Coverage): what to tell.
        limit (int): at most so many sentences; 0 for all. So many documents as well.
        headings (bool): whether the headings of each document are told, too.
    """
    reasons = "，".join(f"{kind} {count}" for kind, count in coverage.reasons().most_common())
    yield Text(f"没读懂的句子 {len(coverage.left)} 句{'：' if reasons else ''}{reasons}", style="bold")
    yield Text(_LEGEND, style="dim")
    sections = coverage.sections()
    if sections:
        labels = read_rules("labels.toml")["sections"]
        yield _table("分节", [(labels.get(key, key), part) for key, part in sections.items()])
    if coverage.textless:
        yield Text(_missing(coverage), style="yellow")
    rows = sorted(coverage.documents, key=lambda one: (-one.unread, one.source.path, one.source.id))
    yield _table("文档", [(one.source.title, _whole(one)) for one in (rows[:limit] if limit else rows)])
    if limit and len(rows) > limit:
        yield Text(f"…… 另有 {len(rows) - limit} 篇，--limit 0 全部列出", style="dim")
    for one in rows if headings else ():
        if one.parts:
            yield _table(f"《{in_a_line(one.source.title)}》", [(_part_name(part), part) for part in one.parts])
    yield from _sentences(coverage, limit)


def _missing(coverage: Coverage) -> str:
    which = f"{len(coverage.documents)} 篇文档里有 {coverage.textless} 篇找不到原文"
    return f"{which}，只知道没读懂的句数，不知道占多少、在哪一节；请给出建图谱时的文件：kg unread 文件…"


def _whole(one: Covered) -> Part | int:
    """The sums of a document; only how many sentences were left when its text is not at hand."""
    if one.parts is None:
        return one.unread
    columns = [[part.sentences, part.silent, part.unread] for part in one.parts]
    sums = [sum(column) for column in zip(*columns, strict=True)] or [0, 0, 0]
    return Part(Place("", ""), *sums)


def _part_name(part: Part) -> str:
    label = read_rules("labels.toml")["sections"].get(part.place.section, part.place.section)
    return f"{label} · {part.place.heading}" if part.place.heading else label


def _table(head: str, rows: Sequence[tuple[str, Part | int]]) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(Text(head), overflow="fold")
    for name in _COUNTS:
        table.add_column(name, justify="right")
    for name, part in rows:
        if isinstance(part, int):
            table.add_row(Text(in_a_line(name)), "—", "—", str(part), "—")
        else:
            share = f"{1 - part.unread / part.sentences:.0%}" if part.sentences else "—"
            table.add_row(Text(in_a_line(name)), *map(str, (part.sentences, part.silent, part.unread)), share)
    return table


def _sentences(coverage: Coverage, limit: int) -> Iterator[Text]:
    for one in coverage.left[:limit] if limit else coverage.left:
        where = [one.source.title, f"{one.unread.start}–{one.unread.end}", *_place(one)]
        yield Text(f"· {in_a_line(one.unread.text)}")
        yield Text(f"  {in_a_line(one.unread.reason)}", style="yellow").append(
            f"  {in_a_line(' · '.join(filter(None, where)))}", style="dim"
        )
    if limit and len(coverage.left) > limit:
        yield Text(f"…… 另有 {len(coverage.left) - limit} 句，--limit 0 全部列出", style="dim")


def _place(one: Left) -> tuple[str, str]:
    """Section and heading in words; empty when the text is not at hand."""
    if one.place is None:
        return "", ""
    return read_rules("labels.toml")["sections"].get(one.place.section, one.place.section), one.place.heading


def as_csv(coverage: Coverage, limit: int) -> str:
    """The sentences; no cell can become a formula of a spreadsheet."""
    rows = []
    for one in coverage.left[:limit] if limit else coverage.left:
        unread = one.unread
        ends = (Term(str(at), datatype=f"{XSD}integer") for at in (unread.start, unread.end))
        texts = (one.source.id, one.source.title, one.source.path, *_place(one))
        rows.append((*map(Term, texts), *ends, Term(unread.reason), Term(unread.text)))
    return to_csv(Answer(_COLUMNS, tuple(rows)))


def to_json(coverage: Coverage, limit: int) -> dict[str, Any]:
    """All counts and sentences, for programs; terms are those of the tables."""
    left = coverage.left[:limit] if limit else coverage.left
    return {
        "sentences_left": len(coverage.left),
        "reasons": dict(coverage.reasons().most_common()),
        "sections": {key: _counts(part) for key, part in coverage.sections().items()},
        "documents_without_text": coverage.textless,
        "documents": [_document(one) for one in coverage.documents],
        "sentences": [_sentence(one) for one in left],
    }


def _counts(part: Part) -> dict[str, int]:
    return {"sentences": part.sentences, "silent": part.silent, "unread": part.unread}


def _document(one: Covered) -> dict[str, Any]:
    row = {"id": one.source.id, "title": one.source.title, "path": one.source.path, "facts": one.facts}
    if one.parts is None:
        return {**row, "unread": one.unread, "text": False}
    parts = [{"section": part.place.section, "heading": part.place.heading, **_counts(part)} for part in one.parts]
    return {**row, "unread": one.unread, "text": True, "parts": parts}


def _sentence(one: Left) -> dict[str, Any]:
    unread = one.unread
    row = {"doc": unread.doc, "title": one.source.title, "start": unread.start, "end": unread.end}
    place = {"section": one.place.section, "heading": one.place.heading} if one.place else {}
    return {**row, **place, "reason": unread.reason, "text": unread.text}
