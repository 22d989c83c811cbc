"""Makes the page of a build. In: the blocks, brought together; out: HTML. What is too much for a page is left out by weight."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from kg.explorer import Excerpt, heaviest, render_page
from kg.graph import assemble
from kg.model import LITERALS, Corpus, Fact, Resolved
from kg.pipeline.blocks import corpus_of, read_parts
from kg.pipeline.gathering import Whole, read_known

#: Entities in a page when nobody says how many: it opens in 0.6 s then, with 100,000 in 1.7 s (tests/benchmarks/explorer.py).
USUAL = 20_000
#: So many times the entities that the page has room for are looked at, since light ones that connect others may be chosen.
CANDIDATES = 2


def draw(whole: Whole, limit: int | None) -> str:
    """The page.

    Args:
        whole (Whole): after ``write_entities``.
        limit (int | None): how many entities the page holds at most; None for USUAL.
    """
    most = limit or USUAL
    if len(whole.weights) <= most:
        return render_page(assemble(load(whole)), None)
    ranked = sorted(whole.weights, key=lambda key: (-whole.weights[key], key))
    part, _ = heaviest(assemble(load(whole, frozenset(ranked[: most * CANDIDATES]))), most)
    return render_page(part, Excerpt(len(part), len(whole.weights)))


def load(whole: Whole, keep: Container[str] | None = None) -> Corpus:
    """The build as a corpus in memory.

    Args:
        whole (Whole): after ``write_entities``.
        keep (Container[str] | None): ids of entities; what is told of others stays out. None for all.
    """
    entities = tuple(entity for entity, _ in read_known(whole) if keep is None or entity.id in keep)
    corpus = corpus_of(_kept(whole, keep), entities)
    documents = tuple(sorted(corpus.documents, key=lambda document: document.id))
    return replace(corpus, documents=documents, versions=dict(sorted(whole.summary.versions.items())))


def _kept(whole: Whole, keep: Container[str] | None) -> Iterator[Resolved]:
    for block in whole.blocks:
        for part in read_parts(block, whole.folder):
            if keep is None:
                yield part
                continue
            facts = tuple(fact for fact in part.facts if _tells(fact, keep))
            mentions = tuple(placed for placed in part.mentions if placed.entity in keep)
            if facts or mentions:
                yield replace(part, facts=facts, mentions=mentions, unread=())


def _tells(fact: Fact, keep: Container[str]) -> bool:
    return fact.subject in keep and (fact.predicate in LITERALS or fact.object in keep)
