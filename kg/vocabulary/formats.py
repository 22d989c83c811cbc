"""The formats in which a Turtle file is offered. In: Turtle text; out: bytes, the same on every run.

Written by pyoxigraph from sorted triples: rdflib's JSON-LD, RDF/XML and N-Triples come out in another order on each run.
"""

from __future__ import annotations

import pyoxigraph as ox

from kg.errors import OntologyError

#: Extension -> format; the extensions are those of the redirect file.
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


def written(turtle: str, extension: str) -> bytes:
    """The triples of a Turtle text in another format; Turtle itself is handed through, comments and all.

    Args:
        turtle (str): the text.
        extension (str): one of ``FORMATS``.

    Raises:
        OntologyError: the text is not Turtle.
    """
    if extension == "ttl":
        return turtle.encode()
    try:
        triples = ox.Dataset(ox.parse(input=turtle.encode(), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(f"不是合格的 Turtle：{error}") from error
    # A parser names blank nodes anew on each run. UNSTABLE means between versions of pyoxigraph; RDFC_1_0 came after 0.5.0.
    triples.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    ordered = sorted(triples, key=str)
    kind = FORMATS[extension]
    if kind == ox.RdfFormat.JSON_LD:
        return ox.serialize(ordered, format=kind) or b""
    return ox.serialize((quad.triple for quad in ordered), format=kind) or b""


def counted(data: bytes, extension: str) -> int:
    """How many different triples a file holds.

    Raises:
        OntologyError: the data are not of that format.
    """
    try:
        return len(ox.Dataset(ox.parse(input=data, format=FORMATS[extension])))
    except SyntaxError as error:
        raise OntologyError(f"不是合格的 {extension}：{error}") from error
