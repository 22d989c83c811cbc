"""Pitfalls of declaration and publishing (OOPS! P34 to P41), and our own checks of alignment, concepts and examples.

In: Material; out: findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from rdflib import OWL, RDF, RDFS, SKOS, XSD, URIRef
from rdflib.term import Node

from kg.vocabulary.foops import licence
from kg.vocabulary.material import Check, Material, is_known
from kg.vocabulary.results import Finding
from kg.vocabulary.view import DOMAIN_INCLUDES, LANGUAGES, RANGE_INCLUDES, View

_BUILT_IN = (str(RDF), str(RDFS), str(OWL), str(XSD))
_EXTENSIONS = (".owl", ".rdf", ".ttl", ".n3", ".nt", ".rdfxml", ".xml", ".jsonld", ".html")
_MAPPINGS = (
    RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, RDFS.seeAlso,
    SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch,
)  # fmt: skip


def untyped_classes(m: Material) -> Iterator[Finding]:
    """P34: what types, stands above or ends a property is not declared a class."""
    graph = m.view.graph
    used = {node for link in (RDF.type, RDFS.subClassOf, OWL.disjointWith) for node in graph.objects(None, link)}
    used |= {
        node
        for link in (RDFS.domain, RDFS.range, DOMAIN_INCLUDES, RANGE_INCLUDES)
        for node in graph.objects(None, link)
    }
    declared = {*m.view.classes, *m.view.foreign_classes}
    yield from (Finding(m.view.name(node)) for node in _undeclared(used, declared))


def untyped_properties(m: Material) -> Iterator[Finding]:
    """P35: what stands as a predicate, or above a property, is not declared a property."""
    links = (RDFS.subPropertyOf, OWL.inverseOf, OWL.equivalentProperty)
    used = {*m.view.graph.predicates(), *(node for link in links for node in m.view.graph.objects(None, link))}
    declared = {*m.view.properties, *m.view.foreign_properties}
    yield from (Finding(m.view.name(node)) for node in _undeclared(used, declared))


def _undeclared(used: Iterable[Node], declared: set[URIRef]) -> list[URIRef]:
    named = (node for node in used if isinstance(node, URIRef) and not str(node).startswith(_BUILT_IN))
    return sorted(node for node in named if node not in declared)


def extensions(m: Material) -> Iterator[Finding]:
    """P36: a file extension in the IRI of the ontology or the namespace."""
    for text in (str(m.view.iri or ""), m.view.namespace.rstrip("#/")):
        if text.lower().endswith(_EXTENSIONS):
            yield Finding(text)


def declaration(m: Material) -> Iterator[Finding]:
    """P38: no owl:Ontology."""
    if (None, RDF.type, OWL.Ontology) not in m.view.graph:
        yield Finding("owl:Ontology")


def namespace(m: Material) -> Iterator[Finding]:
    """P39: the ontology has no IRI of its own, or one that depends on where the file lies, or no term in its namespace."""
    iri = str(m.view.iri or "")
    if not iri or iri.startswith("file:") or "://" not in iri:
        yield Finding("owl:Ontology", "没有自己的 IRI")
    elif not m.view.terms:
        yield Finding(m.view.namespace, "命名空间里没有词")


def hijacked(m: Material) -> Iterator[Finding]:
    """P40: a term of another vocabulary that this vocabulary does not have."""
    terms = {*m.view.foreign_classes, *m.view.foreign_properties}
    yield from (Finding(m.view.name(term)) for term in sorted(terms) if not is_known(term))


def aligned(m: Material) -> Iterator[Finding]:
    """KG1: a class, property or scheme without a mapping and without the reason why there is none."""
    for term in (*m.view.classes, *m.view.properties, *m.view.schemes):
        mapped = any((term, link, None) in m.alignment for link in (*_MAPPINGS, SKOS.editorialNote))
        if not mapped:
            yield Finding(m.view.name(term))


def alignment_known(m: Material) -> Iterator[Finding]:
    """KG2: the alignment names a term that is neither in the vocabulary nor known to exist elsewhere."""
    shown = View(m.alignment)
    for one, link, other in sorted(m.alignment):
        if not m.view.owns(one):
            continue
        if one not in m.view.terms:
            yield Finding(m.view.name(one), "词表里没有")
        if link in _MAPPINGS and isinstance(other, URIRef) and not is_known(other):
            yield Finding(shown.name(other), m.view.name(one))


#: Class of ours, class that it must not come to lie below.
_APART = (("TargetValue", "https://schema.org/Observation"), ("Region", "https://schema.org/AdministrativeArea"))


def alignment_harmless(m: Material) -> Iterator[Finding]:
    """KG3: with the alignment added, a class lies below one that it is disjoint with, or that it must stay apart from."""
    together = View(m.view.graph + m.alignment)
    for term in m.view.classes:
        above = together.above(term)
        for kind in sorted(above):
            if any(together.disjoint(one, other) for one, other in product({kind}, above | {term})):
                yield Finding(m.view.name(term), together.name(kind))
    for local, other in _APART:
        if URIRef(other) in together.above(URIRef(m.view.namespace + local)):
            yield Finding(f"kg:{local}", other)


def concepts(m: Material) -> Iterator[Finding]:
    """KG4: a concept without scheme or preferred label, or that a browser of schemes would not find."""
    for concept in m.view.concepts:
        name = m.view.name(concept)
        schemes = m.view.values(concept, SKOS.inScheme)
        if not schemes:
            yield Finding(name, "不在体系里")
        if not all(m.view.text(concept, SKOS.prefLabel, language) for language in LANGUAGES):
            yield Finding(name, "skos:prefLabel")
        tops = m.view.values(concept, SKOS.topConceptOf)
        listed = all((scheme, SKOS.hasTopConcept, concept) in m.view.graph for scheme in tops)
        if not m.view.values(concept, SKOS.broader) and (not tops or not listed):
            yield Finding(name, "找不到")


def examples(m: Material) -> Iterator[Finding]:
    """KG5: a type of entity, or a relation between entities, without an example."""
    entity = URIRef(m.view.namespace + "Entity")
    types = m.view.sources(entity, RDFS.subClassOf)
    relations = [
        p for p in m.view.object_properties if m.view.values(p, DOMAIN_INCLUDES) and _relates(m.view, p, entity)
    ]
    for term in (*types, *relations):
        if (term, SKOS.example, None) not in m.view.graph:
            yield Finding(m.view.name(term))


def _relates(view: View, term: URIRef, entity: URIRef) -> bool:
    return any(kind == entity or entity in view.above(kind) for kind in view.values(term, RANGE_INCLUDES))


CHECKS: dict[str, Check] = {
    "P34": untyped_classes,
    "P35": untyped_properties,
    "P36": extensions,
    "P38": declaration,
    "P39": namespace,
    "P40": hijacked,
    "P41": licence,
    "KG1": aligned,
    "KG2": alignment_known,
    "KG3": alignment_harmless,
    "KG4": concepts,
    "KG5": examples,
}
