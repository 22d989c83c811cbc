"""Builds with Ray in processes of their own, for tests/cluster. Run as a program: work in which one task kills its workers."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from serving import hear_ctrl_c
from whole_build import ROOT

OPTIONS = ("--methods", "rules", "--format", "nt,nq", "--jobs", "2", "--shards", "3")


class RayBuild:
    """`kg build` of sources into a folder that is not there yet; ``options`` come last."""

    def __init__(self, sources: list[str], out: Path, *options: str) -> None:
        self.out = out
        self.process = start("-m", "kg", "build", *sources, "--out", str(out), *OPTIONS, *options)

    def digests(self) -> dict[str, str]:
        """What it wrote."""
        _, told = self.process.communicate(timeout=500)
        assert self.process.returncode == 0, told
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(self.out.iterdir())}

    def under_way(self) -> list[int]:
        """Waits until a block came back, so that workers are at others; gives the workers."""
        end = time.monotonic() + 300
        while time.monotonic() < end and self.process.poll() is None:
            if list(self.out.glob(".kg-*/*-parts")):
                return [pid for pid in descendants(self.process.pid) if b"MapWorker" in _read(pid, "cmdline")]
            time.sleep(0.01)
        raise AssertionError(self.process.communicate()[1])


def start(*command: str) -> subprocess.Popen[str]:
    """Starts a Python that finds kg and the tests."""
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_ctrl_c,
    )


def descendants(pid: int) -> list[int]:
    """Processes that a process started, and those that these started, that are alive."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and alive(int(entry.name)):
            parents[int(entry.name)] = int((_read(int(entry.name), "stat").rpartition(b")")[2].split() or [0, 0])[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def alive(pid: int) -> bool:
    """Whether a process is there and does not only wait to be buried."""
    said = _read(pid, "stat").rpartition(b")")[2].split()
    return bool(said) and said[0] != b"Z"


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def _deadly(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _main() -> None:
    from kg.config import BuildConfig
    from kg.errors import KGError
    from kg.pipeline.cluster import open_cluster
    from kg.pipeline.progress import Silent

    with open_cluster(BuildConfig(engine="ray", jobs=2), Silent()) as cluster:
        try:
            list(cluster.stage(_deadly, range(4), ["甲", "乙", "丙", "丁"]))
        except KGError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    _main()
