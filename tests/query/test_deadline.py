"""Bounded work: its value, its exception, or the end of patience."""

from __future__ import annotations

import threading

import pytest

from kg.errors import QueryError
from kg.query.deadline import within


@pytest.mark.parametrize("seconds", [0, 60])
def test_value_of_work_comes_back(seconds: float) -> None:
    assert within(seconds, lambda: 7) == 7


def test_exception_of_work_comes_back() -> None:
    def fail() -> None:
        raise QueryError("坏了")

    with pytest.raises(QueryError, match="坏了"):
        within(60, fail)


def test_work_that_does_not_end_is_given_up() -> None:
    never = threading.Event()
    with pytest.raises(QueryError, match=r"超过 0\.2 秒，已停止"):
        within(0.2, never.wait)
    never.set()
