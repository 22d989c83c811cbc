"""A block of documents, worked through and laid on disk. In: Documents; out: files in a folder, and a short report of them.

A block knows nothing of other blocks, so blocks can be made in any process and in any order. Beside the rows of the tables, document
by document, it holds files of sorted lines that are merged later: what each entity is, its neighbours, the relations, and the RDF.
"""

from __future__ import annotations

import copyreg
import json
import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from pathlib import Path

from rdflib import URIRef

from kg.export import BY_DOCUMENT, Summary, document_parts, encode
from kg.graph import assemble
from kg.model import (
    LITERALS,
    Corpus,
    Document,
    Entity,
    EntityType,
    Evidence,
    Fact,
    Mention,
    Methods,
    NameRule,
    Placed,
    Predicate,
    Resolved,
    Unread,
)
from kg.ontology import describe
from kg.pipeline.extraction import Clock, load_language, understand
from kg.pipeline.runs import write_run
from kg.rdf import told_quads
from kg.resolve import NameChoices
from kg.standing import Standing, standing

#: Separates an entity's id from what follows; sorts before every character that an id has.
SEPARATOR = b"\t"


def _plainly(kind: type) -> None:
    """Pickles objects of a frozen dataclass by their values: as dataclasses do it, each looks its fields up anew, twice as slow."""
    values = attrgetter(*(field.name for field in fields(kind)))
    copyreg.pickle(kind, lambda one: (kind, values(one)))


for _kind in (Mention, Placed, Evidence, Fact, Unread, Entity):
    _plainly(_kind)


@dataclass(frozen=True, slots=True)
class Order:
    """What every process must know to work on any block of a build."""

    folder: Path
    base_iri: str
    methods: Methods = "both"
    merge: tuple[NameRule, ...] = ()
    keep_apart: tuple[NameRule, ...] = ()


@dataclass
class Block:
    """What a block gave.

    Attributes:
        number: tells blocks apart, and is part of the names of their files.
        places: id of a document -> table -> where its rows lie in the block's file of that table, as offset and length.
        summary: counts; nothing of entities, which other blocks may name as well.
        regions: ids of the regions that it names.
        predicates, literal: IRIs of predicates, of those that lead to literals.
        vocabulary: the terms of our ontology that the RDF uses.
        seconds: processor's work by stage.
    """

    number: int
    places: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)
    summary: Summary = field(default_factory=Summary)
    regions: set[str] = field(default_factory=set)
    predicates: set[str] = field(default_factory=set)
    literal: set[str] = field(default_factory=set)
    vocabulary: set[str] = field(default_factory=set)
    seconds: Counter[str] = field(default_factory=Counter)

    def file(self, folder: Path, name: str) -> Path:
        """Where a part of the block lies."""
        return folder / f"{self.number:06}-{name}"


def make_block(order: Order, task: tuple[int, Sequence[Document]]) -> Block:
    """Works through the documents of a block, which has a number, and writes what they give.

    Raises:
        KGError: a model is missing, a term has no place in the ontology, or a quote is not what the text says.
    """
    number, documents = task
    clock = Clock()
    nlp = load_language(order.methods)
    choices = NameChoices(order.merge, order.keep_apart)
    parts = [understand(document, nlp, choices, clock) for document in documents]
    return lay_down(number, parts, order, clock)


def lay_down(number: int, parts: Sequence[Resolved], order: Order, clock: Clock) -> Block:
    """Writes a block.

    Raises:
        OntologyError: a term has no place in the ontology.
        ExportError: a text holds characters that UTF-8 cannot write.
    """
    block = Block(number)
    with clock("写块"):
        _write_tables(block, parts, order.folder)
        block.regions = {one.id for part in parts for one in part.entities if one.type is EntityType.REGION}
        write_run(block.file(order.folder, "entities"), sorted(_entity_lines(parts)))
        relations = [fact for part in parts for fact in part.facts if fact.predicate not in LITERALS]
        write_run(block.file(order.folder, "edges"), sorted(_edge_lines(relations)))
        write_run(block.file(order.folder, "neighbours"), sorted(set(_neighbour_lines(relations))))
        with block.file(order.folder, "parts").open("wb") as file:
            pickle.dump(parts, file, protocol=pickle.HIGHEST_PROTOCOL)
    with clock("RDF"):
        _write_rdf(block, parts, order)
    block.seconds = clock.seconds
    return block


def read_parts(block: Block, folder: Path) -> list[Resolved]:
    """The documents of a block as they were resolved; the file is our own, of this very build."""
    with block.file(folder, "parts").open("rb") as file:
        parts: list[Resolved] = pickle.load(file)
    return parts


def write_entity(entity: Entity, known: Standing) -> bytes:
    """The line of an entity."""
    # asdict copies every value, which took longer than writing it.
    said = json.dumps(
        [{name: getattr(one, name) for name in one.__slots__} for one in (entity, known)], ensure_ascii=False
    )
    return entity.id.encode() + SEPARATOR + said.encode() + b"\n"


def read_entity(line: bytes) -> tuple[Entity, Standing]:
    """What one document says of an entity."""
    values, numbers = json.loads(line.partition(SEPARATOR)[2])
    values["aliases"] = tuple(values["aliases"])
    numbers["reached"] = tuple(numbers["reached"])
    return Entity(**{**values, "type": EntityType(values["type"])}), Standing(**numbers)


def read_edge(line: bytes) -> Fact:
    """A relation."""
    values = json.loads(line.split(SEPARATOR, 3)[3])
    values["evidence"] = Evidence(**values["evidence"])
    values["predicate"] = Predicate(values["predicate"])
    return Fact(**values)


def _write_tables(block: Block, parts: Iterable[Resolved], folder: Path) -> None:
    files = {name: block.file(folder, name).open("wb") for name in BY_DOCUMENT}
    try:
        for part in parts:
            block.summary.take(part)
            rows = document_parts(part)
            block.places[part.document.id] = {n: (files[n].tell(), len(rows[n])) for n in BY_DOCUMENT}
            for name, data in rows.items():
                files[name].write(data)
    finally:
        for file in files.values():
            file.close()


def _entity_lines(parts: Iterable[Resolved]) -> Iterator[bytes]:
    for part in parts:
        mentioned = Counter(placed.entity for placed in part.mentions)
        literals: dict[str, list[Fact]] = defaultdict(list)
        for fact in part.facts:
            if fact.predicate in LITERALS:
                literals[fact.subject].append(fact)
        for entity in part.entities:
            named = mentioned[entity.id]
            known = standing(literals[entity.id], mentions=named, documents=int(named > 0))
            yield write_entity(entity, known)


def _edge_lines(relations: Iterable[Fact]) -> Iterator[bytes]:
    for fact in relations:
        evidence = {name: getattr(fact.evidence, name) for name in ("start", "end", "doc", "quote")}
        said = json.dumps(
            {**{name: getattr(fact, name) for name in fact.__slots__}, "evidence": evidence}, ensure_ascii=False
        )
        yield SEPARATOR.join(map(str.encode, (fact.subject, fact.object, fact.id, said))) + b"\n"


def _neighbour_lines(relations: Iterable[Fact]) -> Iterator[bytes]:
    for fact in relations:
        for one, other in ((fact.subject, fact.object), (fact.object, fact.subject)):
            if one != other:
                yield SEPARATOR.join((one.encode(), other.encode())) + b"\n"


def _write_rdf(block: Block, parts: Sequence[Resolved], order: Order) -> None:
    lines = encode(told_quads(assemble(corpus_of(parts)), base=order.base_iri))
    write_run(block.file(order.folder, "rdf"), lines.sorted())
    block.predicates, block.literal = lines.predicates, lines.literal
    block.vocabulary = {iri for iri in lines.nodes if describe(URIRef(iri))}


def corpus_of(parts: Iterable[Resolved], entities: Sequence[Entity] | None = None) -> Corpus:
    """The corpus of some documents.

    Args:
        parts (Iterable[Resolved]): the documents.
        entities (Sequence[Entity] | None): as the whole build knows them; None for what the documents say, one of each.
    """
    some = list(parts)
    mentions: list[Placed] = [placed for part in some for placed in part.mentions]
    return Corpus(
        documents=tuple(part.document for part in some),
        entities=tuple({e.id: e for part in some for e in part.entities}.values())
        if entities is None
        else tuple(entities),
        mentions=tuple(sorted(mentions)),
        facts=tuple(sorted((fact for part in some for fact in part.facts), key=lambda fact: fact.id)),
        unread=tuple(sorted(unread for part in some for unread in part.unread)),
        homes={part.document.id: part.home for part in some if part.home},
    )
