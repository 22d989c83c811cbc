"""Cuts N-Triples into shards. In: parts of a graph, in order; out: files of about equal size; one behind the other they are the graph.

A shard holds whole subjects, so that whatever loads it, or reads it alone, finds all that is said of them. Where the cuts are depends
on the lines alone, not on how many parts there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from kg.export import Staging

_CHUNK = 1 << 20


def shard_names(count: int) -> list[str]:
    """``graph-00000-of-00004.nt`` and so on."""
    return [f"graph-{number:05}-of-{count:05}.nt" for number in range(count)]


def write_shards(parts: Sequence[Path], names: Sequence[str], staging: Staging) -> None:
    """Writes the shards; where there are fewer subjects than shards, some are empty.

    Args:
        parts (Sequence[Path]): sorted N-Triples; no subject is in two.
        names (Sequence[str]): of the shards.
        staging (Staging): takes the files.
    """
    starts = [0, *accumulate(part.stat().st_size for part in parts)]
    size = starts.pop()
    cuts = [_cut(parts, starts, size * number // len(names)) for number in range(1, len(names))]
    for name, start, end in zip(names, [0, *cuts], [*cuts, size], strict=True):
        with staging.open(name) as out:
            for part, begin in zip(parts, starts, strict=True):
                for chunk in _read(part, max(start - begin, 0), end - begin):
                    out.write(chunk)


def _cut(parts: Sequence[Path], starts: Sequence[int], target: int) -> int:
    """Behind the subject of the first line that begins at ``target`` or later."""
    end = 0
    for part, start in zip(parts, starts, strict=True):
        size = part.stat().st_size
        end = start + size
        if end <= target:
            continue
        with part.open("rb") as file:
            if target > start:
                file.seek(target - start - 1)
                file.readline()
            at = file.tell()
            subject = b""
            for line in file:
                own = line[: line.index(b" ")]
                if subject and own != subject:
                    break
                subject, at = own, at + len(line)
            if subject:
                return start + at
    return end


def _read(file: Path, start: int, end: int) -> Iterator[bytes]:
    """The bytes of a file from ``start`` to ``end``, as many of them as there are."""
    with file.open("rb") as opened:
        opened.seek(start)
        while start < end and (chunk := opened.read(min(_CHUNK, end - start))):
            start += len(chunk)
            yield chunk
