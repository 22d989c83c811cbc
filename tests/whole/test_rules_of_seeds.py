"""The build of the seeds keeps to every shape and invariant, the shapes look at all of it, and every quote stands in its source."""

from __future__ import annotations

import rdflib
from rdflib import RDF, SH, URIRef

from kg.check.shapes import shapes_graph
from kg.check.validation import validate
from kg.verify import verify_exports
from whole_build import ROOT, Built


class _Unheard:
    def stage(self, name: str, total: int) -> None:
        """Shows nothing."""

    def step(self) -> None:
        """Shows nothing."""


def test_seeds_have_no_violation(built: Built) -> None:
    validation = validate(built.out / "graph.ttl", _Unheard())
    broken = [(rule.name, len(found)) for rule, found in validation.by_rule() if rule.severity == "violation"]
    assert broken == []
    assert validation.triples > 50_000


def test_every_class_and_property_of_the_graph_is_looked_at_by_a_shape(built: Built) -> None:
    graph = rdflib.Graph().parse(built.out / "graph.ttl", format="turtle")
    shapes = shapes_graph()
    wanted = (
        SH.path,
        SH.targetSubjectsOf,
        SH.targetObjectsOf,
        SH.targetNode,
        SH["class"],
        SH.targetClass,
        SH.hasValue,
        RDF.first,
    )
    seen = {value for about in wanted for value in shapes.objects(None, about) if isinstance(value, URIRef)}
    assert set(graph.objects(None, RDF.type)) - seen == set()
    assert set(graph.predicates()) - seen == set()


def test_every_quote_of_the_exports_stands_in_its_source(built: Built) -> None:
    verification = verify_exports([ROOT / "seeds"], built.out)
    assert verification.problems == ()
    assert {file for file, (right, quotes) in verification.quotes.items() if right == quotes > 1000} == {
        "graph.ttl",
        "facts.jsonl",
        "mentions.jsonl",
    }
