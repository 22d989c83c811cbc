"""Writes the RDF of a build. In: the runs of all blocks; out: the files, of parts that several processes write at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rdflib import URIRef

from kg.export import Head, Staging, Tally, links_of, whole_file, write_part
from kg.model import RdfSyntax
from kg.pipeline.gathering import Whole
from kg.pipeline.jobs import Crew
from kg.pipeline.runs import Stretch, merged, parts
from kg.rdf import data_prefixes, vocabulary_quads

#: Parts for each process, so that none waits long for the last.
SHARES = 3
#: Bytes of lines that are worth a part of their own.
LEAST = 2_000_000


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the RDF: its number, its lines."""

    number: int
    lines: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What all shares have in common."""

    folder: Path
    head: Head
    names: tuple[str, ...]
    base: str


def write_statements(whole: Whole, staging: Staging, formats: Iterable[RdfSyntax], crew: Crew) -> Tally:
    """All RDF files in one pass over the merged lines; gives the counts."""
    whole.add_rdf("vocabulary", vocabulary_quads(map(URIRef, sorted(whole.vocabulary))))
    head = Head(data_prefixes(whole.base), links_of(whole.literal, whole.predicates))
    plan = _Plan(whole.folder, head, tuple(f"graph.{syntax}" for syntax in formats), whole.base)
    size = sum(run.stat().st_size for run in whole.runs)
    count = max(1, min(crew.size * SHARES, size // LEAST)) if crew.size > 1 else 1
    shares = [Share(number, tuple(lines)) for number, lines in enumerate(parts(whole.runs, count))]
    tallies = dict(crew.work(partial(_write_share, plan), shares, lambda share: f"第 {share.number + 1} 段三元组"))
    total = Tally(whole.base)
    for number in sorted(tallies):
        total.join(tallies[number])
    with ExitStack() as opened:
        for name in plan.names:
            body = opened.enter_context(whole_file(name, head, opened.enter_context(staging.open(name))))
            for share in shares:
                file = _part(plan, share, name)
                with file.open("rb") as made:
                    shutil.copyfileobj(made, body)
                file.unlink()
    return total


def _part(plan: _Plan, share: Share, name: str) -> Path:
    return plan.folder / f"part-{share.number}-{name}"


def _write_share(plan: _Plan, share: Share) -> tuple[int, Tally]:
    work = plan.folder / f"part-{share.number}"
    work.mkdir(exist_ok=True)
    tally = Tally(plan.base)
    with ExitStack() as opened:
        files = {name: opened.enter_context(_part(plan, share, name).open("wb")) for name in plan.names}
        write_part(merged(share.lines, work), plan.head, files, tally)
    shutil.rmtree(work)
    return share.number, tally
