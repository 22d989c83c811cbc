"""Brings entities together. In: what each block says of them; out: their table, GraphML, and the RDF of what they are.

The lines are cut by key, so that several processes work at once; what each makes goes into the files in the order of the keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import IO

from kg.explorer import weight
from kg.export import Lines, Staging, Summary, encode, entity_lines
from kg.export.graphml import graphml_edge, graphml_head, graphml_node, graphml_tail
from kg.model import Entity
from kg.pipeline.gathering import Whole
from kg.pipeline.jobs import Crew
from kg.pipeline.leaves import read_edge, read_entity, write_entity
from kg.pipeline.runs import Stretch, append, how_many, key_of, merged, parts, workplace, write_run
from kg.pipeline.terms import Terms, terms_of
from kg.rdf import Quad, known_quads
from kg.resolve import finished, joined
from kg.standing import Standing

#: Entities whose RDF is made at once.
CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Share:
    """Entities or relations, a stretch of the keys.

    Attributes:
        name: tells shares apart, and sorts as their keys do.
        lines: of entities, then the first ``neighbours`` from behind of their neighbours; or of relations.
        neighbours: how many; None for a share of relations.
    """

    name: str
    lines: tuple[Stretch, ...]
    neighbours: int | None = None


@dataclass
class Told:
    """What a share of entities amounts to.

    Attributes:
        weights: id -> weight on the page.
        summary: counts of entities.
        terms: those of their RDF.
        regions: what is known of regions, for the links to other datasets.
    """

    weights: dict[str, int] = field(default_factory=dict)
    summary: Summary = field(default_factory=Summary)
    terms: Terms = field(default_factory=Terms)
    regions: list[Quad] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Describing:
    """Joins what documents say of an entity and writes it in every form. What all shares have in common:

    Attributes:
        folder: where the files come to lie.
        base: what IRIs of the data begin with.
        regions: ids of all regions.
        places: ids of those that documents report on.
    """

    folder: Path
    base: str
    regions: frozenset[str]
    places: frozenset[str]

    def __call__(self, share: Share) -> tuple[str, Told]:
        """Gives the share's name and its counts; its files are ``made(folder, share, kind)``."""
        told = Told()
        with workplace(self.folder, share.name) as work, made(self.folder, share, "graphml").open("wb") as drawn:
            if share.neighbours is None:
                drawn.writelines(graphml_edge(read_edge(line)).encode() for line in merged(share.lines, work))
            else:
                self._describe(share, told, work, drawn)
        return share.name, told

    def _describe(self, share: Share, told: Told, work: Path, drawn: IO[bytes]) -> None:
        first = len(share.lines) - (share.neighbours or 0)
        known = self._joined(merged(share.lines[:first], work))
        near = _degrees(merged(share.lines[first:], work))
        chunk: list[Entity] = []
        lines = Lines()
        with ExitStack() as opened:
            table = opened.enter_context(made(self.folder, share, "table").open("wb"))
            kept = opened.enter_context(made(self.folder, share, "known").open("wb"))
            ahead = next(near, None)
            for entity, numbers in known:
                kept.write(write_entity(entity, numbers))
                table.write(entity_lines([entity]))
                drawn.write(graphml_node(entity, numbers).encode())
                told.summary.entity(entity, numbers.mentions)
                while ahead and ahead[0] < entity.id:
                    ahead = next(near, None)
                degree = ahead[1] if ahead and ahead[0] == entity.id else 0
                told.weights[entity.id] = weight(numbers, degree, entity.id in self.places)
                chunk.append(entity)
                if len(chunk) == CHUNK:
                    self._map(chunk, lines, told)
                    chunk = []
            self._map(chunk, lines, told)
        write_run(made(self.folder, share, "rdf"), lines.sorted())
        told.terms = terms_of(lines)

    def _joined(self, lines: Iterator[bytes]) -> Iterator[tuple[Entity, Standing]]:
        """Each entity, of all that documents say of it."""
        for _, group in groupby(lines, key=key_of):
            entity: Entity | None = None
            numbers = Standing()
            for line in group:
                one, said = read_entity(line)
                entity = one if entity is None else joined(entity, one)
                numbers += said
            if entity is not None:
                yield finished(entity, self.regions), numbers

    def _map(self, chunk: Sequence[Entity], lines: Lines, told: Told) -> None:
        quads = list(known_quads(chunk, self.regions, base=self.base))
        lines.join(encode(quads))
        regions = self.base + "region-"
        told.regions += [quad for quad in quads if quad[0].startswith(regions)]


def made(folder: Path, share: Share, kind: str) -> Path:
    """Where a share's part of a file lies."""
    return folder / f"{share.name}-{kind}"


def write_entities(whole: Whole, staging: Staging, crew: Crew) -> None:
    """The table of entities, GraphML, and the runs of their RDF; afterwards the whole knows its entities."""
    act = Describing(whole.folder, whole.base, frozenset(whole.regions), frozenset(whole.summary.places))
    shares = [*_of_entities(whole, crew.size), *_of_relations(whole, crew.size)]
    done = dict(crew.work(act, shares, lambda share: f"实体与关系 {share.name}"))
    with staging.open("entities.jsonl") as table, staging.open("graph.graphml") as drawn:
        drawn.write(graphml_head().encode())
        for share in shares:
            _take(done[share.name], share, whole)
            append(made(whole.folder, share, "graphml"), drawn)
            if share.neighbours is not None:
                append(made(whole.folder, share, "table"), table)
        drawn.write(graphml_tail().encode())


def _take(told: Told, share: Share, whole: Whole) -> None:
    whole.weights |= told.weights
    whole.summary.join(told.summary)
    for subject, predicate, value, _ in told.regions:
        whole.region_triples.add((subject, predicate, value))
    if share.neighbours is not None:
        whole.known.append(made(whole.folder, share, "known"))
        whole.add_run(made(whole.folder, share, "rdf"), told.terms)


def _of_entities(whole: Whole, size: int) -> list[Share]:
    entities, neighbours = _files(whole, "entities"), _files(whole, "neighbours")
    found = []
    for number, lines in enumerate(parts([*entities, *neighbours], how_many(entities, size))):
        here = [stretch for stretch in lines if stretch.file in entities]
        near = [stretch for stretch in lines if stretch.file not in entities]
        found.append(Share(f"entities-{number:05}", (*here, *near), len(near)))
    return found


def _of_relations(whole: Whole, size: int) -> list[Share]:
    files = _files(whole, "edges")
    return [
        Share(f"relations-{number:05}", tuple(lines))
        for number, lines in enumerate(parts(files, how_many(files, size)))
    ]


def _files(whole: Whole, name: str) -> list[Path]:
    return [block.file(whole.folder, name) for block in whole.blocks]


def _degrees(lines: Iterator[bytes]) -> Iterator[tuple[str, int]]:
    """How many neighbours an entity has, for those that have any."""
    for key, group in groupby(lines, key=key_of):
        yield key.decode(), sum(1 for _ in groupby(group))
