"""Faults in entities, divisions, documents and evidence, each under the name of the shape or invariant that is meant for it; ``a+b`` where one cannot be without the other."""

from __future__ import annotations

from collections.abc import Callable

from planting import SAMPLES, Plot, integer, node
from rdflib import RDF, SKOS, XSD, Literal, URIRef

from kg.ontology import term

Fault = tuple[str, Callable[[Plot], object]]

PROJECT, PARK, ENTERPRISE, REGION = (node(SAMPLES[kind]) for kind in ("Project", "Park", "Enterprise", "Region"))
POLICY, INDUSTRY, ORGANIZATION, EVENT = (node(SAMPLES[k]) for k in ("Policy", "Industry", "Organization", "Event"))
PROVINCE = node("region-440000")
F01, F03, F05, F06, F07, F08 = (node(f"claim-f0{number}") for number in (1, 3, 5, 6, 7, 8))
MATCHES = ("broadMatch", "closeMatch", "exactMatch")
NOWHERE = URIRef("https://example.org/nowhere")


def zh(text: str) -> Literal:
    return Literal(text, lang="zh")


def retype(plot: Plot, subject: URIRef, kind: str) -> None:
    plot.graph.remove((subject, RDF.type, term(kind)))


ENTITIES: list[Fault] = [
    ("Entity-label", lambda p: p.drop(PROJECT, "rdfs:label")),
    ("Entity-label", lambda p: p.add(PROJECT, "rdfs:label", zh("另一个名称"))),
    ("Entity-label", lambda p: p.put(PROJECT, "rdfs:label", Literal("Core Valley", lang="en"))),
    ("Entity-label-length", lambda p: p.put(PROJECT, "rdfs:label", zh(" 云岭芯谷"))),
    ("Entity-type", lambda p: [p.graph.add((PROJECT, RDF.type, t)) for t in (term("Park"), term("schema:Place"))]),
    ("Entity-altLabel", lambda p: p.add(PROJECT, "skos:altLabel", Literal("Core Valley", lang="en"))),
    ("Entity-alias", lambda p: p.add(PROJECT, "skos:altLabel", zh("云岭芯谷"))),
    ("Entity-description", lambda p: p.add(PROJECT, "schema:description", Literal("没有语言标记"))),
    ("Entity-within", lambda p: p.add(PROJECT, "within", NOWHERE)),
    *((f"{kind}-types", lambda p, k=kind: _without_second_type(p, k)) for kind in SAMPLES),
    ("Region-parent", lambda p: p.add(p.city, "schema:containedInPlace", NOWHERE)),
    ("Enterprise-place", lambda p: p.drop(ENTERPRISE, "within")),
    ("homonyms-not-told-apart", lambda p: p.entity("policy-2", "Policy", "倍增计划")),
]


def _without_second_type(plot: Plot, kind: str) -> None:
    """kg:Entity stays, for without it no other shape would look at the node."""
    (second,) = {t for t in plot.graph.objects(node(SAMPLES[kind]), RDF.type) if "schema.org" in t} - {
        term("schema:AdministrativeArea")
    }
    plot.graph.remove((node(SAMPLES[kind]), RDF.type, second))


DIVISIONS: list[Fault] = [
    ("Division-code", lambda p: p.put(REGION, "code", Literal("4407830"))),
    ("Division-level", lambda p: p.put(REGION, "level", Literal("county"))),
    ("Division-revision", lambda p: p.put(REGION, "codeRevision", Literal("2025"))),
    ("Division-revision-known", lambda p: p.drop(REGION, "codeRevision")),
    (
        "Division-since",
        lambda p: [p.add(REGION, "codeSince", integer("2020")), p.add(REGION, "codeUntil", integer("2010"))],
    ),
    ("Division-until", lambda p: p.add(REGION, "codeUntil", Literal("2010"))),
    ("Division-types", lambda p: retype(p, REGION, "schema:AdministrativeArea")),
    ("Division-parent", lambda p: p.drop(REGION, "schema:containedInPlace")),
    ("code-borne-twice", lambda p: _division(p, "region-2", "440783")),
    ("code-outside-its-parent", lambda p: p.put(REGION, "code", Literal("440883"))),
    ("level-unlike-code", lambda p: p.put(REGION, "level", term("province"))),
    ("place-within-itself", lambda p: _places_in_each_other(p)),
    ("division-elsewhere", lambda p: p.claim(REGION, "locatedIn", _division(p, "region-2", "440881"), "actual")),
    ("in-two-places", lambda p: _in_two_places(p)),
]


def _division(plot: Plot, local: str, code: str) -> URIRef:
    """Another county of the province."""
    made = plot.entity(local, "Region", "廉江市")
    plot.graph.add((made, RDF.type, term("schema:AdministrativeArea")))
    plot.add(made, "code", Literal(code))
    plot.add(made, "codeRevision", Literal("2025-12"))
    plot.add(made, "level", term("county"))
    plot.add(made, "schema:containedInPlace", PROVINCE)
    return made


def _in_two_places(plot: Plot) -> None:
    for place in (REGION, _division(plot, "region-2", "440881")):
        plot.claim(ORGANIZATION, "locatedIn", place, "actual")


def _places_in_each_other(plot: Plot) -> None:
    other = plot.entity("region-2", "Region", "云岭镇")
    plot.add(other, "schema:containedInPlace", plot.city)
    plot.add(plot.city, "schema:containedInPlace", other)


DOCUMENTS: list[Fault] = [
    ("Document-types", lambda p: retype(p, p.document, "schema:CreativeWork")),
    ("Document-kind", lambda p: p.graph.add((p.document, RDF.type, term("schema:NewsArticle")))),
    ("Document-title", lambda p: p.put(p.document, "dcterms:title", Literal("没有语言标记"))),
    ("Document-path", lambda p: p.put(p.document, "path", Literal(r"seeds\qinghe.txt"))),
    ("Document-sha256", lambda p: p.drop(p.document, "sha256")),
    ("Document-sha256", lambda p: p.put(p.document, "sha256", Literal("ABC"))),
    ("Document-issued", lambda p: p.add(p.document, "dcterms:issued", Literal("2021-02-03"))),
    ("Document-pageDate", lambda p: p.put(p.document, "pageDate", Literal("2021", datatype=XSD.gYear))),
    ("Document-year", lambda p: p.add(p.document, "year", integer("2022"))),
    ("Document-place", lambda p: p.add(p.document, "place", Literal("云岭县"))),
    ("Document-spatial", lambda p: p.add(p.document, "dcterms:spatial", PARK)),
    ("Document-mentions", lambda p: p.add(p.document, "schema:mentions", p.value)),
    ("Document-yield-mentions", lambda p: p.drop(p.second, "schema:mentions")),
    ("Report-year", lambda p: p.drop(p.document, "year")),
    ("Report-place", lambda p: p.drop(p.document, "place")),
    ("one-text-twice", lambda p: p.put(p.second, "sha256", p.get(p.document, "sha256"))),
]

EVIDENCE: list[Fault] = [
    ("Evidence", lambda p: p.add(p.evidence("claim-f01"), "path", Literal("x"))),
    ("Evidence-source", lambda p: p.put(p.evidence("claim-f01"), "oa:hasSource", PARK)),
    ("Evidence-start", lambda p: _moved(p, -1)),
    ("Evidence-end", lambda p: p.drop(p.evidence("claim-f01"), "oa:end")),
    ("Evidence-order", lambda p: p.put(p.evidence("claim-f01"), "oa:end", p.get(p.evidence("claim-f01"), "oa:start"))),
    (
        "Evidence-exact",
        lambda p: p.put(
            p.evidence("claim-f01"), "oa:exact", zh("云岭芯谷由星河半导体有限公司在云岭高新区建设,加快推进")
        ),
    ),
    ("evidence-of-another-document", lambda p: p.put(p.evidence("claim-f01"), "oa:hasSource", p.second)),
    (
        "evidence-without-claim",
        lambda p: (
            p.drop(F07, "prov:wasDerivedFrom")
            or p.add(F07, "prov:wasDerivedFrom", p.evidence("claim-f01"))
            or p.put(node("claim-f04"), "prov:wasDerivedFrom", p.evidence("claim-f01"))
        ),
    ),
    ("quote-of-another-length", lambda p: p.put(p.evidence("claim-f01"), "oa:end", integer("100"))),
    ("number-not-in-quote", lambda p: p.put(F05, "asStated", Literal("超60亿元"))),
]


def _moved(plot: Plot, start: int) -> None:
    """The quote keeps its length, so that only its place is wrong."""
    evidence = plot.evidence("claim-f01")
    length = len(str(plot.get(evidence, "oa:exact")))
    plot.put(evidence, "oa:start", integer(str(start)))
    plot.put(evidence, "oa:end", integer(str(start + length)))


INDUSTRIES: list[Fault] = [
    *((f"Industry-{match}", lambda p, m=match: _match_of_no_class(p, m)) for match in MATCHES),
    ("IndustryClass-code", lambda p: p.put(_class(p), "skos:notation", Literal("半导体"))),
    ("IndustryClass-label+IndustryClass-prefLabel", lambda p: p.add(_class(p), "rdfs:label", zh("另一个名称"))),
    ("IndustryClass-prefLabel", lambda p: p.drop(_class(p), "skos:prefLabel")),
    ("IndustryClass-scheme", lambda p: p.drop(_class(p), "skos:inScheme")),
    ("IndustryClass-broader", lambda p: p.add(_class(p), "skos:broader", _top(p))),
    ("IndustryClass-top", lambda p: p.put(_top(p), "skos:topConceptOf", INDUSTRY)),
    ("IndustryClass-place", lambda p: p.drop(_top(p), "skos:topConceptOf")),
    ("Scheme-label", lambda p: p.drop(p.get(_top(p), "skos:inScheme"), "rdfs:label")),
]


def _match_of_no_class(plot: Plot, match: str) -> None:
    """The class loses its type, and one match alone leads to it."""
    lost = _class(plot)
    retype(plot, lost, "skos:Concept")
    for each in MATCHES:
        plot.graph.remove((INDUSTRY, SKOS[each], lost))
    plot.graph.add((INDUSTRY, SKOS[match], lost))


def _class(plot: Plot) -> URIRef:
    """The class that the sample industry comes close to."""
    (found,) = plot.graph.objects(INDUSTRY, SKOS.closeMatch)
    assert isinstance(found, URIRef)
    return found


def _top(plot: Plot) -> URIRef:
    """The section above it."""
    (found,) = (iri for iri in plot.graph.subjects(SKOS.topConceptOf) if str(_class(plot)).startswith(str(iri)))
    assert isinstance(found, URIRef)
    return found


FAULTS: list[Fault] = [*INDUSTRIES, *ENTITIES, *DIVISIONS, *DOCUMENTS, *EVIDENCE]
