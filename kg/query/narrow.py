"""Turns the conditions that values make into bindings. In: a condition of the pack with its value; out: the same as VALUES.

An engine carries a condition out last, on everything that the rest of the query finds: in a large graph on all claims of a
kind. Bindings it puts first. ``FILTER(?x = <a>)`` binds at once; ``FILTER EXISTS { ?place path <a> }`` is asked on its own.
"""

from __future__ import annotations

import re

from kg.ontology import NAMESPACE
from kg.query.engines import Opened

#: More bindings than this are dearer than the condition.
MOST = 20_000
#: The variable of the states of projects and policies in the pack.
_STATE = "status"
_IRI = r"<[^<>\"{}|^`\\\s]*>"
_SAME = re.compile(rf"FILTER\(\?(\w+) (?:= ({_IRI})|IN \(({_IRI}(?:, {_IRI})*)\))\)")
_THERE = re.compile(r"FILTER EXISTS \{ (\?(\w+) .*) \}")


def narrowed(condition: str, query: str, opened: Opened, *, alone: bool = False) -> str:
    """A condition as bindings, when that means the same and is faster; else as it is.

    Args:
        condition (str): one that a question of the pack marks; those stand where the query binds their variable in any case.
        query (str): all of the question.
        opened (Opened): what is asked.
        alone (bool): whether no other value names anything that the query could better begin at.
    """
    same = _SAME.fullmatch(condition)
    if f"<{NAMESPACE}" in condition and not (alone and same and same[1] == _STATE):
        # A kind belongs to half of the claims, a state to so many that a place is the better beginning
        return condition
    if same:
        return _values(same[1], (same[2] or same[3]).split(", "))
    there = _THERE.fullmatch(condition)
    if there is None or not _is_alone(there[2], there[1], condition, query):
        return condition
    found = opened.ask(f"SELECT DISTINCT ?{there[2]} {{ {there[1]} }} LIMIT {MOST + 1}")
    iris = [row[0].value for row in found.rows if row[0] is not None and row[0].kind == "uri"]
    if len(iris) != len(found.rows) or len(iris) > MOST:
        return condition
    return _values(there[2], [f"<{iri}>" for iri in iris])


def _is_alone(name: str, pattern: str, condition: str, query: str) -> bool:
    """Whether a pattern has no variable but one in common with the rest of the query."""
    others = set(re.findall(r"\?(\w+)", pattern)) - {name}
    return not others & set(re.findall(r"\?(\w+)", re.sub(r"#.*", "", query.replace(condition, ""))))


def _values(name: str, iris: list[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(iris)} }}"
