"""A server that asks for Digest, as Virtuoso does, gets it, and the graph goes over the line once."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from loopback import Run

NONCE, REALM = "c55a6cfd", "SPARQL"


def _md5(*parts: str) -> str:
    return hashlib.md5(":".join(parts).encode()).hexdigest()


class _Digest(BaseHTTPRequestHandler):
    """Takes what 青禾 signs with 密码 (RFC 7616); keeps the method and the length of each body."""

    seen: list[tuple[str, int]]

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.rfile.read(length)
        self.seen.append((self.command, length))
        said = dict(re.findall(r'(\w+)="?([^",]+)"?', self.headers.get("Authorization", "")))
        middle = (said.get("nonce", ""), said.get("nc", ""), said.get("cnonce", ""), said.get("qop", ""))
        expected = _md5(_md5("qinghe", REALM, "secret"), *middle, _md5(self.command, self.path))
        self.send_response(204 if said.get("response") == expected and middle[0] == NONCE else 401)
        self.send_header("WWW-Authenticate", f'Digest realm="{REALM}", nonce="{NONCE}", qop="auth", algorithm="MD5"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_PUT = do_HEAD = answer  # noqa: N815  # the names that http.server looks for

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def asking() -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Address of the server, and what it saw."""
    seen: list[tuple[str, int]] = []
    handler = type("Handler", (_Digest,), {"seen": seen})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/crud", seen
        server.shutdown()
        thread.join()


def test_graph_is_sent_once_and_signed(
    asking: tuple[str, list[tuple[str, int]]], push: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, seen = asking
    monkeypatch.setenv("KG_PUSH_PASSWORD", "secret")
    code, _, err = push(address, "--user", "qinghe")
    assert (code, err) == (0, "")
    assert [method for method, length in seen if length] == ["PUT"]


def test_wrong_password_sends_the_graph_once_and_is_told(
    asking: tuple[str, list[tuple[str, int]]], push: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, seen = asking
    monkeypatch.setenv("KG_PUSH_PASSWORD", "wrong")
    code, _, err = push(address, "--user", "qinghe")
    assert code == 1
    assert "401" in err
    assert len([method for method, length in seen if length]) <= 2
