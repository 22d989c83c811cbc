"""Brings blocks together. In: Blocks and their files; out: the Whole, and the tables that are sorted by document.

Memory holds the ids of the regions, a number for each entity and the place of each document's rows; all else passes through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import Graph

from kg.export import BY_DOCUMENT, Staging, Summary, Tally, encode
from kg.model import Entity
from kg.pipeline.blocks import Block
from kg.pipeline.leaves import read_entity
from kg.pipeline.runs import write_run
from kg.pipeline.terms import Terms, terms_of
from kg.rdf import Quad
from kg.standing import Standing


@dataclass(frozen=True, slots=True)
class Stock:
    """A build as it lies on disk once its entities are joined: where, its blocks, the files of entities, what made it."""

    folder: Path
    blocks: Sequence[Block]
    known: Sequence[Path]
    versions: Mapping[str, str]


@dataclass
class Whole:
    """A build while its blocks are brought together.

    Attributes:
        folder: where the blocks lie.
        blocks: all of them, by number.
        summary: counts of the whole.
        regions: ids of all regions.
        weights: id of an entity -> its weight on the page.
        known: files of all entities, joined, in order.
        runs: files of sorted lines of RDF.
        terms: those of all RDF.
        region_triples: what is known of regions, for the links to other datasets.
        tally: counts of the RDF, once it is written.
    """

    folder: Path
    blocks: Sequence[Block]
    base: str
    summary: Summary = field(default_factory=Summary)
    regions: set[str] = field(default_factory=set)
    weights: dict[str, int] = field(default_factory=dict)
    known: list[Path] = field(default_factory=list)
    runs: list[Path] = field(default_factory=list)
    terms: Terms = field(default_factory=Terms)
    region_triples: Graph = field(default_factory=lambda: Graph(store="SimpleMemory", bind_namespaces="none"))

    def __post_init__(self) -> None:
        self.tally = Tally(self.base)

    def stock(self) -> Stock:
        """What other processes need to read the build."""
        return Stock(self.folder, self.blocks, self.known, self.summary.versions)

    def add_rdf(self, name: str, quads: Iterable[Quad]) -> None:
        """Lays statements down as a run of their own."""
        lines = encode(quads)
        self.add_run(write_run(self.folder / f"whole-{name}", lines.sorted()), terms_of(lines))

    def add_run(self, file: Path, terms: Terms) -> None:
        """Adds a file of sorted lines, and the terms that it uses."""
        self.runs.append(file)
        self.terms.join(terms)


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
        whole.terms.join(block.terms)
        whole.regions |= block.regions
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


def read_known(files: Iterable[Path]) -> Iterator[tuple[Entity, Standing]]:
    """All entities by id, from the files that ``write_entities`` has made."""
    for known in files:
        with known.open("rb") as file:
            yield from map(read_entity, file)
