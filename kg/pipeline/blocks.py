"""A block of documents, worked through and laid on disk. In: Documents; out: files in a folder, and a short report of them.

A block knows nothing of other blocks, so blocks can be made in any process and in any order. Beside the rows of the tables, document
by document, it holds files of sorted lines that are merged later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KGError
from kg.export import BY_DOCUMENT, Summary
from kg.model import Document, Resolved
from kg.pipeline.cache import open_cache
from kg.pipeline.extraction import Clock, load_language, understand
from kg.pipeline.leaves import RUNS, Leaf, Order, lines_of, make_leaf, unpack
from kg.pipeline.runs import write_run
from kg.pipeline.terms import Terms
from kg.resolve import NameChoices


@dataclass
class Block:
    """What a block gave.

    Attributes:
        number: tells blocks apart, and is part of the names of their files.
        places: id of a document -> table -> where its rows lie in the block's file of that table, as offset and length.
        summary: counts; nothing of entities, which other blocks may name as well.
        regions: ids of the regions that it names.
        terms: those of the RDF.
        seconds: processor's work by stage.
        kept: how many documents came from the cache.
        failed: why documents were left out.
        written: files of the cache that are new.
    """

    number: int
    places: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)
    summary: Summary = field(default_factory=Summary)
    regions: set[str] = field(default_factory=set)
    terms: Terms = field(default_factory=Terms)
    seconds: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    failed: list[KGError] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    def file(self, folder: Path, name: str) -> Path:
        """Where a part of the block lies."""
        return folder / f"{self.number:06}-{name}"


def make_block(order: Order, task: tuple[int, Sequence[Document]]) -> Block:
    """Works through the documents of a block, which has a number, and writes what they give.

    Raises:
        KGError: a model is missing, a term has no place in the ontology, or a quote is not what the text says.
    """
    number, documents = task
    clock = Clock()
    cache = open_cache(order)
    choices = NameChoices(order.merge, order.keep_apart)
    leaves: list[Leaf] = []
    failed: list[KGError] = []
    kept = 0
    for document in documents:
        with clock("缓存"):
            leaf = cache.read(document)
        kept += leaf is not None
        try:
            if leaf is None:
                part = understand(document, load_language(order.methods), choices, clock)
                leaf = make_leaf(part, order.base_iri, clock)
                with clock("缓存"):
                    cache.write(document, leaf)
            leaves.append(leaf)
        except KGError as error:
            failed.append(_of_document(error, document))
            if not order.keep_going:
                raise failed[-1] from error
    with clock("写块"):
        block = lay_down(number, leaves, order.folder)
    block.seconds, block.kept, block.failed, block.written = clock.seconds, kept, failed, cache.written
    return block


def _of_document(error: KGError, document: Document) -> KGError:
    """The same fault, naming the document."""
    return type(error)(f"文档 {document.path}：{error.what}", where=error.where, remedy=error.remedy)


def lay_down(number: int, leaves: Sequence[Leaf], folder: Path) -> Block:
    """Writes a block."""
    block = Block(number)
    _write_tables(block, leaves, folder)
    for name in RUNS:
        lines = [line for leaf in leaves for line in lines_of(leaf.lines[name])]
        # Entities and relations count as often as they are told; of RDF and neighbours each line is worth keeping once.
        write_run(block.file(folder, name), sorted(set(lines) if name in ("rdf", "neighbours") else lines))
    with block.file(folder, "parts").open("wb") as file:
        file.writelines(leaf.packed for leaf in leaves)
    for leaf in leaves:
        block.summary.join(leaf.summary)
        block.regions |= leaf.regions
        block.terms.join(leaf.terms)
    return block


def read_parts(block: Block, folder: Path) -> Iterator[Resolved]:
    """The documents of a block as they were resolved."""
    with block.file(folder, "parts").open("rb") as file:
        for _ in block.places:
            yield unpack(file)


def _write_tables(block: Block, leaves: Sequence[Leaf], folder: Path) -> None:
    with ExitStack() as opened:
        files = {name: opened.enter_context(block.file(folder, name).open("wb")) for name in BY_DOCUMENT}
        for leaf in leaves:
            block.places[leaf.doc] = {name: (files[name].tell(), len(leaf.rows[name])) for name in BY_DOCUMENT}
            for name in BY_DOCUMENT:
                files[name].write(leaf.rows[name])
