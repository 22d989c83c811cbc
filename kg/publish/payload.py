"""What is sent. In: a folder of exports and a format; out: an open file that is known to be good RDF, plain or compressed."""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import PublishError

#: Format -> media type. The protocol sends one graph, so neither N-Quads nor a syntax that few servers read.
FORMATS = {"ttl": "text/turtle", "nt": "application/n-triples"}
#: Names the files that ``kg build --shards`` writes.
SHARDS = "shards"


@dataclass
class Payload:
    """A body for an HTTP request, read piece by piece.

    Attributes:
        file: where the bytes are.
        size: how many there are to send.
        media_type: of the RDF.
        triples: in it.
        compressed: whether the bytes are gzip.
        sent: told after each piece how long it was.
    """

    file: IO[bytes]
    size: int
    media_type: str
    triples: int
    compressed: bool
    sent: Callable[[int], None] = lambda length: None

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(1 << 16):
            yield piece

    def read(self, size: int = -1) -> bytes:
        """The next piece."""
        piece = self.file.read(size)
        self.sent(len(piece))
        return piece


def files_to_send(exports: Path, form: str) -> list[Path]:
    """The files of a build that together are the graph.

    Args:
        exports (Path): the folder of a build.
        form (str): key of FORMATS; or ``shards``, for servers that take no large graph at once.

    Raises:
        PublishError: the format is unknown, or shards are missing.
    """
    if form in FORMATS:
        return [exports / f"graph.{form}"]
    if form != SHARDS:
        raise PublishError(f"不能推送 {form} 格式", remedy=f"可用的有 {'、'.join((*FORMATS, SHARDS))}")
    found = sorted(exports.glob("graph-*-of-*.nt"))
    if not found or any(not file.stem.endswith(f"-of-{len(found):05}") for file in found):
        raise PublishError(f"{exports.as_posix()} 里没有成套的 graph-*-of-*.nt", remedy="先运行 kg build --shards 16")
    return found


@contextmanager
def open_payload(path: Path, *, compress: bool = False) -> Iterator[Payload]:
    """An RDF file, checked by parsing it before anything is sent.

    Args:
        path (Path): its suffix is a key of FORMATS.
        compress (bool): whether to send gzip.

    Raises:
        PublishError: the file is missing or is no RDF.
    """
    form = path.suffix[1:]
    triples = _count(path, form)
    with path.open("rb") as file, tempfile.TemporaryFile() as packed:
        body: IO[bytes] = file
        if compress:
            _compress(file, packed)
            body = packed
        yield Payload(body, os.fstat(body.fileno()).st_size, FORMATS[form], triples, compress)


def _compress(file: IO[bytes], packed: IO[bytes]) -> None:
    """Packs beforehand, so that the length is known: not every server takes a body of unknown length."""
    try:
        with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as pack:
            shutil.copyfileobj(file, pack)
        packed.seek(0)
    except OSError as error:
        raise PublishError(
            "不能压缩", where=error.strerror or "", remedy="检查临时文件夹的空间，或去掉 --gzip"
        ) from error


def _count(path: Path, form: str) -> int:
    try:
        return sum(1 for _ in ox.parse(path=str(path), format=ox.RdfFormat.from_extension(form)))
    except SyntaxError as error:
        place = f"第 {error.lineno} 行" if error.lineno else ""
        raise PublishError(f"{path.as_posix()} 不是合格的 RDF", where=place, remedy="重新运行 kg build") from error
    except OSError as error:
        extra = "" if form == "ttl" else f" --format {form}"
        raise PublishError(
            f"读不到 {path.as_posix()}", remedy=f"先运行 kg build{extra}，或用 --exports 指明目录"
        ) from error
