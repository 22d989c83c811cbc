"""A really started `kg serve` on a free port, for the tests that need one."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden" / "qinghe.ttl"


def small_export(folder: Path) -> Path:
    """An export of the invented city: its graph, and a page that stands for the explorer."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(GOLDEN, folder / "graph.ttl")
    (folder / "explorer.html").write_text("<!doctype html><title>青禾</title>", encoding="utf-8")
    return folder


def hear_ctrl_c() -> None:
    """For a new process: a shell starts background jobs, and all that they start, deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def started(export: Path, *options: str) -> Iterator[str]:
    """The address of a server over an export, without the slash; it is stopped as a user stops it, by Ctrl-C."""
    command = [sys.executable, "-m", "kg", "serve", "--exports", str(export), "--port", "0", *options]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, encoding="utf-8", preexec_fn=hear_ctrl_c
    ) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        address = re.search(r"(http://\S+)/ ", told)
        assert address, told + process.stderr.read()
        try:
            yield address[1]
        finally:
            process.send_signal(signal.SIGINT)
            try:
                left = process.communicate(timeout=30)[1]
            except subprocess.TimeoutExpired:
                process.kill()  # leaving the block would wait for it for ever
                raise
        assert process.returncode == 0, left
        assert "Traceback" not in left
