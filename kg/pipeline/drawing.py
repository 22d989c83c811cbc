"""Makes the page of a build. In: the blocks, brought together; out: HTML. What is too much for a page is left out by weight."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.explorer import Excerpt, heaviest, render_page
from kg.graph import assemble
from kg.model import LITERALS, Corpus, Fact, Resolved
from kg.pipeline.blocks import read_parts
from kg.pipeline.gathering import Stock, Whole, read_known
from kg.pipeline.leaves import corpus_of

#: Entities in a page when nobody says how many: it opens in 0.6 s then, with 100,000 in 1.7 s (tests/benchmarks/explorer.py).
USUAL = 20_000
#: So many times the entities that the page has room for are looked at, since light ones that connect others may be chosen.
CANDIDATES = 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """Makes the page; any process of this machine can.

    Attributes:
        stock: the build, on disk.
        most: how many entities the page holds.
        total: how many there are.
        keep: ids of those that are looked at when there are more; None for all.
    """

    stock: Stock
    most: int
    total: int
    keep: frozenset[str] | None

    @property
    def file(self) -> Path:
        """Where the page comes to lie."""
        return self.stock.folder / "page"

    def __call__(self) -> None:
        """Writes the page."""
        self.file.write_text(self.page(), encoding="utf-8", newline="\n")

    def page(self) -> str:
        """The page, as HTML."""
        if self.keep is None:
            return render_page(assemble(load(self.stock)), None)
        part, _ = heaviest(assemble(load(self.stock, self.keep)), self.most)
        return render_page(part, Excerpt(len(part), self.total))


def drawing(whole: Whole, limit: int | None) -> Drawing:
    """What makes the page.

    Args:
        whole (Whole): after ``write_entities``.
        limit (int | None): how many entities the page holds at most; None for USUAL.
    """
    most, total = limit or USUAL, len(whole.weights)
    if total <= most:
        return Drawing(whole.stock(), most, total, None)
    ranked = sorted(whole.weights, key=lambda key: (-whole.weights[key], key))
    return Drawing(whole.stock(), most, total, frozenset(ranked[: most * CANDIDATES]))


def load(stock: Stock, keep: Container[str] | None = None) -> Corpus:
    """The build as a corpus in memory.

    Args:
        stock (Stock): the build, on disk.
        keep (Container[str] | None): ids of entities; what is told of others stays out. None for all.
    """
    entities = tuple(entity for entity, _ in read_known(stock.known) if keep is None or entity.id in keep)
    corpus = corpus_of(_kept(stock, keep), entities)
    documents = tuple(sorted(corpus.documents, key=lambda document: document.id))
    return replace(corpus, documents=documents, versions=dict(sorted(stock.versions.items())))


def _kept(stock: Stock, keep: Container[str] | None) -> Iterator[Resolved]:
    for block in stock.blocks:
        for part in read_parts(block, stock.folder):
            if keep is None:
                yield part
                continue
            facts = tuple(fact for fact in part.facts if _tells(fact, keep))
            mentions = tuple(placed for placed in part.mentions if placed.entity in keep)
            if facts or mentions:
                yield replace(part, facts=facts, mentions=mentions, unread=())


def _tells(fact: Fact, keep: Container[str]) -> bool:
    return fact.subject in keep and (fact.predicate in LITERALS or fact.object in keep)
