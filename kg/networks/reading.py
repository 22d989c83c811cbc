"""Reads the relations of a build. In: its tables; out: facts in the order of their ids, or the graph of kg/graph.py."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from sys import intern
from typing import Any

import networkx as nx

from kg.graph import assemble
from kg.model import LITERALS, Fact, Predicate
from kg.query.tables import Tables, fact_of, read_lines

RELATIONS = tuple(predicate for predicate in Predicate if predicate not in LITERALS)


def to_networkx(tables: Tables) -> nx.MultiDiGraph[str]:
    """The graph of a build by the contract of kg/graph.py, in memory.

    Nodes are entity ids with ``entity`` and ``facts`` (literal facts), edges have the fact id as key and ``fact``. Documents are
    there without their texts, and ``versions`` is empty: an export folder holds no more.

    Raises:
        ExportError: a line of a table is damaged.
    """
    return assemble(tables.corpus())


def read_relations(
    tables: Tables, predicates: Collection[Predicate] = RELATIONS, *, actual: bool = False
) -> list[Fact]:
    """The relations with these predicates between two different entities, sorted by id: the order of the lines says nothing.

    Args:
        tables (Tables): of the build; facts.jsonl is read once, and lines of other predicates are not parsed.
        predicates (Collection[Predicate]): of the fourteen relations.
        actual (bool): leave out what is only planned.

    Raises:
        ExportError: a line is damaged.
    """
    needles = tuple(f'"{predicate.value}"'.encode() for predicate in predicates)
    wanted = frozenset(predicates)
    rows = read_lines(tables.folder / "facts.jsonl", _lean, lambda line: any(needle in line for needle in needles))
    kept = (
        fact
        for fact in rows
        if fact.predicate in wanted
        and fact.object
        and fact.subject != fact.object
        and not (actual and fact.kind == "target")
    )
    return sorted(kept, key=lambda fact: fact.id)


def _lean(row: dict[str, Any]) -> Fact:
    """A fact that shares its ids with others: of a million facts these alone would be a hundred megabytes."""
    shared = {key: intern(row[key]) for key in ("subject", "object", "doc", "by") if key in row}
    return fact_of(row | shared)


def best_first(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts about the same two entities, the one to show first: what is over planned, the latest year, then as read."""
    return tuple(sorted(facts, key=_rank))


def _rank(fact: Fact) -> tuple[bool, int, str, int, str]:
    return (fact.kind == "target", -(fact.year or 0), fact.evidence.doc, fact.evidence.start, fact.id)


def is_planned(facts: Iterable[Fact]) -> bool:
    """Whether nothing but plans says it."""
    return all(fact.kind == "target" for fact in facts)


def called(tables: Tables, entity: str) -> str:
    """The name of an entity; the id of one that the table lacks."""
    known = tables.entities.get(entity)
    return known.name if known else entity
