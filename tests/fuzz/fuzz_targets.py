"""What is fuzzed: bytes in, a result or a KGError out. Everything else that is raised is a crash."""

from __future__ import annotations

import io
import itertools
import math
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import fuzz_seeds

from kg.config import load_config
from kg.errors import KGError
from kg.quantities import find_quantities
from kg.sources import read_sources
from kg.sources.decode import decode

Target = Callable[[bytes], None]


@cache
def _folder() -> Path:
    """Files are read from a disk, as users' files are; the folder goes with the process."""
    return Path(tempfile.mkdtemp(prefix="kg-fuzz-"))


def _read(data: bytes, suffix: str) -> None:
    file = _folder() / f"a.{suffix}"
    file.write_bytes(data)
    for document in read_sources([file]):
        document.text.encode()  # nothing that no export could write
        assert document.text.startswith(document.title), "the title does not begin the text"


def _docx_xml(data: bytes) -> None:
    """A document whose checksum is right: changes to a packed file hardly ever come as far as its XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_word())) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, data if info.filename == "word/document.xml" else old.read(info))
    _read(out.getvalue(), "docx")


@cache
def _word() -> bytes:
    return fuzz_seeds.files()["docx"][0]


def _quantities(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    found = find_quantities(text)
    for one in found:
        assert text[one.start : one.end] == one.text, "the offsets are not exact"
        assert math.isfinite(one.value) and math.isfinite(one.upper or 0), "a value is not finite"
    assert all(one.end <= other.start for one, other in itertools.pairwise(found)), "spans overlap"


def _decode(data: bytes) -> None:
    text = decode(data, "a.txt")
    text.encode()
    assert "\r" not in text and "\0" not in text, "characters were let through"


def _config(data: bytes) -> None:
    file = _folder() / "kg.toml"
    file.write_bytes(data)
    load_config(file)


def readers() -> dict[str, tuple[Target, list[bytes]]]:
    """A target for every format, with the files it begins with."""

    def of(suffix: str) -> Target:
        return _docx_xml if suffix == "docx_xml" else lambda data: _read(data, suffix)

    return {suffix: (of(suffix), seeds) for suffix, seeds in fuzz_seeds.files().items()}


def targets() -> dict[str, tuple[Target, list[bytes]]]:
    """All targets by name, each with its seeds."""
    return readers() | {
        "quantities": (_quantities, fuzz_seeds.texts()),
        "decode": (_decode, fuzz_seeds.files()["txt"]),
        "config": (_config, fuzz_seeds.settings()),
    }


def crash_of(target: Target, data: bytes) -> BaseException | None:
    """What a target raises that it should not."""
    try:
        target(data)
    except KGError as error:
        return None if str(error).isprintable() else AssertionError(f"a message is not one line: {error!r}")
    except Exception as error:
        return error
    return None
