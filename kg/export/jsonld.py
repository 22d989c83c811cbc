"""Writes JSON-LD 1.1. In: batches of sorted triples; out: bytes: one ``@context``, then one node a line in ``@graph``.

pyoxigraph writes JSON-LD without a context, every IRI and datatype in full (twice the size, hard to read), rdflib holds the whole
document in memory: hence our own. Names are compact (``kg:locatedIn``), values of properties that only ever lead to nodes are
plain strings, and whole numbers are JSON numbers. Decimals are not: JSON-LD reads 12.5 as xsd:double.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import RDF, XSD

from kg.export.lines import Batch

Value: TypeAlias = str | int | dict[str, str]
_TYPE = str(RDF.type)
_STRING, _INTEGER = str(XSD.string), str(XSD.integer)
#: Readers in JavaScript hold whole numbers exactly up to here; JSON-LD turns those of 10^21 and more into doubles.
_LARGEST = 2**53 - 1


class JsonLd:
    """A writer of kg/export/rdf_files.py."""

    joint = b","

    def __init__(self, prefixes: Mapping[str, str], links: Collection[str]) -> None:
        self.prefixes = dict(sorted(prefixes.items()))
        self.namespaces = {namespace: prefix for prefix, namespace in self.prefixes.items()}
        self.links = frozenset(links)

    def head(self) -> bytes:
        """Prefixes, and the properties whose values are nodes."""
        links = {self._compact(iri): {"@id": self._compact(iri), "@type": "@id"} for iri in sorted(self.links)}
        rows = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in {**self.prefixes, **links}.items()]
        return ('{"@context": {\n' + ",\n".join(rows) + '},\n"@graph": [').encode()

    def part(self, batch: Batch) -> bytes:
        """The nodes of a batch's subjects, a line each."""
        nodes: dict[str, dict[str, list[Value]]] = {}
        for triple in batch.triples:
            subject, predicate, value = triple.subject, triple.predicate.value, triple.object
            assert isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal)
            node = nodes.setdefault(subject.value, {})
            key = "@type" if predicate == _TYPE else self._compact(predicate)
            node.setdefault(key, []).append(self._value(predicate, value))
        lines = []
        for subject_iri, properties in nodes.items():
            row = {"@id": self._compact(subject_iri), **{k: v[0] if len(v) == 1 else v for k, v in properties.items()}}
            lines.append(",\n" + json.dumps(row, ensure_ascii=False))
        return "".join(lines).encode()

    def tail(self) -> bytes:
        """Closes the document."""
        return b"\n]}\n"

    def _compact(self, iri: str) -> str:
        """``prefix:local`` when a namespace ends at the last slash or hash."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self.namespaces.get(iri[:cut])
        return iri if prefix is None else f"{prefix}:{iri[cut:]}"

    def _value(self, predicate: str, value: ox.NamedNode | ox.Literal) -> Value:
        if isinstance(value, ox.NamedNode):
            iri = self._compact(value.value)
            return iri if predicate == _TYPE or predicate in self.links else {"@id": iri}
        if value.language:
            return {"@language": value.language, "@value": value.value}
        datatype = value.datatype.value
        if datatype == _STRING:
            return value.value
        if datatype == _INTEGER and _is_exact(value.value):
            return int(value.value)
        return {"@type": self._compact(datatype), "@value": value.value}


def _is_exact(digits: str) -> bool:
    """Whether a JSON number says the same, to every reader and to the last character."""
    return len(digits) <= 17 and abs(int(digits)) <= _LARGEST and str(int(digits)) == digits
