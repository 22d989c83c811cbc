"""Maps the graph to RDF through the ontology. In: the graph of kg/graph.py; out: an rdflib graph, RDF 1.1, no blank nodes.

What a document states (kind ``actual``) is a direct triple; every statement, planned ones too, is a Claim with its
evidence. A claim stands for one triple in one document; facts that differ in year, kind, role, bound, unit or upper end
are claims of their own, so each of these properties has one value. Indicator values are nodes of their own.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

import networkx as nx
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import OntologyError
from kg.model import Document, Entity, EntityType, Evidence, Fact, Predicate
from kg.ontology import DATA_PREFIX, DEFAULT_BASE, describe, prefixes, term, types

#: rdflib 7.6 cannot read back a local name that ends in an escaped dot, so names never become IRIs.
_LOCAL = re.compile(r"[A-Za-z0-9_-]+")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]*[/#]")


def to_rdf(graph: nx.MultiDiGraph[str], *, base: str = DEFAULT_BASE) -> Graph:
    """The triples of a graph.

    Args:
        graph (nx.MultiDiGraph): by the contract of kg/graph.py.
        base (str): what the IRIs of entities, documents, claims and evidence begin with; ends with ``/`` or ``#``.

    Raises:
        OntologyError: the base is no IRI, an id is not ASCII, a fact lacks its value, or a term is not in kg.ttl.
    """
    if not _BASE.fullmatch(base):
        raise OntologyError(f"基础网址 {base} 不能用", remedy="应为以 / 或 # 结尾的完整网址")
    return _Mapper(graph, base).map()


def number(value: float) -> Literal:
    """A number as xsd:integer when whole, else as canonical xsd:decimal: stores rewrite any other form.

    Raises:
        OntologyError: it is not finite.
    """
    if not math.isfinite(value):
        raise OntologyError(f"数值 {value} 不是有限的数")
    exact = Decimal(repr(value))
    if exact == exact.to_integral_value():
        return Literal(str(int(exact)), datatype=XSD.integer)
    return Literal(format(exact.normalize(), "f"), datatype=XSD.decimal, normalize=False)


def _name(text: str) -> Literal:
    return Literal(unicodedata.normalize("NFC", text), lang="zh")


def _string(text: str) -> Literal:
    """A string as it stands in the source; no datatype, for rdflib takes a written xsd:string for another literal."""
    return Literal(text)


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:16]


class _Mapper:
    """Fills one rdflib graph from one networkx graph."""

    def __init__(self, graph: nx.MultiDiGraph[str], base: str) -> None:
        self.source = graph
        self.base = base
        # The default store also keeps track of named graphs: 7.4 s and 295 MB for 350,000 triples, this one 5.0 s and 241 MB.
        self.out = Graph(store="SimpleMemory", bind_namespaces="none")
        for prefix, namespace in {**prefixes(), DATA_PREFIX: base}.items():
            self.out.bind(prefix, namespace, override=True)

    def map(self) -> Graph:
        entities: dict[str, Entity] = {key: node["entity"] for key, node in self.source.nodes.items()}
        for entity in entities.values():
            self._entity(entity, entities)
        for document in self.source.graph["documents"].values():
            self._document(document, entities)
        for key, placed in self.source.graph["mentions"].items():
            for doc in dict.fromkeys(one.doc for one in placed):
                self._add(self._iri(doc), "schema:mentions", self._iri(key))
        for triple, facts in self._claims():
            self._claim(triple, facts)
        self._vocabulary()
        return self.out

    def _iri(self, local: str) -> URIRef:
        if not _LOCAL.fullmatch(local):
            raise OntologyError(f"标识 {local} 不能写成 IRI", remedy="只能有字母、数字、下划线和连字符")
        return URIRef(self.base + local)

    def _add(self, subject: URIRef, predicate: str, value: Node | None) -> None:
        if value is not None:
            self.out.add((subject, term(predicate), value))

    def _typed(self, local: str, kind: str) -> URIRef:
        """A new node of one of our classes."""
        node = self._iri(local)
        for each in types(kind):
            self.out.add((node, RDF.type, each))
        return node

    def _entity(self, entity: Entity, entities: dict[str, Entity]) -> None:
        node = self._typed(entity.id, entity.type.value)
        self._add(node, "rdfs:label", _name(entity.name))
        for alias in entity.aliases:
            self._add(node, "skos:altLabel", _name(alias))
        if entity.code:
            self._add(node, "rdf:type", term("schema:AdministrativeArea"))
            self._add(node, "code", _string(entity.code))
        if entity.level:
            self._add(node, "level", _string(entity.level))
        if entity.description:
            self._add(node, "schema:description", _name(entity.description))
        # The place may be named by no document; a link to a node without a label would help nobody.
        if entity.within in entities:
            inside = "schema:containedInPlace" if entity.type is EntityType.REGION else "within"
            self._add(node, inside, self._iri(entity.within))

    def _document(self, document: Document, entities: dict[str, Entity]) -> None:
        node = self._typed(document.id, "Document")
        self._add(node, "rdf:type", term("schema:Report" if document.kind == "report" else "schema:NewsArticle"))
        self._add(node, "dcterms:title", _name(document.title))
        self._add(node, "path", _string(document.path))
        self._add(node, "sha256", _string(document.sha256))
        if document.issued:
            self._add(node, "dcterms:issued", Literal(document.issued.isoformat(), datatype=XSD.date))
        if document.date:
            self._add(node, "pageDate", Literal(document.date.isoformat(), datatype=XSD.date))
        if document.year is not None:
            self._add(node, "year", number(document.year))
        if document.place:
            self._add(node, "place", _string(unicodedata.normalize("NFC", document.place)))
            named = [e.id for e in entities.values() if e.type is EntityType.REGION and e.name == document.place]
            if len(named) == 1:
                self._add(node, "dcterms:spatial", self._iri(named[0]))

    def _facts(self) -> Iterator[Fact]:
        for node in self.source.nodes.values():
            yield from node["facts"]
        for edge in self.source.edges.values():
            yield edge["fact"]

    def _claims(self) -> Iterator[tuple[tuple[URIRef, URIRef, Node], list[Fact]]]:
        """Facts grouped by triple, document and what qualifies them, each group in document order."""
        groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        triples: dict[tuple[object, ...], tuple[URIRef, URIRef, Node]] = {}
        for fact in self._facts():
            triple = (self._iri(fact.subject), term(fact.predicate.value), self._object(fact))
            qualified = (fact.kind, fact.year, fact.role, fact.bound, fact.unit, fact.upper)
            key: tuple[object, ...] = (*triple, fact.evidence.doc, *qualified)
            triples[key] = triple
            groups[key].append(fact)
        for key, facts in groups.items():
            yield triples[key], sorted(facts, key=lambda f: (f.evidence, f.id))

    def _object(self, fact: Fact) -> Node:
        if fact.predicate is Predicate.OBSERVATION:
            return self._observation(fact)
        if fact.predicate is Predicate.STATUS and fact.status is not None:
            return term(fact.status.value)
        if fact.predicate is Predicate.INVESTMENT and fact.value is not None:
            return number(fact.value)
        if fact.object:
            return self._iri(fact.object)
        raise OntologyError(f"事实 {fact.id} 的 {fact.predicate.value} 没有值")

    def _observation(self, fact: Fact) -> URIRef:
        """One node for each value reported: documents that report the same value share it, others stand beside it."""
        if fact.indicator is None or (fact.value is None and fact.growth is None):
            raise OntologyError(f"事实 {fact.id} 的 {fact.predicate.value} 没有值")
        said = (fact.indicator, fact.year, fact.kind, fact.unit, fact.bound)
        numbers = [None if n is None else number(n) for n in (fact.value, fact.upper, fact.growth)]
        kind = "Observation" if fact.kind == "actual" else "TargetValue"
        node = self._typed(f"obs-{_digest(fact.subject, *said, *numbers)}", kind)
        indicator = self._typed(f"indicator-{_digest(fact.indicator)}", "Indicator")
        self._add(indicator, "rdfs:label", _name(fact.indicator))
        self._add(node, "schema:observationAbout", self._iri(fact.subject))
        self._add(node, "schema:variableMeasured", indicator)
        for name, value in zip(("schema:value", "upper", "growth"), numbers, strict=True):
            self._add(node, name, value)
        self._qualify(node, fact)
        return node

    def _qualify(self, node: URIRef, fact: Fact) -> None:
        """What claims and indicator values have in common."""
        self._add(node, "kind", term(fact.kind))
        self._add(node, "year", None if fact.year is None else number(fact.year))
        self._add(node, "unit", _string(fact.unit) if fact.unit else None)
        self._add(node, "bound", term(fact.bound) if fact.bound else None)

    def _claim(self, triple: tuple[URIRef, URIRef, Node], facts: list[Fact]) -> None:
        first = facts[0]
        if first.kind == "actual":
            self.out.add(triple)
        claim = self._typed(f"claim-{first.id}", "Claim")
        for name, value in zip(("rdf:subject", "rdf:predicate", "rdf:object"), triple, strict=True):
            self._add(claim, name, value)
        self._qualify(claim, first)
        self._add(claim, "role", _string(first.role) if first.role else None)
        self._add(claim, "upper", None if first.upper is None else number(first.upper))
        self._add(claim, "dcterms:source", self._iri(first.evidence.doc))
        for fact in facts:
            self._add(claim, "dcterms:identifier", _string(fact.id))
            self._add(claim, "rule", _string(fact.by))
            self._add(claim, "asStated", _string(fact.as_stated) if fact.as_stated else None)
            self._add(claim, "prov:wasDerivedFrom", self._evidence(fact.evidence))

    def _evidence(self, evidence: Evidence) -> URIRef:
        node = self._typed(f"ev-{evidence.doc}-{evidence.start}-{evidence.end}", "Evidence")
        self._add(node, "oa:hasSource", self._iri(evidence.doc))
        self._add(node, "oa:start", number(evidence.start))
        self._add(node, "oa:end", number(evidence.end))
        self._add(node, "oa:exact", _string(evidence.quote))
        return node

    def _vocabulary(self) -> None:
        """Labels of the terms used, so that the export can be read and queried without kg.ttl beside it."""
        used: set[Node] = set(self.out.predicates(unique=True))
        used |= {value for value in self.out.objects(unique=True) if isinstance(value, URIRef)}
        self._describe(iri for iri in used if isinstance(iri, URIRef))

    def _describe(self, iris: Iterable[URIRef]) -> None:
        for iri in iris:
            for triple in describe(iri):
                self.out.add(triple)
