"""The page to read first: a build, from files to exports, a line for each stage.

In: a BuildConfig; out: a BuildResult and the export files. Nothing is written before everything is made.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

import networkx as nx
from spacy.language import Language

from kg import __version__
from kg.check import check_evidence, find_unread
from kg.config import BuildConfig
from kg.errors import KGError
from kg.explorer import heaviest, render_page
from kg.export import Material, export_build
from kg.graph import assemble
from kg.language import analyse, build_language, glossary_entries, model_digest
from kg.lexicon.data import digest
from kg.lexicon.wikidata import load_links
from kg.links import to_links
from kg.mentions import add_finders, mentions_of, owners_of
from kg.mentions.recogniser import load_recogniser, recogniser_digest
from kg.model import Corpus, Document, Findings, Methods
from kg.quantities import find_quantities
from kg.rdf import to_rdf
from kg.relations import relate
from kg.relations.observations import observe
from kg.resolve import NameChoices, merge
from kg.sources import read_sources


class Progress(Protocol):
    """Told how far a build is; the command line draws a bar from it."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins that will take ``total`` steps."""

    def step(self) -> None:
        """One step of the stage is done."""


class Silent:
    """Draws nothing."""

    def stage(self, name: str, total: int) -> None:
        """Ignores the stage."""

    def step(self) -> None:
        """Ignores the step."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: the corpus, its graph and the seconds that each stage took."""

    corpus: Corpus
    graph: nx.MultiDiGraph[str]
    seconds: dict[str, float] = field(default_factory=dict)


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begun


def build(config: BuildConfig, progress: Progress | None = None) -> BuildResult:
    """Reads the sources, builds the graph and writes all exports, all or none.

    Raises:
        KGError: a source cannot be read, the user's rules about names contradict each other, or the exports cannot be
            written; old exports are untouched.
    """
    choices = NameChoices(config.merge, config.keep_apart)
    items = load_links(config.wikidata)
    told = progress or Silent()
    clock = _Clock()
    with clock("读取"):
        documents = tuple(read_sources(config.sources))
    with clock("载入模型"):
        nlp = load_language(config.methods)
    told.stage("抽取", len(documents))
    findings = tuple(_extract_all(documents, nlp, clock, told))
    told.stage("汇总与导出", 5)
    with clock("合并"):
        corpus = merge(findings, versions(), choices)
        _assert_evidence(corpus)
    told.step()
    with clock("组图"):
        graph = assemble(corpus)
    told.step()
    with clock("RDF"):
        triples = to_rdf(graph, base=config.base_iri)
        links = to_links(triples, items, base=config.base_iri)
    told.step()
    with clock("网页"):
        page = render_page(*heaviest(graph, config.explorer_limit))
    told.step()
    with clock("写出"):
        made = Material(corpus, graph, triples, links, page)
        export_build(made, config.out, config.formats, config.publication)
    told.step()
    return BuildResult(corpus, graph, clock.seconds)


@cache
def load_language(methods: Methods = "both") -> Language:
    """The spaCy pipeline with segmenter, layout and all finders; built once for each process.

    Raises:
        ModelError: a model is missing or damaged.
    """
    if methods != "rules":
        load_recogniser()
    return add_finders(build_language(), methods)


def _extract_all(documents: Iterable[Document], nlp: Language, clock: _Clock, told: Progress) -> Iterator[Findings]:
    for document in documents:
        yield extract(document, nlp, clock)
        told.step()


def extract(document: Document, nlp: Language, clock: _Clock | None = None) -> Findings:
    """Everything that one document says, before merging."""
    timed = clock or _Clock()
    with timed("分词与找名称"):
        doc = analyse(document, nlp)
        mentions, owners = mentions_of(doc), owners_of(doc)
    layout = doc._.layout
    with timed("数量"):
        quantities = find_quantities(document.text)
    with timed("关系与统计"):
        claims = [
            *relate(document, layout, mentions, quantities, owners),
            *observe(document, layout, mentions, quantities),
        ]
    uncovered = tuple(find_unread(document, layout, mentions, quantities, claims))
    return Findings(
        document, tuple(sorted((*mentions, *owners))), tuple(claims), glossary_entries(document.text, layout), uncovered
    )


def versions() -> dict[str, str]:
    """Version and digests of what makes a build. Library versions stay out: they would change bytes that say the same."""
    return {"kg": __version__, "lexicon": digest(), "segmenter": model_digest(), "recogniser": recogniser_digest()}


def _assert_evidence(corpus: Corpus) -> None:
    """A quote that the text does not hold is a fault of ours, and no graph with one may be written."""
    for problem in check_evidence(corpus):
        raise KGError(f"证据校验失败：{problem}", remedy="这是 kg 的缺陷，请报告")
