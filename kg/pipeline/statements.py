"""Writes the RDF of a build. In: the runs of all blocks; out: the files, of parts that several processes write at once."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from kg.config import BuildConfig
from kg.export import Head, Staging, Tally, links_of, whole_file, write_part
from kg.pipeline.gathering import Whole
from kg.pipeline.jobs import Aside, Crew
from kg.pipeline.runs import Stretch, append, how_many, merged, parts, workplace
from kg.pipeline.shards import shard_names, write_shards
from kg.rdf import data_prefixes, vocabulary_quads

_LINES = "graph.nt"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the RDF: its number, its lines."""

    number: int
    lines: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes the parts of all files that hold a share. What all shares have in common:

    Attributes:
        folder: where the parts come to lie.
        head: what stands before the first statement.
        names: of the files.
        base: what IRIs of the data begin with.
    """

    folder: Path
    head: Head
    names: tuple[str, ...]
    base: str

    def __call__(self, share: Share) -> tuple[int, Tally]:
        """Gives the share's number and its counts."""
        tally = Tally(self.base)
        with workplace(self.folder, f"part-{share.number}") as work, ExitStack() as opened:
            files = {name: opened.enter_context(self.part(share, name).open("wb")) for name in self.names}
            write_part(merged(share.lines, work), self.head, files, tally)
        return share.number, tally

    def part(self, share: Share, name: str) -> Path:
        """Where a share's part of a file lies."""
        return self.folder / f"part-{share.number}-{name}"


def write_statements(whole: Whole, staging: Staging, config: BuildConfig, crew: Crew, aside: Aside) -> Tally:
    """All RDF files in one pass over the merged lines, and N-Triples in so many shards; gives the counts.

    Args:
        whole (Whole): after ``write_entities``.
        staging (Staging): takes the files.
        config (BuildConfig): formats and shards.
        crew (Crew): does the work.
        aside (Aside): what is done meanwhile.
    """
    formats, shards = config.formats, config.shards
    whole.add_rdf("vocabulary", vocabulary_quads(map(URIRef, sorted(whole.terms.vocabulary))))
    head = Head(data_prefixes(whole.base), links_of(whole.terms.literal, whole.terms.predicates))
    files = tuple(f"graph.{syntax}" for syntax in formats)
    made = files if shards is None or _LINES in files else (*files, _LINES)
    writing = Writing(whole.folder, head, made, whole.base)
    cut = enumerate(parts(whole.runs, how_many(whole.runs, crew.size)))
    shares = [Share(number, tuple(lines)) for number, lines in cut]
    tallies = dict(crew.work(writing, shares, lambda share: f"第 {share.number + 1} 段三元组", aside))
    total = Tally(whole.base)
    for number in sorted(tallies):
        total.join(tallies[number])
    if shards is not None:
        write_shards([writing.part(share, _LINES) for share in shares], shard_names(shards), staging)
    with ExitStack() as opened:
        for name in files:
            body = opened.enter_context(whole_file(name, head, opened.enter_context(staging.open(name))))
            for share in shares:
                append(writing.part(share, name), body)
    return total
