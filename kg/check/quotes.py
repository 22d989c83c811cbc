"""Re-reads quotes. In: the export files of a build and the texts of its documents; out: a Verification, N of N and what is wrong.

Three files quote the texts: the evidence of ``graph.ttl``, the rows of ``facts.jsonl`` and of ``mentions.jsonl``. A quote is right
when the text holds it at its offsets, to the character.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kg.check.quoting_graph import GraphQuotes, read_graph
from kg.errors import ExportError
from kg.model import Document

Kind = Literal["missing", "changed", "quote", "number"]


@dataclass(frozen=True, slots=True, order=True)
class Quoted:
    """A quote with its place. ``file`` and ``key`` say who quotes: ``facts.jsonl``, the id of the fact."""

    file: str
    key: str
    doc: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that is not as the build wrote it, in words."""

    kind: Kind
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many quotes there are in each file, how many are right, and what is wrong.

    Attributes:
        quotes: file -> (right, all).
        numbers: numbers as stated that stand in a quote of their fact or claim, and all of them.
        documents: documents whose text is what it was, and all of them.
    """

    quotes: Mapping[str, tuple[int, int]]
    numbers: tuple[int, int]
    documents: tuple[int, int]
    problems: tuple[Problem, ...]


def verify(folder: Path, documents: Iterable[Document]) -> Verification:
    """Checks the exports of a build against the documents, read again from their sources.

    Raises:
        ExportError: an export file is missing or damaged.
    """
    graph = read_graph(folder / "graph.ttl")
    found = {document.id: document for document in documents}
    problems = [*_documents(graph, found)]
    unread = {problem.where for problem in problems}
    quotes: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for quoted in _all_quotes(folder, graph):
        quotes[quoted.file] += 1
        problem = _wrong(quoted, found)
        if problem is None:
            right[quoted.file] += 1
        elif quoted.doc not in unread:  # a document that is gone is told of once
            problems.append(problem)
    lost = [Problem("number", key, f"数字“{number}”不在它的引文里") for key, number in _lost_numbers(folder, graph)]
    numbers = len(graph.numbers) + sum(bool(row.get("as_stated")) for row in _rows(folder / "facts.jsonl"))
    return Verification(
        {file: (right[file], count) for file, count in quotes.items()},
        (numbers - len(lost), numbers),
        (len(graph.documents) - len(unread), len(graph.documents)),
        (*problems, *lost),
    )


def _documents(graph: GraphQuotes, found: Mapping[str, Document]) -> Iterator[Problem]:
    """The documents of the build that the sources do not hold any more as they were; ``where`` is their id."""
    titles = {document.title for document in found.values()}
    for key, known in sorted(graph.documents.items()):
        name = f"《{known.title}》（{known.path}）"
        if key in found:
            if hashlib.sha256(found[key].text.encode()).hexdigest() != known.sha256:
                yield Problem("changed", key, f"{name}的文本与图谱里的 SHA-256 不符")
        elif known.title in titles:
            yield Problem("changed", key, f"{name}在构建之后改过，引文无从核对")
        else:
            yield Problem("missing", key, f"来源里没有{name}，引文无从核对")


def _all_quotes(folder: Path, graph: GraphQuotes) -> Iterator[Quoted]:
    for key, quote in graph.evidence.items():
        yield Quoted("graph.ttl", key, quote.doc, quote.start, quote.end, quote.exact)
    for name, text in (("facts.jsonl", "quote"), ("mentions.jsonl", "text")):
        for number, row in enumerate(_rows(folder / name), 1):
            key = row.get("id", f"第 {number} 行")
            try:
                yield Quoted(name, key, row["doc"], row["start"], row["end"], row[text])
            except KeyError as error:
                raise _damaged(folder / name, number) from error


def _wrong(quoted: Quoted, found: Mapping[str, Document]) -> Problem | None:
    where = f"{quoted.file} {quoted.key}"
    document = found.get(quoted.doc)
    if document is None:
        return Problem("missing", where, f"来源里没有文档 {quoted.doc}")
    there = document.text[quoted.start : quoted.end] if 0 <= quoted.start < quoted.end else ""
    if there == quoted.quote and there:
        return None
    place = f"《{document.title}》{quoted.start}–{quoted.end}"
    return Problem("quote", where, f"{place} 处的原文是“{there}”，引文写作“{quoted.quote}”")


def _lost_numbers(folder: Path, graph: GraphQuotes) -> Iterator[tuple[str, str]]:
    """Who states a number that stands in none of its quotes, and the number."""
    for claim, number, quotes in graph.numbers:
        if not any(number in graph.evidence[quote].exact for quote in quotes if quote in graph.evidence):
            yield f"graph.ttl {claim}", number
    for row in _rows(folder / "facts.jsonl"):
        number = row.get("as_stated") or ""
        if number not in row.get("quote", ""):
            yield f"facts.jsonl {row.get('id')}", number


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    number = 0
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):  # noqa: B007  # the handler below names the line
                yield json.loads(line)
    except OSError as error:
        raise ExportError(f"{path.as_posix()} 无法读取", remedy="先运行 kg build") from error
    except ValueError as error:
        raise _damaged(path, number) from error


def _damaged(path: Path, line: int) -> ExportError:
    return ExportError(f"{path.as_posix()} 已损坏", where=f"第 {line} 行", remedy="请重新运行 kg build")
