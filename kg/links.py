"""Identity links of divisions to Wikidata. In: the triples of a build and the table of items; out: links.ttl as a graph.

A region is linked by the code that it bears in the graph. One whose code was given up (``codeUntil``) is not: some codes were
handed on, 500110 from 万盛区 to 綦江区, and the item is that of the present bearer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from kg.lexicon.data import read_rules
from kg.lexicon.wikidata import WikidataLink
from kg.ontology import DATA_PREFIX, DEFAULT_BASE, prefixes, term

#: Local names of this build's dataset and of the linkset, under the base of the data.
DATASET = "dataset"
LINKSET = "linkset-wikidata"


def to_links(triples: Graph, links: Iterable[WikidataLink], *, base: str = DEFAULT_BASE) -> Graph:
    """The links of the regions in a graph, and what they are, as a void:Linkset.

    Args:
        triples (Graph): the graph that ``to_rdf`` made; it is only read.
        links (Iterable[WikidataLink]): the table; what it has of other regions is left out.
        base (str): what the IRIs of the data begin with.

    Raises:
        OntologyError: a term is not in kg.ttl.
    """
    out = Graph(store="SimpleMemory", bind_namespaces="none")
    for prefix, namespace in {**prefixes(), DATA_PREFIX: base}.items():
        out.bind(prefix, namespace, override=True)
    about = read_rules("wikidata.toml")
    sources: set[str] = set()
    by_code = {link.code: link for link in links}
    for region, code in _coded(triples):
        link = by_code.get(code)
        if link is not None:
            out.add((region, term("owl:sameAs"), URIRef(about["target"]["space"] + link.qid)))
            sources.add(about["sources"][link.source])
    count = len(out)
    for predicate, value in _linkset(about, base, count, sources):
        out.add((URIRef(base + LINKSET), term(predicate), value))
    for predicate, value in _target(about["target"]):
        out.add((URIRef(about["target"]["iri"]), term(predicate), value))
    return out


def _coded(triples: Graph) -> Iterator[tuple[URIRef, str]]:
    """The regions that bear a code in force."""
    for region, code in triples.subject_objects(term("code")):
        present = (region, term("codeUntil"), None) not in triples
        if present and isinstance(region, URIRef) and (region, RDF.type, term("Region")) in triples:
            yield region, str(code)


def _linkset(about: dict[str, Any], base: str, count: int, sources: set[str]) -> Iterator[tuple[str, Node]]:
    yield "rdf:type", term("void:Linkset")
    for name in ("title", "description"):
        for language, text in about["linkset"][name].items():
            yield f"dcterms:{name}", Literal(text, lang=language)
    yield "void:subjectsTarget", URIRef(base + DATASET)
    yield "void:objectsTarget", URIRef(about["target"]["iri"])
    yield "void:linkPredicate", term("owl:sameAs")
    yield "void:triples", Literal(count)
    yield "dcterms:license", URIRef(about["target"]["license"])
    for source in sources:
        yield "dcterms:source", URIRef(source)


def _target(target: dict[str, Any]) -> Iterator[tuple[str, Node]]:
    yield "rdf:type", term("void:Dataset")
    for language, text in target["title"].items():
        yield "dcterms:title", Literal(text, lang=language)
    yield "void:uriSpace", Literal(target["space"])
    yield "dcterms:license", URIRef(target["license"])
