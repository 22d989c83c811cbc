"""`kg serve` as a user starts it: what it says, how it ends."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from serving import started


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "serve", *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_it_says_where_it_is_and_ctrl_c_ends_it(export: Path) -> None:
    with started(export) as address:
        assert address.startswith("http://127.0.0.1:")


def test_a_port_in_use_is_one_line(export: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"127.0.0.1 的端口 {port} 用不了" in one_line(run("--exports", str(export), "--port", port))


def test_a_host_that_is_not_there_is_one_line(export: Path) -> None:
    assert "no-such-host.invalid" in one_line(run("--exports", str(export), "--host", "no-such-host.invalid"))


def test_a_missing_graph_is_one_line(tmp_path: Path) -> None:
    assert "kg build" in one_line(run("--exports", str(tmp_path)))


def test_a_broken_graph_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<<<", encoding="utf-8")
    assert "不是合格的 Turtle" in one_line(run("--exports", str(tmp_path), "--port", "0"))


@pytest.mark.parametrize("option", [("--port", "99999"), ("--timeout", "0")])
def test_a_wrong_option_is_wrong_usage(option: tuple[str, str], export: Path) -> None:
    assert run("--exports", str(export), *option).returncode == 2


def test_an_open_address_comes_with_a_warning(export: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--exports", str(export), "--host", "0.0.0.0", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        process.stderr.readline()
        assert "同一网络上的人都能访问" in process.stderr.readline()
        process.terminate()
        process.communicate(timeout=30)
