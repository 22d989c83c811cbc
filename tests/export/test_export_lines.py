"""Lines are what pyoxigraph writes, whatever a literal holds."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, BNode, Literal, URIRef

from kg.errors import ExportError
from kg.export.lines import Batch, batches, encode

SUBJECT, PREDICATE, GRAPH = URIRef("urn:s"), URIRef("urn:p"), URIRef("urn:g")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(TEXT, st.sampled_from([None, "zh", "en"]))
def test_literal_is_written_as_pyoxigraph_writes_it(text: str, language: str | None) -> None:
    (line,) = encode([(SUBJECT, PREDICATE, Literal(text, lang=language), GRAPH)]).lines
    value = ox.Literal(text, language=language) if language else ox.Literal(text)
    quad = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), value, ox.NamedNode("urn:g"))
    assert line == ox.serialize([quad], format=ox.RdfFormat.N_QUADS)


@given(TEXT)
def test_literal_comes_back(text: str) -> None:
    lines = encode([(SUBJECT, PREDICATE, Literal(text), None)]).sorted()
    (batch,) = batches(lines)
    assert [triple.object for triple in batch.triples] == [ox.Literal(text)]


@pytest.mark.parametrize(
    "value", [Literal("5", datatype=XSD.integer), Literal("a", datatype=XSD.string), URIRef("urn:o")]
)
def test_types_are_kept_and_a_string_needs_none(value: Literal | URIRef) -> None:
    (line,) = encode([(SUBJECT, PREDICATE, value, None)]).lines
    told = {"5": b'"5"^^<http://www.w3.org/2001/XMLSchema#integer>', "a": b'"a"', "urn:o": b"<urn:o>"}[str(value)]
    assert line == b"<urn:s> <urn:p> " + told + b" .\n"


def test_a_triple_in_two_graphs_is_one_triple() -> None:
    lines = encode([(SUBJECT, PREDICATE, Literal("a"), graph) for graph in (GRAPH, None, URIRef("urn:h"))]).sorted()
    (batch,) = batches(lines)
    assert isinstance(batch, Batch)
    assert (len(batch.lines), len(batch.triples)) == (3, 1)


@pytest.mark.parametrize("value", [BNode("b"), Literal("半个\ud800字")])
def test_what_rdf_files_cannot_hold_is_refused(value: BNode | Literal) -> None:
    with pytest.raises(ExportError, match="无法写成 RDF"):
        encode([(SUBJECT, PREDICATE, value, None)])
