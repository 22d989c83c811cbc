"""The terms that RDF uses. In: encoded statements; out: Terms, which add up like the documents and entities that the statements tell of."""

from __future__ import annotations

from dataclasses import dataclass, field

from rdflib import URIRef

from kg.export import Lines
from kg.ontology import describe


@dataclass(slots=True)
class Terms:
    """IRIs of predicates, of those that lead to literals, and of what our ontology defines."""

    predicates: set[str] = field(default_factory=set)
    literal: set[str] = field(default_factory=set)
    vocabulary: set[str] = field(default_factory=set)

    def join(self, other: Terms) -> None:
        """Adds those of a part."""
        self.predicates |= other.predicates
        self.literal |= other.literal
        self.vocabulary |= other.vocabulary


def terms_of(lines: Lines) -> Terms:
    """The terms of encoded statements."""
    return Terms(lines.predicates, lines.literal, {iri for iri in lines.nodes if describe(URIRef(iri))})
