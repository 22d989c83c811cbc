"""Industries point to classes, an export explains the classes that it uses, and the file of the scheme is made from the table."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.export.turtle import write_turtle
from kg.lexicon.industry_classes import load_classes
from kg.model import Entity, EntityType
from kg.ontology import DEFAULT_BASE, prefixes, read_file, term
from kg.rdf.industries import class_iri, industry_triples, scheme_graph
from kg.rdf.values import Base

FILE = Path(__file__).parents[2] / "ontology" / "industries.ttl"
PARSERS = [("rapper", "-q", "-i", "turtle", "-o", "ntriples"), ("serdi", "-i", "turtle")]


def graph_of(*names: str, kind: EntityType = EntityType.INDUSTRY) -> Graph:
    entities: Mapping[str, Entity] = {f"e-{n}": Entity(f"e-{n}", kind, name) for n, name in enumerate(names)}
    graph = Graph(bind_namespaces="none")
    for triple in industry_triples(entities.values(), Base(DEFAULT_BASE)):
        graph.add(triple)
    return graph


@pytest.mark.parametrize(
    ("name", "predicate", "code"),
    [
        ("融资租赁", "skos:exactMatch", "J6631"),
        ("陶瓷产业", "skos:closeMatch", "C307"),
        ("现代物流", "skos:broadMatch", "G"),
        ("新材料产业", "skos:exactMatch", "3"),
    ],
)
def test_industry_matches_its_class(name: str, predicate: str, code: str) -> None:
    graph = graph_of(name)
    assert list(graph.subject_objects(term(predicate))) == [(URIRef(DEFAULT_BASE + "e-0"), class_iri(code))]


@pytest.mark.parametrize("name", ["实体经济", "海洋经济", "未曾听说的东西"])
def test_industry_without_class_gets_no_triple(name: str) -> None:
    assert len(graph_of(name)) == 0


def test_only_industries_are_matched() -> None:
    assert len(graph_of("陶瓷", kind=EntityType.PARK)) == 0


def test_classes_used_come_with_all_above_them_and_their_scheme() -> None:
    graph = graph_of("新能源汽车")
    chain = [class_iri(code) for code in ("C3612", "C361", "C36", "C")]
    assert list(graph.transitive_objects(chain[0], term("skos:broader"))) == chain
    scheme = URIRef("https://w3id.org/citykg/gbt4754")
    assert graph.value(chain[-1], term("skos:topConceptOf")) == scheme
    for node in (*chain, scheme):
        assert {label.language for label in graph.objects(node, RDFS.label) if isinstance(label, Literal)} == {
            "zh",
            "en",
        }
    assert graph.value(chain[2], term("skos:notation")) == Literal("C36")


def test_export_has_no_class_that_it_does_not_use() -> None:
    concepts = set(graph_of("陶瓷").subjects(RDF.type, term("skos:Concept")))
    assert concepts == {class_iri(code) for code in ("C307", "C30", "C")}


def test_class_iris_have_a_prefix() -> None:
    assert class_iri("C36") == URIRef(prefixes()["gbt"] + "C36")
    assert class_iri("5") == URIRef(prefixes()["sei"] + "5")


def test_file_is_made_from_the_table(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite-golden"):
        FILE.write_bytes(write_turtle(scheme_graph()))
    kept = Graph().parse(data=read_file("industries.ttl"), format="turtle")
    assert isomorphic(kept, scheme_graph()), "pytest tests/rdf --rewrite-golden 改写"


@pytest.mark.parametrize("tool", PARSERS, ids=lambda tool: tool[0])
def test_other_parsers_read_as_many_triples(tool: tuple[str, ...]) -> None:
    done = subprocess.run([*tool, str(FILE)], capture_output=True, check=True)
    assert done.stdout.count(b"\n") == len(scheme_graph())


def test_oxigraph_reads_as_many_triples() -> None:
    read = list(ox.parse(path=str(FILE), format=ox.RdfFormat.TURTLE))
    assert len(read) == len(set(read)) == len(scheme_graph())


def test_links_up_and_down_agree() -> None:
    graph = scheme_graph()
    up = {(s, o) for s, o in graph.subject_objects(term("skos:broader"))}
    assert up == {(s, o) for o, s in graph.subject_objects(term("skos:narrower"))}
    tops = {(s, o) for s, o in graph.subject_objects(term("skos:topConceptOf"))}
    assert tops == {(s, o) for o, s in graph.subject_objects(term("skos:hasTopConcept"))}
    assert len(up) + len(tops) == len(load_classes())


def test_schemes_say_title_licence_and_version() -> None:
    graph = scheme_graph()
    for scheme in graph.subjects(RDF.type, term("skos:ConceptScheme")):
        for about in ("dcterms:title", "dcterms:description", "dcterms:license", "owl:versionInfo"):
            assert graph.value(scheme, term(about)), f"{scheme} {about}"
