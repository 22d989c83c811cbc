"""Fills a store from graph.ttl. In: the file and an empty folder; out: the store, and what was read, as JSON lines on standard output.

A process of its own: the loader leaves 200 MB behind for each million triples, which its caller would keep. What is written
down as read is what was loaded, whatever `kg build` puts in the file's place meanwhile: size, times and digest are of the
one handle that the loader read from.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

#: The first lines of a Turtle export are its prefixes; this is room for a hundred of them.
HEAD = 8_000
#: Bytes after which the caller hears how far the loader is.
_STEP = 1_000_000


def signature(file: BinaryIO) -> list[int]:
    """What changes when a file does; a replaced file has another number, an edited one another time of change."""
    stat = os.fstat(file.fileno())
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


class Watched:
    """A file that tells how far it was read, and the digest of what was read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest, self.size, self.head = file, hashlib.sha256(), 0, b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece = self.file.read(size)
        before, self.size = self.size, self.size + len(piece)
        self.digest.update(piece)
        if len(self.head) < HEAD:
            self.head += piece[: HEAD - len(self.head)]
        if before // _STEP < self.size // _STEP:
            tell(read=self.size)
        return piece


def tell(**said: Any) -> None:
    """A line to the caller."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def load(source: Path, folder: Path) -> None:
    """Fills ``folder``/db, and ``folder``/head.ttl with the prefixes; the last line tells what came of it."""
    try:
        with source.open("rb") as file:
            before, watched = signature(file), Watched(file)
            store = ox.Store(str(folder / "db"))
            store.bulk_load(watched, format=ox.RdfFormat.TURTLE)  # type: ignore[arg-type]  # it only reads
            store.flush()
            store.optimize()
            (folder / "head.ttl").write_bytes(watched.head.rpartition(b"\n")[0])
            same = signature(file) == before
        tell(signature=before if same else [], sha256=watched.digest.hexdigest(), triples=len(store))
    except SyntaxError as error:
        tell(damaged=str(error))
    except (OSError, RuntimeError) as error:
        tell(failed=str(error))


if __name__ == "__main__":
    load(Path(sys.argv[1]), Path(sys.argv[2]))
