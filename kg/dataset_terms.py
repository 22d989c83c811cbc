"""Names the terms that describe a dataset. In: prefixed names; out: IRIs, from ontology/dataset-terms.ttl and kg.ttl.

They stand beside kg.ttl, not in it: an export's header and a query's known prefixes are those of kg.ttl, and no one asks a graph
for its own checksum.
"""

from __future__ import annotations

from functools import cache

from rdflib import RDFS, Graph, URIRef

from kg import ontology
from kg.errors import OntologyError

FILE = "dataset-terms.ttl"


@cache
def vocabulary() -> Graph:
    """The triples of dataset-terms.ttl; read only.

    Raises:
        OntologyError: the file is missing or is not Turtle.
    """
    try:
        return Graph(bind_namespaces="none").parse(data=ontology.read_file(FILE), format="turtle")
    except SyntaxError as error:  # rdflib's BadSyntax is one
        raise OntologyError(f"词表 {FILE} 不是合格的 Turtle", where=str(error).splitlines()[0]) from error


@cache
def prefixes() -> dict[str, str]:
    """Prefix -> namespace of both files, sorted by prefix."""
    own = {prefix: str(namespace) for prefix, namespace in vocabulary().namespaces()}
    return dict(sorted({**ontology.prefixes(), **own}.items()))


@cache
def term(name: str) -> URIRef:
    """The IRI of a term such as ``void:triples`` or ``rdfs:label``.

    Raises:
        OntologyError: neither file defines it.
    """
    prefix, _, local = name.rpartition(":")
    iri = URIRef(f"{prefixes().get(prefix, '')}{local}")
    return iri if (iri, RDFS.isDefinedBy, None) in vocabulary() else ontology.term(name)


@cache
def defined_by(iri: URIRef) -> URIRef | None:
    """The vocabulary that defines a term; None when neither file knows the term."""
    for graph in (ontology.vocabulary(), vocabulary()):
        value = graph.value(iri, RDFS.isDefinedBy)
        if isinstance(value, URIRef):
            return value
    return None
