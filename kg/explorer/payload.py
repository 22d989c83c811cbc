"""What the page knows. In: the graph, weights, the map; out: two JSON-ready values, facts and texts, as compact columns.

Columns stand for tables and numbers for references (pack.py), because 20,000 entities as objects would triple the file;
script/model.js reads the columns by their names. Quotes are not repeated: the page cuts them out of the texts. What the page can work
out itself is not told: the size of a node, and the pinyin of most names (spelling.py).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import compress
from typing import Any

import networkx as nx

from kg.explorer import contract
from kg.explorer.outline import outline
from kg.explorer.overview import Overview
from kg.explorer.pack import pack, pack_heads
from kg.explorer.palette import LOOKS
from kg.explorer.passages import Kept, Mentions, keep
from kg.explorer.spelling import by_sounds, sounds, spell_all
from kg.lexicon.indicator_names import standard_name
from kg.lexicon.roles import role_of
from kg.model import Document, Entity, Fact, FactKind, Predicate, Status

Row = list[Any]
Columns = dict[str, Any]
KINDS: tuple[FactKind, ...] = ("actual", "target")
STATED = ("year", "by", "value", "unit", "upper", "growth", "bound", "indicator", "role", "as_stated")


def describe(graph: nx.MultiDiGraph[str], weights: dict[str, int], overview: Overview) -> dict[str, Any]:
    """Entities, facts, documents and the terms of the vocabulary; how terms are called is in strings.py.

    Args:
        graph: by the contract of kg/graph.py.
        weights: importance of each entity; the page sorts lists by it.
        overview: where each entity stands on the map, and with whom.
    """
    order = {key: number for number, key in enumerate(graph.nodes)}
    known = list(contract.entities(graph).values())
    heard = sounds(name for entity in known for name in (entity.name, *entity.aliases))
    told = in_order(graph)
    return {
        "types": [[kind.value, look.fill, look.border, look.shape] for kind, look in LOOKS.items()],
        "predicates": [predicate.value for predicate in Predicate],
        "kinds": list(KINDS),
        "statuses": [status.value for status in Status],
        "sounds": {"signs": "".join(heard), "sounds": list(heard.values())},
        "communities": [None if name is None else order[name] for name in overview.names],
        "entities": _entities(known, weights, overview, heard),
        "facts": _facts(told, graph, order),
        "standards": _standards(told),
        "roles": _roles(told),
        "documents": [_document(document) for document in contract.documents(graph).values()],
    }


def texts(graph: nx.MultiDiGraph[str]) -> list[Row]:
    """For each document text, mentions ``[gap, length, entity, gap, ...]`` (a gap is from start to start), and headings
    ``[start, end, level, ...]`` if any.

    Where passages.py keeps but parts of a text they stand in its place: ``[gap, part, gap, part, ...]``, a gap being what is
    left out before. Behind the headings stands 1 when the parts are quotes without their sentences.
    """
    named = _named(graph)
    kept = keep(graph, named)
    return [_text(document, kept[key], named[key]) for key, document in contract.documents(graph).items()]


def _named(graph: nx.MultiDiGraph[str]) -> dict[str, Mentions]:
    """The mentions in each document."""
    order = {key: number for number, key in enumerate(graph.nodes)}
    found: dict[str, Mentions] = defaultdict(list)
    for key, told in contract.mentions(graph).items():
        if key in order:
            for placed in told:
                found[placed.doc].append((placed.mention.start, placed.mention.end - placed.mention.start, order[key]))
    for rows in found.values():
        rows.sort()
    return found


def _text(document: Document, kept: Kept, named: Mentions) -> Row:
    heads = outline(document.text)
    if kept.whole:
        return [document.text, *_trim([_gaps(named), _flat(heads)])]
    parts: Row = []
    reached = 0
    for start, end in kept.spans:
        parts += [start - reached, document.text[start:end]]
        reached = end
    there = compress(named, kept.holds((start, start + length) for start, length, _ in named))
    shown = compress(heads, kept.holds((head.start, head.end) for head in heads))
    return [parts, *_trim([_gaps(list(there)), _flat(shown), int(kept.quotes) or None])]


def _gaps(rows: Mentions) -> list[int]:
    starts = [0, *(start for start, _, _ in rows)]
    return [
        number
        for (start, length, entity), before in zip(rows, starts, strict=False)
        for number in (start - before, length, entity)
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


def _standards(facts: list[Fact]) -> dict[str, str]:
    """The names of indicators that differ from the usual one, and that one: under it places can be compared."""
    stated = sorted({fact.indicator for fact in facts if fact.indicator})
    return {name: standard_name(name) for name in stated if standard_name(name) != name}


def _roles(facts: list[Fact]) -> dict[str, str]:
    """What amounts of investment are, by the words of the texts: 累计完成投资 -> completed_investment; unclear ones left out."""
    stated = sorted({fact.role for fact in facts if fact.role})
    return {words: role for words in stated if (role := role_of(words))}


def dump(value: Any) -> str:
    """JSON for a ``<script type="application/json">``: UTF-8, compact, and nothing in it can end the script element.

    Raises:
        ValueError: a number is not finite.
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _entities(known: list[Entity], weights: dict[str, int], overview: Overview, heard: dict[str, str]) -> Columns:
    types = [kind.value for kind in LOOKS]
    order = {entity.id: number for number, entity in enumerate(known)}
    spots = [overview.positions[entity.id] for entity in known]
    names = [(entity.name, *entity.aliases) for entity in known]
    spelled = [(spell_all(each), by_sounds(each, heard)) for each in names]
    return {
        "id": pack_heads([entity.id for entity in known]),
        "type": pack([types.index(entity.type.value) for entity in known]),
        "name": [entity.name for entity in known],
        "weight": pack([weights[entity.id] for entity in known]),
        "x": pack([x for x, _ in spots]),
        "y": pack([y for _, y in spots]),
        "community": pack([overview.communities[entity.id] for entity in known]),
        "pinyin": pack([None if right == made else right for right, made in spelled]),
        "aliases": pack([list(entity.aliases) for entity in known]),
        "code": pack([entity.code for entity in known]),
        "level": pack([entity.level for entity in known]),
        "within": pack([order.get(entity.within) for entity in known]),
        "description": pack([entity.description for entity in known]),
    }


def in_order(graph: nx.MultiDiGraph[str]) -> list[Fact]:
    """All facts as they stand in the documents: that reads well, and places beside each other are short to write."""
    literals = [fact for facts in contract.literals(graph).values() for fact in facts]
    place = {key: number for number, key in enumerate(contract.documents(graph))}
    return sorted(
        [*contract.relations(graph), *literals],
        key=lambda fact: (place.get(fact.evidence.doc, len(place)), fact.evidence.start, fact.evidence.end, fact.id),
    )


def _facts(facts: list[Fact], graph: nx.MultiDiGraph[str], order: dict[str, int]) -> Columns:
    documents = {key: number for number, key in enumerate(contract.documents(graph))}
    predicates = {predicate: number for number, predicate in enumerate(Predicate)}
    return {
        "predicate": pack([predicates[fact.predicate] for fact in facts]),
        "subject": pack([order[fact.subject] for fact in facts]),
        "object": pack([order.get(fact.object) for fact in facts]),
        "doc": pack([documents.get(fact.evidence.doc) for fact in facts]),
        "start": pack([fact.evidence.start for fact in facts]),
        "length": pack([fact.evidence.end - fact.evidence.start for fact in facts]),
        "kind": pack([KINDS.index(fact.kind) for fact in facts]),
        "status": pack([fact.status.value if fact.status else None for fact in facts]),
        "goal": pack([fact.goal.value if fact.goal else None for fact in facts]),
        **{name: pack([getattr(fact, name) for fact in facts]) for name in STATED},
    }


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
