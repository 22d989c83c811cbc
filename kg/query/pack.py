"""The named questions, which are also the competency questions of the ontology. In: ontology/competency/*.rq; out: Questions.

A file runs as it stands in any SPARQL 1.1 engine and then means everything. Its comments say more: ``# name:``, ``# title:``,
``# question:`` and so on, and for each ``# param: 市 (Region) = what it is`` one or more lines ``# --市 FILTER(... … ...)``: with a
value the mark goes, the value takes the place of ``…``, and the line is part of the query. A file of a user's may do the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TextIO

from kg.errors import QueryError
from kg.ontology import folder

FOLDER = "competency"

_HEAD = re.compile(r"^# (number|name|title|group|question|question-en|example|evidence): *(.+)$", re.MULTILINE)
_PARAM = re.compile(r"^# param: *(\w+) \((\w+)(\+?)\) = *(.+)$", re.MULTILINE)
_SLOT = "…"


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter.

    Attributes:
        kind: a class of kg.ttl or ``Concept``: the value names one of its members; or ``integer`` or ``text``.
        several: the value may stand for all members whose name contains it.
        what: what it is, in Chinese.
    """

    name: str
    kind: str
    several: bool
    what: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query that has a name.

    Attributes:
        name: the file's name without its ending, ASCII; empty for a query that a user typed.
        short: the Chinese name, a few characters.
        evidence: columns that say where a row stands; left out unless asked for.
        example: values for which ``expected/`` holds the answer on the seeds.
    """

    name: str
    text: str
    number: int = 0
    short: str = ""
    title: str = ""
    group: str = ""
    question: str = ""
    english: str = ""
    params: tuple[Param, ...] = ()
    evidence: tuple[str, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)

    def param(self, name: str) -> Param:
        """The parameter of that name.

        Raises:
            QueryError: there is none; the message names the ones that there are.
        """
        for known in self.params:
            if known.name == name:
                return known
        options = "、".join(f"--{known.name}" for known in self.params)
        raise QueryError(
            f"{self.called} 没有选项 --{name}",
            remedy=f"可用的有 {options}" if options else "它不带参数；通用选项见 kg query --help",
        )

    @property
    def called(self) -> str:
        """How a message speaks of it."""
        return f"问题“{self.short or self.name}”" if self.name else "这个查询"

    def filled(self, terms: Mapping[str, Sequence[str]], rewritten: Callable[[str], str] = str) -> str:
        """The query with values for its parameters.

        Args:
            terms (Mapping[str, Sequence[str]]): parameter -> SPARQL terms, as kg.query.values makes them.
            rewritten (Callable[[str], str]): what takes the place of a line that holds its value.

        Raises:
            QueryError: the question has no such parameter.
        """
        text = self.text
        for name, values in terms.items():
            self.param(name)
            mark = re.compile(rf"^(\s*)# --{re.escape(name)} (.*)$", re.MULTILINE)
            value = ", ".join(values)

            def line(found: re.Match[str], value: str = value) -> str:
                return found[1] + rewritten(found[2].replace(_SLOT, value))

            text = mark.sub(line, text)
        return text


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order of their numbers.

    Raises:
        OntologyError: the ontology's files are missing.
    """
    there = folder().joinpath(FOLDER)
    found = [file for file in there.iterdir() if file.name.endswith(".rq")] if there.is_dir() else []
    read = (read_text(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8")) for file in found)
    return tuple(sorted(read, key=lambda question: (question.number, question.name)))


def find_question(name: str) -> Question:
    """The question that has that Chinese name or file name.

    Raises:
        QueryError: there is none; the message names the nearest.
    """
    known = {called: question for question in questions() for called in (question.short, question.name)}
    if name in known:
        return known[name]
    near = get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    remedy = f"是不是 {'、'.join(near)}？" if near else "全部问题见 kg query --list"
    raise QueryError(f"没有名为 {name} 的问题", remedy=remedy)


def read_question(question: str, *, stdin: TextIO | None = None) -> Question:
    """The query that a user means: ``-`` for standard input, a file, the name of a question of the pack, or SPARQL itself.

    Raises:
        QueryError: the file is missing or no text, or no question has that name.
    """
    if question == "-" and stdin is not None:
        return read_text("", stdin.read())
    if re.search(r"[{\s]", question) and not question.endswith(".rq"):
        return read_text("", question)
    try:
        if question.endswith(".rq") or Path(question).is_file():
            path = Path(question)
            return read_text(path.stem, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise QueryError(f"查询文件 {question} 读不了", remedy="应为 UTF-8 文本文件") from error
    return find_question(question)


def read_text(name: str, text: str) -> Question:
    """A question from the text of its file."""
    head = dict(_HEAD.findall(text))
    return Question(
        name,
        text,
        number=int(head.get("number", "0")),
        short=head.get("name", ""),
        title=head.get("title", ""),
        group=head.get("group", ""),
        question=head.get("question", ""),
        english=head.get("question-en", ""),
        params=tuple(Param(called, kind, bool(plus), what) for called, kind, plus, what in _PARAM.findall(text)),
        evidence=tuple(head.get("evidence", "").split()),
        example=dict(pair.split("=", 1) for pair in head.get("example", "").split()),
    )
