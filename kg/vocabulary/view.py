"""A vocabulary as its own terms tell it. In: the graph of a vocabulary; out: its classes, properties, concepts, their labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

PREFERRED_NAMESPACE = URIRef("http://purl.org/vocab/vann/preferredNamespaceUri")
DOMAIN_INCLUDES = URIRef("https://schema.org/domainIncludes")
RANGE_INCLUDES = URIRef("https://schema.org/rangeIncludes")

#: What every term must be told in.
LANGUAGES = ("zh", "en")

Iris = tuple[URIRef, ...]


class View:
    """What one vocabulary defines in its own namespace.

    Args:
        graph (Graph): the vocabulary; read only.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    @cached_property
    def iri(self) -> URIRef | None:
        """The IRI of the ontology; None when none is declared, or only a blank node."""
        return min(
            (node for node in self.graph.subjects(RDF.type, OWL.Ontology) if isinstance(node, URIRef)), default=None
        )

    @cached_property
    def namespace(self) -> str:
        """What the IRIs of its terms begin with: as the header says, else the ontology's IRI and ``#``; empty without either."""
        said = min(map(str, self.graph.objects(self.iri, PREFERRED_NAMESPACE)), default="") if self.iri else ""
        return said or (f"{self.iri}#" if self.iri else "")

    def owns(self, node: object) -> bool:
        """Whether the node is a term of this vocabulary."""
        return isinstance(node, URIRef) and self.namespace != "" and str(node).startswith(self.namespace)

    def _typed(self, *kinds: URIRef, own: bool = True) -> Iris:
        found = {node for kind in kinds for node in self.graph.subjects(RDF.type, kind)}
        return tuple(sorted(node for node in found if isinstance(node, URIRef) and self.owns(node) is own))

    @cached_property
    def classes(self) -> Iris:
        """Its classes, sorted."""
        return self._typed(OWL.Class, RDFS.Class)

    @cached_property
    def object_properties(self) -> Iris:
        """Its properties between nodes, sorted."""
        return self._typed(OWL.ObjectProperty)

    @cached_property
    def properties(self) -> Iris:
        """Its properties of either kind, sorted."""
        return self._typed(OWL.ObjectProperty, OWL.DatatypeProperty)

    @cached_property
    def concepts(self) -> Iris:
        """Its SKOS concepts, sorted."""
        return self._typed(SKOS.Concept)

    @cached_property
    def schemes(self) -> Iris:
        """Its SKOS concept schemes, sorted."""
        return self._typed(SKOS.ConceptScheme)

    @cached_property
    def foreign_classes(self) -> Iris:
        """Classes of other vocabularies that it declares, sorted."""
        return self._typed(OWL.Class, RDFS.Class, own=False)

    @cached_property
    def foreign_properties(self) -> Iris:
        """Properties of other vocabularies that it declares, sorted."""
        kinds = (RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        return self._typed(*kinds, own=False)

    @cached_property
    def terms(self) -> Iris:
        """All of the above, sorted."""
        return tuple(sorted({*self.classes, *self.properties, *self.concepts, *self.schemes}))

    def values(self, subject: URIRef, *predicates: URIRef) -> Iris:
        """The nodes that any of the predicates leads to, sorted; literals and blank nodes left out."""
        found = {node for each in predicates for node in self.graph.objects(subject, each) if isinstance(node, URIRef)}
        return tuple(sorted(found))

    def sources(self, value: URIRef, *predicates: URIRef) -> Iris:
        """The nodes that lead to the value by any of the predicates, sorted."""
        found = {node for each in predicates for node in self.graph.subjects(each, value) if isinstance(node, URIRef)}
        return tuple(sorted(found))

    def texts(self, subject: URIRef, predicate: URIRef, language: str) -> tuple[str, ...]:
        """The texts in one language, sorted."""
        found = self.graph.objects(subject, predicate)
        return tuple(sorted(str(text) for text in found if isinstance(text, Literal) and text.language == language))

    def text(self, subject: URIRef, predicate: URIRef, language: str) -> str:
        """The first text in one language; empty when there is none."""
        return next(iter(self.texts(subject, predicate, language)), "")

    def label(self, subject: URIRef, language: str) -> str:
        """The first rdfs:label in one language; empty when there is none."""
        return self.text(subject, RDFS.label, language)

    def above(self, kind: URIRef) -> set[URIRef]:
        """The classes above a class by rdfs:subClassOf, at any distance; the class itself only when it lies on a cycle."""
        return self._reach(kind, RDFS.subClassOf)

    def related(self, one: URIRef, other: URIRef, *links: URIRef) -> bool:
        """Whether one is reached from the other over the links, either way; or both are the same."""
        return one == other or other in self._reach(one, *links) or one in self._reach(other, *links)

    def disjoint(self, one: URIRef, other: URIRef) -> bool:
        """Whether the two classes are declared disjoint, in either direction."""
        return (one, OWL.disjointWith, other) in self.graph or (other, OWL.disjointWith, one) in self.graph

    def _reach(self, start: URIRef, *links: URIRef) -> set[URIRef]:
        seen: set[URIRef] = set()
        waiting = list(self.values(start, *links))
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                waiting.extend(self.values(node, *links))
        return seen

    def name(self, node: object) -> str:
        """An IRI with the vocabulary's prefix, such as ``kg:locatedIn``; in full when no prefix fits."""
        text = str(node)
        fitting = [(str(space), prefix) for prefix, space in self.graph.namespaces() if text.startswith(str(space))]
        if not fitting:
            return text
        space, prefix = max(fitting, key=lambda pair: len(pair[0]))
        return f"{prefix}:{text.removeprefix(space)}"

    def local(self, node: URIRef) -> str:
        """A term's name within its namespace."""
        return str(node).rpartition("#")[2].rpartition("/")[2]

    def names(self, nodes: Iterable[URIRef]) -> Iterator[str]:
        """Prefixed names, in the order given."""
        return map(self.name, nodes)
