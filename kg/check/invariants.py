"""Runs ontology/invariants. In: an Oxigraph store; out: Findings, each under the invariant that was meant for it.

An invariant is a SPARQL query for what must not be; it binds ``?focus`` and may bind ``?value``. These are the rules that look at
several nodes at once, where SHACL Core cannot or is slow: all of them take a tenth of a second on the seeds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.check.findings import SEVERITIES, Finding, Progress, Rule, Severity
from kg.errors import OntologyError
from kg.ontology import folder

_HEAD = re.compile(r"^# ([a-z-]+): *(.+?) *$", re.MULTILINE)
_WANTED = ("title", "title-en", "severity", "message", "message-en", "cure")


@dataclass(frozen=True, slots=True)
class Invariant:
    """A rule and the query that finds where it is broken."""

    rule: Rule
    query: str


@cache
def invariants() -> tuple[Invariant, ...]:
    """All invariants, sorted by name.

    Raises:
        OntologyError: a file lacks a line of its head.
    """
    files = [file for file in folder().joinpath("invariants").iterdir() if file.name.endswith(".rq")]
    return tuple(
        _read(file.name, file.read_text(encoding="utf-8")) for file in sorted(files, key=lambda file: file.name)
    )


def _read(name: str, text: str) -> Invariant:
    head = dict(_HEAD.findall(text))
    missing = [key for key in _WANTED if key not in head]
    severity: Severity | None = next((known for known in SEVERITIES if known == head.get("severity")), None)
    if missing or severity is None:
        raise OntologyError(f"invariants/{name} 的开头不全", where="、".join(missing or ["severity"]))
    rule = Rule(
        name=name.removesuffix(".rq"),
        severity=severity,
        title=head["title"],
        message=head["message"],
        cure=head["cure"],
        source=f"invariants/{name}",
        title_en=head["title-en"],
        message_en=head["message-en"],
    )
    return Invariant(rule, text)


def run_invariants(store: ox.Store, progress: Progress) -> Iterator[Finding]:
    """Yields what the invariants find, each fault once, in no order.

    Args:
        store (ox.Store): the triples in its default graph.
        progress (Progress): told of each invariant.
    """
    known = invariants()
    progress.stage("不变式", len(known))
    for invariant in known:
        found = store.query(invariant.query)
        assert isinstance(found, ox.QuerySolutions)
        has_value = any(variable.value == "value" for variable in found.variables)
        yield from dict.fromkeys(
            Finding(invariant.rule, str(row["focus"]), _text(row["value"]) if has_value else "") for row in found
        )
        progress.step()


def _text(value: object) -> str:
    return "" if value is None else str(value)
