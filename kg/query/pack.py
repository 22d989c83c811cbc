"""The pack of named questions. In: the .rq files beside this module; out: Questions.

Each file begins with ``# title:`` and ``# question:`` and runs as it stands in any SPARQL 1.1 engine. A line
``# param: wanted = what it is`` says that ``BIND("" AS ?wanted)`` takes a value; empty means all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from kg.errors import QueryError

_HEAD = re.compile(r"^# (title|question): *(.+)$", re.MULTILINE)
_PARAM = re.compile(r"^# param: *(\w+) *= *(.+)$", re.MULTILINE)
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class Question:
    """A query that has a name; ``params`` is name -> what it is, in Chinese."""

    name: str
    title: str
    question: str
    params: Mapping[str, str]
    text: str

    def filled(self, **values: str) -> str:
        """The query with values for its parameters.

        Raises:
            QueryError: the question has no such parameter.
        """
        text = self.text
        for name, value in values.items():
            if name not in self.params:
                raise QueryError(f"问题 {self.name} 没有参数 {name}", remedy=f"可用的有 {'、'.join(self.params)}")
            text = text.replace(f'BIND("" AS ?{name})', f'BIND("{value.translate(_ESCAPED)}" AS ?{name})')
        return text


@cache
def questions() -> tuple[Question, ...]:
    """All questions, sorted by name."""
    folder = files("kg.query").joinpath("questions")
    found = [file for file in folder.iterdir() if file.name.endswith(".rq")]
    return tuple(
        _read(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in sorted(found, key=lambda file: file.name)
    )


def find_question(name: str) -> Question:
    """The question of that name.

    Raises:
        QueryError: there is none; the message names the nearest, or all.
    """
    known = {question.name: question for question in questions()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    raise QueryError(
        f"没有名为 {name} 的问题", remedy=f"是不是 {near[0]}？" if near else f"可用的有 {'、'.join(known)}"
    )


def _read(name: str, text: str) -> Question:
    head = dict(_HEAD.findall(text))
    return Question(name, head.get("title", ""), head.get("question", ""), dict(_PARAM.findall(text)), text)
