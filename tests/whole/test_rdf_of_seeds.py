"""The RDF files of the seeds: every parser reads the same triples in every syntax, and every quote in it stands in its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from kg.dataset_terms import term
from kg.ontology import DEFAULT_BASE
from kg.query.sparql import ask
from readers import count_by_reader, quads
from whole_build import SYNTAXES, Built, every_syntax


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the seeds with every syntax, and its description."""
    return every_syntax(tmp_path_factory)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_parsers_read_the_same_number_of_triples(folder: Path, syntax: str) -> None:
    counts = count_by_reader(folder / f"graph.{syntax}")
    assert len(counts) == (2 if syntax == "jsonld" else 5)
    assert len(set(counts.values())) == 1, counts
    assert counts["rdflib"] > 10_000


def test_every_syntax_says_the_same(folder: Path) -> None:
    turtle, *others = ({quad.triple for quad in quads(folder / f"graph.{syntax}")} for syntax in SYNTAXES)
    assert [other == turtle for other in others] == [True, True, True]


def test_counts_of_the_description_are_those_of_a_query(folder: Path) -> None:
    about = Graph().parse(folder / "dataset.ttl")
    dataset = URIRef(DEFAULT_BASE + "dataset")
    for name, counted in (("triples", "*"), ("distinctSubjects", "DISTINCT ?s"), ("distinctObjects", "DISTINCT ?o")):
        answer = ask(folder, f"SELECT (COUNT({counted}) AS ?n) WHERE {{ ?s ?p ?o }}")
        assert about.value(dataset, term(f"void:{name}")) == Literal(int(str(getattr(answer.rows[0][0], "value", 0))))


def test_every_claim_has_evidence(built: Built) -> None:
    query = "SELECT ?c WHERE { ?c a kg:Claim OPTIONAL { ?c prov:wasDerivedFrom ?e } FILTER(!BOUND(?e)) }"
    assert ask(built.out, query).rows == ()


def test_quotes_in_the_rdf_are_exact(built: Built) -> None:
    texts = {document.title: document.text for document in built.result.corpus.documents}
    query = "SELECT ?t ?s ?e ?q WHERE { ?x oa:exact ?q ; oa:start ?s ; oa:end ?e ; oa:hasSource/dcterms:title ?t }"
    answer = ask(built.out, query)
    wrong = [row for row in answer.rows if not _exact(texts, [str(getattr(cell, "value", cell)) for cell in row])]
    assert len(answer.rows) > 1000
    assert wrong == []


def _exact(texts: dict[str, str], row: list[str]) -> bool:
    title, start, end, quote = row
    return texts[title][int(start) : int(end)] == quote
