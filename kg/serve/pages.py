"""The pages. In: a store and the name of a page; out: HTML, or the triples behind it in Turtle, N-Triples, JSON-LD, RDF/XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import pyoxigraph as ox
from rdflib import RDF

from kg.ontology import NAMESPACE, names, term, vocabulary
from kg.query.pack import questions
from kg.serve.answers import Writable, write_graph
from kg.serve.facts import TIES, Link, claims_about, link, measured
from kg.serve.negotiate import HTML
from kg.serve.site import LOCAL, Site, node
from kg.serve.templates import render

#: Values and incoming links of one property on a page; the rest is counted.
FEW = 60
_HEADLINES = ("rdf:type", "rdfs:label", "dcterms:title")

Job = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Property:
    """A property with its values, or with the nodes that point here by it; ``count`` counts those not shown, too."""

    name: Link
    values: tuple[Link, ...]
    count: int


def answer_home(site: Site, job: Job, sink: Writable) -> dict[str, Any]:
    """The first page: what is in the graph, and where to go."""
    found = site.store.quads_for_pattern(None, node("rdf:type"), node("Document"))
    documents = [
        link(site, quad.subject.value) for quad in islice(found, FEW) if isinstance(quad.subject, ox.NamedNode)
    ]
    page = render(
        "home.html.j2",
        counts=[(link(site, str(term(name))), count) for name, count in site.sizes.items() if count],
        triples=site.triples,
        documents=sorted(documents, key=lambda one: (one.text, one.title)),
        count=site.sizes["Document"],
        about=site.about,
    )
    sink.write(page)
    return {"status": 200, "type": HTML}


def answer_query_page(site: Site, job: Job, sink: Writable) -> dict[str, Any]:
    """The page with the editor."""
    examples = [{"name": q.name, "title": q.title, "question": q.question, "text": q.text} for q in questions()]
    terms = [{"text": f"kg:{name}", "label": site.label(str(term(name)))} for name in names() if name[0].isalpha()]
    pages = {NAMESPACE: "/ontology#", **{namespace: f"/{folder}/" for folder, namespace in site.folders.items()}}
    config = {"examples": examples, "prefixes": dict(site.prefixes), "pages": pages, "terms": terms}
    sink.write(render("query.html.j2", config=config, about=site.about))
    return {"status": 200, "type": HTML}


def answer_service(site: Site, job: Job, sink: Writable) -> dict[str, Any]:
    """The SPARQL 1.1 Service Description, at the address ``job["here"]``."""
    formats = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    graphs = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
    turtle = render("service.ttl.j2", here=job["here"], triples=site.triples, formats=(*formats, *graphs))
    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    triples = sorted((quad.triple for quad in quads), key=str)
    write_graph(triples, job["graph"], site, sink)
    return {"status": 200, "type": job["graph"]}


def answer_ontology(site: Site, job: Job, sink: Writable) -> dict[str, Any]:
    """The triples of the vocabulary; its page is a file of its own."""
    write_graph(vocabulary_triples(), job["graph"], site, sink)
    return {"status": 200, "type": job["graph"]}


@cache
def vocabulary_triples() -> tuple[ox.Triple, ...]:
    """The triples of the vocabulary, by subject, types first."""
    found = ox.parse(vocabulary().serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
    return tuple(sorted((quad.triple for quad in found), key=_named_first))


def _named_first(triple: ox.Triple) -> tuple[str, bool, str, str]:
    return (str(triple.subject), str(triple.predicate) != f"<{RDF.type}>", str(triple.predicate), str(triple.object))


def answer_resource(site: Site, job: Job, sink: Writable) -> dict[str, Any]:
    """A thing of the graph: whether it is there (``form`` is empty), its page, or its triples.

    The triples are its own, those that point at it, and the labels of what stands at the other ends.
    """
    namespace = site.folders.get(job["folder"], "")
    local = job["name"] if namespace and LOCAL.fullmatch(job["name"]) else ""
    if not local or not _is_there(site, about := ox.NamedNode(namespace + local)):
        return {"status": 404, "line": f"图谱里没有 {job['folder']}/{job['name']}"}
    if job["form"] == HTML:
        sink.write(_resource_page(site, about, f"/{job['folder']}/{local}"))
    elif job["form"]:
        write_graph(_description(site, about), job["form"], site, sink)
    return {"status": 200, "type": job["form"], "iri": about.value}


def _is_there(site: Site, about: ox.NamedNode) -> bool:
    patterns = ((about, None, None), (None, None, about))
    return any(True for pattern in patterns for _ in site.store.quads_for_pattern(*pattern))


def _resource_page(site: Site, about: ox.NamedNode, address: str) -> bytes:
    stated = site.outgoing(about)
    rows, count = claims_about(site, about)
    title = measured(site, about) or site.label(about.value)
    shown = [iri for iri in stated if iri not in {str(term(known)) for known in _HEADLINES}]
    properties = [_property(site, iri, stated[iri]) for iri in shown]
    return render(
        "resource.html.j2",
        title=title,
        address=address,
        iri=about.value,
        types=[link(site, value.value) for value in stated.get(str(term("rdf:type")), []) if _told(value)],
        properties=sorted(properties, key=lambda one: (one.name.text, one.name.title)),
        incoming=sorted(_incoming(site, about), key=lambda one: (one.name.text, one.name.title)),
        rows=rows,
        count=count,
        all_claims=_all_claims(about.value),
    )


def _told(value: Any) -> bool:
    """Whether a class is told on top of a page: those of schema.org and PROV only say the same once more."""
    return isinstance(value, ox.NamedNode) and value.value.startswith((NAMESPACE, str(term("skos:Concept"))))


def _property(site: Site, iri: str, values: list[Any]) -> Property:
    shown = sorted((_value(site, value) for value in values[: FEW * 20]), key=lambda one: (one.text, one.title))
    return Property(link(site, iri), tuple(shown[:FEW]), len(values))


def _value(site: Site, value: Any) -> Link:
    if isinstance(value, ox.NamedNode):
        told = measured(site, value)
        return Link(told, site.address(value.value), value.value) if told else link(site, value.value)
    if isinstance(value, ox.Literal):
        plain = value.language or value.datatype.value == site.prefixes["xsd"] + "string"
        return Link(value.value, title="" if plain else site.short(value.datatype.value))
    return Link(str(value))


def _incoming(site: Site, about: ox.NamedNode) -> Iterator[Property]:
    """What points here, but for claims and evidence, which have a table of their own."""
    left_out = {str(term(name)) for name in (*TIES, "oa:hasSource")}
    found: dict[str, list[Any]] = {}
    for quad in site.store.quads_for_pattern(None, None, about):
        if quad.predicate.value not in left_out:
            found.setdefault(quad.predicate.value, []).append(quad.subject)
    for iri, subjects in found.items():
        yield _property(site, iri, subjects)


def _description(site: Site, about: ox.NamedNode) -> list[ox.Triple]:
    triples: dict[ox.Triple, None] = {}
    others: dict[str, ox.NamedNode] = {}
    for pattern in ((about, None, None), (None, None, about)):
        for quad in site.store.quads_for_pattern(*pattern):
            triples[quad.triple] = None
            for end in (quad.subject, quad.predicate, quad.object):
                if isinstance(end, ox.NamedNode) and end != about:
                    others[end.value] = end
    for other in others.values():
        for name in ("rdfs:label", "dcterms:title"):
            for quad in site.store.quads_for_pattern(other, node(name), None):
                triples[quad.triple] = None
    first = str(about)
    return sorted(triples, key=lambda triple: (str(triple.subject) != first, *_named_first(triple)))


def _all_claims(iri: str) -> str:
    return (
        "SELECT ?主体 ?关系 ?客体 ?年份 ?原文 ?文档 WHERE {\n"
        f"  {{ ?claim rdf:subject <{iri}> }} UNION {{ ?claim rdf:object <{iri}> }} UNION {{ ?claim dcterms:source <{iri}> }}\n"
        "  ?claim rdf:subject/rdfs:label ?主体 ; rdf:predicate/rdfs:label ?关系 ; rdf:object ?客体 ;\n"
        "    dcterms:source/dcterms:title ?文档 ; prov:wasDerivedFrom/oa:exact ?原文 .\n"
        '  FILTER(LANG(?关系) = "zh")\n'
        "  OPTIONAL { ?claim kg:year ?年份 }\n"
        "}"
    )
