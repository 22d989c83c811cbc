"""The page to read first: a build, from files to exports, a line for each stage.

In: a BuildConfig; out: a BuildResult and the export files. Documents are read one after the other and worked through in blocks, by as
many processes as there are; blocks lie on disk and are merged from there, so memory does not grow with the corpus. Old exports
stay until all new ones are made.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from kg.config import BuildConfig
from kg.export import GENERATED, Staging, Summary, describe, staged, write_build, write_turtle
from kg.lexicon.wikidata import WikidataLink, load_links
from kg.links import to_links
from kg.model import Corpus
from kg.pipeline.blocks import Block
from kg.pipeline.cache import settle, with_cache
from kg.pipeline.drawing import drawing, load
from kg.pipeline.engines import Engine, open_engine
from kg.pipeline.entities import write_entities
from kg.pipeline.extraction import Clock, extract, load_language, versions
from kg.pipeline.gathering import Whole, open_whole, write_tables
from kg.pipeline.jobs import Aside, Crew
from kg.pipeline.leaves import Order
from kg.pipeline.progress import Progress, Silent
from kg.pipeline.statements import write_statements
from kg.resolve import NameChoices

__all__ = ["BuildResult", "Progress", "Silent", "build", "extract", "load_language", "versions"]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made.

    Attributes:
        summary: counts.
        seconds: time by stage, on the wall.
        work: processor's work of extraction by stage; with several processes it is more than the time that passed.
        corpus: everything in memory, when that was asked for.
        kept: how many documents came from the cache.
    """

    summary: Summary
    seconds: dict[str, float] = field(default_factory=dict)
    work: dict[str, float] = field(default_factory=dict)
    corpus: Corpus | None = None
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Means:
    """What the writers of a build have besides what was found: the settings, who works, the items of divisions."""

    config: BuildConfig
    crew: Crew
    links: tuple[WikidataLink, ...]


def build(config: BuildConfig, progress: Progress | None = None, *, keep: bool = False) -> BuildResult:
    """Reads the sources, builds the graph and writes all exports, all or none.

    Args:
        config (BuildConfig): the settings.
        progress (Progress | None): is told how far the build is.
        keep (bool): whether the result holds the corpus; it takes about 2 kB for each fact.

    Raises:
        KGError: a source cannot be read, the user's rules about names contradict each other, or the exports cannot be
            written; old exports are untouched.
    """
    NameChoices(config.merge, config.keep_apart)  # contradictions are told before the work begins
    links = load_links(config.wikidata)  # and so are damaged tables
    told = progress or Silent()
    clock = Clock()
    with staged(config.out, GENERATED) as staging, ExitStack() as opened:
        with clock("载入模型"):
            engine = opened.enter_context(open_engine(config, told))
        order = _cached(_order(staging.work, config), config, told)
        with clock("读取与抽取"):
            blocks = _extract(config, order, engine, told)
        failed = [*engine.failed, *(error for block in blocks for error in block.failed)]
        if failed and not any(block.places for block in blocks):
            raise failed[0]
        whole = open_whole(staging.work, blocks, config.base_iri, versions())
        whole.summary.failed = sorted(map(str, failed))
        means = Means(config, engine.crew, links)
        told.stage("汇总与导出", len(WRITERS))
        for name, write in WRITERS.items():
            with clock(name):
                write(whole, staging, means)
            told.step()
        corpus = load(whole.stock()) if keep else None
    work = sum((block.seconds for block in blocks), start=Clock().seconds)
    kept = sum(block.kept for block in blocks)
    if order.cache is not None and kept < len(whole.summary.documents):
        settle(order.cache, [file for block in blocks for file in block.written])
    return BuildResult(whole.summary, dict(clock.seconds), dict(work), corpus, kept)


def _order(folder: Path, config: BuildConfig) -> Order:
    return Order(folder, config.base_iri, config.methods, config.merge, config.keep_apart, keep_going=config.keep_going)


def _cached(order: Order, config: BuildConfig, told: Progress) -> Order:
    """The order with a cache, where there is one that can be used; machines of a cluster share no folder."""
    try:
        return with_cache(order, config.cache if config.engine == "local" else None, fresh=config.fresh)
    except OSError as error:
        told.warn(f"缓存目录 {config.cache} 不能用（{error.strerror}），这次不用缓存")
        return order


def _extract(config: BuildConfig, order: Order, engine: Engine, told: Progress) -> list[Block]:
    blocks = []
    for block in engine.blocks(config, order, told):
        blocks.append(block)
        for _ in block.places:
            told.step()
    return blocks


def _tables(whole: Whole, staging: Staging, means: Means) -> None:
    write_tables(whole, staging)
    write_entities(whole, staging, means.crew)


def _statements(whole: Whole, staging: Staging, means: Means) -> None:
    page = drawing(whole, means.config.explorer_limit)
    whole.tally = write_statements(whole, staging, means.config, means.crew, Aside(page, "网页"))
    staging.write("explorer.html", page.file.read_bytes())


def _descriptions(whole: Whole, staging: Staging, means: Means) -> None:
    links = to_links(whole.region_triples, means.links, base=means.config.base_iri)
    staging.write("links.ttl", write_turtle(links))
    staging.write("build.json", write_build(whole.summary))
    described = describe(whole.summary, whole.tally, staging.written, means.config.publication)
    staging.write("dataset.ttl", write_turtle(described))


#: Stage -> what writes its files, in this order: each needs what those before it found out.
WRITERS = {"合并与表格": _tables, "RDF 与网页": _statements, "链接与说明": _descriptions}
