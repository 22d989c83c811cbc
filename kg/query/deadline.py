"""Bounds the time that work may take. In: seconds and a function; out: what it gives, or a QueryError.

pyoxigraph lets other threads run while it searches, but cannot be told to stop. The search runs in a thread that dies with
the process, so that the main thread can give up, or hear Ctrl-C, in the middle of it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from kg.errors import QueryError

_T = TypeVar("_T")
#: How long the main thread sleeps between two looks at the clock: Windows hears no Ctrl-C while a thread is waited for.
_LOOK = 0.1


class _Work(threading.Thread, Generic[_T]):
    """Runs a function and keeps what it gives or raises."""

    def __init__(self, work: Callable[[], _T]) -> None:
        super().__init__(daemon=True)
        self.work = work
        self.found: list[_T] = []
        self.raised: BaseException | None = None

    def run(self) -> None:
        """Does the work."""
        try:
            self.found.append(self.work())
        except BaseException as error:
            self.raised = error


def within(seconds: float, work: Callable[[], _T]) -> _T:
    """What ``work`` gives.

    Args:
        seconds (float): how long it may take; 0 means as long as it likes.
        work (Callable): goes on in the background when it is given up, so it must not change anything.

    Raises:
        QueryError: the time is over.
    """
    thread = _Work(work)
    thread.start()
    end = time.monotonic() + seconds if seconds else float("inf")
    while thread.is_alive():
        left = end - time.monotonic()
        if left <= 0:
            raise QueryError(
                f"查询超过 {seconds:g} 秒，已停止", remedy="加上 LIMIT 或更多条件，或用 --timeout 0 不限时间"
            )
        thread.join(min(_LOOK, left))
    if thread.raised is not None:
        raise thread.raised
    return thread.found[0]
