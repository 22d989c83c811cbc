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

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import OntologyError

NAMESPACE = "https://w3id.org/citykg/ontology#"
#: What the IRIs of entities, documents, claims and evidence begin with, unless the configuration says otherwise.
DEFAULT_BASE = "https://w3id.org/citykg/id/"
#: The prefix that an export binds to its base.
DATA_PREFIX = "id"

_DOMAIN = URIRef("https://schema.org/domainIncludes")
_RANGE = URIRef("https://schema.org/rangeIncludes")


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

    Raises:
        OntologyError: kg.ttl is missing or is not Turtle.
    """
    try:
        return Graph(bind_namespaces="none").parse(data=read_file("kg.ttl"), format="turtle")
    except SyntaxError as error:  # rdflib's BadSyntax is one
        raise OntologyError("词表 kg.ttl 不是合格的 Turtle", where=str(error).splitlines()[0]) from error


@cache
def prefixes() -> dict[str, str]:
    """Prefix -> namespace for every vocabulary that an export uses, sorted by prefix."""
    return {prefix: str(namespace) for prefix, namespace in sorted(vocabulary().namespaces())}


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
    iri = URIRef(f"{namespace}{local}")
    if namespace is None or (iri, RDFS.isDefinedBy, None) not in vocabulary():
        near = nearest(name)
        raise OntologyError(f"词表没有 {name} 这个词", remedy=f"是不是 {near}？" if near else "")
    return iri


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
    defined = {
        str(subject) for subject in vocabulary().subjects(RDFS.isDefinedBy) if str(subject).startswith(namespace)
    }
    return tuple(sorted(iri.removeprefix(namespace) for iri in defined if iri != namespace))


@cache
def label(name: str, language: str = "zh") -> str:
    """What a term is called.

    Raises:
        OntologyError: the term is unknown, or has no label in that language.
    """
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


def _types_of(name: str, side: URIRef) -> tuple[str, ...]:
    return tuple(sorted(str(kind).removeprefix(NAMESPACE) for kind in vocabulary().objects(term(name), side)))


@cache
def types(name: str) -> tuple[URIRef, ...]:
    """The classes that an instance of one of our classes is written with: itself, and our and schema.org's above it.

    Queries run without inference, so ``?x a schema:Project`` must find what is written as ``kg:Project``.
    """
    own, written = term(name), (NAMESPACE, prefixes()["schema"])
    above = (node for node in vocabulary().objects(own, RDFS.subClassOf) if isinstance(node, URIRef))
    # str(): rdflib's own startswith knows no tuple of prefixes and answers False
    return (own, *sorted(node for node in above if str(node).startswith(written)))


@cache
def describe(iri: URIRef) -> tuple[tuple[URIRef, URIRef, Node], ...]:
    """Kind and labels of a term, for an export that explains its own words; empty for what is not ours."""
    if not iri.startswith(NAMESPACE):
        return ()
    kept = (RDF.type, RDFS.label, RDFS.isDefinedBy)
    return tuple(sorted((iri, about, value) for about in kept for value in vocabulary().objects(iri, about)))
