"""Says what a node of the graph is. In: a store and RDF terms as N-Triples writes them; out: words for a reader."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.model import EntityType
from kg.ontology import label, prefixes, term

_TERM = re.compile(r'<(?P<iri>[^>]*)>|"(?P<text>.*)"(?:@(?P<language>[\w-]+)|\^\^<(?P<datatype>[^>]*)>)?', re.DOTALL)
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_UNESCAPED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
#: A document's control characters must not steer the terminal.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_LONG = 60


class Names:
    """Words for the nodes of a graph.

    Args:
        store (ox.Store): the triples in its default graph.
    """

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.types = {str(term(kind.value)): label(kind.value) for kind in EntityType}

    def say(self, node: str) -> str:
        """Words for a term: the name of an entity with its type, a claim with its quote, a literal with its datatype."""
        found = _TERM.fullmatch(node)
        if found is None:
            return node
        if found["iri"] is None:
            return _literal(found)
        about = ox.NamedNode(found["iri"])
        if self._object(about, "rdf:predicate") is not None:
            return self._claim(about)
        if self._object(about, "oa:hasSource") is not None:
            return f"证据{self._passage(about)}"
        if self._object(about, "schema:variableMeasured") is not None:
            return self._value(about)
        return self._named(about)

    def values(self, node: str, path: str) -> str:
        """Words for all values that a node has for a property; empty when it has none."""
        focus, about = _TERM.fullmatch(node), _TERM.fullmatch(path)
        if focus is None or about is None or focus["iri"] is None:
            return ""
        quads = self.store.quads_for_pattern(ox.NamedNode(focus["iri"]), ox.NamedNode(about["iri"]), None, None)
        return "、".join(sorted(self.say(str(quad.object)) for quad in quads))

    def quote(self, node: str) -> str:
        """Title and quote behind a claim, or behind a claim that leads to a node; empty when there is none."""
        found = _TERM.fullmatch(node)
        if found is None or found["iri"] is None:
            return ""
        about: ox.NamedNode | None = ox.NamedNode(found["iri"])
        about = self._subject("schema:variableMeasured", about) or about
        claims = (about, self._subject("rdf:object", about), self._subject("rdf:subject", about))
        passages = (self._object(claim, "prov:wasDerivedFrom") for claim in claims)
        return next((self._passage(passage) for passage in passages if passage is not None), "")

    def _subject(self, predicate: str, value: ox.NamedNode | None) -> ox.NamedNode | None:
        """The first node that has this value."""
        quads = self.store.quads_for_pattern(None, _iri(predicate), value, None)
        return min((q.subject for q in quads if isinstance(q.subject, ox.NamedNode)), key=str, default=None)

    def _object(self, subject: ox.NamedNode | ox.Literal | None, predicate: str) -> ox.NamedNode | ox.Literal | None:
        """The first value of a property, Chinese labels before others."""
        if not isinstance(subject, ox.NamedNode):
            return None
        quads = self.store.quads_for_pattern(subject, _iri(predicate), None, None)
        values = [quad.object for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal)]
        return min(values, key=lambda v: (getattr(v, "language", "") != "zh", str(v)), default=None)

    def _claim(self, claim: ox.NamedNode) -> str:
        subject, predicate, end = (self._object(claim, f"rdf:{part}") for part in ("subject", "predicate", "object"))
        return f"{self._short(subject)} — {self._short(predicate)} → {self._short(end)}"

    def _short(self, node: ox.NamedNode | ox.Literal | None) -> str:
        if node is None:
            return "（缺）"
        if isinstance(node, ox.Literal):
            return _clip(node.value)
        name = self._object(node, "rdfs:label") or self._object(node, "dcterms:title")
        if name is not None:
            return _clip(name.value)
        return self._value(node) if self._object(node, "schema:variableMeasured") is not None else _curie(node.value)

    def _value(self, node: ox.NamedNode) -> str:
        parts = [self._object(node, p) for p in ("schema:observationAbout", "schema:variableMeasured", "kg:year")]
        figure = self._object(node, "schema:value") or self._object(node, "kg:growth")
        words = [self._short(part) for part in (*parts, figure) if part is not None]
        return " ".join(words)

    def _passage(self, evidence: ox.NamedNode | ox.Literal) -> str:
        title = self._object(self._object(evidence, "oa:hasSource"), "dcterms:title")
        words, start = self._object(evidence, "oa:exact"), self._object(evidence, "oa:start")
        place = f" {start.value}" if isinstance(start, ox.Literal) else ""
        return f"《{_clip(title.value) if title else ''}》{place}：“{_clip(words.value) if words else ''}”"

    def _named(self, node: ox.NamedNode) -> str:
        title = self._object(node, "dcterms:title")
        if title is not None:
            return f"《{_clip(title.value)}》"
        name = self._object(node, "rdfs:label")
        classes = {quad.object for quad in self.store.quads_for_pattern(node, _iri("rdf:type"), None, None)}
        known = [word for iri, word in self.types.items() if ox.NamedNode(iri) in classes]
        kind = f"（{'、'.join(known)}）" if known else ""
        return f"{_clip(name.value) if name else _curie(node.value)}{kind}"


def _iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(str(term(name)))


def _curie(iri: str) -> str:
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def _literal(found: re.Match[str]) -> str:
    text = _ESCAPED.sub(_unescaped, found["text"])
    datatype = (found["datatype"] or "").rpartition("#")[2]
    mark = found["language"] or ("" if datatype == "string" else datatype)
    return f"“{_clip(text)}”" + (f"（{mark}）" if mark else "")


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _UNESCAPED.get(found[3], found[3])


def _clip(text: str) -> str:
    clean = _CONTROL.sub(" ", text)
    return clean if len(clean) <= _LONG else f"{clean[:_LONG]}…"
