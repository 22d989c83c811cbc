"""shapes.ttl: well-formed, every shape named and told in two languages, and of one mind with the vocabulary."""

from __future__ import annotations

import pyshacl
import pytest
from planting import PROJECT, Plot
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.check.shapes import prepared, shape_rules, shapes_graph
from kg.model import LITERALS, Corpus, Predicate
from kg.ontology import NAMESPACE, objects_of, prefixes, subjects_of, term, vocabulary

SHAPES = shapes_graph()
HOME = URIRef("https://w3id.org/citykg/shapes")
NAMED = sorted(
    {shape for kind in (SH.NodeShape, SH.PropertyShape) for shape in SHAPES.subjects(RDF.type, kind)}, key=str
)
RELATIONS = [predicate.value for predicate in Predicate if predicate not in LITERALS]


def shape(name: str) -> URIRef:
    return URIRef(f"{HOME}#{name}")


def listed(name: str) -> set[Node]:
    """What sh:in of a shape allows."""
    head = SHAPES.value(shape(name), SH["in"])
    assert head is not None
    return set(Collection(SHAPES, head))


def of_scheme(scheme: str) -> set[Node]:
    return set(vocabulary().objects(term(scheme), URIRef(prefixes()["skos"] + "hasTopConcept")))


def classes_of(name: str) -> tuple[str, ...]:
    """The classes that a shape lets a value have: one with sh:class, or several with sh:or of parts that have one."""
    alone = SHAPES.value(shape(name), SH["class"])
    either = SHAPES.value(shape(name), SH["or"])
    found = [alone] if alone else [SHAPES.value(part, SH["class"]) for part in Collection(SHAPES, either)]  # type: ignore[arg-type]
    return tuple(sorted(str(one).removeprefix(NAMESPACE) for one in found))


def test_shapes_are_shapes_by_the_shapes_for_shapes() -> None:
    plain = Graph().parse(data=SHAPES.serialize(format="nt"), format="nt")
    conforms, _, _ = pyshacl.validate(Graph(), shacl_graph=plain, meta_shacl=True)
    assert conforms


def test_no_shape_is_without_a_name() -> None:
    assert [one for one in NAMED if not str(one).startswith(f"{HOME}#")] == []
    assert _parts() | set(SHAPES.objects(None, SH.property)) <= set(NAMED)


@pytest.mark.parametrize("one", NAMED, ids=[str(one).removeprefix(f"{HOME}#") for one in NAMED])
def test_shape_is_told_in_chinese_and_english(one: URIRef) -> None:
    words = SH.name if (one, RDF.type, SH.PropertyShape) in SHAPES else RDFS.label
    for about in (words, *(each for each in (SH.message, SH.description, RDFS.comment) if (one, each, None) in SHAPES)):
        languages = [value.language for value in SHAPES.objects(one, about) if isinstance(value, Literal)]
        assert sorted(map(str, languages)) == ["en", "zh"]
    assert (one, RDFS.isDefinedBy, HOME) in SHAPES


def _parts() -> set[Node]:
    """Shapes that only serve within others, where those speak for them."""
    parts = {part for head in SHAPES.objects(None, SH["or"]) for part in Collection(SHAPES, head)}
    parts |= {inner for kind in (SH["not"], SH.qualifiedValueShape) for inner in SHAPES.objects(None, kind)}
    return parts | {inner for part in parts for inner in SHAPES.objects(part, SH.property)}


def test_whatever_constrains_has_a_message() -> None:
    silent = set(NAMED) - set(shape_rules()) - _parts()
    words = {RDF.type, RDFS.label, RDFS.comment, RDFS.isDefinedBy, SH.name, SH.description}
    holding = {SH.property, SH.path, SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf}
    assert {about for one in silent for about in SHAPES.predicates(one)} <= words | holding


def test_head_has_version_licence_and_prefix() -> None:
    assert (HOME, RDF.type, OWL.Ontology) in SHAPES
    version = SHAPES.value(HOME, OWL.versionInfo)
    assert SHAPES.value(HOME, OWL.versionIRI) == URIRef(f"{HOME}/{version}")
    assert str(SHAPES.value(HOME, URIRef(prefixes()["vann"] + "preferredNamespaceUri"))) == f"{HOME}#"
    assert (HOME, URIRef(prefixes()["dcterms"] + "license"), None) in SHAPES


def test_shapes_use_terms_of_the_vocabulary_only() -> None:
    used = {each for triple in SHAPES for each in triple if isinstance(each, URIRef) and each.startswith(NAMESPACE)}
    assert {iri for iri in used if (iri, RDFS.isDefinedBy, None) not in vocabulary()} == set()


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("status-object", "StatusScheme"),
        ("Claim-kind", "KindScheme"),
        ("IndicatorValue-kind", "KindScheme"),
        ("Claim-bound", "BoundScheme"),
        ("IndicatorValue-bound", "BoundScheme"),
        ("Claim-role", "RoleScheme"),
        ("Division-level", "LevelScheme"),
    ],
)
def test_values_are_those_of_the_scheme(name: str, scheme: str) -> None:
    assert listed(name) == of_scheme(scheme) != set()


def test_predicates_are_those_of_the_model() -> None:
    assert listed("Claim-predicate") == {term(predicate.value) for predicate in Predicate}


@pytest.mark.parametrize("name", RELATIONS)
def test_ends_of_a_relation_are_those_of_the_vocabulary(name: str) -> None:
    assert classes_of(f"{name}-object") == objects_of(name)
    if subjects_of(name) == ("Entity",):  # every claim's subject is one
        assert shape(f"{name}-subject") not in NAMED
    else:
        assert classes_of(f"{name}-subject") == subjects_of(name)


@pytest.mark.parametrize("name", RELATIONS)
@pytest.mark.parametrize(("side", "property_"), [("subject", RDFS.domain), ("object", RDFS.range)])
def test_wrong_end_is_a_violation_where_the_vocabulary_says_so_and_else_a_warning(
    name: str, side: str, property_: URIRef
) -> None:
    """rdfs:domain and rdfs:range bind; the annotation guide (schema:domainIncludes, schema:rangeIncludes) may be narrower."""
    rule = shape_rules().get(shape(f"{name}-{side}"))
    if rule is None:
        return
    bound = vocabulary().value(term(name), property_)
    binding = {str(bound)} == {NAMESPACE + each for each in classes_of(f"{name}-{side}")}
    places = bound == term("schema:Place") and classes_of(f"{name}-{side}") == ("Park", "Region")
    assert rule.severity == ("violation" if binding or places else "warning")


def test_what_pyshacl_is_given_finds_the_same_as_the_file(corpus: Corpus) -> None:
    plot = Plot(corpus)
    plot.drop(PROJECT, "rdfs:label")
    plot.drop(plot.document, "sha256")
    plot.add(plot.evidence("claim-f01"), "path", Literal("x"))
    plot.put(plot.value, "kind", term("planned"))
    plot.claim(PROJECT, "issuedBy", PROJECT)
    data = Graph().parse(data=plot.graph.serialize(format="nt"), format="nt")
    found = [_results(data, Graph().parse(data=each.serialize(format="nt"), format="nt")) for each in _both()]
    assert found[0] == found[1]
    assert len(found[0]) >= 5


def _both() -> tuple[Graph, Graph]:
    return SHAPES, prepared(SHAPES)


def _results(data: Graph, shapes: Graph) -> list[tuple[str, ...]]:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    told = (SH.sourceShape, SH.focusNode, SH.value, SH.resultPath, SH.resultSeverity, SH.sourceConstraintComponent)
    results = report.objects(None, SH.result)
    return sorted(tuple(_plain(report.value(one, each)) for each in told) for one in results)


def _plain(node: Node | None) -> str:
    """Blank nodes (paths) have other names in each run."""
    return str(node) if isinstance(node, URIRef | Literal) else ""
