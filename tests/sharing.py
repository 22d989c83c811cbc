"""What takes long to make is made once for a whole run, also when several processes of pytest-xdist share the tests."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def _common(factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of a run see; each of xdist's has its own one inside it."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first who asks for it fills; others wait meanwhile, and nobody may change it.

    Args:
        factory: pytest's own.
        name: of the folder, and of what it holds.
        make: fills the folder that it is given; if it fails, the next who asks tries again.
    """
    folder = _common(factory) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go of when the file is closed, even by a process that dies
        if not folder.is_dir():
            began = factory.mktemp(name)
            make(began)
            began.rename(folder)
    return folder
