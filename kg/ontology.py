"""Loads ontology/kg.ttl; the only place where IRIs are named. In: names of terms; out: IRIs, labels, prefixes.

A name is a local name of our vocabulary (``locatedIn``) or a prefixed name that kg.ttl lists as reused (``schema:value``).
What kg.ttl does not define cannot be written: a slip of the pen raises OntologyError instead of minting a term.
"""

from __future__ import annotations

import difflib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import OntologyError

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

NAMESPACE = "https://w3id.org/citykg/ontology#"
#: What the IRIs of entities, documents, claims and evidence begin with, unless the configuration says otherwise.
DEFAULT_BASE = "https://w3id.org/citykg/id/"
#: The prefix that an export binds to its base.
DATA_PREFIX = "id"

_DOMAIN = "https://schema.org/domainIncludes"
_RANGE = "https://schema.org/rangeIncludes"
_DEFINED_BY = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#isDefinedBy")


def folder() -> Traversable:
    """The ontology's files: inside the package when it was installed from a wheel, else beside it in the repository.

    Raises:
        OntologyError: neither place has kg.ttl.
    """
    inside = files("kg").joinpath("_ontology")
    beside = Path(__file__).parent.parent / "ontology"
    for place in (inside, beside):
        if place.joinpath("kg.ttl").is_file():
            return place
    raise OntologyError("找不到词表 kg.ttl", remedy="请重新安装 kg")


def read_file(name: str) -> str:
    """The text of a file of the ontology, such as ``kg.ttl`` or ``restrictions/shapes.ttl``.

    Raises:
        OntologyError: there is no such file.
    """
    file = folder()
    for part in name.split("/"):
        file = file.joinpath(part)
    if not file.is_file():
        raise OntologyError(f"词表文件 {name} 不存在", remedy="请重新安装 kg")
    return file.read_text(encoding="utf-8")


@cache
def vocabulary() -> Graph:
    """The triples of kg.ttl; read only, everyone shares them.

    rdflib is imported here and where its terms are made: `kg query` needs neither, and half a second to import it.

    Raises:
        OntologyError: kg.ttl is missing or is not Turtle.
    """
    from rdflib import Graph

    try:
        return Graph(bind_namespaces="none").parse(data=read_file("kg.ttl"), format="turtle")
    except SyntaxError as error:  # rdflib's BadSyntax is one
        raise OntologyError("词表 kg.ttl 不是合格的 Turtle", where=str(error).splitlines()[0]) from error


@cache
def prefixes() -> dict[str, str]:
    """Prefix -> namespace for every vocabulary that an export uses, sorted by prefix."""
    return _read()[0]


@cache
def _read() -> tuple[dict[str, str], tuple[str, ...]]:
    """The prefixes of kg.ttl, and the IRIs that it defines.

    Raises:
        OntologyError: kg.ttl is missing or is not Turtle.
    """
    try:
        triples = ox.parse(read_file("kg.ttl"), format=ox.RdfFormat.TURTLE)
        subjects = [triple.subject for triple in triples if triple.predicate == _DEFINED_BY]
    except SyntaxError as error:
        raise OntologyError("词表 kg.ttl 不是合格的 Turtle", where=str(error).splitlines()[0]) from error
    iris = {subject.value for subject in subjects if isinstance(subject, ox.NamedNode)}
    return dict(sorted(triples.prefixes.items())), tuple(sorted(iris))


@cache
def term(name: str) -> URIRef:
    """The IRI of a term.

    Args:
        name (str): ``locatedIn``, ``kg:locatedIn`` or ``schema:value``.

    Raises:
        OntologyError: kg.ttl does not define it; the message names the nearest term that it does.
    """
    prefix, colon, local = name.rpartition(":")
    namespace = prefixes().get(prefix if colon else "kg")
    if namespace is None or local not in names(prefix if colon else "kg"):
        near = nearest(name)
        raise OntologyError(f"词表没有 {name} 这个词", remedy=f"是不是 {near}？" if near else "")
    from rdflib import URIRef

    return URIRef(f"{namespace}{local}")


def nearest(name: str) -> str | None:
    """The defined term whose spelling comes closest, written the way ``name`` is; None when none is near."""
    prefix, colon, local = name.rpartition(":")
    folded = {known.lower(): known for known in names(prefix if colon else "kg")}
    found = difflib.get_close_matches(local.lower(), folded, n=1, cutoff=0.6)
    return f"{prefix}{colon}{folded[found[0]]}" if found else None


@cache
def names(prefix: str = "kg") -> tuple[str, ...]:
    """The local names defined under a prefix, sorted."""
    namespace = prefixes().get(prefix)
    if namespace is None:
        return ()
    return tuple(iri.removeprefix(namespace) for iri in _read()[1] if iri.startswith(namespace) and iri != namespace)


@cache
def label(name: str, language: str = "zh") -> str:
    """What a term is called.

    Raises:
        OntologyError: the term is unknown, or has no label in that language.
    """
    from rdflib import RDFS, Literal

    for value in vocabulary().objects(term(name), RDFS.label):
        if isinstance(value, Literal) and value.language == language:
            return str(value)
    raise OntologyError(f"词 {name} 没有 {language} 标签")


@cache
def subjects_of(name: str) -> tuple[str, ...]:
    """The types that a property's subject may have by the annotation guide, as local names, sorted."""
    return _types_of(name, _DOMAIN)


@cache
def objects_of(name: str) -> tuple[str, ...]:
    """The types that a property's object may have by the annotation guide, as local names, sorted."""
    return _types_of(name, _RANGE)


def _types_of(name: str, side: str) -> tuple[str, ...]:
    from rdflib import URIRef

    kinds = vocabulary().objects(term(name), URIRef(side))
    return tuple(sorted(str(kind).removeprefix(NAMESPACE) for kind in kinds))


@cache
def types(name: str) -> tuple[URIRef, ...]:
    """The classes that an instance of one of our classes is written with: itself, and our and schema.org's above it.

    Queries run without inference, so ``?x a schema:Project`` must find what is written as ``kg:Project``.
    """
    from rdflib import RDFS, URIRef

    own, written = term(name), (NAMESPACE, prefixes()["schema"])
    above = (node for node in vocabulary().objects(own, RDFS.subClassOf) if isinstance(node, URIRef))
    # str(): rdflib's own startswith knows no tuple of prefixes and answers False
    return (own, *sorted(node for node in above if str(node).startswith(written)))


@cache
def describe(iri: URIRef) -> tuple[tuple[URIRef, URIRef, Node], ...]:
    """Kind and labels of a term, for an export that explains its own words; empty for what is not ours."""
    if not iri.startswith(NAMESPACE):
        return ()
    from rdflib import RDF, RDFS

    kept = (RDF.type, RDFS.label, RDFS.isDefinedBy)
    return tuple(sorted((iri, about, value) for about in kept for value in vocabulary().objects(iri, about)))
