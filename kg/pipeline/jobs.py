"""Spreads documents over processes. In: Documents as they are read; out: Blocks, in whatever order they are done.

A process that dies (killed, or out of memory) takes all blocks with it that were being made; these are made again, with half as many
processes, until one is left. What a block holds does not depend on who made it, so nothing is lost and nothing differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from kg.errors import KGError
from kg.model import Document
from kg.pipeline.blocks import Block, Order, make_block
from kg.pipeline.extraction import load_language

#: Characters of a block: the first are small, so that few documents keep all processes busy, too; later ones make few files.
SMALLEST, LARGEST = 10_000, 400_000
#: Blocks that wait for each process; more would only fill memory.
AHEAD = 2
#: How often a block may take its process with it, alone in it, before it is given up.
TRIES = 2

Batch = list[Document]


def batches(documents: Iterable[Document]) -> Iterator[Batch]:
    """Documents by blocks, in order."""
    size, batch, held = SMALLEST, [], 0
    for document in documents:
        batch.append(document)
        held += len(document.text)
        if held >= size:
            yield batch
            size, batch, held = min(size + size // 4, LARGEST), [], 0
    if batch:
        yield batch


def make_blocks(documents: Iterable[Document], order: Order, jobs: int, warn: Callable[[str], None]) -> Iterator[Block]:
    """Makes the blocks of a build.

    Args:
        documents (Iterable[Document]): read one after the other, never all at once.
        order (Order): what to make of them.
        jobs (int): processes, at least 1; 1 works in this process.
        warn (Callable[[str], None]): told of processes that died.

    Raises:
        KGError: see ``make_block``; or a block kills every process that works on it.
    """
    numbered = enumerate(batches(documents))
    if jobs == 1:
        for number, batch in numbered:
            yield make_block(number, batch, order)
        return
    yield from _Crew(order, jobs, warn).work(numbered)


class _Crew:
    """Processes that make blocks, and what they are busy with."""

    def __init__(self, order: Order, jobs: int, warn: Callable[[str], None]) -> None:
        self.order, self.jobs, self.warn = order, jobs, warn
        self.open: dict[Future[Block], tuple[int, Batch]] = {}
        self.again: list[tuple[int, Batch]] = []
        self.lost = 0

    def work(self, numbered: Iterator[tuple[int, Batch]]) -> Iterator[Block]:
        """Makes all blocks; processes that die are replaced."""
        done = False
        while not done:
            pool = ProcessPoolExecutor(self.jobs, initializer=load_language, initargs=(self.order.methods,))
            try:
                yield from self._until_broken(pool, numbered)
                done = True
            except BrokenProcessPool:
                self._mourn()
            finally:
                pool.shutdown(wait=done, cancel_futures=True)

    def _until_broken(self, pool: ProcessPoolExecutor, numbered: Iterator[tuple[int, Batch]]) -> Iterator[Block]:
        while True:
            while len(self.open) < self.jobs * AHEAD:
                task = self.again.pop() if self.again else next(numbered, None)
                if task is None:
                    break
                self.open[pool.submit(make_block, task[0], task[1], self.order)] = task
            if not self.open:
                return
            for future in wait(self.open, return_when=FIRST_COMPLETED).done:
                block = future.result()
                del self.open[future]
                self.lost = 0
                yield block

    def _mourn(self) -> None:
        """Puts the blocks of a broken pool back, and goes on with fewer processes."""
        self.again = sorted((*self.again, *self.open.values()), key=lambda task: -task[0])
        self.open.clear()
        if self.jobs == 1:
            self.lost += 1
        if self.lost >= TRIES:
            _, batch = self.again[-1]
            raise KGError(
                f"处理 {batch[0].path} 的进程一再被系统终止",
                where=f"{len(batch)} 篇文档，{sum(len(document.text) for document in batch):,} 字",
                remedy="内存可能不够：请关闭其他程序，或把这些文件移出再试",
            )
        self.jobs = max(1, self.jobs // 2)
        self.warn(f"一个进程被系统终止，改用 {self.jobs} 个进程继续；没有丢失任何内容")
