"""Stage 7, map. In: the graph of kg/graph.py; out: an rdflib graph through the ontology, RDF 1.1, no blank nodes.

What a document states (kind ``actual``) is a direct triple; every statement, planned ones too, is a Claim with its
evidence. Indicator values are nodes of their own. ``entities.py`` and ``claims.py`` make the triples, ``values.py`` the terms.
"""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
from rdflib import Graph, URIRef
from rdflib.term import Node

from kg.model import Entity, Fact
from kg.ontology import DATA_PREFIX, DEFAULT_BASE, describe, prefixes, term
from kg.rdf.claims import claim_triples
from kg.rdf.entities import document_triples, entity_triples
from kg.rdf.industries import industry_triples
from kg.rdf.values import Base, Triple, number

__all__ = ["number", "to_rdf"]


def to_rdf(graph: nx.MultiDiGraph[str], *, base: str = DEFAULT_BASE) -> Graph:
    """The triples of a graph.

    Args:
        graph (nx.MultiDiGraph): by the contract of kg/graph.py.
        base (str): what the IRIs of entities, documents, claims and evidence begin with; ends with ``/`` or ``#``.

    Raises:
        OntologyError: the base is no IRI, an id is not ASCII, a fact lacks its value, or a term is not in kg.ttl.
    """
    # The default store also keeps track of named graphs: 7.4 s and 295 MB for 350,000 triples, this one 5.0 s and 241 MB.
    out = Graph(store="SimpleMemory", bind_namespaces="none")
    for prefix, namespace in {**prefixes(), DATA_PREFIX: base}.items():
        out.bind(prefix, namespace, override=True)
    for triple in _triples(graph, Base(base)):
        out.add(triple)
    for triple in _vocabulary(out):
        out.add(triple)
    return out


def _triples(graph: nx.MultiDiGraph[str], base: Base) -> Iterator[Triple]:
    entities: dict[str, Entity] = {key: node["entity"] for key, node in graph.nodes.items()}
    yield from entity_triples(entities, base)
    yield from industry_triples(entities, base)
    for document in graph.graph["documents"].values():
        yield from document_triples(document, entities, base)
    for key, placed in graph.graph["mentions"].items():
        for doc in dict.fromkeys(one.doc for one in placed):
            yield (base.node(doc), term("schema:mentions"), base.node(key))
    yield from claim_triples(_facts(graph), base)


def _facts(graph: nx.MultiDiGraph[str]) -> Iterator[Fact]:
    for node in graph.nodes.values():
        yield from node["facts"]
    for edge in graph.edges.values():
        yield edge["fact"]


def _vocabulary(out: Graph) -> list[Triple]:
    """Labels of the terms used, so that the export can be read and queried without kg.ttl beside it."""
    used: set[Node] = set(out.predicates(unique=True))
    used |= {value for value in out.objects(unique=True) if isinstance(value, URIRef)}
    return [triple for iri in used if isinstance(iri, URIRef) for triple in describe(iri)]
