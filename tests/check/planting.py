"""A small valid graph with one of everything, and what is needed to plant a fault in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rdflib import RDF, RDFS, XSD, Literal, URIRef
from rdflib.term import Node

from kg.check.validation import validate
from kg.graph import assemble
from kg.model import Corpus, Entity, EntityType, Fact, Predicate
from kg.ontology import DEFAULT_BASE, term
from kg.rdf import to_rdf

#: An entity of each type; the first three and the invented city are those of the fixture.
SAMPLES = {
    "Enterprise": "enterprise-0001",
    "Park": "park-0001",
    "Project": "project-0001",
    "Region": "region-440783",
    "Organization": "organization-0001",
    "Policy": "policy-0001",
    "Person": "person-0001",
    "Industry": "industry-0001",
    "Event": "event-0001",
    "Honor": "honor-0001",
}
PROJECT = URIRef(DEFAULT_BASE + SAMPLES["Project"])
_NAMES = ("青禾市商务局", "倍增计划", "林青禾", "半导体", "青禾博览会", "全国文明城市")


class Unheard:
    """Shows nothing."""

    def stage(self, name: str, total: int) -> None:
        """Ignores the stage."""

    def step(self) -> None:
        """Ignores the step."""


def node(local: str) -> URIRef:
    """The IRI of an entity, document, claim or piece of evidence."""
    return URIRef(DEFAULT_BASE + local)


def integer(text: str) -> Literal:
    """An xsd:integer, written as it is given."""
    return Literal(text, datatype=XSD.integer, normalize=False)


class Plot:
    """The graph that faults are planted in: short names for what the tests do to it.

    Args:
        corpus (Corpus): the fixture; a goal, a division with its province, an entity of each type and a second document join it.
    """

    def __init__(self, corpus: Corpus) -> None:
        (document,) = corpus.documents
        self.document = node(document.id)
        wide = replace(corpus, entities=(*corpus.entities, *_more_entities()), facts=(*corpus.facts, _goal(corpus)))
        self.graph = to_rdf(assemble(wide))
        # the invented city has a code that no table knows, and the enterprise no place: both would be found
        self.city = node("region-990100")
        self.graph.remove((self.city, RDF.type, term("schema:AdministrativeArea")))
        self.drop(self.city, "code")
        self.drop(self.city, "level")
        self.add(node(SAMPLES["Enterprise"]), "within", self.city)
        for local in (*SAMPLES.values(), "region-990100"):
            self.add(self.document, "schema:mentions", node(local))
        self.second = node("d2")
        for about, value in list(self.graph.predicate_objects(self.document)):
            self.graph.add((self.second, about, value))
        self.put(self.second, "sha256", Literal("0" * 64))
        (self.value,) = self.graph.subjects(RDF.type, term("Observation"))
        (self.goal,) = self.graph.subjects(RDF.type, term("TargetValue"))

    def add(self, subject: Node, predicate: str, value: Node) -> None:
        """One more triple."""
        self.graph.add((subject, term(predicate), value))

    def drop(self, subject: Node, predicate: str, value: Node | None = None) -> None:
        """Takes a property, or one value of it, away."""
        assert (subject, term(predicate), value) in self.graph
        self.graph.remove((subject, term(predicate), value))

    def put(self, subject: Node, predicate: str, value: Node) -> None:
        """Another value for a property that is there."""
        self.drop(subject, predicate)
        self.add(subject, predicate, value)

    def get(self, subject: Node, predicate: str) -> Node:
        """The one value of a property."""
        (value,) = self.graph.objects(subject, term(predicate))
        return value

    def evidence(self, claim: str) -> Node:
        """The evidence of a claim."""
        return self.get(node(claim), "prov:wasDerivedFrom")

    def claim(self, subject: Node, predicate: str, value: Node, kind: str = "target", **more: Node) -> URIRef:
        """A claim with all that belongs to it, and its direct triple when it is stated."""
        made = node(f"claim-made-{len(self.graph)}")
        if kind == "actual":
            self.add(subject, predicate, value)
        parts = {"rdf:subject": subject, "rdf:predicate": term(predicate), "rdf:object": value, "kind": term(kind)}
        said = {"dcterms:source": self.document, "prov:wasDerivedFrom": self.evidence("claim-f01")}
        names = {"rule": Literal("test"), "dcterms:identifier": Literal("made")}
        for name, part in {**parts, **said, **names, **more}.items():
            self.add(made, name, part)
        self.graph.add((made, RDF.type, term("Claim")))
        return made

    def entity(self, local: str, kind: str, name: str) -> URIRef:
        """Another entity like the sample of its type, with a name of its own and mentioned in the document."""
        made = node(local)
        for each in self.graph.objects(node(SAMPLES[kind]), RDF.type):
            self.graph.add((made, RDF.type, each))
        self.graph.remove((made, RDF.type, term("schema:AdministrativeArea")))
        self.graph.add((made, RDFS.label, Literal(name, lang="zh")))
        self.add(self.document, "schema:mentions", made)
        return made

    def findings(self, folder: Path) -> set[tuple[str, str]]:
        """(rule, severity) of everything that validation finds."""
        file = folder / "planted.ttl"
        self.graph.serialize(file, format="nt", encoding="utf-8")  # N-Triples is Turtle, and keeps literals as they are
        return {(found.rule.name, found.rule.severity) for found in validate(file, Unheard()).findings}


def _more_entities() -> list[Entity]:
    kinds = ("Organization", "Policy", "Person", "Industry", "Event", "Honor")
    named = [Entity(SAMPLES[k], EntityType(k), name) for k, name in zip(kinds, _NAMES, strict=True)]
    kaiping = Entity(
        "region-440783", EntityType.REGION, "开平市", code="440783", level="county", within="region-440700"
    )
    return [*named, kaiping]


def _goal(corpus: Corpus) -> Fact:
    stated = next(fact for fact in corpus.facts if fact.predicate is Predicate.OBSERVATION)
    return replace(stated, id="f08", kind="target", year=2021, value=None, unit=None, growth=7.0, as_stated="6.1%")
