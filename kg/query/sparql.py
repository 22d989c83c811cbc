"""Asks an export. In: the folder that a build wrote, and a question; out: an answer and what is to be said about it.

The steps: find the question (pack), put its values in (values), check it (prepare), let an engine answer (engines).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.query.answer import Answer
from kg.query.deadline import within
from kg.query.engines import Engine, Opened, open_export
from kg.query.hints import hints
from kg.query.pack import Question
from kg.query.values import fill


@dataclass(frozen=True, slots=True)
class Request:
    """What a user asks.

    Attributes:
        values: parameter -> value, as typed.
        evidence: whether the columns are shown that say where a row stands.
        seconds: how long the search may take; 0 means as long as it likes.
    """

    question: Question
    values: Mapping[str, str] = field(default_factory=dict)
    evidence: bool = False
    seconds: float = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and lines about it for people."""

    answer: Answer
    notes: tuple[str, ...] = ()


def ask(export: Path, query: str, *, engine: Engine = "oxigraph") -> Answer:
    """What ``graph.ttl`` answers. Rows are sorted when the query does not order them.

    Args:
        export (Path): the folder that a build wrote.
        query (str): SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of the export need no declaration.
        engine (Engine): who answers.

    Raises:
        ExportError: there is no graph.ttl, or it is damaged.
        QueryError: as :func:`kg.query.prepare.prepared`, or the engine cannot carry it out.
    """
    return open_export(export, engine).ask(query)


def reply(opened: Opened, request: Request) -> Reply:
    """What an export answers to a request.

    Raises:
        QueryError: as :func:`ask`; a value names nothing or too much; the time is over.
    """
    question = request.question
    query, notes = fill(question, request.values, opened)
    answer = within(request.seconds, lambda: opened.ask(query))
    hidden = () if request.evidence else question.evidence
    answer = answer.without(hidden)
    if request.evidence and question.short and not question.evidence:
        notes = (*notes, f"{question.called} 的一行不止一处依据，没有依据列")
    if not answer.rows or answer.texts() == [["false"]]:
        notes = (*notes, *hints(query, opened))
    return Reply(answer, notes)
