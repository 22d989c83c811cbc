"""What a worker knows. In: an open store; out: names, labels and links of what is in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from typing import Any

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, Literal, URIRef

from kg.ontology import DATA_PREFIX, NAMESPACE, term, vocabulary

#: Local names that a build mints; nothing else is asked of the store by its address.
LOCAL = re.compile(r"[A-Za-z0-9_-]+")
#: What all our IRIs begin with, those of the data only unless the user chose another base.
_ROOT = NAMESPACE.removesuffix("ontology#")


def node(name: str) -> ox.NamedNode:
    """A term of the ontology, such as ``rdfs:label``, for the store."""
    return ox.NamedNode(str(term(name)))


class Site:
    """An export as a worker sees it.

    Args:
        store (ox.Store): open, read only.
        prefixes (Mapping[str, str]): prefix -> namespace.
        about (Mapping[str, Any]): what pages say of the server: ``seconds``, ``result``, ``explorer``.
    """

    def __init__(self, store: ox.Store, prefixes: Mapping[str, str], about: Mapping[str, Any]) -> None:
        self.store, self.prefixes, self.about = store, prefixes, about
        self.folders = _folders(prefixes)

    @cached_property
    def triples(self) -> int:
        """How many triples there are."""
        return len(self.store)

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many instances each of our classes has, by local name."""
        counted = {name: self.store.quads_for_pattern(None, node("rdf:type"), node(name)) for name in class_names()}
        return {name: sum(1 for _ in found) for name, found in counted.items()}

    def outgoing(self, subject: ox.NamedNode) -> dict[str, list[Any]]:
        """The values of a node by property, both as the store orders them."""
        found: dict[str, list[Any]] = {}
        for quad in self.store.quads_for_pattern(subject, None, None):
            found.setdefault(quad.predicate.value, []).append(quad.object)
        return found

    def value(self, subject: ox.NamedNode, name: str) -> Any:
        """One value of a property, the first in the order of the store; None when there is none."""
        found = self.store.quads_for_pattern(subject, node(name), None)
        return next((quad.object for quad in found), None)

    def label(self, iri: str) -> str:
        """What people call a node: its Chinese label, its title, else its shortened IRI."""
        return _vocabulary_label(iri) or self._label(iri) or self.short(iri)

    def _label(self, iri: str) -> str:
        subject = ox.NamedNode(iri)
        for name in ("rdfs:label", "dcterms:title"):
            values = [quad.object for quad in self.store.quads_for_pattern(subject, node(name), None)]
            texts = [value for value in values if isinstance(value, ox.Literal)]
            for value in sorted(texts, key=lambda text: (text.language != "zh", text.value)):
                return value.value
        return ""

    def short(self, iri: str) -> str:
        """An IRI by its prefix, whole when it has none."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and iri != namespace:
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri

    def address(self, iri: str) -> str:
        """Where a page of this server tells about an IRI, else the IRI itself; empty when it is no web address."""
        for folder, namespace in self.folders.items():
            if iri.startswith(namespace) and LOCAL.fullmatch(iri.removeprefix(namespace)):
                return f"/{folder}/{iri.removeprefix(namespace)}"
        if iri.startswith(NAMESPACE):
            return f"/ontology#{iri.removeprefix(NAMESPACE)}"
        # Data must not bring a javascript: address into a page.
        return iri if iri.startswith(("http://", "https://")) else ""


def _folders(prefixes: Mapping[str, str]) -> dict[str, str]:
    """Folder -> namespace of the things that have pages here: ``id`` is the data, the others are our lists of concepts."""
    ours = [
        name
        for prefix, name in prefixes.items()
        if prefix != DATA_PREFIX and name.startswith(_ROOT) and name[-1] == "/"
    ]
    return {name.removeprefix(_ROOT).strip("/"): name for name in ours} | {"id": prefixes[DATA_PREFIX]}


@cache
def class_names() -> tuple[str, ...]:
    """The local names of our classes that have no class of ours below them and are no lists of values, sorted."""
    concepts = set(vocabulary().subjects(RDFS.subClassOf, term("skos:Concept")))
    found = set(vocabulary().subjects(RDF.type, OWL.Class)) - concepts
    classes = {iri for iri in found if str(iri).startswith(NAMESPACE)}
    above = {parent for iri in classes for parent in vocabulary().objects(iri, RDFS.subClassOf)}
    return tuple(sorted(str(iri).removeprefix(NAMESPACE) for iri in classes - above))


@lru_cache(maxsize=4096)
def _vocabulary_label(iri: str) -> str:
    for value in vocabulary().objects(URIRef(iri), RDFS.label):
        if isinstance(value, Literal) and value.language == "zh":
            return str(value)
    return ""
