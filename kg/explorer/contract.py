"""Reads the attributes that kg/graph.py promises, with their types. In: the graph; out: entities, facts, in its order."""

from __future__ import annotations

import networkx as nx

from kg.model import Document, Entity, Fact, Placed


def entities(graph: nx.MultiDiGraph[str]) -> dict[str, Entity]:
    """The entity of each node."""
    return {key: attributes["entity"] for key, attributes in graph.nodes(data=True)}


def literals(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[Fact, ...]]:
    """The literal facts of each node: investments, states, observations."""
    return {key: attributes["facts"] for key, attributes in graph.nodes(data=True)}


def relations(graph: nx.MultiDiGraph[str]) -> list[Fact]:
    """The facts of all edges."""
    return [attributes["fact"] for _, _, attributes in graph.edges(data=True)]


def documents(graph: nx.MultiDiGraph[str]) -> dict[str, Document]:
    """The documents by id."""
    found: dict[str, Document] = graph.graph["documents"]
    return found


def mentions(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[Placed, ...]]:
    """The mentions of each entity that has any."""
    found: dict[str, tuple[Placed, ...]] = graph.graph["mentions"]
    return found
