"""The vocabulary: complete, bilingual, in step with the model, and the only source of IRIs."""

from __future__ import annotations

import itertools
import subprocess
from pathlib import Path
from typing import get_args

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Literal, URIRef

import kg
from kg import ontology
from kg.errors import OntologyError
from kg.lexicon.data import read_rules
from kg.model import LITERALS, Bound, EntityType, FactKind, Predicate, Status

ONTOLOGY = URIRef("https://w3id.org/citykg/ontology")
ORGANS = ("Enterprise", "Organization", "Park", "Region")
# The table of the annotation guide, types sorted.
GUIDE = {
    "locatedIn": (("Enterprise", "Event", "Organization", "Park", "Project", "Region"), ("Park", "Region")),
    "partOf": (("Enterprise", "Organization", "Park", "Policy", "Project"),) * 2,
    "developedBy": (("Park", "Project"), ("Enterprise", "Organization", "Region")),
    "engagedIn": (("Enterprise", "Organization", "Park", "Project", "Region"), ("Industry",)),
    # The guide has no enterprise here, its gold has: the parties that sign an agreement.
    "issuedBy": (("Policy",), ("Enterprise", "Event", "Organization", "Region")),
    "appliesTo": (("Policy",), ("Enterprise", "Industry", "Organization", "Park", "Region")),
    "cooperatesWith": (ORGANS, ORGANS),
    "assists": (("Organization", "Region"), ("Region",)),
    "supplies": (("Enterprise",), ("Enterprise", "Organization", "Region")),
    "participatesIn": (("Enterprise", "Organization", "Park", "Person", "Project", "Region"), ("Event", "Policy")),
    "organizedBy": (("Event",), ("Enterprise", "Organization", "Region")),
    "awarded": (("Entity",), ("Honor",)),
    "holdsPosition": (("Person",), ("Enterprise", "Organization", "Region")),
    "connects": (("Project",), ("Park", "Project", "Region")),
}


@pytest.mark.parametrize("name", ontology.names())
def test_term_has_two_labels_two_comments_and_a_home(name: str) -> None:
    iri = ontology.term(name)
    for about in (RDFS.label, RDFS.comment):
        found = [v.language for v in ontology.vocabulary().objects(iri, about) if isinstance(v, Literal)]
        assert sorted(str(language) for language in found) == ["en", "zh"]
    assert set(ontology.vocabulary().objects(iri, RDFS.isDefinedBy)) == {ONTOLOGY}


@pytest.mark.parametrize(
    ("about", "value"),
    [
        (OWL.versionIRI, f"https://w3id.org/citykg/ontology/{kg.__version__}"),
        (OWL.versionInfo, kg.__version__),
        (URIRef("http://purl.org/dc/terms/license"), "https://spdx.org/licenses/MIT.html"),
        (URIRef("http://purl.org/vocab/vann/preferredNamespacePrefix"), "kg"),
        (URIRef("http://purl.org/vocab/vann/preferredNamespaceUri"), ontology.NAMESPACE),
    ],
)
def test_header_says_version_licence_and_prefix(about: URIRef, value: str) -> None:
    assert [str(found) for found in ontology.vocabulary().objects(ONTOLOGY, about)] == [value]


@pytest.mark.parametrize("kind", EntityType)
def test_entity_type_is_a_class_below_entity(kind: EntityType) -> None:
    above = set(ontology.vocabulary().objects(ontology.term(kind.value), RDFS.subClassOf))
    assert ontology.term("Entity") in above


@pytest.mark.parametrize("name", [*Predicate, *Status, *get_args(FactKind), *get_args(Bound)])
def test_every_word_of_the_model_is_a_term(name: str) -> None:
    assert ontology.term(name) == URIRef(ontology.NAMESPACE + name)


def test_relations_are_exactly_those_of_the_guide() -> None:
    assert set(GUIDE) == {predicate.value for predicate in Predicate if predicate not in LITERALS}


@pytest.mark.parametrize("name", sorted(GUIDE))
def test_relation_joins_the_types_of_the_guide(name: str) -> None:
    assert (ontology.subjects_of(name), ontology.objects_of(name)) == GUIDE[name]


@pytest.mark.parametrize("table", ["types", "predicates", "statuses", "kinds", "bounds"])
def test_labels_agree_with_the_labels_on_screen(table: str) -> None:
    # the screen writes nothing for an exact number
    shown = {name: text for name, text in read_rules("labels.toml")[table].items() if text}
    assert {name: ontology.label(name) for name in shown} == shown


def test_every_property_says_what_it_is_for() -> None:
    graph = ontology.vocabulary()
    ends = (RDFS.domain, URIRef(ontology.prefixes()["schema"] + "domainIncludes"))
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    typed = {each for kind in kinds for each in graph.subjects(RDF.type, kind)}
    properties = {each for each in typed if (each, RDFS.isDefinedBy, ONTOLOGY) in graph}
    assert properties
    assert [each for each in properties if not any((each, end, None) in graph for end in ends)] == []


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(EntityType, 2)))
def test_no_thing_is_of_two_types(one: EntityType, other: EntityType) -> None:
    pair = (ontology.term(one.value), ontology.term(other.value))
    told = [(a, OWL.disjointWith, b) in ontology.vocabulary() for a, b in (pair, pair[::-1])]
    assert any(told)


def test_concepts_are_the_top_of_their_scheme() -> None:
    graph = ontology.vocabulary()
    placed = set(graph.subject_objects(SKOS.inScheme))
    assert placed == set(graph.subject_objects(SKOS.topConceptOf)) != set()
    assert placed == {(concept, scheme) for scheme, concept in graph.subject_objects(SKOS.hasTopConcept)}


def test_vocabulary_has_no_blank_nodes() -> None:
    assert [node for triple in ontology.vocabulary() for node in triple if isinstance(node, BNode)] == []


@pytest.mark.parametrize("tool", [("rapper", "-q", "-i", "turtle", "-o", "ntriples"), ("serdi", "-i", "turtle")])
def test_other_parsers_read_as_many_triples(tool: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "kg.ttl"
    file.write_text(ontology.read_file("kg.ttl"), encoding="utf-8")
    done = subprocess.run([*tool, str(file)], capture_output=True, check=True)
    assert done.stdout.count(b"\n") == len(ontology.vocabulary())


@pytest.mark.parametrize("name", ["locatedIn", "kg:locatedIn"])
def test_own_terms_need_no_prefix(name: str) -> None:
    assert str(ontology.term(name)) == "https://w3id.org/citykg/ontology#locatedIn"


@pytest.mark.parametrize(
    ("name", "near"), [("locatdIn", "locatedIn"), ("kg:LocatedIn", "kg:locatedIn"), ("schema:valeu", "schema:value")]
)
def test_unknown_term_is_refused_and_the_nearest_named(name: str, near: str) -> None:
    with pytest.raises(OntologyError, match=f"是不是 {near}？"):
        ontology.term(name)


@pytest.mark.parametrize("name", ["nowhere:locatedIn", "zzzzzz", "schema:", ""])
def test_term_near_nothing_is_refused_all_the_same(name: str) -> None:
    with pytest.raises(OntologyError):
        ontology.term(name)


def test_instances_carry_the_reused_class_too() -> None:
    assert [str(kind) for kind in ontology.types("Project")] == [
        "https://w3id.org/citykg/ontology#Project",
        "https://schema.org/Project",
        "https://w3id.org/citykg/ontology#Entity",
    ]


def test_target_values_are_no_observations() -> None:
    assert URIRef("https://schema.org/Observation") in ontology.types("Observation")
    assert URIRef("https://schema.org/Observation") not in ontology.types("TargetValue")


def test_installed_package_brings_its_own_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "_ontology"
    inside.mkdir()
    (inside / "kg.ttl").write_text("# mine\n", encoding="utf-8")
    monkeypatch.setattr(ontology, "files", lambda package: tmp_path)
    assert ontology.read_file("kg.ttl") == "# mine\n"


def test_missing_vocabulary_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ontology, "files", lambda package: tmp_path)
    monkeypatch.setattr(ontology, "__file__", str(tmp_path / "kg" / "ontology.py"))
    with pytest.raises(OntologyError, match=r"kg\.ttl"):
        ontology.folder()


def test_missing_file_of_the_ontology_is_reported() -> None:
    with pytest.raises(OntologyError, match=r"restrictions/none\.ttl"):
        ontology.read_file("restrictions/none.ttl")


def test_label_in_another_language_is_refused() -> None:
    with pytest.raises(OntologyError, match="fr"):
        ontology.label("locatedIn", "fr")
