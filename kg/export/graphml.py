"""Writes GraphML for Gephi, igraph and yEd. In: the graph of kg/graph.py; out: bytes, the same on every run.

GraphML knows scalars only, so each node gets what a drawing can use: its names, its last known status, its largest amount.
"""

from __future__ import annotations

import io
import re

import networkx as nx

from kg.model import Entity, Fact, Predicate, Status

Scalar = str | int | float
#: What XML 1.0 forbids, written or escaped.
_FORBIDDEN = re.compile(r"[^\t\n\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def write_graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """The graph as GraphML; attributes that are not known are left out."""
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    mentions = graph.graph["mentions"]
    for key, node in graph.nodes.items():
        count = {"mentions": len(mentions.get(key, ()))}
        flat.add_node(key, **_entity(node["entity"]), **count, **_literals(node["facts"]))
    for (subject, target, key), edge in graph.edges.items():
        flat.add_edge(subject, target, key=key, **_fact(edge["fact"]))
    buffer = io.BytesIO()
    # Not nx.write_graphml: that one takes lxml when it is installed, and writes other bytes then.
    nx.write_graphml_xml(flat, buffer, encoding="utf-8", prettyprint=True)
    return buffer.getvalue().rstrip(b"\n") + b"\n"


def _scalars(**values: Scalar | None) -> dict[str, Scalar]:
    kept = {key: value for key, value in values.items() if value is not None and value != ""}
    return {key: _printable(value) if isinstance(value, str) else value for key, value in kept.items()}


def _printable(text: str) -> str:
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _entity(entity: Entity) -> dict[str, Scalar]:
    return _scalars(
        label=entity.name,
        type=entity.type.value,
        aliases="|".join(entity.aliases),
        within=entity.within,
        code=entity.code,
        level=entity.level,
        description=entity.description,
    )


def _literals(facts: tuple[Fact, ...]) -> dict[str, Scalar]:
    """The last status and the largest amount that is no plan, and how many indicator values there are."""
    stated = [fact for fact in facts if fact.kind == "actual"]
    order = list(Status)
    states = [(fact.year or 0, order.index(fact.status)) for fact in stated if fact.status is not None]
    amounts = [float(f.value) for f in stated if f.predicate is Predicate.INVESTMENT and f.unit == "CNY" and f.value]
    year, reached = max(states, default=(0, -1))
    return _scalars(
        status=order[reached].value if states else "",
        status_year=year or None,
        investment_cny=max(amounts, default=None),
        observations=sum(fact.predicate is Predicate.OBSERVATION for fact in facts) or None,
    )


def _fact(fact: Fact) -> dict[str, Scalar]:
    return _scalars(
        label=fact.predicate.value,
        year=fact.year,
        kind=fact.kind,
        doc=fact.evidence.doc,
        start=fact.evidence.start,
        end=fact.evidence.end,
        quote=fact.evidence.quote,
        by=fact.by,
    )
