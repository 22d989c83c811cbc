"""Faults in claims, amounts, indicator values, terms and the ends of relations, each under the name of the rule meant for it."""

from __future__ import annotations

from collections.abc import Callable

from faults import ENTERPRISE, F01, F03, F05, F06, F07, F08, NOWHERE, PARK, POLICY, PROJECT, Fault, retype, zh
from planting import SAMPLES, Plot, integer, node
from rdflib import RDF, RDFS, XSD, BNode, Literal, URIRef

from kg.model import LITERALS, Predicate
from kg.ontology import objects_of, subjects_of, term

CLAIMS: list[Fault] = [
    ("Claim", lambda p: p.add(F07, "path", Literal("x"))),
    ("Claim-subject", lambda p: p.add(F07, "rdf:subject", PROJECT)),
    ("Claim-subject", lambda p: p.drop(F07, "rdf:subject")),
    ("Claim-predicate", lambda p: p.put(F07, "rdf:predicate", URIRef(str(term("locatedIn")) + "Near"))),
    ("Claim-object", lambda p: p.drop(F07, "rdf:object")),
    ("Claim-kind", lambda p: p.put(F07, "kind", term("planned"))),
    ("Claim-source", lambda p: p.drop(F07, "dcterms:source")),
    ("Claim-evidence", lambda p: p.drop(F01, "prov:wasDerivedFrom")),
    ("Claim-rule", lambda p: p.drop(F07, "rule")),
    ("Claim-identifier", lambda p: p.drop(F07, "dcterms:identifier")),
    ("Claim-year", lambda p: p.put(F03, "year", Literal("2020", datatype=XSD.gYear))),
    ("Claim-unit", lambda p: p.add(F03, "unit", zh("元"))),
    ("Claim-goal", lambda p: p.add(F03, "goal", term("about"))),
    ("Claim-bound", lambda p: p.put(F05, "bound", term("planned"))),
    ("Claim-upper", lambda p: p.add(F05, "upper", Literal("6000000000.0", datatype=XSD.decimal, normalize=False))),
    ("Claim-asStated", lambda p: p.put(F05, "asStated", zh("超50亿元"))),
    ("Claim-role", lambda p: p.put(F05, "role", Literal("总投资"))),
    ("Claim-roleStated", lambda p: p.put(F05, "roleStated", zh("总投资"))),
    ("stated-claim-without-triple", lambda p: p.drop(PROJECT, "locatedIn")),
    ("triple-without-stated-claim", lambda p: p.add(ENTERPRISE, "locatedIn", p.city)),
    ("triple-without-stated-claim", lambda p: p.add(PARK, "locatedIn", p.city)),
    # what is not there has no type
    ("object-not-in-graph+partOf-object", lambda p: p.claim(PROJECT, "partOf", NOWHERE)),
    ("relation-to-itself", lambda p: p.claim(PROJECT, "partOf", PROJECT)),
    ("located-in-a-circle", lambda p: _circle(p)),
    ("part-of-another-type", lambda p: p.claim(PROJECT, "partOf", PARK)),
    ("not-mentioned-in-source", lambda p: p.drop(p.document, "schema:mentions", POLICY) or p.claim(POLICY, "appliesTo", PARK)),
    ("status-of-policy", lambda p: p.claim(POLICY, "status", term("signed"))),
    ("status-goes-back", lambda p: _goes_back(p)),
    ("year-out-of-range", lambda p: p.put(F03, "year", integer("20200"))),
    ("blank-node", lambda p: p.graph.add((BNode("b"), term("rdfs:label"), zh("无名")))),
]  # fmt: skip


def _circle(plot: Plot) -> None:
    other = plot.entity("project-2", "Project", "云岭芯谷二期")
    plot.claim(PROJECT, "partOf", other, "actual")
    plot.claim(other, "partOf", PROJECT, "actual")


def _goes_back(plot: Plot) -> None:
    plot.claim(PROJECT, "status", term("operating"), "actual", year=integer("2018"))
    plot.claim(PROJECT, "status", term("planned"), "actual", year=integer("2019"))


def _amount(plot: Plot, amount: Literal) -> None:
    """Another amount for the investment, in the claim and in the direct triple."""
    plot.put(F05, "rdf:object", amount)
    plot.put(PROJECT, "investment", amount)


INVESTMENT: list[Fault] = [
    ("investment-amount", lambda p: _amount(p, Literal("50亿元"))),
    ("investment-amount", lambda p: _amount(p, integer("-5"))),
    ("investment-amount", lambda p: _amount(p, Literal("5e9", datatype=XSD.double))),
    ("investment-currency", lambda p: p.drop(F05, "unit")),
    ("investment-asStated", lambda p: p.drop(F05, "asStated")),
    ("amount-too-large", lambda p: _amount(p, integer("50000000000000000"))),
    ("amount-in-two-currencies", lambda p: _twice(p)),
    ("upper-end-below-value", lambda p: p.add(F05, "upper", integer("1"))),
    ("status-object", lambda p: p.claim(PROJECT, "status", URIRef(str(term("planned")) + "_soon"), "actual")),
    ("status-object", lambda p: p.claim(PROJECT, "status", term("more_than"), "actual")),
]


def _twice(plot: Plot) -> None:
    amount = integer("5000000000")
    plot.claim(PROJECT, "investment", amount, "actual", unit=Literal("USD"), asStated=Literal("星河"))


def _another(plot: Plot, **changed: Literal | URIRef) -> URIRef:
    """A second observation like the first, with something changed, and its claim."""
    made = node("obs-2")
    for about, value in list(plot.graph.predicate_objects(plot.value)):
        plot.graph.add((made, about, value))
    for name, value in changed.items():
        plot.put(made, name.replace("_", ":"), value)
    return made


VALUES: list[Fault] = [
    ("IndicatorValue", lambda p: p.add(p.value, "path", Literal("x"))),
    ("IndicatorValue-about", lambda p: p.drop(p.value, "schema:observationAbout")),
    ("IndicatorValue-indicator", lambda p: p.put(p.value, "schema:variableMeasured", PARK)),
    ("IndicatorValue-value", lambda p: p.put(p.value, "schema:value", Literal("1.2345E11", datatype=XSD.double))),
    ("IndicatorValue-value", lambda p: p.put(p.value, "schema:value", Literal("1234.50", datatype=XSD.decimal, normalize=False))),
    ("IndicatorValue-range", lambda p: [p.add(each, "upper", integer("1")) for each in (p.value, F06)]),
    ("IndicatorValue-growth", lambda p: p.put(p.value, "growth", Literal("6.1%"))),
    ("IndicatorValue-kind", lambda p: p.add(p.value, "kind", term("target"))),
    ("IndicatorValue-year", lambda p: p.put(p.value, "year", Literal("2020"))),
    ("IndicatorValue-year-known", lambda p: [p.drop(each, "year") for each in (p.value, F06)]),
    ("IndicatorValue-unit", lambda p: p.put(p.value, "unit", zh("CNY"))),
    # the claim has none
    ("IndicatorValue-bound+value-not-as-claimed", lambda p: p.add(p.value, "bound", term("planned"))),
    ("IndicatorValue-upper", lambda p: p.add(F06, "upper", integer("200000000000")) or p.add(p.value, "upper", Literal("200000000000.0", datatype=XSD.decimal, normalize=False))),
    ("IndicatorValue-content", lambda p: p.drop(p.goal, "growth")),
    ("Value-unit-known", lambda p: [p.drop(each, "unit") for each in (p.value, F06)]),
    ("Observation-types", lambda p: retype(p, p.value, "schema:Observation")),
    ("Observation-kind", lambda p: p.put(p.value, "kind", term("target"))),
    # the claim leads to something that is no indicator value
    ("TargetValue-types+observation-object", lambda p: retype(p, p.goal, "IndicatorValue")),
    ("TargetValue-kind", lambda p: p.put(p.goal, "kind", term("actual"))),
    ("TargetValue-measured", lambda p: p.graph.add((p.goal, RDF.type, term("schema:Observation")))),
    ("plan-counted-as-result", lambda p: p.put(F06, "kind", term("target")) or p.drop(p.city, "observation")),
    ("plan-counted-as-result", lambda p: p.put(F08, "kind", term("actual")) or p.add(p.city, "observation", p.goal)),
    ("value-about-another", lambda p: p.put(p.value, "schema:observationAbout", PARK)),
    ("value-not-as-claimed", lambda p: p.put(p.value, "year", integer("2019"))),
    ("value-without-claim", lambda p: _another(p)),
    ("values-differ", lambda p: p.claim(p.city, "observation", _another(p, schema_value=integer("7")), "actual", year=integer("2020"), unit=Literal("CNY"))),
    ("growth-out-of-range", lambda p: p.put(p.value, "growth", integer("6100"))),
    ("Indicator-types", lambda p: retype(p, _indicator(p), "schema:StatisticalVariable")),
    ("Indicator-label", lambda p: p.put(_indicator(p), "rdfs:label", Literal("GDP", lang="en"))),
    ("Indicator-label-start", lambda p: p.put(_indicator(p), "rdfs:label", zh("3地区生产总值"))),
    ("Indicator-label-length", lambda p: p.put(_indicator(p), "rdfs:label", zh("值"))),
    ("Indicator-standard", lambda p: p.drop(_indicator(p), "standardIndicator")),
    ("standard-of-a-standard", lambda p: _standards_of_each_other(p)),
]  # fmt: skip


def _indicator(plot: Plot) -> URIRef:
    found = plot.get(plot.value, "schema:variableMeasured")
    assert isinstance(found, URIRef)
    return found


def _standards_of_each_other(plot: Plot) -> None:
    other = node("indicator-2")
    for about, value in list(plot.graph.predicate_objects(_indicator(plot))):
        plot.graph.add((other, about, value))
    plot.put(other, "standardIndicator", _indicator(plot))
    plot.put(_indicator(plot), "standardIndicator", other)


TERMS: list[Fault] = [
    ("Term-label", lambda p: p.drop(term("locatedIn"), "rdfs:label", Literal("located in", lang="en"))),
    ("Term-isDefinedBy", lambda p: p.graph.remove((term("locatedIn"), RDFS.isDefinedBy, None))),
    ("Concept-types", lambda p: retype(p, term("actual"), "skos:Concept")),
]


def _relations() -> list[Fault]:
    """For each relation a claim whose subject has a type that it must not have, and one whose object has."""
    faults: list[Fault] = []
    for name in (predicate.value for predicate in Predicate if predicate not in LITERALS):
        subjects, objects = subjects_of(name), objects_of(name)
        if name != "awarded":
            wrong = next(kind for kind in SAMPLES if kind not in subjects and kind != objects[0])
            faults.append((f"{name}-subject", _claiming(name, wrong, objects[0])))
        wrong = next(kind for kind in SAMPLES if kind not in objects and kind != subjects[0])
        faults.append((f"{name}-object", _claiming(name, subjects[0] if name != "awarded" else "Project", wrong)))
    return faults


def _claiming(name: str, subject: str, value: str) -> Callable[[Plot], object]:
    return lambda plot: plot.claim(node(SAMPLES[subject]), name, node(SAMPLES[value]))


RELATION_ENDS: list[Fault] = [
    *_relations(),
    ("observation-subject", lambda p: p.put(p.goal, "schema:observationAbout", PROJECT) or p.put(F08, "rdf:subject", PROJECT)),
    ("observation-object", lambda p: p.claim(p.city, "observation", PARK)),
]  # fmt: skip

FAULTS_OF_CLAIMS: list[Fault] = [*CLAIMS, *INVESTMENT, *VALUES, *TERMS, *RELATION_ENDS]
