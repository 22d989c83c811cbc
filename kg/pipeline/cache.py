"""Keeps what documents gave, for the next build. In: a document and what makes a build; out: its Leaf, or nothing.

A leaf lies under a key of its own: the digest of the document, of the settings that it depends on, of all files of kg and of the
versions of what these rest on. Whatever differs has another key. The digest of kg is taken when it is loaded and again at the end of a
build: what a program kept that was changed meanwhile is forgotten. Each file bears the digest of its contents: a damaged one is as good
as none. Files appear whole, so builds may share a cache, and a killed build leaves it usable.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import pickle
import platform
import re
import tempfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple, replace
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Protocol

from platformdirs import user_cache_path

from kg.model import Document
from kg.pipeline.leaves import Leaf, Order, unpack

#: Names the folder of the cache; empty for none.
VARIABLE = "KG_CACHE_DIR"
#: Bytes that a cache may hold after a build; what was not used for longest goes first. A report takes about 150 kB.
MOST = 4_000_000_000
#: What extraction rests on: another version may find other names.
_RESTS_ON = ("spacy", "spacy-pkuseg", "numpy", "thinc", "blis", "rdflib", "pypinyin", "pyahocorasick")
#: What the names of files that are being written begin with.
_DRAFT = ".leaf-"
_NAME = re.compile(r"[0-9a-f]{62}")
_DIGEST = hashlib.sha256().digest_size


class LeafCache(Protocol):
    """Where leaves are looked up; ``written`` are the files that are new."""

    written: list[Path]

    def read(self, document: Document) -> Leaf | None:
        """The leaf of a document, when it is known."""

    def write(self, document: Document, leaf: Leaf) -> None:
        """Keeps a leaf; where that cannot be done nothing happens."""


class NoCache:
    """Keeps nothing."""

    def __init__(self) -> None:
        self.written: list[Path] = []

    def read(self, document: Document) -> Leaf | None:
        """Nothing."""

    def write(self, document: Document, leaf: Leaf) -> None:
        """Does nothing."""


class Folder:
    """Leaves as files.

    Args:
        folder (Path): where they lie.
        made_by (str): digest of all that a leaf depends on beside its document.
        fresh (bool): whether what is there is passed over; it is replaced then.
    """

    def __init__(self, folder: Path, made_by: str, fresh: bool) -> None:
        self.folder, self.made_by, self.fresh = folder, made_by, fresh
        self.written: list[Path] = []

    def read(self, document: Document) -> Leaf | None:
        """See ``LeafCache``."""
        if self.fresh:
            return None
        file = self.file(document)
        try:
            data = file.read_bytes()
            if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
                return None
            leaf = unpack(io.BytesIO(zlib.decompress(data[_DIGEST:])))
        except Exception:  # whatever a file that is not ours may do to a decoder
            return None
        with suppress(OSError):
            os.utime(file)  # used
        return leaf if isinstance(leaf, Leaf) and leaf.doc == document.id else None

    def write(self, document: Document, leaf: Leaf) -> None:
        """See ``LeafCache``; a full disk is no reason to lose a build."""
        packed = zlib.compress(pickle.dumps(leaf, protocol=pickle.HIGHEST_PROTOCOL), 1)
        file = self.file(document)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent, prefix=_DRAFT)
            try:
                with os.fdopen(handle, "wb") as new:
                    new.write(hashlib.sha256(packed).digest() + packed)
                Path(name).replace(file)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            self.written.append(file)

    def file(self, document: Document) -> Path:
        """Where the leaf of a document lies."""
        key = hashlib.sha256(f"{self.made_by}\0{astuple(document)!r}".encode(errors="surrogatepass")).hexdigest()
        return self.folder / key[:2] / key[2:]


def open_cache(order: Order) -> LeafCache:
    """The cache that an order names."""
    if order.cache is None:
        return NoCache()
    return Folder(order.cache, order.made_by, order.fresh)


def usual_folder() -> Path | None:
    """The user's folder of caches, or what the variable says; None when that is empty."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named).expanduser() if named.strip() else None
    return user_cache_path("kg", appauthor=False)


def with_cache(order: Order, folder: Path | None, *, fresh: bool) -> Order:
    """An order that keeps leaves in a folder.

    Raises:
        OSError: nothing can be kept there.
    """
    if folder is None:
        return order
    leaves = folder / "leaves"
    leaves.mkdir(parents=True, exist_ok=True)
    if not os.access(leaves, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(leaves))
    rules = [[(rule.type.value, rule.names) for rule in some] for some in (order.merge, order.keep_apart)]
    settings = repr((order.base_iri, order.methods, rules))
    made_by = hashlib.sha256(f"{AT_START}\0{settings}".encode()).hexdigest()
    return replace(order, cache=leaves, made_by=made_by, fresh=fresh)


def settle(folder: Path, written: Iterable[Path], most: int = MOST) -> None:
    """What a build does at its end: forgets what it kept if kg was changed meanwhile, and makes room.

    Args:
        folder (Path): of the leaves.
        written (Iterable[Path]): what this build kept.
        most (int): bytes that may stay; what was not used for longest goes first.
    """
    if program() != AT_START:  # which of the two programs made a leaf, nobody knows
        for file in written:
            file.unlink(missing_ok=True)
    files = []
    for file in folder.glob("??/*"):
        if _NAME.fullmatch(file.name) or file.name.startswith(_DRAFT):
            with suppress(OSError):
                known = file.stat()
                files.append((known.st_mtime_ns, known.st_size, file))
    total = sum(size for _, size, _ in files)
    for _, size, file in sorted(files):
        if total <= most:
            break
        with suppress(OSError):
            file.unlink()
        total -= size


def program() -> str:
    """Digest of all files of kg, and of the versions of what it rests on."""
    digest = hashlib.sha256(f"{platform.python_version()} {platform.machine()}\n".encode())
    for name in _RESTS_ON:
        with suppress(metadata.PackageNotFoundError):
            digest.update(f"{name} {metadata.version(name)}\n".encode())
    _add(resources.files("kg"), digest, "")
    return digest.hexdigest()


def _add(folder: Traversable, digest: hashlib._Hash, inside: str) -> None:
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{inside}/{file.name}"
        if file.is_dir():
            if file.name != "__pycache__":
                _add(file, digest, name)
        else:
            data = file.read_bytes()
            digest.update(f"{name} {len(data)}\n".encode())
            digest.update(data)


#: Of the program that is at work: taken when it is loaded, before a lexicon or a model is read.
AT_START = program()
