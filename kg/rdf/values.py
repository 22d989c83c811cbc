"""IRIs and literals as the export writes them. In: ids, strings and numbers of the model; out: rdflib terms."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from rdflib import RDF, XSD, Literal, URIRef
from rdflib.term import Node

from kg.errors import OntologyError
from kg.ontology import term, types

Triple = tuple[URIRef, URIRef, Node]
#: A triple and the document in whose graph it stands; None is the default graph.
Quad = tuple[URIRef, URIRef, Node, URIRef | None]

#: rdflib 7.6 cannot read back a local name that ends in an escaped dot, so names never become IRIs.
_LOCAL = re.compile(r"[A-Za-z0-9_-]+")
_TYPE = RDF.type
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]*[/#]")


class Base:
    """What the IRIs of the data begin with.

    Raises:
        OntologyError: it is no IRI that ends in ``/`` or ``#``.
    """

    def __init__(self, iri: str) -> None:
        if not _BASE.fullmatch(iri):
            raise OntologyError(f"基础网址 {iri} 不能用", remedy="应为以 / 或 # 结尾的完整网址")
        self.iri = iri
        self._nodes: dict[str, URIRef] = {}

    def node(self, local: str) -> URIRef:
        """The IRI of an id.

        Raises:
            OntologyError: the id is not ASCII letters, digits, underscores and hyphens.
        """
        found = self._nodes.get(local)
        if found is None:
            if not _LOCAL.fullmatch(local):
                raise OntologyError(f"标识 {local} 不能写成 IRI", remedy="只能有字母、数字、下划线和连字符")
            found = self._nodes[local] = URIRef(self.iri + local)
        return found


def typed(node: URIRef, kind: str) -> Iterator[Triple]:
    """The types of an instance of one of our classes, those of schema.org too."""
    return ((node, _TYPE, each) for each in types(kind))


def stated(node: URIRef, **values: Node | None) -> Iterator[Triple]:
    """Properties of ours; what is None stays out."""
    return ((node, term(name), value) for name, value in values.items() if value is not None)


@lru_cache(maxsize=65_536)  # offsets and years come again and again, and rdflib reads what it is given
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


def optional_number(value: float | None) -> Literal | None:
    """``number``, or None for None."""
    return None if value is None else number(value)


def name(text: str) -> Literal:
    """A name or a description, in Chinese and composed (NFC)."""
    return Literal(unicodedata.normalize("NFC", text), lang="zh")


def string(text: str) -> Literal:
    """A string as it stands in the source; no datatype, for rdflib takes a written xsd:string for another literal."""
    return Literal(text)


def optional_string(text: str | None) -> Literal | None:
    """``string``, or None for None and the empty string."""
    return string(text) if text else None


def day(value: date | None) -> Literal | None:
    """An xsd:date."""
    return Literal(value.isoformat(), datatype=XSD.date) if value else None


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits for a node that has no id of its own."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:16]
