"""Processes that die: what was under way is done again, nothing is lost, and a task that kills its process ends with its name."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import pytest

from kg.errors import KGError
from kg.pipeline.jobs import Aside, Processes
from qinghe import BODY
from serving import hear_ctrl_c
from whole_build import ROOT

COPIES = 12  # reports of 60 times the body: a block each, after the first few


def _double(number: int) -> int:
    return number * 2


def _dies_once(mark: Path, number: int) -> int:
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def _dies(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _note(file: Path) -> None:
    file.write_text("done")


def _note_at_second_try(folder: Path) -> None:
    _dies_once(folder / "died", 3)
    _note(folder / "done")


def _refuses(number: int) -> int:
    raise KGError(f"任务 {number} 不行", remedy="换一个")


def _ready() -> None:
    pass


@pytest.fixture
def told() -> list[str]:
    return []


def _work(told: list[str], act: Callable[[int], int], jobs: int = 2) -> list[int]:
    return sorted(Processes(jobs, _ready, told.append).work(act, range(10), lambda number: f" {number} 号"))


def test_task_that_a_broken_pool_refuses_is_done_by_the_next(told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A process may die between a result and the next task, and then it is the handing over that fails."""
    real, handed = ProcessPoolExecutor.submit, []

    def submit(pool: ProcessPoolExecutor, *task: object) -> object:
        handed.append(task)
        if len(handed) == 6:
            raise BrokenProcessPool
        return real(pool, *task)  # type: ignore[arg-type]

    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit)
    assert _work(told, _double) == [number * 2 for number in range(10)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_tasks_are_done(told: list[str], jobs: int) -> None:
    assert _work(told, _double, jobs) == [number * 2 for number in range(10)]
    assert told == []


def test_what_a_dead_process_had_under_way_is_done_again(told: list[str], tmp_path: Path) -> None:
    assert _work(told, partial(_dies_once, tmp_path / "died")) == [number * 2 for number in range(10)]
    assert told == ["一个进程被系统终止，改用 1 个进程继续；没有丢失任何内容"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_aside_is_done_when_all_results_are_there(told: list[str], tmp_path: Path, jobs: int) -> None:
    aside = Aside(partial(_note, tmp_path / "done"), "页")
    results = Processes(jobs, _ready, told.append).work(_double, range(3), str, aside)
    assert sorted(results) == [0, 2, 4]
    assert (tmp_path / "done").read_text() == "done"


def test_what_is_done_aside_is_done_again_when_its_process_dies(told: list[str], tmp_path: Path) -> None:
    aside = Aside(partial(_note_at_second_try, tmp_path), "页")
    assert sorted(Processes(2, _ready, told.append).work(_double, range(3), str, aside)) == [0, 2, 4]
    assert (tmp_path / "done").read_text() == "done"
    assert len(told) == 1


def test_task_that_always_kills_its_process_is_named(told: list[str]) -> None:
    with pytest.raises(KGError, match="处理 3 号的进程一再被系统终止。内存可能不够"):
        _work(told, _dies)


def test_error_of_a_process_is_raised_here(told: list[str]) -> None:
    with pytest.raises(KGError, match="不行。换一个"):
        _work(told, _refuses)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reports that keep two processes busy for some seconds."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(COPIES):
        body = "\n".join(f"第{number}-{line}段。{BODY}" for line in range(60))
        (folder / f"{number:02}.txt").write_text(f"202{number % 5}年青禾市政府工作报告{number}\n{body}", "utf-8")
    return folder


class _Build:
    """`kg build` in a process of its own."""

    def __init__(self, reports: Path, out: Path, jobs: int) -> None:
        self.out = out
        command = [sys.executable, "-m", "kg", "build", str(reports), "--out", str(out), "--methods", "rules"]
        self.process = subprocess.Popen(
            [*command, "--jobs", str(jobs), "--format", "nt", "--json"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=hear_ctrl_c,
        )

    def children(self) -> list[int]:
        """Processes that it started and that are at work."""
        return [pid for pid in _pids() if _parent(pid) == self.process.pid]

    def under_way(self) -> list[int]:
        """Waits until it has two children and a block lies on disk, so that others are under way."""
        end = time.monotonic() + 120
        while time.monotonic() < end and self.process.poll() is None:
            children = self.children()
            if len(children) == 2 and list(self.out.glob(".kg-*/*-parts")):
                return children
            time.sleep(0.02)
        raise AssertionError(self.process.communicate()[1])

    def digests(self) -> dict[str, str]:
        """What it wrote."""
        said, told = self.process.communicate(timeout=300)
        assert self.process.returncode == 0, told
        assert json.loads(said)["documents"] == COPIES
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in self.out.iterdir()}


def _pids() -> Iterator[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _parent(pid: int) -> int | None:
    """Of a process that is there and not only waits to be buried."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return None
    return None if state == "Z" else int(parent)


def _gone(pids: list[int]) -> bool:
    end = time.monotonic() + 20
    while any(_parent(pid) is not None for pid in pids):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def start(reports: Path, tmp_path: Path) -> Iterator[Callable[[str, int], _Build]]:
    builds: list[_Build] = []

    def begin(name: str, jobs: int) -> _Build:
        builds.append(_Build(reports, tmp_path / name, jobs))
        return builds[-1]

    yield begin
    for build in builds:
        if build.process.poll() is None:
            os.killpg(build.process.pid, signal.SIGKILL)
        build.process.communicate()


def test_build_whose_process_is_killed_gives_the_same_bytes(start: Callable[[str, int], _Build]) -> None:
    whole = start("whole", 1).digests()
    broken = start("broken", 2)
    os.kill(broken.under_way()[0], signal.SIGKILL)
    assert broken.digests() == whole


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_build_that_ends_early_leaves_no_process_behind(start: Callable[[str, int], _Build], number: int) -> None:
    build = start("out", 2)
    children = build.under_way()
    os.kill(build.process.pid, number)
    build.process.communicate(timeout=30)
    assert build.process.returncode != 0
    assert _gone(children)


def test_ctrl_c_takes_the_half_made_files_away(start: Callable[[str, int], _Build]) -> None:
    build = start("out", 2)
    build.under_way()
    os.killpg(build.process.pid, signal.SIGINT)  # as a terminal does, to all of them
    _, told = build.process.communicate(timeout=30)
    assert not build.out.exists()
    assert "Traceback" not in told
