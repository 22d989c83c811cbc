"""The attribute contract of the networkx graph."""

from __future__ import annotations

from kg.graph import assemble
from kg.model import Corpus, Predicate


def test_nodes_hold_entity_and_literals(corpus: Corpus) -> None:
    node = assemble(corpus).nodes["project-0001"]
    assert node["entity"].name == "云岭芯谷"
    assert [fact.predicate for fact in node["facts"]] == [Predicate.STATUS, Predicate.STATUS, Predicate.INVESTMENT]


def test_edges_are_the_relations(corpus: Corpus) -> None:
    edges = assemble(corpus).edges(keys=True, data="fact")
    assert {(u, v, key, fact.predicate.value) for u, v, key, fact in edges} == {
        ("project-0001", "park-0001", "f01", "locatedIn"),
        ("project-0001", "enterprise-0001", "f02", "developedBy"),
        ("park-0001", "region-990100", "f07", "locatedIn"),
    }


def test_graph_holds_documents_and_mentions(corpus: Corpus) -> None:
    graph = assemble(corpus)
    assert list(graph.graph["documents"]) == [corpus.documents[0].id]
    assert {placed.mention.text for placed in graph.graph["mentions"]["park-0001"]} == {"云岭高新区"}
