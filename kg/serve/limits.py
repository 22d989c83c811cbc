"""How much one client, one query and all of them together may take. In: options; out: Limits."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the server.

    Attributes:
        seconds: for one query, from the moment a worker takes it; then the worker is killed.
        result: bytes of one answer.
        memory: bytes that one query may add to its worker; enforced on Linux.
        workers: processes that answer queries; pages have one of their own, so that slow queries keep nobody from reading.
        waiting: requests in the queue; whoever comes after is told to come again.
        patience: seconds that a request waits for a worker.
        body: bytes of a request's body.
        url: bytes of a query string; longer queries belong into a POST.
        on_disk: graphs whose Turtle is larger lie on disk, shared by all workers. In memory a triple takes about 340 bytes in
            each worker and 8 MB of Turtle (250,000 triples) load in about a second, which every replaced worker costs again;
            a store on disk opens in 0.02 s with 26 MB but answers 2-4 times slower.
    """

    seconds: float = 30
    result: int = 50_000_000
    memory: int = 2_000_000_000
    workers: int = max(2, min(4, os.cpu_count() or 2))
    waiting: int = 256
    patience: float = 60
    body: int = 1_000_000
    url: int = 16_000
    on_disk: int = 8_000_000
