"""Bounds, with small ones: time, size, queue, memory, names of the host. The application is asked in this process."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import textwrap
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from test_sparql_endpoint import ENDLESS, NAMES

from kg.errors import ExportError
from kg.serve.app import make_app
from kg.serve.limits import Limits
from kg.serve.server import Options, running
from serving import small_export

Asking = Callable[[httpx.AsyncClient], Awaitable[None]]


def apart(work: Coroutine[Any, Any, None]) -> None:
    """Runs a coroutine in a thread of its own: Playwright, once started by another test, keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def against(options: Options, asking: Asking) -> list[str]:
    """Lets ``asking`` loose on the application; what the user was told."""
    told: list[str] = []

    async def go() -> None:
        async with running(options, told.append) as served:
            transport = httpx.ASGITransport(make_app(served))
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", timeout=None) as client:
                await asking(client)

    apart(go())
    return told


def options(export: Path, **limits: float) -> Options:
    return Options(export, limits=replace(Limits(workers=1), **limits))  # type: ignore[arg-type]


def get(client: httpx.AsyncClient, query: str) -> Awaitable[httpx.Response]:
    return client.get("/sparql", params={"query": query})


def test_a_query_past_the_time_limit_gets_504_and_the_next_one_its_answer(export: Path) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        late = await get(client, ENDLESS)
        assert (late.status_code, late.text) == (504, "查询超过 0.3 秒，已停止。加 LIMIT 或更多条件\n")
        assert "云岭高新区" in (await get(client, NAMES)).text

    against(options(export, seconds=0.3), asking)


def test_pages_are_served_while_every_worker_is_busy(export: Path) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        slow = asyncio.ensure_future(get(client, ENDLESS))
        await asyncio.sleep(0.2)
        assert (await client.get("/id/park-0001.html")).status_code == 200
        assert not slow.done()
        slow.cancel()

    against(options(export, seconds=300), asking)


def test_whoever_finds_the_queue_full_is_told_to_come_again(export: Path) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        answers = await asyncio.gather(*(get(client, ENDLESS) for _ in range(6)))
        assert {answer.status_code for answer in answers} == {503, 504}
        busy = next(answer for answer in answers if answer.status_code == 503)
        assert busy.headers["retry-after"] == "5"
        assert "正忙" in busy.text
        assert (await get(client, NAMES)).status_code == 200

    against(options(export, seconds=0.3, waiting=2), asking)


def test_whoever_waits_too_long_is_told_to_come_again(export: Path) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        answers = await asyncio.gather(*(get(client, ENDLESS) for _ in range(2)))
        assert sorted(answer.status_code for answer in answers) == [503, 504]

    against(options(export, seconds=2, patience=0.1), asking)


def test_an_answer_past_the_size_limit_gets_422(export: Path) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        for form in ("json", "xml", "csv", "tsv"):
            answer = await client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c }", "format": form})
            assert (answer.status_code, "上限" in answer.text) == (422, True)
        answer = await client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?a ?b ?c }"})
        assert answer.status_code == 422
        assert (await get(client, "ASK {}")).status_code == 200

    against(options(export, result=1000), asking)


def test_a_query_past_the_memory_limit_gets_500_and_the_next_one_its_answer(export: Path) -> None:
    hungry = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i"

    async def asking(client: httpx.AsyncClient) -> None:
        assert (await get(client, hungry)).status_code == 500
        assert (await get(client, NAMES)).status_code == 200

    against(options(export, memory=50_000_000), asking)


def test_a_client_that_leaves_frees_its_worker(export: Path) -> None:
    async def go() -> None:
        async with running(options(export, seconds=300), print) as served:
            app = make_app(served)
            messages = [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]

            async def receive() -> dict[str, object]:
                return messages.pop(0)

            async def send(message: object) -> None:
                pass

            scope = {
                "type": "http", "method": "GET", "path": "/sparql", "raw_path": b"/sparql", "root_path": "",
                "query_string": httpx.QueryParams({"query": ENDLESS}).__str__().encode(), "scheme": "http",
                "headers": [(b"host", b"localhost")], "http_version": "1.1", "server": ("localhost", 80),
            }  # fmt: skip
            await app(scope, receive, send)
            reply = await served.queries.ask({"job": "query", "query": NAMES, "results": "text/csv", "graph": ""})
            assert "云岭高新区" in reply.body.read().decode()
            reply.body.close()

    apart(go())


def test_a_large_graph_lies_on_disk_and_is_found_again(export: Path, tmp_path: Path) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        assert "云岭高新区" in (await get(client, NAMES)).text
        assert (await client.get("/id/project-0001.html")).status_code == 200

    large = replace(options(export, on_disk=0), kept=tmp_path / "kept")
    assert any("磁盘索引" in line for line in against(large, asking))
    assert against(large, asking) == []


def test_a_new_build_does_not_change_what_is_served(export: Path) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        (export / "graph.ttl").write_text("broken", encoding="utf-8")
        (export / "explorer.html").unlink()
        assert (await get(client, ENDLESS)).status_code == 504  # its worker is replaced
        assert "云岭高新区" in (await get(client, NAMES)).text
        assert "青禾" in (await client.get("/explorer.html")).text

    against(options(export, seconds=0.3), asking)


@pytest.mark.parametrize("on_disk", [0, 8_000_000])
def test_a_broken_graph_is_reported_with_its_place(on_disk: int, tmp_path: Path) -> None:
    broken = small_export(tmp_path / "broken")
    (broken / "graph.ttl").write_text("@prefix kg: <urn:> .\nkg:a kg:b", encoding="utf-8")
    with pytest.raises(ExportError, match=r"不是合格的 Turtle.*line 2"):
        against(options(broken, on_disk=on_disk), lambda client: asyncio.sleep(0))


def test_other_names_of_the_host_are_refused_when_other_sites_may_not_read(export: Path) -> None:
    async def asking(client: httpx.AsyncClient) -> None:
        for name, status in (("localhost:8000", 200), ("[::1]:8000", 200), ("evil.example", 421)):
            answer = await client.get("/", headers={"Host": name})
            assert answer.status_code == status
            assert "access-control-allow-origin" not in answer.headers

    against(replace(options(export), open_to_all=False), asking)


def test_without_an_explorer_its_address_says_so(export: Path) -> None:
    (export / "explorer.html").unlink()

    async def asking(client: httpx.AsyncClient) -> None:
        answer = await client.get("/explorer.html")
        assert (answer.status_code, "kg build" in answer.text) == (404, True)

    against(options(export), asking)


def test_a_worker_cannot_connect_even_past_the_checks() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        code = f"""
            import pyoxigraph as ox
            from kg.serve.worker import _close_doors
            store = ox.Store()
            _close_doors({{"memory": 10**9, "on_disk": False, "data": ""}})
            list(store.query("SELECT * {{ SERVICE <http://127.0.0.1:{server.getsockname()[1]}/> {{ ?a ?b ?c }} }}"))
        """
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=60, check=False
        )
        with pytest.raises(TimeoutError):
            server.accept()
    assert "Too many open files" in done.stderr
