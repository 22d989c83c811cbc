"""What the workers of a cluster do. In: rows with a number and a task; out: rows with the number and the outcome.

Workers share no folder with whoever started the build: they read the sources themselves, and the files that they make travel in the
rows, compressed. A worker may be killed at any time; Ray gives its task to another, which makes the same bytes.
"""

from __future__ import annotations

import pickle
import tempfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg.errors import KGError
from kg.model import Document, Fields
from kg.pipeline.blocks import Block, make_block
from kg.pipeline.extraction import load_language, versions
from kg.pipeline.leaves import Order
from kg.pipeline.runs import Stretch
from kg.sources import File, document_of, identity, likeness, reader_of

#: How often a task may be begun: each time but the last its worker was killed.
TRIES = 3
#: Name of a file -> its bytes.
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a file that is read on its own; ``start`` and ``end`` are places of its format."""

    file: File
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A document, before it is made: what tells it and its text, where it stands in a file, and its length in characters.

    ``row`` counts from the portion's first.
    """

    id: str
    likeness: str
    file: File
    place: int
    row: int
    length: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The documents of a portion, and how many rows it has, empty ones too."""

    documents: tuple[Listed, ...]
    rows: int


class Worker:
    """A stage of Ray Data, a row at a time; each process makes one and keeps it.

    Args:
        act: what is done with a task.
        wanted: versions and digests of whoever started the build; others would make other bytes.
        begun: is told the number of a task, tells how often it was begun.
        prepare: what takes long and is done once.
    """

    def __init__(
        self,
        act: Callable[[Any], object],
        wanted: Mapping[str, str],
        begun: Callable[[int], int],
        prepare: Callable[[], object] | None = None,
    ) -> None:
        self.act, self.begun = act, begun
        self.differs = sorted(name for name, version in versions().items() if wanted.get(name) != version)
        if prepare and not self.differs:
            prepare()

    def __call__(self, rows: pa.Table) -> pa.Table:
        """Works through one row; what the user can mend is an outcome as well."""
        outcome: object
        try:
            self._check(rows)
            outcome = self.act(pickle.loads(rows["task"][0].as_py()))
        except KGError as error:
            outcome = error
        packed = zlib.compress(pickle.dumps(outcome, protocol=pickle.HIGHEST_PROTOCOL), 1)
        return pa.table({"number": rows["number"], "outcome": pa.array([packed], pa.large_binary())})

    def _check(self, rows: pa.Table) -> None:
        if self.differs:
            raise KGError(f"集群上的 kg 与本机的不同（{'、'.join(self.differs)}）", remedy="请在所有机器上装同一个版本")
        if self.begun(rows["number"][0].as_py()) > TRIES:
            raise KGError(
                f"处理{rows['name'][0].as_py()}的进程一再被终止",
                remedy="内存可能不够：请用 --jobs 少起几个进程，或把这些文件移出再试",
            )


def unpack(outcome: bytes) -> Any:
    """What ``Worker`` packed.

    Raises:
        KGError: the task ended with it.
    """
    found = pickle.loads(zlib.decompress(outcome))
    if isinstance(found, KGError):
        raise found
    return found


def list_portion(fields: Fields, portion: Portion) -> Contents | KGError:
    """What a portion holds. Its faults are given back, for only who has counted the rows before it can name the row."""
    documents, rows = [], 0
    try:
        for found in reader_of(portion.file).read(portion.file, fields, portion.start, portion.end):
            rows = found.row
            if found.piece is not None:
                piece = found.piece
                keys = identity(piece), likeness(piece)
                documents.append(Listed(*keys, portion.file, found.place, found.row, len(piece.text)))
    except KGError as error:
        return error
    return Contents(tuple(documents), rows)


def read_listed(fields: Fields, listed: Sequence[Listed]) -> list[Document]:
    """The documents, in order; of each file a stretch is read from the first to the last of them."""
    made: dict[tuple[File, int], Document] = {}
    for file in dict.fromkeys(one.file for one in listed):
        rows = {one.place: one.row for one in listed if one.file == file}
        for found in reader_of(file).read(file, fields, min(rows), max(rows) + 1):
            if found.place in rows and found.piece is not None:
                made[file, found.place] = document_of(file, found.piece, rows[found.place])
    documents = [made[one.file, one.place] for one in listed if (one.file, one.place) in made]
    if [document.id for document in documents] != [one.id for one in listed]:
        raise KGError(f"{listed[0].file.name} 在构建时改动了", remedy="请等文件写完再运行 kg build")
    return documents


def carry_block(order: Order, fields: Fields, task: tuple[int, Sequence[Listed]]) -> tuple[Block, Files]:
    """A block with its files."""
    number, listed = task
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        here = replace(order, folder=Path(folder))
        block = make_block(here, (number, read_listed(fields, listed)))
        return block, _files(here.folder)


def carry_act(act: Any, fetch: Callable[[Sequence[Stretch]], list[bytes]], task: Any) -> tuple[object, Files]:
    """What an ``Act`` gives for a ``Lined`` task, with the files that it makes, from lines that are fetched from elsewhere."""
    with tempfile.TemporaryDirectory(prefix="kg-") as lines, tempfile.TemporaryDirectory(prefix="kg-") as folder:
        copies = []
        for number, data in enumerate(fetch(task.lines)):
            copy = Path(lines) / str(number)
            copy.write_bytes(data)
            copies.append(Stretch(copy))
        result = replace(act, folder=Path(folder))(replace(task, lines=tuple(copies)))
        return result, _files(Path(folder))


def prepare_language(order: Order) -> Callable[[], object]:
    """Loads the models."""
    return partial(load_language, order.methods)


def _files(folder: Path) -> Files:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}
