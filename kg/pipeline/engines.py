"""Who builds: processes of this machine, or a cluster of Ray. In: settings; out: an engine that gives blocks and merges RDF."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Protocol

from kg.config import BuildConfig
from kg.errors import KGError
from kg.pipeline.blocks import Block, make_block
from kg.pipeline.extraction import load_language
from kg.pipeline.jobs import Crew, Processes, batches
from kg.pipeline.leaves import Order
from kg.pipeline.progress import Progress, Repeats
from kg.sources import count_documents, passed_over, read_sources


class Engine(Protocol):
    """Reads and extracts; its crew merges the RDF."""

    crew: Crew
    failed: list[KGError]  # what was left out, with ``keep_going``

    def blocks(self, config: BuildConfig, order: Order, told: Progress) -> Iterator[Block]:
        """All blocks of a build, in whatever order they are done; their files lie in the folder of the order.

        Raises:
            KGError: a source cannot be read, or a document cannot be worked through.
        """


class Local:
    """Processes of this machine."""

    def __init__(self, config: BuildConfig, told: Progress) -> None:
        self.failed: list[KGError] = []
        load_language(config.methods)  # processes that are forked have it already
        self.crew: Crew = Processes(
            config.jobs or os.cpu_count() or 1, partial(load_language, config.methods), told.warn
        )

    def blocks(self, config: BuildConfig, order: Order, told: Progress) -> Iterator[Block]:
        """See ``Engine``."""
        told.stage("抽取", count_documents(config.sources, passed_over if config.keep_going else None))
        failed = self.failed.append if config.keep_going else None
        documents = read_sources(config.sources, fields=config.fields, on_repeat=Repeats(told), on_error=failed)
        tasks = enumerate(batches(documents))
        return self.crew.work(
            partial(make_block, order), tasks, lambda task: f" {task[1][0].path} 等 {len(task[1])} 篇文档"
        )


def open_engine(config: BuildConfig, told: Progress) -> AbstractContextManager[Engine]:
    """The engine of a build, ready to work; at the end it leaves no process behind.

    Raises:
        KGError: a model is missing, or Ray is not installed or cannot be reached.
    """
    if config.engine == "local":
        return nullcontext(Local(config, told))
    from kg.pipeline.cluster import open_cluster  # Ray is large, and most builds do without

    return open_cluster(config, told)
