"""Archives. In: an opened .zip; out: what lies in it, each member by itself, by name and place. Nothing is ever written to disk.

A central directory is read once, when files are listed; a member is then read by its place, so that ten thousand members are not ten
thousand readings of the directory. Names are only names: whatever they say, no path is made of them.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from kg.errors import SourceError

#: Bytes of one member: a year of a newspaper as .jsonl; it is in memory while it is read.
MEMBER = 500_000_000
#: Bytes of all members together: far above any collection of reports, far below what fills a machine by surprise.
TOTAL = 10_000_000_000
#: Bytes that come out for one that goes in: text gives 3 to 15, rows that are nearly alike up to 100; a bomb 1,000.
RATIO = 200
#: Members smaller than this may be as dense as they like.
SMALL = 1_000_000
#: Entries of the directory.
ENTRIES = 100_000
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LOCAL = struct.Struct("<4s22xHH")  # signature ... lengths of name and of extra field
_REMEDY = "请解压到文件夹，再用 kg build 读该文件夹"


@dataclass(frozen=True, slots=True)
class Member:
    """Where a member lies in its archive."""

    name: str
    offset: int
    packed: int
    size: int
    crc: int
    deflated: bool


def members(opened: IO[bytes], path: str, is_wanted: Callable[[str], bool]) -> list[Member]:
    """The wanted files in an archive, by the names that they have for their reader; what macOS adds is left out.

    Raises:
        SourceError: it is damaged; or what is wanted in it is encrypted, packed in an unusual way, an archive, or a bomb.
    """
    size = opened.seek(0, 2)
    try:
        with zipfile.ZipFile(opened) as archive:
            infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        if any(not 0 <= info.header_offset <= size - info.compress_size for info in infos):
            raise ValueError(
                "a member lies outside"
            )  # a directory may claim 2**64 bytes, which reading would make room for
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:  # the last: of a version to come
        raise SourceError(f"压缩包 {path} 已损坏", remedy="请重新下载或重新压缩") from error
    wanted = [info for info in infos if not (name := _named(info)).startswith("__MACOSX/") and is_wanted(name)]
    refuse_bombs(wanted, path)
    return [_member(info, path) for info in wanted]


def read_member(opened: IO[bytes], member: Member, path: str) -> bytes:
    """The bytes of a member.

    Raises:
        SourceError: they are not what the directory says.
    """
    opened.seek(member.offset)
    head = opened.read(_LOCAL.size)
    if len(head) == _LOCAL.size:
        mark, name, extra = _LOCAL.unpack(head)
        opened.seek(name + extra, 1)
        data = _unpacked(opened.read(member.packed), member)
        if mark == b"PK\3\4" and len(data) == member.size and zlib.crc32(data) == member.crc:
            return data
    raise SourceError(f"压缩包里的文件 {path} 已损坏", remedy="请重新下载或重新压缩")


def refuse_bombs(infos: Iterable[zipfile.ZipInfo], path: str) -> None:
    """Raises a SourceError about a directory whose members would fill the memory."""
    known = list(infos)
    if len(known) > ENTRIES:
        raise SourceError(f"压缩包 {path} 里的文件太多，超过 {ENTRIES} 个", remedy=_REMEDY)
    if sum(info.file_size for info in known) > TOTAL:
        raise SourceError(f"压缩包 {path} 解开后太大，超过 {TOTAL // 10**9} GB", remedy=_REMEDY)
    for info in known:
        dense = info.file_size > SMALL and info.file_size > RATIO * max(info.compress_size, 1)
        if info.file_size > MEMBER or dense:
            told = f"解开后有 {info.file_size // 10**6} MB" + ("，压缩得异常紧" if dense else "")
            raise SourceError(f"压缩包 {path} 里的文件 {_named(info)} {told}", remedy=_REMEDY)


def _unpacked(data: bytes, member: Member) -> bytes:
    """No more than the directory promised, one byte more at most."""
    if not member.deflated:
        return data
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, member.size + 1)
    except zlib.error:
        return b""


def _member(info: zipfile.ZipInfo, path: str) -> Member:
    name = _named(info)
    if info.flag_bits & _ENCRYPTED:
        raise SourceError(f"压缩包 {path} 里的文件 {name} 加了密码", remedy=_REMEDY)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SourceError(f"压缩包 {path} 里的文件 {name} 的压缩方式不受支持", remedy=_REMEDY)
    if name.lower().endswith(".zip"):
        raise SourceError(f"压缩包 {path} 里还有压缩包 {name}", remedy=_REMEDY)
    deflated = info.compress_type == zipfile.ZIP_DEFLATED
    return Member(name, info.header_offset, info.compress_size, info.file_size, info.CRC, deflated)


def _named(info: zipfile.ZipInfo) -> str:
    """The name as whoever packed it wrote it; without steps upwards, drives, roots and what no line can hold."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:  # zipfile took it for code page 437; Chinese Windows writes its own
        name = next(_decoded(name), name)
    parts = [part for part in re.split(r"[/\\]+", name.split("\0")[0]) if part not in ("", ".", "..")]
    if parts and re.fullmatch(r"[A-Za-z]:", parts[0]):
        parts = parts[1:]
    return "".join(char if char.isprintable() else "_" for char in "/".join(parts)) or "_"


def _decoded(name: str) -> Iterator[str]:
    for encoding in ("utf-8", "gb18030"):
        try:
            yield name.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
