"""Brings blocks together. In: Blocks and their files; out: the tables, GraphML and RDF of the whole, written as they are merged.

Memory holds the ids of the regions, a number for each entity and the place of each document's rows; all else passes through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from rdflib import Graph, URIRef

from kg.explorer import weight
from kg.export import (
    BY_DOCUMENT,
    GraphMl,
    Staging,
    Summary,
    Tally,
    encode,
    entity_lines,
)
from kg.model import Entity, EntityType
from kg.ontology import describe
from kg.pipeline.blocks import Block, read_edge, read_entity, write_entity
from kg.pipeline.runs import Stretch, key_of, merged, write_run
from kg.rdf import Quad, known_quads
from kg.resolve import finished, joined
from kg.standing import Standing

#: Entities whose RDF is made at once.
CHUNK = 5000


@dataclass
class Whole:
    """A build while its blocks are brought together.

    Attributes:
        folder: where the blocks lie.
        blocks: all of them, by number.
        summary: counts of the whole.
        regions: ids of all regions.
        weights: id of an entity -> its weight on the page.
        runs: files of sorted lines of RDF.
        predicates, literal: as in a Block.
        vocabulary: the terms of our ontology that the RDF uses.
        region_triples: what is known of regions, for the links to other datasets.
        tally: counts of the RDF, once it is written.
    """

    folder: Path
    blocks: Sequence[Block]
    base: str
    summary: Summary = field(default_factory=Summary)
    regions: set[str] = field(default_factory=set)
    weights: dict[str, int] = field(default_factory=dict)
    runs: list[Path] = field(default_factory=list)
    predicates: set[str] = field(default_factory=set)
    literal: set[str] = field(default_factory=set)
    vocabulary: set[str] = field(default_factory=set)
    region_triples: Graph = field(default_factory=lambda: Graph(store="SimpleMemory", bind_namespaces="none"))

    @property
    def known(self) -> Path:
        """The file of all entities, joined."""
        return self.folder / "whole-known"

    def __post_init__(self) -> None:
        self.tally = Tally(self.base)

    def run(self, name: str) -> Iterator[bytes]:
        """The merged lines of one file of all blocks."""
        return merged([Stretch(block.file(self.folder, name)) for block in self.blocks], self.folder)

    def add_rdf(self, name: str, quads: Iterable[Quad]) -> None:
        """Lays statements down as a run of their own."""
        lines = encode(quads)
        self.runs.append(write_run(self.folder / f"whole-{name}", lines.sorted()))
        self.predicates |= lines.predicates
        self.literal |= lines.literal
        self.vocabulary |= {iri for iri in lines.nodes if describe(URIRef(iri))}


def open_whole(folder: Path, blocks: Sequence[Block], base: str, versions: Mapping[str, str]) -> Whole:
    """Takes the blocks' counts together.

    Args:
        folder (Path): where the blocks lie.
        blocks (Sequence[Block]): all of them, in any order.
        base (str): what IRIs of the data begin with.
        versions (Mapping[str, str]): what made the build.
    """
    whole = Whole(folder, sorted(blocks, key=lambda block: block.number), base)
    for block in whole.blocks:
        whole.summary.join(block.summary)
        whole.predicates |= block.predicates
        whole.literal |= block.literal
        whole.vocabulary |= block.vocabulary
        whole.runs.append(block.file(folder, "rdf"))
    whole.summary.documents.sort()
    whole.summary.versions = versions
    return whole


def write_tables(whole: Whole, staging: Staging) -> None:
    """The tables that are sorted by document."""
    homes = sorted((doc, number) for number, block in enumerate(whole.blocks) for doc in block.places)
    for name in BY_DOCUMENT:
        files = [block.file(whole.folder, name) for block in whole.blocks]
        with staging.open(name) as out:
            for doc, number in homes:
                offset, length = whole.blocks[number].places[doc][name]
                with files[number].open("rb") as file:
                    file.seek(offset)
                    out.write(file.read(length))


def write_entities(whole: Whole, staging: Staging) -> None:
    """The table of entities, GraphML, and the RDF of what entities are."""
    write_run(whole.known, _joined(whole))
    with staging.open("entities.jsonl") as table, staging.open("graph.graphml") as drawn:
        drawing = GraphMl(drawn)
        chunk: list[Entity] = []
        number = 0
        neighbours = _degrees(whole)
        ahead = next(neighbours, None)
        for entity, numbers in read_known(whole):
            table.write(entity_lines([entity]))
            drawing.node(entity, numbers)
            whole.summary.entity(entity, numbers.mentions)
            while ahead and ahead[0] < entity.id:
                ahead = next(neighbours, None)
            near = ahead[1] if ahead and ahead[0] == entity.id else 0
            whole.weights[entity.id] = weight(numbers, near, entity.id in whole.summary.places)
            chunk.append(entity)
            if len(chunk) == CHUNK:
                _map(whole, number, chunk)
                number, chunk = number + 1, []
        _map(whole, number, chunk)
        for line in whole.run("edges"):
            drawing.edge(read_edge(line))
        drawing.close()


def _joined(whole: Whole) -> Iterator[bytes]:
    """One line for each entity, of all that documents say of it."""
    for _, lines in groupby(whole.run("entities"), key=key_of):
        entity: Entity | None = None
        numbers = Standing()
        for line in lines:
            one, said = read_entity(line)
            entity = one if entity is None else joined(entity, one)
            numbers += said
        if entity is not None:
            if entity.type is EntityType.REGION:
                whole.regions.add(entity.id)
            yield write_entity(entity, numbers)


def read_known(whole: Whole) -> Iterator[tuple[Entity, Standing]]:
    """All entities by id, once ``write_entities`` has begun."""
    with whole.known.open("rb") as file:
        for line in file:
            entity, numbers = read_entity(line)
            yield finished(entity, whole.regions), numbers


def _degrees(whole: Whole) -> Iterator[tuple[str, int]]:
    """How many neighbours an entity has, for those that have any."""
    for key, lines in groupby(whole.run("neighbours"), key=key_of):
        yield key.decode(), sum(1 for _ in groupby(lines))


def _map(whole: Whole, number: int, chunk: list[Entity]) -> None:
    quads = list(known_quads(chunk, whole.regions, base=whole.base))
    whole.add_rdf(f"entities-{number}", quads)
    regions = whole.base + "region-"
    for subject, predicate, value, _ in quads:
        if subject.startswith(regions):
            whole.region_triples.add((subject, predicate, value))
