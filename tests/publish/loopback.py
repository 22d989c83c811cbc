"""Servers on the loopback interface: a real one, and one that answers whatever a test wants."""

from __future__ import annotations

import socket
import subprocess
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

#: Runs `kg push`; gives exit code, output and errors.
Run = Callable[..., tuple[int, str, str]]


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[str]:
    """An Oxigraph server with an empty store; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    binary = Path(sysconfig.get_path("scripts")) / "oxigraph"
    command = [str(binary), "serve", "--bind", f"127.0.0.1:{port}"]
    with (folder / "oxigraph.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            _wait(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError("oxigraph did not start")


@dataclass
class Answering:
    """A server that keeps what it is sent and gives one answer.

    Attributes:
        address: where it listens.
        status: what it answers with.
        headers: and these.
        body: and this.
        wait: set when it should answer at last; None for at once.
        got: (method, path, headers, body) of each request.
    """

    address: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    wait: threading.Event | None = None
    got: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def answering_server() -> Iterator[Answering]:
    """Starts such a server."""
    state = Answering()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            state.got.append((self.command, self.path, dict(self.headers), body))
            if state.wait:
                state.wait.wait(30)
            self.send_response(state.status)
            for name, value in {"Content-Length": str(len(state.body)), **state.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(state.body)

        do_PUT = do_POST = do_GET = answer  # noqa: N815  # the names that http.server looks for

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield state
        finally:
            if state.wait:
                state.wait.set()
            server.shutdown()
            thread.join()
