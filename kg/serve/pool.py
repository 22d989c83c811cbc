"""Worker processes and the queue before them. In: jobs; out: answers, or why there is none.

Whatever a query does, it does it to its worker: one that takes too long, dies, or whose client has left is killed, and another
process takes its place.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import tempfile
from collections import deque
from dataclasses import dataclass
from typing import IO, Any

from kg.errors import ExportError
from kg.serve.frames import DATA, HEAD, LONGEST, pack_object

#: -P and the paths of this process: a worker imports what the server would, whatever lies in the current folder.
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from kg.serve.worker import main; main()"
#: Answers stay in memory up to this many bytes; longer ones wait on disk, for a client may read slowly.
_IN_MEMORY = 1_000_000
#: Seconds between tries when a worker cannot be replaced.
_AGAIN = 1.0


class Busy(Exception):  # noqa: N818
    """The queue is full, or no worker came free in time."""


class Overdue(Exception):  # noqa: N818
    """The query passed the time limit and was stopped."""


class Crashed(Exception):  # noqa: N818
    """The worker died over the query."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: ``head`` has ``status`` and ``type``, or ``line``, which says what is wrong; ``body`` is at its start."""

    head: dict[str, Any]
    body: IO[bytes]
    size: int


class Worker:
    """One process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def ask(self, job: dict[str, Any]) -> Reply:
        """Hands over a job and gathers the answer.

        Raises:
            Crashed: the process ends before the answer does.
        """
        # Closed by whoever sends the reply; here only when there is none.
        body = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        try:
            head = await self._exchange(job, body)
        except BaseException:
            body.close()
            raise
        size = body.tell()
        body.seek(0)
        return Reply(head, body, size)

    async def _exchange(self, job: dict[str, Any], body: IO[bytes]) -> dict[str, Any]:
        into, out = self.process.stdin, self.process.stdout
        assert into is not None
        assert out is not None
        try:
            into.write(pack_object(job))
            await into.drain()
            while True:
                kind, length = HEAD.unpack(await out.readexactly(HEAD.size))
                if length > LONGEST:
                    raise Crashed
                content = await out.readexactly(length)
                if kind != DATA:
                    head: dict[str, Any] = json.loads(content)
                    return head
                body.write(content)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise Crashed from error

    async def kill(self) -> None:
        """Ends the process, whatever it does, and waits until it has."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()


class Pool:
    """Some workers with the same store.

    Args:
        first (dict): what a worker is told at its start: data, head, on_disk, seconds, result, memory, about.
        size (int): how many processes.
        waiting (int): requests that may wait.
        patience (float): seconds that they wait.
    """

    def __init__(self, first: dict[str, Any], size: int, waiting: int, patience: float) -> None:
        self.first, self.size, self.places, self.patience = first, size, waiting, patience
        self.free = asyncio.Semaphore(0)
        self.idle: deque[Worker] = deque()
        self.all: set[Worker] = set()
        self.waiting = 0
        self.replacing: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Starts all workers.

        Raises:
            ExportError: one of them cannot open the store.
        """
        started = await asyncio.gather(*(self._spawn() for _ in range(self.size)), return_exceptions=True)
        for one in started:
            if isinstance(one, BaseException):
                await self.stop()
                raise one
            self._put(one)

    async def stop(self) -> None:
        """Kills all workers."""
        for task in self.replacing:
            task.cancel()
        await asyncio.gather(*self.replacing, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self.all))
        self.all.clear()

    async def ask(self, job: dict[str, Any]) -> Reply:
        """Waits for a worker and lets it answer.

        Raises:
            Busy: too many wait already, or none came free in time.
            Overdue: the time limit passed.
            Crashed: the worker died.
        """
        worker = await self._get()
        try:
            async with asyncio.timeout(self.first["seconds"]):
                reply = await worker.ask(job)
        except TimeoutError:
            self._replace(worker)
            raise Overdue from None
        except BaseException:  # also when the client has left and this task is cancelled
            self._replace(worker)
            raise
        self._put(worker)
        return reply

    async def _get(self) -> Worker:
        if self.waiting >= self.places and not self.idle:
            raise Busy
        self.waiting += 1
        try:
            async with asyncio.timeout(self.patience):
                await self.free.acquire()
        except TimeoutError:
            raise Busy from None
        finally:
            self.waiting -= 1
        return self.idle.popleft()

    def _put(self, worker: Worker) -> None:
        self.idle.append(worker)
        self.free.release()

    def _replace(self, worker: Worker) -> None:
        task = asyncio.create_task(self._replaced(worker))
        self.replacing.add(task)
        task.add_done_callback(self.replacing.discard)

    async def _replaced(self, worker: Worker) -> None:
        await worker.kill()
        self.all.discard(worker)
        while True:
            try:
                self._put(await self._spawn())
                return
            except (ExportError, OSError):  # no memory or no process just now
                await asyncio.sleep(_AGAIN)

    async def _spawn(self) -> Worker:
        pipe = asyncio.subprocess.PIPE
        # A session of its own: Ctrl-C at the terminal is for the server, which then ends its workers in order.
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-c", _BOOT, *sys.path, stdin=pipe, stdout=pipe, start_new_session=True
        )  # fmt: skip
        worker = Worker(process)
        self.all.add(worker)
        try:
            opened = await worker.ask(self.first)
            opened.body.close()
        except Crashed as error:
            await self._drop(worker)
            raise ExportError("查询进程启动不了", remedy="检查内存是否够用") from error
        except BaseException:
            await self._drop(worker)
            raise
        if opened.head["status"] != 200:
            await self._drop(worker)
            raise ExportError("graph.ttl 打不开", where=opened.head["line"], remedy="重新运行 kg build")
        return worker

    async def _drop(self, worker: Worker) -> None:
        await worker.kill()
        self.all.discard(worker)
