"""Assembles the networkx graph. In: a Corpus; out: a MultiDiGraph that RDF mapping, GraphML and explorer are made from.

The attribute contract:

    graph   ``documents``  dict of document id -> Document
            ``mentions``   dict of entity id -> tuple of Placed, in document order
            ``versions``   dict of what made it -> version or digest
            ``homes``      dict of document id -> id of the place that it reports on
    node    key = entity id; ``entity`` an Entity; ``facts`` a tuple of its literal Facts (investment, status, observation)
    edge    subject id -> object id, key = fact id; ``fact`` a Fact of one of the fourteen relations

Nodes and edges are added in sorted order, so every walk over the graph is the same on every run.
"""

from __future__ import annotations

from collections import defaultdict

import networkx as nx

from kg.model import LITERALS, Corpus, Fact, Placed


def assemble(corpus: Corpus) -> nx.MultiDiGraph[str]:
    """Builds the graph of a corpus by the contract above."""
    mentions: dict[str, list[Placed]] = defaultdict(list)
    for placed in corpus.mentions:
        mentions[placed.entity].append(placed)
    literals: dict[str, list[Fact]] = defaultdict(list)
    for fact in corpus.facts:
        if fact.predicate in LITERALS:
            literals[fact.subject].append(fact)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        documents={document.id: document for document in sorted(corpus.documents, key=lambda d: d.id)},
        mentions={key: tuple(mentions[key]) for key in sorted(mentions)},
        versions=dict(sorted(corpus.versions.items())),
        homes=dict(sorted(corpus.homes.items())),
    )
    for entity in sorted(corpus.entities, key=lambda e: e.id):
        graph.add_node(entity.id, entity=entity, facts=tuple(sorted(literals[entity.id], key=lambda f: f.id)))
    for fact in sorted(corpus.facts, key=lambda f: f.id):
        if fact.predicate not in LITERALS:
            graph.add_edge(fact.subject, fact.object, key=fact.id, fact=fact)
    return graph
