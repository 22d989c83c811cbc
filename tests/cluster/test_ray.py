"""A build with Ray gives the bytes of the build on one machine, whatever happens to its workers."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from qinghe import BODY
from ray_builds import RayBuild, alive, descendants, start


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text, rows of which some are in another file as well, one under another title, and a Parquet table of several row groups."""
    folder = tmp_path_factory.mktemp("made") / "reports"
    folder.mkdir()
    rows = [{"title": f"202{n % 5}年青禾市政府工作报告{n}", "content": f"第{n}段。{BODY}\n" * 60} for n in range(8)]
    (folder / "a.txt").write_text(rows[0]["title"] + "\n" + rows[0]["content"], "utf-8")
    lines = [json.dumps({**row, "date": "2021-02-03"}, ensure_ascii=False) for row in rows[:5]]
    lines.append(json.dumps({**rows[1], "title": "又一次发布的报告"}, ensure_ascii=False))
    (folder / "b.jsonl").write_text("\n\n".join(lines) + "\n", "utf-8")
    pq.write_table(pa.Table.from_pylist(rows[3:]), folder / "c.parquet", row_group_size=2)
    return folder


@pytest.fixture(scope="module")
def local(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Digests of the build on one machine."""
    return RayBuild([str(reports)], tmp_path_factory.mktemp("local") / "out", "--engine", "local").digests()


def test_bytes_are_those_of_one_machine(reports: Path, local: dict[str, str], tmp_path: Path) -> None:
    build = RayBuild([str(reports)], tmp_path / "out", "--engine", "ray")
    assert build.digests() == local
    paths = [json.loads(line)["path"] for line in (build.out / "documents.jsonl").read_text("utf-8").splitlines()]
    rows = [f"reports/b.jsonl#{row}" for row in (3, 5, 7, 9)] + [f"reports/c.parquet#{row}" for row in (3, 4, 5)]
    assert sorted(paths) == ["reports/a.txt", *rows]


def test_folder_at_an_address_gives_the_same(reports: Path, local: dict[str, str], tmp_path: Path) -> None:
    assert RayBuild([reports.as_uri()], tmp_path / "out", "--engine", "ray").digests() == local


def test_killed_workers_lose_nothing(reports: Path, local: dict[str, str], tmp_path: Path) -> None:
    build = RayBuild([str(reports)], tmp_path / "out", "--engine", "ray")
    workers = build.under_way()
    assert workers
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    assert build.digests() == local


def test_task_that_always_kills_its_workers_is_named() -> None:
    _, told = start(str(Path(__file__).parents[1] / "ray_builds.py")).communicate(timeout=300)
    assert "处理丙的进程一再被终止。内存可能不够" in told


def test_fault_of_a_row_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "题", "text": "文"}\n\n{"title": "题"}\n', "utf-8")
    build = RayBuild([str(tmp_path / "a.jsonl")], tmp_path / "out", "--engine", "ray")
    _, told = build.process.communicate(timeout=300)
    assert build.process.returncode == 1
    assert "a.jsonl 的一行缺少正文（text 或 content）（第 3 行）" in told
    assert not build.out.exists()


def test_ctrl_c_leaves_no_process_behind(reports: Path, tmp_path: Path) -> None:
    build = RayBuild([str(reports)], tmp_path / "out", "--engine", "ray")
    build.under_way()
    started = descendants(build.process.pid)
    build.process.send_signal(signal.SIGINT)
    build.process.communicate(timeout=120)
    end = time.monotonic() + 30
    while any(map(alive, started)) and time.monotonic() < end:
        time.sleep(0.1)
    assert [pid for pid in started if alive(pid)] == []
    assert not build.out.exists()


def test_usage_is_not_reported_even_if_the_environment_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "1")
    code = "import os, kg.pipeline.cluster; print(os.environ['RAY_USAGE_STATS_ENABLED'])"
    assert start("-c", code).communicate(timeout=60)[0].strip() == "0"
