"""Puts a load on `kg serve`: N clients ask the named questions for T seconds. Run it: python tests/benchmarks/load.py --help

Each client has one connection, asks the next question as soon as it has the answer, and takes the questions in turn, starting at
another one than its neighbour. Whatever is not 200 with a whole answer is an error.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.query.pack import questions
from serving import started


class Client:
    """One client; ``took`` holds the seconds of each answer, ``failed`` counts what went wrong."""

    def __init__(self, host: str, port: int, bodies: list[bytes]) -> None:
        self.host, self.port, self.bodies = host, port, bodies
        self.took: list[float] = []
        self.failed: Counter[str] = Counter()
        self.received = 0

    async def ask_until(self, end: float) -> None:
        """Asks until ``end``, by the clock of time.monotonic; the answer under way is waited for."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        turn = 0
        while (begin := time.monotonic()) < end:
            body = self.bodies[turn % len(self.bodies)]
            turn += 1
            try:
                status = await self._ask(reader, writer, body)
            except (OSError, asyncio.IncompleteReadError) as error:
                self.failed[type(error).__name__] += 1
                writer.close()
                reader, writer = await asyncio.open_connection(self.host, self.port)
                continue
            self.took.append(time.monotonic() - begin)
            if status != 200:
                self.failed[str(status)] += 1
        writer.close()

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes) -> int:
        head = (
            f"POST /sparql HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept: application/sparql-results+json\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        lines = (await reader.readuntil(b"\r\n\r\n")).lower().split(b"\r\n")
        length = next(int(line.partition(b":")[2]) for line in lines if line.startswith(b"content-length:"))
        self.received += len(await reader.readexactly(length))
        return int(lines[0].split()[1])


async def load(address: str, clients: int, seconds: float) -> list[Client]:
    """Lets the clients loose together."""
    split = urlsplit(address)
    bodies = [urlencode({"query": question.text}).encode() for question in questions()]
    shifted = [bodies[n % len(bodies) :] + bodies[: n % len(bodies)] for n in range(clients)]
    made = [Client(split.hostname or "", split.port or 80, mine) for mine in shifted]
    end = time.monotonic() + seconds
    await asyncio.gather(*(one.ask_until(end) for one in made))
    return made


def report(made: list[Client], seconds: float) -> str:
    """Requests, errors, latencies in milliseconds."""
    took = sorted(1000 * one for client in made for one in client.took)
    failed = sum((client.failed for client in made), Counter[str]())
    cuts = statistics.quantiles(took, n=100)
    megabytes = sum(client.received for client in made) / 1e6
    return (
        f"clients {len(made)}  requests {len(took)}  ({len(took) / seconds:.0f}/s, {megabytes / seconds:.1f} MB/s)  "
        f"errors {sum(failed.values())} {dict(failed) or ''}\n"
        f"ms: p50 {cuts[49]:.0f}  p95 {cuts[94]:.0f}  p99 {cuts[98]:.0f}  max {took[-1]:.0f}"
    )


def main() -> None:
    """Parses, starts a server unless one is named, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--exports", type=Path, default=Path("exports"))
    parser.add_argument("--address", help="of a running server; without it one is started over --exports")
    given = parser.parse_args()
    if given.address:
        made = asyncio.run(load(given.address, given.clients, given.seconds))
    else:
        with started(given.exports) as address:
            made = asyncio.run(load(address, given.clients, given.seconds))
    sys.stdout.write(report(made, given.seconds) + "\n")


if __name__ == "__main__":
    main()
