"""Life-cycles for files and programs. In: Lifecycles; out: an Answer with a row for each piece of evidence, or plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.lexicon.data import read_rules
from kg.lifecycle.dates import When
from kg.lifecycle.states import Flag, Lifecycle, Lying, Proof, State
from kg.lifecycle.words import flag_names, status_name
from kg.query.answer import XSD, Answer, Row, Term
from kg.query.course import plain, stations
from kg.query.tables import Source

_HEADERS = (
    "entity", "name", "type", "place", "status", "kind", "goal", "year", "month", "day", "precision", "words", "flags", "says",
    "title", "date", "quote", "start", "end", "by", "doc", "path",
)  # fmt: skip
#: What the lexicon of columns does not have.
_OWN = {
    "goal": "目标状态",
    "month": "月",
    "day": "日",
    "precision": "时间精度",
    "words": "原文时间",
    "flags": "标记",
    "says": "标记说明",
}


def to_answer(lives: Iterable[Lifecycle]) -> Answer:
    """A table with a row for each piece of evidence, so that every row has its source.

    ``标记`` and ``标记说明`` stand in the rows that are evidence of a flag.
    """
    labels = read_rules("labels.toml")["columns"]
    names = tuple(_OWN.get(name) or labels[name] for name in _HEADERS)
    return Answer(names, tuple(row for life in lives for row in _rows(life)))


def _rows(life: Lifecycle) -> Iterator[Row]:
    labels = read_rules("labels.toml")
    place = "、".join(place.name for place in life.places)
    who = tuple(map(Term, (life.entity.id, life.entity.name, labels["types"][life.entity.type.value], place)))
    names = flag_names()
    for state in life.states:
        goal = status_name(life.entity, state.goal) if state.goal else ""
        told = tuple(map(_text, (status_name(life.entity, state.status), labels["kinds"][state.kind], goal)))
        for proof in state.proofs:
            odd = [flag for flag in life.flags if proof in (*flag.one, *flag.other)]
            flags = (
                _text("、".join(dict.fromkeys(names[flag.kind] for flag in odd))),
                _text("".join(flag.says for flag in odd)),
            )
            yield (*who, *told, *_time(proof.when), *flags, *_source(proof))


def _time(when: When) -> Row:
    precision = read_rules("lifecycle.toml")["precisions"][when.precision]
    return (*map(_number, (when.year, when.month, when.day)), _text(precision), _text(when.words))


def _source(proof: Proof) -> Row:
    evidence, source = proof.fact.evidence, proof.source
    date = Term(source.date, datatype=f"{XSD}date") if source.date else None
    ends = (_number(evidence.start), _number(evidence.end))
    return (
        _text(source.title), date, _text(evidence.quote), *ends, _text(proof.fact.by), _text(source.id), _text(source.path),
    )  # fmt: skip


def _text(value: str) -> Term | None:
    return Term(value) if value else None


def _number(value: int | None) -> Term | None:
    return None if value is None else Term(str(value), datatype=f"{XSD}integer")


def to_json(lives: Sequence[Lifecycle], notes: Sequence[str]) -> dict[str, Any]:
    """Everything as plain values; terms are those of the tables. ``limits`` says what cannot be seen, and why."""
    return {"limits": list(notes), "lifecycles": [_life(life) for life in lives]}


def _life(life: Lifecycle) -> dict[str, Any]:
    facts = (proof.fact for state in life.states for proof in state.proofs)
    latest, promised = life.latest, life.promised
    return {
        "id": life.entity.id,
        "name": life.entity.name,
        "type": life.entity.type.value,
        "places": [_place(place) for place in life.places],
        "course": plain(stations(facts, life.entity.type)),
        "latest": _state(latest) if latest else None,
        "promised": _state(promised) if promised else None,
        "flags": [_flag(flag) for flag in life.flags],
        "states": [_state(state) for state in life.states],
    }


def _place(place: Lying) -> dict[str, Any]:
    row: dict[str, Any] = {"id": place.id, "name": place.name, "stated": place.fact is not None}
    if place.fact:
        evidence = place.fact.evidence
        row |= {"quote": evidence.quote, "doc": evidence.doc, "start": evidence.start, "end": evidence.end}
    return row


def _state(state: State) -> dict[str, Any]:
    row = {
        "status": state.status.value,
        "kind": state.kind,
        "goal": state.goal.value if state.goal else None,
        "when": _when(state.when),
        "evidence": [_proof(proof) for proof in state.proofs],
    }
    return {key: value for key, value in row.items() if value is not None}


def _when(when: When) -> dict[str, Any]:
    months = {"first_month": when.first, "last_month": when.last} if when.precision in ("half", "quarter") else {}
    row = {"year": when.year, "month": when.month, "day": when.day, **months}
    return {key: value for key, value in (row | {"words": when.words or None}).items() if value is not None} | {
        "precision": when.precision,
        **({"by_document": True} if when.by_document else {}),
    }


def _flag(flag: Flag) -> dict[str, Any]:
    row = {"flag": flag.kind, "says": flag.says, "one": list(map(_proof, flag.one))}
    return {**row, "silent": _document(flag.silent)} if flag.silent else {**row, "other": list(map(_proof, flag.other))}


def _proof(proof: Proof) -> dict[str, Any]:
    evidence = proof.fact.evidence
    return {
        "id": proof.fact.id,
        "when": _when(proof.when),
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "by": proof.fact.by,
        "document": _document(proof.source),
    }


def _document(source: Source) -> dict[str, Any]:
    return {"id": source.id, "title": source.title, "date": source.date, "year": source.year, "path": source.path}
