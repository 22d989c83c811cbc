"""Spreads work over processes. In: a function and what to apply it to; out: the results, in whatever order they are done.

A process that dies (killed, or out of memory) takes all tasks with it that were under way; these are done again, with half as many
processes, until one is left. What a task gives does not depend on who does it, so nothing is lost and nothing differs.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, TypeVar

from kg.errors import KGError
from kg.model import Document
from kg.pipeline.runs import Stretch

Task = TypeVar("Task", contravariant=True)
Result = TypeVar("Result", covariant=True)
T = TypeVar("T")
R = TypeVar("R")

#: Characters of a block: the first are small, so that few documents keep all processes busy, too; later ones make few files.
SMALLEST, LARGEST = 10_000, 400_000
#: Tasks that wait for each process; more would only fill memory.
AHEAD = 2
#: How often a task may take its process with it, alone in it, before it is given up.
TRIES = 2


@dataclass(frozen=True, slots=True)
class Aside:
    """Work that can be pickled and gives nothing back, and what it is called."""

    act: Callable[[], None]
    name: str


class Crew(Protocol):
    """Whoever does the work of a build: processes on this machine, or a cluster."""

    size: int

    def work(
        self, act: Callable[[T], R], tasks: Iterable[T], name: Callable[[T], str], aside: Aside | None = None
    ) -> Iterator[R]:
        """Applies a function to tasks; results come as they are done.

        Args:
            act (Callable): can be pickled; doing a task twice does no harm. On a cluster it is an ``Act``, and tasks are ``Lined``.
            tasks (Iterable): read as they are needed.
            name (Callable): what a task is called in messages.
            aside (Aside | None): other work for this machine, begun before the tasks and done when all results are there.

        Raises:
            KGError: what ``act`` raises; or a task kills every process that works on it.
        """


class Act(Protocol):
    """What can be done elsewhere: a dataclass whose ``folder`` another can take the place of; it writes its files into that."""

    folder: Path


class Lined(Protocol):
    """A task that reads lines of files: a dataclass whose ``lines`` copies elsewhere can take the place of."""

    @property
    def lines(self) -> tuple[Stretch, ...]:
        """What it reads."""


class Processes:
    """Processes of this machine; a single job works in this very process.

    Args:
        jobs (int): how many, at least 1.
        prepare (Callable): what each process does first.
        warn (Callable): told of processes that died.
    """

    def __init__(self, jobs: int, prepare: Callable[[], object], warn: Callable[[str], None]) -> None:
        self.size, self.prepare, self.warn = jobs, prepare, warn

    def work(
        self, act: Callable[[T], R], tasks: Iterable[T], name: Callable[[T], str], aside: Aside | None = None
    ) -> Iterator[R]:
        """See ``Crew``."""
        if self.size == 1:
            if aside is not None:
                aside.act()
            return map(act, tasks)
        jobs = (_Job(partial(act, task), name(task)) for task in tasks)
        first = [] if aside is None else [_Job(aside.act, aside.name, silent=True)]
        return _Shift(self, chain(first, jobs)).results()


@dataclass(frozen=True, slots=True)
class _Job:
    act: Callable[[], Any]
    name: str
    silent: bool = False  # its result is nobody's


class _Shift:
    """One round of work: what is under way, and what has to be done again."""

    def __init__(self, crew: Processes, jobs: Iterator[_Job]) -> None:
        self.crew, self.jobs = crew, jobs
        self.open: dict[Future[Any], _Job] = {}
        self.again: list[_Job] = []
        self.lost = 0

    def results(self) -> Iterator[Any]:
        """All results; processes that die are replaced."""
        done = False
        while not done:
            before = multiprocessing.active_children()
            pool = ProcessPoolExecutor(self.crew.size, initializer=_begin, initargs=(self.crew.prepare,))
            try:
                yield from self._until_broken(pool)
                done = True
            except BrokenProcessPool:
                self._go_on()
            finally:
                if not done:  # nobody waits for what they are at
                    for process in multiprocessing.active_children():
                        if process not in before:
                            process.terminate()
                pool.shutdown(wait=True, cancel_futures=True)

    def _until_broken(self, pool: ProcessPoolExecutor) -> Iterator[Any]:
        while True:
            while len(self.open) < self.crew.size * AHEAD:
                job = self.again.pop() if self.again else next(self.jobs, None)
                if job is None:
                    break
                try:
                    self.open[pool.submit(job.act)] = job
                except BrokenProcessPool:  # a process died since the last result
                    self.again.append(job)
                    raise
            if not self.open:
                return
            for future in wait(self.open, return_when=FIRST_COMPLETED).done:
                result = future.result()
                job = self.open.pop(future)
                self.lost = 0
                if not job.silent:
                    yield result

    def _go_on(self) -> None:
        """Puts the tasks of a broken pool back, and goes on with fewer processes."""
        self.again = [*self.again, *reversed(self.open.values())]
        self.open.clear()
        if self.crew.size == 1:
            self.lost += 1
        if self.lost >= TRIES:
            raise KGError(
                f"处理{self.again[-1].name}的进程一再被系统终止",
                remedy="内存可能不够：请关闭其他程序，或把这些文件移出再试",
            )
        self.crew.size = max(1, self.crew.size // 2)
        self.crew.warn(f"一个进程被系统终止，改用 {self.crew.size} 个进程继续；没有丢失任何内容")


def _begin(prepare: Callable[[], object]) -> None:
    """Ctrl-C reaches all processes of a terminal; the first one ends the others. When it was killed they end by themselves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare()
    gc.collect()
    gc.freeze()  # models and lexicon stay: walking over them again and again took a tenth of the time


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents by blocks, in order."""
    return cut(documents, lambda document: len(document.text))


def cut(documents: Iterable[T], length: Callable[[T], int]) -> Iterator[list[T]]:
    """The same of whatever stands for documents and has a length in characters."""
    batch: list[T] = []
    size, held = SMALLEST, 0
    for document in documents:
        batch.append(document)
        held += length(document)
        if held >= size:
            yield batch
            size, batch, held = min(size + size // 4, LARGEST), [], 0
    if batch:
        yield batch
