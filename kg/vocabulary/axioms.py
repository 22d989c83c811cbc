"""The pitfalls of OOPS! that classes, domains, inverses and equivalences show. In: Material; out: findings.

OOPS! asks P10 of the ontology as a whole and P13 of every relation; here P10 is asked of every pair of classes that stand
side by side, which is stricter.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import combinations

from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.vocabulary.material import Check, Material
from kg.vocabulary.results import Finding
from kg.vocabulary.view import DOMAIN_INCLUDES, RANGE_INCLUDES, View

_DOMAIN = (RDFS.domain, DOMAIN_INCLUDES)
_RANGE = (RDFS.range, RANGE_INCLUDES)
_BELOW = (RDFS.subClassOf, OWL.equivalentClass)
_OF_CLASSES = (*_BELOW, OWL.disjointWith, *_DOMAIN, *_RANGE, RDF.type)
_OF_PROPERTIES = (RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf, *_DOMAIN, *_RANGE)


def unconnected(m: Material) -> Iterator[Finding]:
    """P04: a class or property that no axiom ties to another."""
    for terms, links in ((m.view.classes, _OF_CLASSES), (m.view.properties, _OF_PROPERTIES)):
        for term in terms:
            tied = {*m.view.values(term, *links), *m.view.sources(term, *links)}
            if not {node for node in tied if node != term and not str(node).startswith(str(OWL))}:
                yield Finding(m.view.name(term))


def wrong_inverse(m: Material) -> Iterator[Finding]:
    """P05: the domain of a property cannot meet the range of its inverse, or the other way round."""
    for term in m.view.object_properties:
        for other in m.view.values(term, OWL.inverseOf):
            for one_end, other_end in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
                if not _meet(m.view, m.view.values(term, one_end), m.view.values(other, other_end)):
                    yield Finding(
                        _pair(m.view, term, other), f"{m.view.name(one_end)} 与 {m.view.name(other_end)} 不合"
                    )


def _meet(view: View, one: tuple[URIRef, ...], other: tuple[URIRef, ...]) -> bool:
    """Whether a class of one side is a class of the other, above or below it; unknown ends meet anything."""
    return not one or not other or any(view.related(a, b, *_BELOW) for a in one for b in other)


def cycles(m: Material) -> Iterator[Finding]:
    """P06: a class lies below itself by way of another."""
    for term in m.view.classes:
        if term in m.view.above(term) and m.view.values(term, RDFS.subClassOf) != (term,):
            yield Finding(m.view.name(term))


def disjointness(m: Material) -> Iterator[Finding]:
    """P10: two classes directly below one class are not declared disjoint."""
    siblings: dict[URIRef, set[URIRef]] = {}
    for term in m.view.classes:
        for above in m.view.values(term, RDFS.subClassOf):
            siblings.setdefault(above, set()).add(term)
    pairs = {pair for group in siblings.values() for pair in combinations(sorted(group), 2)}
    for one, other in sorted(pairs):
        if not m.view.disjoint(one, other) and not m.view.related(one, other, *_BELOW):
            yield Finding(_pair(m.view, one, other))


def ends(m: Material) -> Iterator[Finding]:
    """P11: a property without rdfs:domain or rdfs:range; schema:domainIncludes alone does not count."""
    for term in m.view.properties:
        for end in (RDFS.domain, RDFS.range):
            if (term, end, None) not in m.view.graph:
                yield Finding(m.view.name(term), m.view.name(end))


def inverses(m: Material) -> Iterator[Finding]:
    """P13: a relation that is not symmetric has no inverse."""
    for term in m.view.object_properties:
        symmetric = (term, RDF.type, OWL.SymmetricProperty) in m.view.graph
        if not symmetric and not m.view.values(term, OWL.inverseOf) and not m.view.sources(term, OWL.inverseOf):
            yield Finding(m.view.name(term))


def several_ends(m: Material) -> Iterator[Finding]:
    """P19: more than one rdfs:domain or rdfs:range, which OWL reads as all of them at once."""
    for term in m.view.properties:
        for end in (RDFS.domain, RDFS.range):
            if len(set(m.view.graph.objects(term, end))) > 1:
                yield Finding(m.view.name(term), m.view.name(end))


def recursive(m: Material) -> Iterator[Finding]:
    """P24: a term stands in its own definition, directly or within an anonymous class."""
    links = (RDFS.subClassOf, OWL.equivalentClass, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
    for term in (*m.view.classes, *m.view.properties):
        defined = {node for link in links for node in m.view.graph.objects(term, link)}
        if term in defined or any(term in _inside(m.view.graph, node) for node in defined if isinstance(node, BNode)):
            yield Finding(m.view.name(term))


def _inside(graph: Graph, node: Node) -> set[Node]:
    """All that an anonymous class is made of."""
    seen: set[Node] = set()
    waiting = [node]
    while waiting:
        for part in graph.objects(waiting.pop()):
            if part not in seen:
                seen.add(part)
                if isinstance(part, BNode):
                    waiting.append(part)
    return seen


def own_inverse(m: Material) -> Iterator[Finding]:
    """P25: a property is its own inverse; owl:SymmetricProperty says that."""
    return (Finding(m.view.name(each)) for each in m.view.properties if each in m.view.values(each, OWL.inverseOf))


def symmetric_inverse(m: Material) -> Iterator[Finding]:
    """P26: a symmetric property has an inverse besides itself."""
    for term in _marked(m.view, OWL.SymmetricProperty):
        others = {*m.view.values(term, OWL.inverseOf), *m.view.sources(term, OWL.inverseOf)} - {term}
        yield from (Finding(_pair(m.view, term, other)) for other in sorted(others))


def wrong_equivalents(m: Material) -> Iterator[Finding]:
    """P27: properties declared equivalent differ in kind, or their ends cannot meet."""
    kinds = {OWL.ObjectProperty, OWL.DatatypeProperty}
    for term in m.view.properties:
        for other in m.view.values(term, OWL.equivalentProperty):
            one_kind, other_kind = (kinds & set(m.view.values(each, RDF.type)) for each in (term, other))
            same = not other_kind or one_kind == other_kind
            if not same or not all(_meet(m.view, m.view.values(term, e), m.view.values(other, e)) for e in _OF_ENDS):
                yield Finding(_pair(m.view, term, other))


_OF_ENDS = (RDFS.domain, RDFS.range)


def uneven(kind: URIRef, m: Material) -> Iterator[Finding]:
    """P28, P29: a symmetric or transitive property whose two ends take different classes."""
    for term in _marked(m.view, kind):
        for one, other in (_OF_ENDS, (DOMAIN_INCLUDES, RANGE_INCLUDES)):
            if m.view.values(term, one) != m.view.values(term, other):
                yield Finding(m.view.name(term), f"{m.view.name(one)} 与 {m.view.name(other)} 不同")


def contradictory(m: Material) -> Iterator[Finding]:
    """P31: classes declared equivalent are disjoint as well, or one lies below the other."""
    for term in m.view.classes:
        for other in m.view.values(term, OWL.equivalentClass):
            if m.view.disjoint(term, other) or other in m.view.above(term) or term in m.view.above(other):
                yield Finding(_pair(m.view, term, other))


def short_chains(m: Material) -> Iterator[Finding]:
    """P33: a property chain of one link."""
    for term in m.view.properties:
        for chain in m.view.graph.objects(term, OWL.propertyChainAxiom):
            if len(Collection(m.view.graph, chain)) < 2:
                yield Finding(m.view.name(term))


def _marked(view: View, kind: URIRef) -> Iterator[URIRef]:
    return (term for term in view.properties if (term, RDF.type, kind) in view.graph)


def _pair(view: View, one: URIRef, other: URIRef) -> str:
    return " / ".join(view.names(sorted((one, other))))


CHECKS: dict[str, Check] = {
    "P04": unconnected,
    "P05": wrong_inverse,
    "P06": cycles,
    "P10": disjointness,
    "P11": ends,
    "P13": inverses,
    "P19": several_ends,
    "P24": recursive,
    "P25": own_inverse,
    "P26": symmetric_inverse,
    "P27": wrong_equivalents,
    "P28": partial(uneven, OWL.SymmetricProperty),
    "P29": partial(uneven, OWL.TransitiveProperty),
    "P31": contradictory,
    "P33": short_chains,
}
