"""The ledger for programs. In: a Ledger; out: CSV, the bytes of an Excel file, or JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

from kg.lexicon.data import read_rules
from kg.promises.model import Ledger, Promise, Sort, Verdict
from kg.promises.saying import entry_said, sort_label, verdict_label
from kg.query.answer import XSD, Answer, Term
from kg.query.card import Entry, plain_entry
from kg.query.render import to_csv as answer_to_csv
from kg.query.xlsx import to_workbook

Cell = str | int | float | datetime.date | None

_COLUMNS = (
    "编号", "地区", "地区编号", "类别", "主体", "主体编号", "主体类型", "内容", "原文指标", "数值", "单位", "上限", "界限", "增速",
    "原文数字", "期限", "期限原文", "责任方", "结果", "完成比", "说明", "上年", "后文", "原句", "文档", "文档日期", "起", "止", "规则",
)  # fmt: skip
_SOURCES = (
    "承诺编号",
    "地区",
    "主体",
    "内容",
    "出处",
    "事实编号",
    "说法",
    "年份",
    "原句",
    "文档",
    "文档日期",
    "文件",
    "页",
    "起",
    "止",
    "规则",
)


def to_csv(ledger: Ledger) -> str:
    """A line for each promise, with its quote and the quotes of what came before and after."""
    return answer_to_csv(to_answer(ledger))


def to_answer(ledger: Ledger) -> Answer:
    """A row for each promise; terms are Chinese, as in the workbook."""
    return _answer(_COLUMNS, (_row(promise) for promise in ledger.promises))


def to_xlsx(ledger: Ledger) -> bytes:
    """Sheet 账本 has a row for each promise, sheet 出处 one for each quote behind it.

    Raises:
        QueryError: there are more rows than a sheet holds.
    """
    sources = (row for promise in ledger.promises for row in _sources(promise))
    rows = (_row(promise) for promise in ledger.promises)
    return to_workbook({"账本": _answer(_COLUMNS, rows), "出处": _answer(_SOURCES, sources)})


def _answer(columns: tuple[str, ...], rows: Iterator[tuple[Cell, ...]]) -> Answer:
    return Answer(columns, tuple(tuple(map(_term, row)) for row in rows))


def _term(cell: Cell) -> Term | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return Term(cell)
    if isinstance(cell, datetime.date):
        return Term(cell.isoformat(), datatype=f"{XSD}date")
    return Term(str(cell), datatype=XSD + ("integer" if isinstance(cell, int) else "double"))


def _row(promise: Promise) -> tuple[Cell, ...]:
    fact, source, judgement = promise.entry.fact, promise.entry.source, promise.judgement
    labels = read_rules("labels.toml")
    return (
        promise.id,
        promise.place.name,
        promise.place.id,
        sort_label(promise.sort),
        promise.subject.name,
        promise.subject.id,
        labels["types"][promise.subject.type.value],
        promise.what,
        fact.indicator or fact.role,
        fact.value,
        labels["units"].get(fact.unit, fact.unit),
        fact.upper,
        labels["bounds"].get(fact.bound),
        fact.growth,
        fact.as_stated,
        promise.deadline.last,
        promise.deadline.words,
        "、".join(promise.who),
        verdict_label(judgement.verdict),
        judgement.ratio,
        judgement.explanation,
        _quoted(promise.before) if promise.before else None,
        "；".join(dict.fromkeys(_quoted(entry) for entry in judgement.later)),
        fact.evidence.quote,
        source.title,
        source.date,
        fact.evidence.start,
        fact.evidence.end,
        fact.by,
    )


def _quoted(entry: Entry) -> str:
    at = entry.fact.evidence
    return f"「{at.quote}」（{entry.source.title}，{at.start}–{at.end}）"


def _sources(promise: Promise) -> Iterator[tuple[Cell, ...]]:
    before = [("上年", promise.before)] if promise.before else []
    policy = promise.sort is Sort.POLICY
    for part, entry in (("承诺", promise.entry), *before, *(("后文", entry) for entry in promise.judgement.later)):
        fact, source = entry.fact, entry.source
        at = fact.evidence
        yield (
            promise.id, promise.place.name, promise.subject.name, promise.what, part, fact.id, entry_said(entry, policy), fact.year, at.quote,
            source.title, source.date, source.path, source.page(at.start) or None, at.start, at.end, fact.by,
        )  # fmt: skip


def to_json(ledger: Ledger) -> str:
    """Counts, places, and every promise; keys and terms are those of the tables, not translated."""
    sorts, verdicts = ledger.by_sort(), ledger.by_verdict()
    whole = {
        "counts": {
            "promises": len(ledger.promises),
            "sorts": {sort.value: sorts[sort] for sort in Sort},
            "verdicts": {verdict.value: verdicts[verdict] for verdict in Verdict},
        },
        "places": [
            {"id": place.id, "name": place.name, "documents": [source.id for source in place.documents]}
            for place in ledger.places
        ],
        "promises": [_plain(promise) for promise in ledger.promises],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _plain(promise: Promise) -> dict[str, Any]:
    deadline, judgement = promise.deadline, promise.judgement
    last = deadline.last.isoformat() if deadline.last else None
    due = {"last": last, "words": deadline.words or None, "start": deadline.start, "end": deadline.end}
    return {
        "sort": promise.sort.value,
        "place": {"id": promise.place.id, "name": promise.place.name},
        "subject": {"id": promise.subject.id, "type": promise.subject.type.value, "name": promise.subject.name},
        "what": promise.what,
        "deadline": {key: value for key, value in due.items() if value is not None},
        "who": list(promise.who),
        "verdict": judgement.verdict.value,
        "ratio": judgement.ratio,
        "explanation": judgement.explanation,
        "promise": plain_entry(promise.entry),
        "before": plain_entry(promise.before) if promise.before else None,
        "later": [plain_entry(entry) for entry in judgement.later],
    }
