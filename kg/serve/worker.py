"""A process with a store that answers jobs. In: frames on standard input, first where the store lies; out: frames.

It is made to be killed: it writes nothing, holds no lock and is replaced. It also ends by itself when the server is gone, and
what it may do is taken from it once the store is open: memory beyond a bound, and, where the system lets us, any new file
or connection, so that not even a query that slips through the checks reaches another machine.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.errors import KGError, QueryError
from kg.lexicon.data import read_rules
from kg.query.pack import questions
from kg.query.prepare import known_prefixes, prepared
from kg.serve.answers import TooLarge, answer_query
from kg.serve.frames import DATA, HEAD, pack, pack_object
from kg.serve.pages import (
    answer_home,
    answer_ontology,
    answer_query_page,
    answer_resource,
    answer_service,
    vocabulary_triples,
)
from kg.serve.site import Site
from kg.serve.templates import environment

#: Bytes that are gathered into one frame: the serialisers write a few at a time.
_PIECE = 65_536
#: Seconds after which a worker that nobody has stopped stops itself: its server must have been killed.
_GRACE = 10

Job = dict[str, Any]
JOBS: dict[str, Callable[[Site, Job, Sink], dict[str, Any]]] = {
    "query": answer_query,
    "resource": answer_resource,
    "home": answer_home,
    "ontology": answer_ontology,
    "editor": answer_query_page,
    "service": answer_service,
}


class Sink:
    """What the serialisers write an answer to.

    Args:
        out (BinaryIO): the pipe to the server.
        limit (int): bytes of one answer.
    """

    def __init__(self, out: BinaryIO, limit: int) -> None:
        self.out, self.limit, self.size, self.held = out, limit, 0, bytearray()

    def write(self, piece: bytes) -> int:
        """Takes a piece of the answer.

        Raises:
            TooLarge: the answer passes the limit.
        """
        self.size += len(piece)
        if self.size > self.limit:
            raise TooLarge(self.limit)
        self.held += piece
        if len(self.held) >= _PIECE:
            self.flush()
        return len(piece)

    def flush(self) -> None:
        """Sends what is held."""
        if self.held:
            self.out.write(pack(DATA, bytes(self.held)))
            self.held.clear()


def main() -> None:
    """Opens the store that the first frame names, says so, then answers until standard input ends."""
    jobs, out = sys.stdin.buffer, sys.stdout.buffer
    first = _read(jobs)
    if first is None:
        return
    try:
        site = _open(first)
    except (KGError, OSError, SyntaxError, ValueError) as error:
        _end(out, {"status": 500, "line": str(error)})
        return
    _read_ahead(site)
    _close_doors(first)
    _end(out, {"status": 200})
    while (job := _read(jobs)) is not None:
        with _alarm(first["seconds"] + _GRACE):
            _end(out, _answer(site, job, Sink(out, first["result"])))


def _answer(site: Site, job: Job, sink: Sink) -> dict[str, Any]:
    try:
        head = JOBS[job["job"]](site, job, sink)
        sink.flush()
    except QueryError as error:
        return {"status": 400, "line": str(error), "where": error.where}
    except TooLarge as error:
        return {"status": 422, "line": str(error)}
    except MemoryError:
        return {"status": 500, "line": "查询用尽了内存。加 LIMIT 或更多条件"}
    except Exception:
        traceback.print_exc()
        return {"status": 500, "line": "服务内部出错"}
    return head


def _open(first: Job) -> Site:
    data = Path(first["data"])
    if first["on_disk"]:
        store = ox.Store.read_only(str(data))
    else:
        store = ox.Store()
        store.bulk_load(path=data, format=ox.RdfFormat.TURTLE)
    return Site(store, known_prefixes(Path(first["head"])), first["about"])


def _read_ahead(site: Site) -> None:
    """Reads every file that an answer may need: none can be opened behind the closed doors."""
    templates = environment()
    for name in templates.list_templates(["j2"]):
        templates.get_template(name)
    questions()
    vocabulary_triples()
    read_rules("labels.toml")
    with contextlib.suppress(KGError):
        prepared("SELECT * { ?s kg:nothing ?o }", site.prefixes)


def _close_doors(first: Job) -> None:
    """Bounds memory (Linux), and lets no file or socket be opened any more (wherever there are limits of resources).

    A store on disk of more than 16 files opens some of them late (RocksDB), so there the second door stays open.
    """
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        size = pages * resource.getpagesize() + first["memory"]
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    files = len(list(Path(first["data"]).glob("*.sst"))) if first["on_disk"] else 0
    if files <= 16:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


@contextlib.contextmanager
def _alarm(seconds: float) -> Any:
    """Kills this process after so many seconds: the signal's default action needs no interpreter that listens."""
    if hasattr(signal, "SIGALRM"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
        signal.setitimer(signal.ITIMER_REAL, 0)
    else:
        yield


def _read(jobs: BinaryIO) -> Job | None:
    """The next job; None when the server has hung up."""
    head = jobs.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    content = jobs.read(HEAD.unpack(head)[1])
    job: Job = json.loads(content)
    return job


def _end(out: BinaryIO, head: dict[str, Any]) -> None:
    try:
        out.write(pack_object(head))
        out.flush()
    except BrokenPipeError:
        # The server is gone; without this the interpreter complains about the pipe once more when it ends.
        os._exit(0)
