"""Industries as triples: which class of GB/T 4754 or of the strategic emerging industries they match. In: entities; out: triples.

An export carries the classes that it uses and all above them, with labels and schemes, so that a query by section needs no
second file. ``scheme_graph`` is the whole of both schemes, kept as ``ontology/industries.ttl``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rdflib import RDF, Graph, Literal, URIRef

from kg.lexicon.industries import Kind, matches
from kg.lexicon.industry_classes import (
    IndustryClass,
    Scheme,
    SchemeName,
    lineage,
    load_classes,
    load_schemes,
    scheme_of,
)
from kg.model import Entity, EntityType
from kg.ontology import prefixes, term
from kg.rdf.values import Base, Triple, string

_MATCHES: Mapping[Kind, str] = {"exact": "skos:exactMatch", "close": "skos:closeMatch", "broad": "skos:broadMatch"}
#: The prefixes of ``ontology/industries.ttl``.
_PREFIXES = ("dcterms", "gbt", "owl", "rdf", "rdfs", "sei", "skos")
_LICENCE = "https://spdx.org/licenses/MIT.html"


def industry_triples(entities: Iterable[Entity], base: Base) -> Iterator[Triple]:
    """The matches of all industries, and at last the classes and schemes that they lead to."""
    used: set[str] = set()
    for entity in entities:
        if entity.type is not EntityType.INDUSTRY:
            continue
        for match in matches(entity.name, *entity.aliases):
            yield (base.node(entity.id), term(_MATCHES[match.kind]), class_iri(match.code))
            used.update(lineage(match.code))
    for code in sorted(used):
        yield from _class_triples(load_classes()[code])
    for name in sorted({scheme_of(code) for code in used}):
        yield from _scheme_triples(load_schemes()[name])


def class_iri(code: str) -> URIRef:
    """The IRI of a class: ``C361`` -> ``https://w3id.org/citykg/gbt4754/C361``."""
    return URIRef(f"{load_schemes()[scheme_of(code)].iri}/{code}")


def scheme_graph() -> Graph:
    """Both schemes whole, downward links and the heads of the file included."""
    out = Graph(bind_namespaces="none")
    for prefix in _PREFIXES:
        out.bind(prefix, prefixes()[prefix], override=True)
    for scheme in load_schemes().values():
        for triple in (*_scheme_triples(scheme), *_head_triples(scheme)):
            out.add(triple)
    for one in load_classes().values():
        for triple in (*_class_triples(one), _downward(one)):
            out.add(triple)
    return out


def _labels(node: URIRef, zh: str, en: str) -> Iterator[Triple]:
    # Queries ask for rdfs:label and run without inference, so skos:prefLabel alone would leave classes without a name.
    for about in ("rdfs:label", "skos:prefLabel"):
        yield (node, term(about), Literal(zh, lang="zh"))
        yield (node, term(about), Literal(en, lang="en"))


def _class_triples(one: IndustryClass) -> Iterator[Triple]:
    node, scheme = class_iri(one.code), _scheme_iri(one.scheme)
    yield (node, RDF.type, term("skos:Concept"))
    yield from _labels(node, one.zh, one.en)
    yield (node, term("skos:notation"), string(one.code))
    yield (node, term("skos:inScheme"), scheme)
    if one.parent:
        yield (node, term("skos:broader"), class_iri(one.parent))
    else:
        yield (node, term("skos:topConceptOf"), scheme)


def _downward(one: IndustryClass) -> Triple:
    if one.parent:
        return (class_iri(one.parent), term("skos:narrower"), class_iri(one.code))
    return (_scheme_iri(one.scheme), term("skos:hasTopConcept"), class_iri(one.code))


def _scheme_iri(name: SchemeName) -> URIRef:
    return URIRef(load_schemes()[name].iri)


def _scheme_triples(scheme: Scheme) -> Iterator[Triple]:
    node = URIRef(scheme.iri)
    yield (node, RDF.type, term("skos:ConceptScheme"))
    yield from _labels(node, scheme.zh, scheme.en)


def _head_triples(scheme: Scheme) -> Iterator[Triple]:
    node = URIRef(scheme.iri)
    yield (node, term("dcterms:title"), Literal(scheme.zh, lang="zh"))
    yield (node, term("dcterms:title"), Literal(scheme.en, lang="en"))
    yield (node, term("dcterms:description"), Literal(scheme.about_zh, lang="zh"))
    yield (node, term("dcterms:description"), Literal(scheme.about_en, lang="en"))
    yield (node, term("dcterms:license"), URIRef(_LICENCE))
    yield (node, term("owl:versionInfo"), string(scheme.version))
