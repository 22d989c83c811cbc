"""dataset.ttl: its numbers are those that queries give, its checksums those of the files, and nothing is invented."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from exporting import export as write_all
from kg import ontology
from kg.dataset_terms import prefixes, term, vocabulary
from kg.errors import OntologyError
from kg.export import GENERATED
from kg.export.dataset import words
from kg.model import Corpus, Publication
from kg.ontology import DEFAULT_BASE
from readers import count_by_reader

DATASET = URIRef(DEFAULT_BASE + "dataset")
SAID = Publication("青禾图谱", "Qinghe", "https://example.org/by", "青禾市投资促进局")
COUNTS = {
    "void:triples": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "void:distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }",
    "void:distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s ?p ?o }",
    "void:properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?s ?p ?o }",
    "void:classes": "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?s a ?c }",
    "void:entities": f'SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{DEFAULT_BASE}")) }}',
}
PARTITIONS = {
    (
        "void:classPartition",
        "void:class",
        "void:entities",
    ): "SELECT ?k (COUNT(DISTINCT ?s) AS ?n) { ?s a ?k } GROUP BY ?k",
    ("void:propertyPartition", "void:property", "void:triples"): "SELECT ?k (COUNT(*) AS ?n) { ?s ?k ?o } GROUP BY ?k",
}


def export(corpus: Corpus, out: Path, publication: Publication | None = None, base: str = DEFAULT_BASE) -> Graph:
    """Writes a build with all syntaxes, reads its description."""
    write_all(corpus, out, publication=publication, base=base)
    return Graph().parse(out / "dataset.ttl", format="turtle")


@pytest.fixture
def described(corpus: Corpus, tmp_path: Path) -> Graph:
    return export(corpus, tmp_path)


def value(graph: Graph, subject: Node, name: str) -> Node:
    (found,) = graph.objects(subject, term(name))
    return found


def number(graph: Graph, subject: Node, name: str) -> int:
    return int(str(value(graph, subject, name)))


@pytest.mark.parametrize("name", COUNTS)
def test_count_is_what_both_engines_count(name: str, described: Graph, tmp_path: Path) -> None:
    store = ox.Store()
    store.load(path=str(tmp_path / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    solutions = store.query(COUNTS[name])
    assert isinstance(solutions, ox.QuerySolutions)
    (solution,) = solutions
    (row,) = Graph().parse(tmp_path / "graph.ttl").query(COUNTS[name])
    assert isinstance(solution["n"], ox.Literal)
    assert number(described, DATASET, name) == int(solution["n"].value) == int(row[0])


@pytest.mark.parametrize("names", PARTITIONS, ids=lambda names: names[0])
def test_partitions_are_what_a_query_groups(names: tuple[str, str, str], described: Graph, tmp_path: Path) -> None:
    partition, about, unit = names
    said = {
        value(described, node, about): number(described, node, unit)
        for node in described.objects(DATASET, term(partition))
    }
    rows = Graph().parse(tmp_path / "graph.ttl").query(PARTITIONS[names])
    assert said == {row[0]: int(row[1]) for row in rows}
    assert len(said) > 10


def test_each_file_is_a_distribution_with_its_size_and_checksum(described: Graph, tmp_path: Path) -> None:
    said = {}
    for node in described.objects(DATASET, term("dcat:distribution")):
        checksum = value(described, node, "spdx:checksum")
        assert value(described, checksum, "spdx:algorithm") == term("spdx:checksumAlgorithm_sha256")
        digest = str(value(described, checksum, "spdx:checksumValue"))
        said[str(value(described, node, "dcterms:title"))] = (number(described, node, "dcat:byteSize"), digest)
    files = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.name != "dataset.ttl"}
    assert said == {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()}


def test_media_types_are_iris_and_unregistered_formats_name_their_specification(described: Graph) -> None:
    types = {
        str(value(described, node, "dcterms:title")): set(described.objects(node, term("dcat:mediaType")))
        for node in described.objects(DATASET, term("dcat:distribution"))
    }
    assert types["graph.ttl"] == {URIRef("https://www.iana.org/assignments/media-types/text/turtle")}
    assert types["facts.jsonl"] == set()
    facts = URIRef(DEFAULT_BASE + "dataset-file-facts-jsonl")
    assert value(described, facts, "dcterms:format") == URIRef("https://jsonlines.org/")


def test_every_file_of_a_build_is_described_in_both_languages() -> None:
    assert set(words()["files"]) == set(GENERATED) - {"dataset.ttl"}
    for known in (*words()["files"].values(), *words()["inputs"].values()):
        assert known["zh"] and known["en"]
    for known in words()["files"].values():
        assert ("media_type" in known) != ("format" in known)


def test_build_used_the_documents_and_says_its_software(described: Graph, corpus: Corpus) -> None:
    build = value(described, DATASET, "prov:wasGeneratedBy")
    assert set(described.objects(build, term("prov:used"))) == {URIRef(DEFAULT_BASE + d.id) for d in corpus.documents}
    software = value(described, build, "prov:wasAssociatedWith")
    assert str(value(described, software, "schema:softwareVersion")) == "test"


def test_build_used_the_lexicon_and_the_models_of_its_versions(corpus: Corpus, tmp_path: Path) -> None:
    digests = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("lexicon", "segmenter", "recogniser")}
    graph = export(replace(corpus, versions={"kg": "1", **digests}), tmp_path)
    for name, digest in digests.items():
        node = URIRef(f"{DEFAULT_BASE}dataset-{name}")
        assert (value(graph, DATASET, "prov:wasGeneratedBy"), term("prov:used"), node) in graph
        assert str(value(graph, value(graph, node, "spdx:checksum"), "spdx:checksumValue")) == digest


def test_coverage_is_the_places_of_documents_and_the_years_of_what_is_reported(described: Graph) -> None:
    assert value(described, DATASET, "dcterms:spatial") == URIRef(DEFAULT_BASE + "region-990100")
    period = value(described, DATASET, "dcterms:temporal")
    bounds = (value(described, period, "dcat:startDate"), value(described, period, "dcat:endDate"))
    assert [str(bound) for bound in bounds] == ["2020-01-01", "2020-12-31"]


def test_data_are_as_of_their_newest_document(corpus: Corpus, tmp_path: Path) -> None:
    other = replace(corpus.documents[0], id="dother", date=None, issued=datetime.date(2022, 5, 6))
    graph = export(replace(corpus, documents=(*corpus.documents, other)), tmp_path)
    assert str(value(graph, DATASET, "dcterms:modified")) == "2022-05-06"


def test_corpus_without_dates_years_and_places_says_none(corpus: Corpus, tmp_path: Path) -> None:
    bare = replace(corpus.documents[0], date=None, place=None)
    graph = export(replace(corpus, documents=(bare,), facts=(), homes={}), tmp_path)
    for name in ("dcterms:modified", "dcterms:temporal", "dcterms:spatial"):
        assert list(graph.objects(DATASET, term(name))) == []


def test_no_licence_is_claimed_unless_the_user_names_one(described: Graph) -> None:
    assert list(described.subject_objects(term("dcterms:license"))) == []
    assert list(described.subject_objects(term("dcterms:publisher"))) == []


def test_what_the_user_says_is_said(corpus: Corpus, tmp_path: Path) -> None:
    graph = export(corpus, tmp_path, SAID)
    assert {str(title) for title in graph.objects(DATASET, term("dcterms:title"))} == {"青禾图谱", "Qinghe"}
    licensed = set(graph.subjects(term("dcterms:license"), URIRef("https://example.org/by")))
    assert licensed == {DATASET, *graph.objects(DATASET, term("dcat:distribution"))}
    publisher = value(graph, DATASET, "dcterms:publisher")
    assert str(value(graph, publisher, "foaf:name")) == "青禾市投资促进局"


def test_title_and_description_are_in_both_languages(described: Graph) -> None:
    for name in ("dcterms:title", "dcterms:description"):
        assert {getattr(text, "language", None) for text in described.objects(DATASET, term(name))} == {"zh", "en"}


def test_examples_are_the_most_mentioned_of_each_type(corpus: Corpus, tmp_path: Path) -> None:
    rare = replace(corpus.entities[0], id="enterprise-0000", name="无人提及公司")
    graph = export(replace(corpus, entities=(rare, *corpus.entities)), tmp_path)
    examples = {str(node).removeprefix(DEFAULT_BASE) for node in graph.objects(DATASET, term("void:exampleResource"))}
    assert examples == {"enterprise-0001", "park-0001", "project-0001", "region-990100"}


def test_every_node_has_a_plain_iri_under_the_users_base(corpus: Corpus, tmp_path: Path) -> None:
    graph = export(corpus, tmp_path, SAID, base="https://example.org/a#")
    subjects = {str(subject) for subject in graph.subjects()}
    assert all(subject.startswith("https://example.org/a#dataset") for subject in subjects)
    assert all(subject.partition("#")[2].replace("-", "").replace("_", "").isalnum() for subject in subjects)


def test_every_term_is_declared(described: Graph) -> None:
    known = ontology.vocabulary() + vocabulary()
    used = {*described.predicates(), *described.objects(None, RDF.type)}
    assert [node for node in used if (node, RDFS.isDefinedBy, None) not in known] == []


def test_five_parsers_read_the_same_number_of_triples(corpus: Corpus, tmp_path: Path) -> None:
    graph = export(corpus, tmp_path, SAID)
    counts = count_by_reader(tmp_path / "dataset.ttl")
    assert counts == dict.fromkeys(("rdflib", "pyoxigraph", "rapper", "serdi", "N3.js"), len(graph))


def test_terms_have_chinese_labels_and_a_namespace_that_is_theirs() -> None:
    defined = set(vocabulary().subjects(RDFS.isDefinedBy))
    assert len(defined) > 35
    for node in defined:
        assert any(getattr(label, "language", None) == "zh" for label in vocabulary().objects(node, RDFS.label))
        assert any(str(node).startswith(namespace) for namespace in prefixes().values())


def test_no_term_is_declared_twice() -> None:
    assert set(vocabulary().subjects(RDFS.isDefinedBy)) & set(ontology.vocabulary().subjects(RDFS.isDefinedBy)) == set()


def test_unknown_term_is_refused() -> None:
    with pytest.raises(OntologyError, match="void:tripels"):
        term("void:tripels")
