"""Runs ontology/shapes.ttl. In: an rdflib graph in memory; out: Findings, each under the shape that was meant for it.

pyshacl does the work, without inference: our data writes the types that it needs. An rdflib graph on an Oxigraph store would be
wrong and slow (1,004 false violations and 123 s where this takes 1 s, for the store rewrites literals).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.check.findings import Finding, Progress, Rule, Severity
from kg.ontology import read_file

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_WORDS = frozenset({SH.name, SH.description, SH.message, RDFS.label, RDFS.comment, RDFS.isDefinedBy})
_SEVERITIES: dict[Node | None, Severity] = {SH.Warning: "warning", SH.Info: "info"}
#: Shapes for each call of pyshacl: as fast as all at once, and a bar can move.
_BATCH = 20


@cache
def shapes_graph() -> Graph:
    """The triples of shapes.ttl; read only, everyone shares them."""
    return Graph(bind_namespaces="none").parse(data=read_file("shapes.ttl"), format="turtle")


@cache
def shape_rules() -> dict[URIRef, Rule]:
    """Shape -> Rule, for every shape that can be found broken: it has a message."""
    shapes = shapes_graph()
    (home,) = shapes.subjects(RDF.type, OWL.Ontology)
    found = {node for node in shapes.subjects(SH.message) if isinstance(node, URIRef)}
    return {node: _rule(node, f"{home}#") for node in sorted(found)}


def _rule(shape: URIRef, namespace: str) -> Rule:
    """Property shapes have sh:name and sh:description, node shapes rdfs:label and rdfs:comment: so SHACL wants it."""
    title = _text(shape, SH.name) or _text(shape, RDFS.label)
    return Rule(
        name=shape.removeprefix(namespace),
        severity=_SEVERITIES.get(shapes_graph().value(shape, SH.severity), "violation"),
        title=title,
        message=_text(shape, SH.message),
        cure=_text(shape, SH.description) or _text(shape, RDFS.comment),
        source="shapes.ttl",
        title_en=_text(shape, SH.name, "en") or _text(shape, RDFS.label, "en"),
        message_en=_text(shape, SH.message, "en"),
    )


def _text(shape: URIRef, about: URIRef, language: str = "zh") -> str:
    values = shapes_graph().objects(shape, about)
    return next((str(v) for v in values if isinstance(v, Literal) and v.language == language), "")


def run_shapes(graph: Graph, progress: Progress) -> Iterator[Finding]:
    """Yields what the shapes find, each fault once, in no order.

    Args:
        graph (Graph): in memory; it is not changed.
        progress (Progress): told of each batch of shapes.
    """
    import pyshacl  # 0.2 s, and only this command needs it

    shapes = prepared(shapes_graph())
    targeted = sorted({str(node) for target in _TARGETS for node in shapes.subjects(target)})
    parts = sorted({str(node) for node in shapes.subjects(RDF.type)} - set(targeted))
    batches = [targeted[at : at + _BATCH] for at in range(0, len(targeted), _BATCH)]
    progress.stage("形状", len(batches))
    for batch in batches:
        # pyshacl also leaves out the shapes within a shape unless they are named
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True, use_shapes=[*batch, *parts])
        assert isinstance(report, Graph)
        yield from dict.fromkeys(_findings(report))
        progress.step()


def _findings(report: Graph) -> Iterator[Finding]:
    rules = shape_rules()
    for result in report.objects(None, SH.result):
        shape, focus = report.value(result, SH.sourceShape), report.value(result, SH.focusNode)
        value, path = report.value(result, SH.value), report.value(result, SH.resultPath)
        if report.value(result, SH.sourceConstraintComponent) == SH.ClosedConstraintComponent:
            value, path = path, None  # the property is what is wrong, not its value
        if isinstance(shape, URIRef) and focus is not None:
            # a node shape's value is the node itself
            told = "" if value is None or value == focus else _ntriples(value)
            yield Finding(rules[shape], _ntriples(focus), told, _ntriples(path) if isinstance(path, URIRef) else "")


def _ntriples(node: Node) -> str:
    """A term as N-Triples writes it; rdflib's n3() puts a text with a line break between three quotation marks."""
    if not isinstance(node, Literal):
        return node.n3()
    if node.language:
        return str(ox.Literal(str(node), language=node.language))
    return str(ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None))


def prepared(shapes: Graph) -> Graph:
    """The same shapes in the form that pyshacl is fast with; every result stays what it was.

    pyshacl goes through all triples of a property shape anew for each node that reaches it by sh:property, 16 s for the seeds.
    Without the words, and with the targets on the property shapes themselves, where it takes all nodes at once, it is 4 s.
    A closed shape lists the paths of its property shapes as ignored, which means the same.
    """
    out = Graph(bind_namespaces="none")
    for triple in shapes:
        if triple[1] not in _WORDS:
            out.add(triple)
    for shape in sorted(set(shapes.subjects(SH.property)), key=str):
        targets = [(about, value) for about in _TARGETS for value in shapes.objects(shape, about)]
        if not targets or (shape, RDF.type, SH.NodeShape) not in shapes:
            continue
        properties = sorted(shapes.objects(shape, SH.property), key=str)
        ignored = shapes.value(shape, SH.ignoredProperties)
        if ignored is not None:
            kept = Collection(out, ignored)
            for path in sorted({path for one in properties for path in shapes.objects(one, SH.path)}, key=str):
                kept.append(path)
        for one in properties:
            out.remove((shape, SH.property, one))
            for about, value in targets:
                out.add((one, about, value))
    return out
