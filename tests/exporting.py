"""Exports a corpus that was built by hand, by the way of `kg build` from its blocks on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.config import BuildConfig
from kg.export import GENERATED, staged
from kg.model import Corpus, Entity, Placed, Publication, RdfSyntax, Resolved
from kg.ontology import DEFAULT_BASE
from kg.pipeline import WRITERS
from kg.pipeline.blocks import Order, lay_down
from kg.pipeline.extraction import Clock
from kg.pipeline.gathering import open_whole
from kg.pipeline.jobs import Processes


def export(
    corpus: Corpus,
    out: Path,
    formats: Sequence[RdfSyntax] = ("ttl", "nt", "nq", "jsonld"),
    publication: Publication | None = None,
    base: str = DEFAULT_BASE,
    shards: int | None = None,
) -> None:
    """Writes all files; each document is a block of its own."""
    said = publication or Publication()
    config = BuildConfig(
        out=out,
        base_iri=base,
        formats=tuple(formats),
        dataset_title={"zh": said.title, "en": said.title_en},
        license=said.license,
        publisher=said.publisher,
        shards=shards,
    )
    with staged(out, GENERATED) as staging:
        order = Order(staging.work, base)
        blocks = [lay_down(n, [part], order, Clock()) for n, part in enumerate(parts(corpus))]
        whole = open_whole(staging.work, blocks, base, corpus.versions)
        for write in WRITERS.values():
            write(whole, staging, config, Processes(1, lambda: None, print))


def parts(corpus: Corpus) -> list[Resolved]:
    """The corpus by document; entities that no document names are the first one's."""
    placed: dict[str, list[Placed]] = defaultdict(list)
    for one in corpus.mentions:
        placed[one.doc].append(one)
    found = []
    unnamed = {entity.id for entity in corpus.entities} - {one.entity for one in corpus.mentions}
    for number, document in enumerate(corpus.documents):
        named = {one.entity for one in placed[document.id]} | (unnamed if number == 0 else set())
        found.append(
            Resolved(
                document,
                corpus.homes.get(document.id, ""),
                tuple(_with_all_forms(entity) for entity in corpus.entities if entity.id in named),
                tuple(placed[document.id]),
                tuple(fact for fact in corpus.facts if fact.evidence.doc == document.id),
                tuple(unread for unread in corpus.unread if unread.doc == document.id),
            )
        )
    return found


def _with_all_forms(entity: Entity) -> Entity:
    return replace(entity, aliases=tuple(sorted({entity.name, *entity.aliases})))
