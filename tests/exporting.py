"""Exports a corpus that was built by hand, by the way of `kg build` from its blocks on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.config import BuildConfig
from kg.export import GENERATED, by_document, staged
from kg.lexicon.wikidata import load_links
from kg.model import Corpus, Entity, Publication, RdfSyntax, Resolved
from kg.ontology import DEFAULT_BASE
from kg.pipeline import WRITERS, Means
from kg.pipeline.blocks import lay_down
from kg.pipeline.extraction import Clock
from kg.pipeline.gathering import open_whole
from kg.pipeline.jobs import Processes
from kg.pipeline.leaves import make_leaf


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
        leaves = [make_leaf(part, base, Clock()) for part in parts(corpus)]
        blocks = [lay_down(number, [leaf], staging.work) for number, leaf in enumerate(leaves)]
        whole = open_whole(staging.work, blocks, base, corpus.versions)
        means = Means(config, Processes(1, lambda: None, print), load_links())
        for write in WRITERS.values():
            write(whole, staging, means)


def parts(corpus: Corpus) -> list[Resolved]:
    """The corpus by document; entities that no document names are the first one's."""
    unnamed = {entity.id for entity in corpus.entities} - {one.entity for one in corpus.mentions}
    found = []
    for number, part in enumerate(by_document(corpus)):
        named = {one.entity for one in part.mentions} | (unnamed if number == 0 else set())
        entities = tuple(_with_all_forms(entity) for entity in corpus.entities if entity.id in named)
        found.append(replace(part, entities=entities))
    return found


def _with_all_forms(entity: Entity) -> Entity:
    return replace(entity, aliases=tuple(sorted({entity.name, *entity.aliases})))
