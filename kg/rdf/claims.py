"""Claims, evidence and indicator values as triples. In: the facts of the graph; out: triples with their graphs.

A claim stands for one triple in one document; facts that differ in year, kind, goal, role, bound, unit or upper end are claims of
their own, so each of these properties has one value. What is stated (kind ``actual``) is a direct triple as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rdflib import URIRef
from rdflib.term import Node

from kg.errors import OntologyError
from kg.lexicon.indicator_names import standard_name
from kg.lexicon.roles import role_of
from kg.model import Evidence, Fact, Predicate
from kg.ontology import term
from kg.rdf.values import (
    Base,
    Quad,
    Triple,
    digest,
    name,
    number,
    optional_number,
    optional_string,
    stated,
    string,
    typed,
)


def claim_quads(facts: Iterable[Fact], base: Base) -> Iterator[Quad]:
    """All that the facts say, each triple with the document in whose graph it stands.

    In a document's graph are its claims, their evidence, the direct triples that it states, and the indicator values that its claims
    lead to; what indicators are called is in no document's.

    Raises:
        OntologyError: a fact lacks its value, or a number is not finite.
    """
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        qualified = (fact.kind, fact.goal, fact.year, fact.role, fact.bound, fact.unit, fact.upper)
        groups[fact.subject, fact.predicate, _object(fact, base), fact.evidence.doc, *qualified].append(fact)
    for group in groups.values():
        facts = sorted(group, key=lambda f: (f.evidence, f.id))
        document = base.node(facts[0].evidence.doc)
        for subject, predicate, value in _claim(facts, base):
            yield subject, predicate, value, document
        for fact in facts:
            if fact.predicate is Predicate.OBSERVATION:
                for subject, predicate, value in _indicator(fact.indicator or "", base):
                    yield subject, predicate, value, None


def _object(fact: Fact, base: Base) -> Node:
    if fact.predicate is Predicate.OBSERVATION:
        return base.node(_observation_id(fact))
    if fact.predicate is Predicate.STATUS and fact.status is not None:
        return term(fact.status.value)
    if fact.predicate is Predicate.INVESTMENT and fact.value is not None:
        return number(fact.value)
    if fact.object:
        return base.node(fact.object)
    raise _nothing(fact)


def _nothing(fact: Fact) -> OntologyError:
    return OntologyError(f"事实 {fact.id} 的 {fact.predicate.value} 没有值")


def _claim(facts: list[Fact], base: Base) -> Iterator[Triple]:
    """One claim from all facts that say it, in document order."""
    first = facts[0]
    subject, predicate, value = base.node(first.subject), term(first.predicate.value), _object(first, base)
    if first.kind == "actual":
        yield (subject, predicate, value)
    claim = base.node(f"claim-{first.id}")
    yield from typed(claim, "Claim")
    yield (claim, term("rdf:subject"), subject)
    yield (claim, term("rdf:predicate"), predicate)
    yield (claim, term("rdf:object"), value)
    yield (claim, term("dcterms:source"), base.node(first.evidence.doc))
    yield from _qualified(claim, first)
    role = role_of(first.role) if first.role else None
    yield from stated(claim, role=term(role) if role else None, roleStated=optional_string(first.role))
    yield from stated(claim, upper=optional_number(first.upper), goal=term(first.goal.value) if first.goal else None)
    for fact in facts:
        yield (claim, term("dcterms:identifier"), string(fact.id))
        yield from stated(claim, rule=string(fact.by), asStated=optional_string(fact.as_stated))
        yield (claim, term("prov:wasDerivedFrom"), _evidence_node(fact.evidence, base))
        yield from _evidence(fact.evidence, base)
        if fact.predicate is Predicate.OBSERVATION:
            yield from _observation(fact, base)


def _qualified(node: URIRef, fact: Fact) -> Iterator[Triple]:
    """What claims and indicator values have in common."""
    return stated(
        node,
        kind=term(fact.kind),
        year=optional_number(fact.year),
        unit=optional_string(fact.unit),
        bound=term(fact.bound) if fact.bound else None,
    )


def _observation_id(fact: Fact) -> str:
    """One node for each value reported: documents that report the same value share it, others stand beside it."""
    if fact.indicator is None or (fact.value is None and fact.growth is None):
        raise _nothing(fact)
    said = (fact.indicator, fact.year, fact.kind, fact.unit, fact.bound)
    numbers = [optional_number(n) for n in (fact.value, fact.upper, fact.growth)]
    return f"obs-{digest(fact.subject, *said, *numbers)}"


def _observation(fact: Fact, base: Base) -> Iterator[Triple]:
    node = base.node(_observation_id(fact))
    yield from typed(node, "Observation" if fact.kind == "actual" else "TargetValue")
    indicator = fact.indicator or ""
    yield (node, term("schema:observationAbout"), base.node(fact.subject))
    yield (node, term("schema:variableMeasured"), _indicator_node(indicator, base))
    if fact.value is not None:
        yield (node, term("schema:value"), number(fact.value))
    yield from stated(node, upper=optional_number(fact.upper), growth=optional_number(fact.growth))
    yield from _qualified(node, fact)


def _indicator(said: str, base: Base) -> Iterator[Triple]:
    """An indicator as named, and the one under which it can be compared."""
    standard = standard_name(said)
    for each in dict.fromkeys((said, standard)):
        yield from typed(_indicator_node(each, base), "Indicator")
        yield (_indicator_node(each, base), term("rdfs:label"), name(each))
        yield (_indicator_node(each, base), term("standardIndicator"), _indicator_node(standard, base))


def _indicator_node(said: str, base: Base) -> URIRef:
    return base.node(f"indicator-{digest(said)}")


def _evidence_node(evidence: Evidence, base: Base) -> URIRef:
    return base.node(f"ev-{evidence.doc}-{evidence.start}-{evidence.end}")


def _evidence(evidence: Evidence, base: Base) -> Iterator[Triple]:
    node = _evidence_node(evidence, base)
    yield from typed(node, "Evidence")
    yield (node, term("oa:hasSource"), base.node(evidence.doc))
    yield (node, term("oa:start"), number(evidence.start))
    yield (node, term("oa:end"), number(evidence.end))
    yield (node, term("oa:exact"), string(evidence.quote))
