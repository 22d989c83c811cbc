"""A server that loads while it reads may not read for a long time; that is no reason to give up."""

from __future__ import annotations

import importlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from loopback import Run

BODY = 12_000_000  # more than the system keeps for a connection


class _Slow(BaseHTTPRequestHandler):
    def do_PUT(self) -> None:  # the name that http.server looks for
        time.sleep(1.5)
        left = int(self.headers["Content-Length"])
        while left:
            left -= len(self.rfile.read(min(left, 1 << 20)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def test_a_server_that_reads_late_gets_the_graph(push: Run, exports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (exports / "graph.ttl").open("ab") as file:
        file.write(b"# 0123456789\n" * (BODY // 13))
    monkeypatch.setattr(importlib.import_module("kg.publish.push"), "CONNECT_SECONDS", 0.5)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Slow) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        code, _, err = push(f"http://127.0.0.1:{server.server_address[1]}/store")
        server.shutdown()
        thread.join()
    assert (code, err) == (0, "")
