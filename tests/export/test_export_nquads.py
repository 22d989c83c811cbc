"""N-Quads: what a document says stands in its graph, what two say in both, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.export.rdf_files import rdf_bytes
from kg.graph import assemble
from kg.model import Corpus
from kg.ontology import DEFAULT_BASE, term
from kg.rdf import known_quads, to_rdf, told_quads, vocabulary_quads
from readers import count_by_reader, quads

DEFAULT = ox.DefaultGraph()


def node(local: str) -> ox.NamedNode:
    return ox.NamedNode(DEFAULT_BASE + local)


def property_(name: str) -> ox.NamedNode:
    return ox.NamedNode(str(term(name)))


def nquads(corpus: Corpus) -> bytes:
    graph = assemble(corpus)
    statements = [*told_quads(graph), *known_quads(corpus.entities, graph.nodes)]
    statements += vocabulary_quads({term for statement in statements for term in statement[1:3]})
    return rdf_bytes(to_rdf(graph), "graph.nq", statements)


@pytest.fixture
def two(corpus: Corpus) -> Corpus:
    """A second document repeats where the project lies (f01) and what the region's product was (f06)."""
    other = replace(corpus.documents[0], id="dother")
    again = tuple(
        replace(fact, id=f"g{fact.id}", evidence=replace(fact.evidence, doc=other.id))
        for fact in corpus.facts
        if fact.id in ("f01", "f06")
    )
    return replace(corpus, documents=(*corpus.documents, other), facts=(*corpus.facts, *again))


@pytest.fixture
def written(two: Corpus, tmp_path: Path) -> Path:
    file = tmp_path / "graph.nq"
    file.write_bytes(nquads(two))
    return file


def graphs_of(written: Path, subject: str, name: str) -> list[set[object]]:
    """For each value of a property the graphs in which it stands."""
    found: dict[object, set[object]] = {}
    for quad in quads(written):
        if quad.subject == node(subject) and quad.predicate == property_(name):
            found.setdefault(quad.object, set()).add(quad.graph_name)
    return list(found.values())


def test_all_graphs_together_are_the_triples_of_the_turtle(two: Corpus, written: Path) -> None:
    turtle = written.with_suffix(".ttl")
    turtle.write_bytes(rdf_bytes(to_rdf(assemble(two)), "graph.ttl"))
    assert {quad.triple for quad in quads(written)} == {quad.triple for quad in quads(turtle)}


def test_five_parsers_read_the_same_statements(written: Path) -> None:
    lines = written.read_bytes().splitlines()
    assert len(lines) == len(set(lines))
    assert count_by_reader(written) == dict.fromkeys(("rdflib", "pyoxigraph", "rapper", "serdi", "N3.js"), len(lines))


def test_triple_that_two_documents_state_stands_in_both_graphs(two: Corpus, written: Path) -> None:
    both = {node(document.id) for document in two.documents}
    assert graphs_of(written, "project-0001", "locatedIn") == [both]


def test_triple_that_one_document_states_stands_in_its_graph_only(corpus: Corpus, written: Path) -> None:
    assert graphs_of(written, "project-0001", "developedBy") == [{node(corpus.documents[0].id)}]


def test_indicator_value_stands_where_it_is_reported(two: Corpus, written: Path) -> None:
    (value,) = {quad.object for quad in quads(written) if quad.predicate == property_("observation")}
    assert isinstance(value, ox.NamedNode)
    both = {node(document.id) for document in two.documents}
    assert graphs_of(written, value.value.removeprefix(DEFAULT_BASE), "schema:value") == [both]


def test_claim_and_evidence_stand_in_the_graph_of_their_document(written: Path) -> None:
    for kind, source in (("Claim", "dcterms:source"), ("Evidence", "oa:hasSource")):
        subjects = {quad.subject for quad in quads(written) if quad.object == property_(kind)}
        subjects -= {property_(kind)}
        assert len(subjects) >= 5
        for subject in subjects:
            own = [quad for quad in quads(written) if quad.subject == subject]
            (document,) = {quad.object for quad in own if quad.predicate == property_(source)}
            assert {quad.graph_name for quad in own} == {document}


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("project-0001", "rdfs:label"),
        ("region-990100", "code"),
        ("dother", "dcterms:title"),
        ("dother", "schema:mentions"),
    ],
)
def test_what_no_document_claims_stands_in_the_default_graph(
    two: Corpus, subject: str, name: str, tmp_path: Path
) -> None:
    placed = (*two.mentions, *(replace(placed, doc="dother") for placed in two.mentions))
    file = tmp_path / "more.nq"
    file.write_bytes(nquads(replace(two, mentions=placed)))
    found = graphs_of(file, subject, name)
    assert found != []
    assert all(graphs == {DEFAULT} for graphs in found)


def test_planned_triple_stands_in_no_graph(written: Path) -> None:
    assert graphs_of(written, "park-0001", "locatedIn") == []
