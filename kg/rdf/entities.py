"""Entities, divisions and documents as triples. In: what the graph holds of them; out: triples.

A place with a code brings the divisions above it along, named by a document or not: a question about a province finds what
lies in its cities.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator

from rdflib import RDF

from kg.lexicon.data import read_rules
from kg.lexicon.divisions import Division, load_divisions
from kg.model import Document, Entity, EntityType
from kg.ontology import term
from kg.rdf.values import Base, Triple, day, name, optional_number, optional_string, stated, string, typed

#: How the resolving stage names the entity of a division.
_DIVISION = "region-"


def entity_triples(entities: Iterable[Entity], regions: Container[str], base: Base) -> Iterator[Triple]:
    """Entities, one after the other, and at last the divisions above them that are none of the build's.

    Args:
        entities (Iterable[Entity]): all of a build, or a part of them.
        regions (Container[str]): the ids of all regions of the build, at least.
        base (Base): what IRIs begin with.
    """
    above: dict[str, Division] = {}
    for entity in entities:
        yield from _entity(entity, regions, base)
        for division in _divisions_above(entity):
            above[_DIVISION + division.code] = division
    for local, division in sorted(above.items()):
        if local not in regions:
            yield from typed(base.node(local), "Region")
            yield (base.node(local), term("rdfs:label"), name(division.name))
            yield from _division(local, division, base)


def _entity(entity: Entity, regions: Container[str], base: Base) -> Iterator[Triple]:
    node = base.node(entity.id)
    yield from typed(node, entity.type.value)
    yield (node, term("rdfs:label"), name(entity.name))
    for alias in entity.aliases:
        yield (node, term("skos:altLabel"), name(alias))
    if entity.description:
        yield (node, term("schema:description"), name(entity.description))
    division = _of_code(entity)
    if entity.code and division:
        yield from _division(entity.id, division, base)
    elif entity.code:
        yield from _coded(entity, base)
    above = [_DIVISION + each.code for each in _divisions_above(entity)]
    # A division lies in what the table says, and nowhere else: 江阴市 is in 无锡市, whatever told it from its namesakes.
    # The place may be in no list and named by no document; a link to a node without a label would help nobody.
    if not division and (entity.within in regions or entity.within in above):
        inside = "schema:containedInPlace" if entity.type is EntityType.REGION else "within"
        yield (node, term(inside), base.node(entity.within))


def _of_code(entity: Entity) -> Division | None:
    """The division of a region, under the name that it bears there: a renamed one keeps its code."""
    if not entity.code:
        return None
    same = [each for each in load_divisions().named(entity.name) if each.code == entity.code]
    return same[-1] if same else load_divisions().get(entity.code)


def _divisions_above(entity: Entity) -> tuple[Division, ...]:
    """The divisions that an entity lies in by its code, or by the division that tells it from its namesakes; nearest first."""
    divisions = load_divisions()
    own = divisions.get(entity.code) if entity.code else None
    if own:
        return divisions.ancestors(own)
    inside = divisions.get(entity.within.removeprefix(_DIVISION)) if entity.within.startswith(_DIVISION) else None
    return (inside, *divisions.ancestors(inside)) if inside else ()


def _division(local: str, division: Division, base: Base) -> Iterator[Triple]:
    node = base.node(local)
    yield (node, RDF.type, term("schema:AdministrativeArea"))
    revision = read_rules("divisions.toml")["revision"]
    yield from stated(
        node,
        code=string(division.code),
        level=term(division.level),
        codeRevision=string(revision),
        codeSince=optional_number(division.since),
        codeUntil=optional_number(division.until),
    )
    if division.parent:
        yield (node, term("schema:containedInPlace"), base.node(_DIVISION + division.parent))


def _coded(entity: Entity, base: Base) -> Iterator[Triple]:
    """A code that the table does not know."""
    node = base.node(entity.id)
    yield (node, RDF.type, term("schema:AdministrativeArea"))
    level = term(entity.level) if entity.level else None
    yield from stated(node, code=string(entity.code), level=level)


def document_triples(document: Document, home: str, base: Base) -> Iterator[Triple]:
    """A document: what it is, its dates, its place and the digest of its text. ``home`` is the id of the place, or empty."""
    node = base.node(document.id)
    yield from typed(node, "Document")
    yield (node, RDF.type, term("schema:Report" if document.kind == "report" else "schema:NewsArticle"))
    yield (node, term("dcterms:title"), name(document.title))
    issued = day(document.issued)
    if issued is not None:
        yield (node, term("dcterms:issued"), issued)
    place = unicodedata.normalize("NFC", document.place) if document.place else None
    yield from stated(
        node,
        path=string(document.path),
        sha256=string(document.sha256),
        pageDate=day(document.date),
        year=optional_number(document.year),
        place=optional_string(place),
    )
    if home:
        yield (node, term("dcterms:spatial"), base.node(home))
