"""What the page knows. In: the graph, weights, positions; out: two JSON-ready values, facts and texts, as compact arrays.

Rows stand for records and numbers for references, because 20,000 entities as objects would triple the file; script/store.js
reads the rows in the order that is written here. Quotes are not repeated: the page cuts them out of the texts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

import networkx as nx
from pypinyin import Style, lazy_pinyin

from kg.explorer import contract
from kg.explorer.outline import outline
from kg.explorer.palette import LOOKS
from kg.explorer.ranking import radius
from kg.lexicon.indicator_names import standard_name
from kg.lexicon.roles import role_of
from kg.model import Document, Entity, Fact, FactKind, Predicate, Status

Row = list[Any]
KINDS: tuple[FactKind, ...] = ("actual", "target")


def describe(
    graph: nx.MultiDiGraph[str], weights: dict[str, int], positions: dict[str, tuple[int, int]]
) -> dict[str, Any]:
    """Entities, facts, documents and the terms of the vocabulary; how terms are called is in strings.py.

    Args:
        graph: by the contract of kg/graph.py.
        weights: importance of each entity; the page sorts lists by it.
        positions: canvas coordinates of each entity.
    """
    order = {key: number for number, key in enumerate(graph.nodes)}
    documents = {key: number for number, key in enumerate(contract.documents(graph))}
    types = [kind.value for kind in LOOKS]
    predicates = [predicate.value for predicate in Predicate]
    told = _facts(graph)
    return {
        "types": [[kind.value, look.fill, look.border, look.shape] for kind, look in LOOKS.items()],
        "predicates": predicates,
        "kinds": list(KINDS),
        "statuses": [status.value for status in Status],
        "entities": [
            _entity(entity, weights[key], positions[key], types, order)
            for key, entity in contract.entities(graph).items()
        ],
        "facts": [_fact(fact, order, documents, predicates) for fact in told],
        "standards": _standards(told),
        "roles": _roles(told),
        "documents": [_document(document) for document in contract.documents(graph).values()],
    }


def texts(graph: nx.MultiDiGraph[str]) -> list[Row]:
    """For each document text, mentions ``[start, length, entity, ...]``, and headings ``[start, end, level, ...]`` if any."""
    order = {key: number for number, key in enumerate(graph.nodes)}
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for key, told in contract.mentions(graph).items():
        if key in order:
            for placed in told:
                found[placed.doc].append((placed.mention.start, placed.mention.end - placed.mention.start, order[key]))
    return [
        _trim([document.text, _flat(sorted(found[key])), _flat(outline(document.text))])
        for key, document in contract.documents(graph).items()
    ]


def _flat(rows: Iterable[tuple[int, int, int]]) -> list[int]:
    return [number for row in rows for number in row]


def links(graph: nx.MultiDiGraph[str], keys: list[str]) -> list[tuple[str, str, bool, bool, bool, int]]:
    """What is drawn between ``keys``: one line for a pair however many facts, ``(a, b, ahead, back, planned, count)``.

    ``a`` stands before ``b`` in the graph; ``ahead`` and ``back`` say where arrows go, ``planned`` that every fact between
    them is a target.
    """
    order = {key: number for number, key in enumerate(graph.nodes)}
    pairs: dict[tuple[int, int], list[tuple[bool, str]]] = defaultdict(list)
    chosen = frozenset(keys)
    for fact in contract.relations(graph):
        if fact.subject != fact.object and fact.subject in chosen and fact.object in chosen:
            ends = order[fact.subject], order[fact.object]
            pairs[min(ends), max(ends)].append((ends[0] < ends[1], fact.kind))
    names = list(graph.nodes)
    return [
        (
            names[a],
            names[b],
            any(ahead for ahead, _ in told),
            not all(ahead for ahead, _ in told),
            all(kind == "target" for _, kind in told),
            len(told),
        )
        for (a, b), told in sorted(pairs.items())
    ]


def dump(value: Any) -> str:
    """JSON for a ``<script type="application/json">``: UTF-8, compact, and nothing in it can end the script element.

    Raises:
        ValueError: a number is not finite.
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def spell(name: str) -> str:
    """Pinyin and initials of a name, ``qinghe qh``; what is no Chinese character stays, in lower case."""
    syllables = [part.strip().lower() for part in lazy_pinyin(name, style=Style.NORMAL)]
    parts = [part for part in syllables if part]
    whole = "".join("".join(parts).split())
    initials = "".join(_initials(name, syllables))
    return whole if whole == initials else f"{whole} {initials}"


def _initials(name: str, syllables: list[str]) -> list[str]:
    """The first letter of a syllable that stands for a character, all of what was written in letters or digits."""
    written = set(name.lower().split())
    return ["".join(part.split()) if part in written or part in name.lower() else part[0] for part in syllables if part]


def _facts(graph: nx.MultiDiGraph[str]) -> list[Fact]:
    literals = [fact for facts in contract.literals(graph).values() for fact in facts]
    return sorted([*contract.relations(graph), *literals], key=lambda fact: fact.id)


def _standards(facts: list[Fact]) -> dict[str, str]:
    """The names of indicators that differ from the usual one, and that one: under it places can be compared."""
    stated = sorted({fact.indicator for fact in facts if fact.indicator})
    return {name: standard_name(name) for name in stated if standard_name(name) != name}


def _roles(facts: list[Fact]) -> dict[str, str]:
    """What amounts of investment are, by the words of the texts: 累计完成投资 -> completed_investment; unclear ones left out."""
    stated = sorted({fact.role for fact in facts if fact.role})
    return {words: role for words in stated if (role := role_of(words))}


def _entity(entity: Entity, weight: int, at: tuple[int, int], types: list[str], order: dict[str, int]) -> Row:
    names = [entity.name, *entity.aliases]
    return _trim(
        [
            entity.id,
            types.index(entity.type.value),
            entity.name,
            weight,
            *at,
            radius(weight),
            "|".join(dict.fromkeys(spell(name) for name in names)),
            list(entity.aliases),
            entity.code,
            entity.level,
            order.get(entity.within),
            entity.description,
        ]
    )


def _fact(fact: Fact, order: dict[str, int], documents: dict[str, int], predicates: list[str]) -> Row:
    evidence = fact.evidence
    return _trim(
        [
            predicates.index(fact.predicate.value),
            order[fact.subject],
            order.get(fact.object),
            documents.get(evidence.doc),
            evidence.start,
            evidence.end,
            KINDS.index(fact.kind),
            fact.year,
            fact.by,
            fact.status.value if fact.status else None,
            fact.value,
            fact.unit,
            fact.upper,
            fact.growth,
            fact.bound,
            fact.indicator,
            fact.role,
            fact.as_stated,
        ]
    )


def _document(document: Document) -> Row:
    return _trim(
        [
            document.id,
            document.title,
            document.kind,
            document.place,
            document.year,
            document.date.isoformat() if document.date else None,
            document.issued.isoformat() if document.issued else None,
            document.path,
            len(document.text),
        ]
    )


def _trim(row: Row) -> Row:
    """The row without the empty cells at its end."""
    while row and row[-1] in (None, "", []):
        row.pop()
    return row
