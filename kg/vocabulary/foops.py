"""The tests of FOOPS! that can be answered from the files. In: Material; out: findings, none when the test is passed.

What each test asks: FOOPS! catalogue (https://w3id.org/foops/catalogue), metadata items by its source: metadata.toml.
VOC3 and VOC4 ask for both languages, which is stricter than FOOPS! itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from kg.vocabulary.formats import FORMATS, counted, written
from kg.vocabulary.material import BASE, Check, Material, rules_of
from kg.vocabulary.redirects import answer
from kg.vocabulary.results import Finding
from kg.vocabulary.view import LANGUAGES

#: Accept header -> what the file that answers it ends with.
NEGOTIATED = {
    "text/html": "index.html",
    "text/turtle": ".ttl",
    "application/n-triples": ".nt",
    "application/ld+json": ".jsonld",
    "application/rdf+xml": ".rdf",
}
_BUILT_IN = (str(RDF), str(RDFS), str(OWL))


def _has(m: Material, item: str) -> bool:
    rules = rules_of("metadata.toml")
    for name in rules["items"][item]:
        prefix, _, local = name.partition(":")
        if m.view.iri and (m.view.iri, URIRef(rules["prefixes"][prefix] + local), None) in m.view.graph:
            return True
    return False


def _metadata(check: str, m: Material) -> Iterator[Finding]:
    return (Finding(item) for item in rules_of("metadata.toml")["asked"][check] if not _has(m, item))


def prefix(m: Material) -> Iterator[Finding]:
    """FIND1: a preferred prefix is declared."""
    if not _has(m, "namespace prefix"):
        yield Finding("namespace prefix")


def licence(m: Material) -> Iterator[Finding]:
    """OM4.1: a licence or a statement of rights."""
    if not _has(m, "license") and not _has(m, "rights"):
        yield Finding("license")


def licence_address(m: Material) -> Iterator[Finding]:
    """OM4.2, the part without a network: the licence is an absolute address."""
    found = list(m.view.graph.objects(m.view.iri, URIRef("http://purl.org/dc/terms/license"))) if m.view.iri else []
    if not found:
        yield Finding("license")
    for value in found:
        if not isinstance(value, URIRef) or not str(value).startswith(("http://", "https://")):
            yield Finding(str(value))


def version(m: Material) -> Iterator[Finding]:
    """VER1: a version IRI that differs from the ontology's."""
    found = m.view.values(m.view.iri, OWL.versionIRI) if m.view.iri else ()
    if not found:
        yield Finding("version iri")
    yield from (Finding(str(iri), "与词表 IRI 相同") for iri in found if iri == m.view.iri)


def version_resolves(m: Material) -> Iterator[Finding]:
    """VER2, the part without a network: the redirect file sends the version IRI to a file that the host would have."""
    found = m.view.values(m.view.iri, OWL.versionIRI) if m.view.iri else ()
    if not found:
        yield Finding("version iri")
    for iri in found:
        yield from _redirected(m, iri, "text/html")


def resolves(m: Material) -> Iterator[Finding]:
    """URI1, the part without a network: the redirect file sends the ontology's IRI to a file that the host would have."""
    if m.view.iri is None:
        yield Finding("owl:Ontology")
    else:
        yield from _redirected(m, m.view.iri, "text/html")


def negotiates(m: Material) -> Iterator[Finding]:
    """CN1, the part without a network: each type is answered by the file of that type."""
    if m.view.iri is None:
        yield Finding("owl:Ontology")
        return
    for accept in NEGOTIATED:
        yield from _redirected(m, m.view.iri, accept)


def _redirected(m: Material, iri: URIRef, accept: str) -> Iterator[Finding]:
    status, target = answer(m.rules, str(iri).removeprefix(BASE), accept)
    path = "/".join(target.partition("#")[0].split("/")[3:])
    if status != 303 or not path.endswith(NEGOTIATED[accept]):
        yield Finding(str(iri), f"{accept} 得到 {status} {target}".rstrip())
    elif path not in m.offered:
        yield Finding(str(iri), f"主机上不会有 {path}")


def metadata_reuse(m: Material) -> Iterator[Finding]:
    """VOC1: the header's metadata come from other vocabularies."""
    used = set(m.view.graph.predicates(m.view.iri)) if m.view.iri else set()
    if not any(not str(each).startswith(_BUILT_IN) and not m.view.owns(each) for each in used):
        yield Finding("owl:Ontology", "元数据没有用别的词表")


def reuse(m: Material) -> Iterator[Finding]:
    """VOC2: some class or property is below one of another vocabulary, or something is imported."""
    links = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty)
    above = {node for term in m.view.terms for node in m.view.values(term, *links)}
    imported = (None, OWL.imports, None) in m.view.graph
    if not imported and not any(not m.view.owns(node) and not str(node).startswith(_BUILT_IN) for node in above):
        yield Finding("rdfs:subClassOf", "没有复用别的词表")


def _told(predicates: tuple[URIRef, ...], m: Material) -> Iterator[Finding]:
    for term in m.view.terms:
        for language in LANGUAGES:
            if not any(m.view.text(term, predicate, language).strip() for predicate in predicates):
                yield Finding(m.view.name(term), language)


def same_iri(m: Material) -> Iterator[Finding]:
    """URI2: the terms' namespace is the ontology's IRI and ``#`` or ``/``, so that a term leads to the ontology."""
    if m.view.iri is None or m.view.namespace.rstrip("#/") != str(m.view.iri):
        yield Finding(m.view.namespace or "owl:Ontology")


def persistent(m: Material) -> Iterator[Finding]:
    """PURL1: the IRI begins as a persistent identifier does."""
    known = tuple(rules_of("metadata.toml")["persistent"]["prefixes"])
    if not str(m.view.iri or "").startswith(known):
        yield Finding(str(m.view.iri or "owl:Ontology"))


def open_protocol(m: Material) -> Iterator[Finding]:
    """HTTP1: http or https."""
    if not str(m.view.iri or "").startswith(("http://", "https://")):
        yield Finding(str(m.view.iri or "owl:Ontology"))


def formats(m: Material) -> Iterator[Finding]:
    """RDF1: every format that is served holds as many triples as the vocabulary."""
    for extension in FORMATS:
        count = counted(written(m.source, extension), extension)
        if count != len(m.view.graph) or not count:
            yield Finding(extension, f"{count} 条，应为 {len(m.view.graph)} 条")


def documented(m: Material) -> Iterator[Finding]:
    """DOC1, the part without a network: the page has a place for every term."""
    if not m.page:
        yield Finding("index.html", "没有")
        return
    for term in m.view.terms:
        if f'id="{m.view.local(term)}"' not in m.page:
            yield Finding(m.view.name(term), "网页里没有")


CHECKS: dict[str, Check] = {
    "FIND1": prefix,
    **{check: partial(_metadata, check) for check in ("OM1", "OM2", "OM3", "OM5.1", "OM5.2")},
    "OM4.1": licence,
    "OM4.2": licence_address,
    "VER1": version,
    "VER2": version_resolves,
    "VOC1": metadata_reuse,
    "VOC2": reuse,
    "VOC3": partial(_told, (RDFS.label, SKOS.prefLabel)),
    "VOC4": partial(_told, (RDFS.comment, SKOS.definition)),
    "URI1": resolves,
    "URI2": same_iri,
    "PURL1": persistent,
    "HTTP1": open_protocol,
    "RDF1": formats,
    "DOC1": documented,
    "CN1": negotiates,
}
