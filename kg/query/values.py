"""Takes the values of a question's parameters. In: names as people say them; out: SPARQL terms, and what they were taken for.

A value becomes the IRI of what it names, a number or an escaped string, and nothing else, so that it cannot become part of
the query. Names are looked up in the export itself: whatever has a label can be a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kg.errors import QueryError
from kg.lexicon.indicator_names import standard_name
from kg.ontology import DATA_PREFIX
from kg.query.engines import Opened
from kg.query.find import fold, nearest_names
from kg.query.lateral import in_turn
from kg.query.names import Named, candidates
from kg.query.narrow import narrowed
from kg.query.pack import Param, Question, questions

#: Kinds of parameters whose values name no thing of the graph.
_NAMELESS = frozenset(("integer", "text", "Status", "Kind"))
#: Candidates that a message lists.
FEW = 8


def fill(question: Question, values: Mapping[str, str], opened: Opened) -> tuple[str, tuple[str, ...]]:
    """The query with the values in it, and a line for each value that was taken for another name.

    Args:
        question (Question): a question of the pack or a file with parameters.
        values (Mapping[str, str]): parameter -> what the user typed.
        opened (Opened): where names are looked up.

    Raises:
        QueryError: the question has no such parameter, nothing has that name, or several things have it.
    """
    terms, notes = {}, []
    for name, value in values.items():
        param = question.param(name)
        if param.kind == "integer":
            terms[name] = [_integer(param, value)]
        elif param.kind == "text":
            terms[name] = [_text(param, value)]
        else:
            found = _meant(param, value.strip(), opened)
            terms[name] = [f"<{one.iri}>" for one in found]
            notes += _told(param, value, found)
    # What stands in a file of a user's may stand where its variable need not be bound
    sure = opened.narrows and question in questions()
    alone = all(question.param(name).kind in _NAMELESS for name in values)
    text = question.filled(terms, lambda line: narrowed(line, question.text, opened, alone=alone) if sure else line)
    return (in_turn(text) if sure else text), tuple(notes)


def _integer(param: Param, value: str) -> str:
    if not re.fullmatch(r"-?[0-9]{1,18}", value.strip()):
        raise QueryError(f"--{param.name} {value} 不是整数", remedy=f"例如 --{param.name} 2018")
    return value.strip()


def _text(param: Param, value: str) -> str:
    # A backslash would begin an escape, and engines differ in when they read it
    if not value or re.search(r"[\\\x00-\x1f\x7f\ud800-\udfff]", value):
        raise QueryError(f"--{param.name} 的值是空的或有反斜线、换行", remedy="请给出原文里的字词")
    return '"' + value.replace('"', '\\"') + '"'


def _meant(param: Param, value: str, opened: Opened) -> list[Named]:
    """What a value names: by id, name, alias, another spelling, usual name of an indicator, or part of a name.

    The first of these ways that finds anything counts.
    """
    if not value:
        raise QueryError(f"--{param.name} 没有给出值", remedy=f"例如 --{param.name} {param.what}")
    ways: tuple[Callable[[Named], bool], ...] = (
        lambda one: value in (one.local, one.iri, f"{DATA_PREFIX}:{one.local}"),
        lambda one: value == one.main,
        lambda one: value == one.name,
        lambda one: fold(value) == fold(one.name),
        lambda one: param.kind == "Indicator" and standard_name(value) == one.name,
        lambda one: fold(value) in fold(one.name),
    )
    members: tuple[Named, ...] = ()
    for members in candidates(param.kind, value, opened):
        for way in ways:
            found = list({one.iri: one for one in reversed(members) if way(one)}.values())[::-1]
            if len(found) == 1 or (found and param.several):
                return found
            if found:
                told, first = _listed(found, opened), found[0].local
                raise QueryError(f"“{value}”可以指 {told}", remedy=f"请用全名或括号里的编号，如 --{param.name} {first}")
    near = nearest_names((one.name for one in members), fold(value))
    remedy = f"是不是 {'、'.join(near)}？" if near else f"应为{param.what}"
    raise QueryError(f"--{param.name}：没有名为 {value} 的{_called(param, members)}", remedy=remedy)


def _called(param: Param, members: tuple[Named, ...]) -> str:
    return param.name if members else f"{param.name}（图谱里一个也没有）"


def _listed(found: list[Named], opened: Opened) -> str:
    """Candidates with what tells them apart: the place, and the id."""
    nodes = " ".join(f"<{one.iri}>" for one in found)
    query = f"SELECT ?node ?place {{ VALUES ?node {{ {nodes} }} ?node kg:within|schema:containedInPlace|kg:locatedIn ?in . ?in rdfs:label ?place }}"
    places = dict(opened.ask(query).texts())
    names = [f"{one.main}（{'，'.join(filter(None, (places.get(one.iri, ''), one.local)))}）" for one in found[:FEW]]
    return "、".join(names) + (f"等 {len(found)} 个" if len(found) > FEW else "")


def _told(param: Param, value: str, found: list[Named]) -> list[str]:
    names = list(dict.fromkeys(one.main for one in found))
    if names == [value.strip()]:
        return []
    more = f"等 {len(names)} 个" if len(names) > FEW else ""
    return [f"--{param.name} {value}：按 {'、'.join(names[:FEW])}{more} 查询"]
