"""Finds and opens files. In: paths, patterns, ``-``, and addresses of object stores like s3://bucket/reports; out: Files, sorted, open
for reading. An archive stands for what lies in it, like a folder.

Object stores are read with the file systems of pyarrow (extra ``parquet``); credentials are taken from where these look for them.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlsplit

from kg.errors import SourceError
from kg.model import Source
from kg.sources.archive import Member, members, read_member
from kg.sources.patterns import files_below, is_export, is_pattern, matching
from kg.sources.standard import STANDARD_INPUT, TOLD, read_standard_input

ARCHIVE = ".zip"
#: Is told of what would be raised about a row, a file or an archive that is then left out.
OnError = Callable[[SourceError], None]


@dataclass(frozen=True, slots=True)
class File:
    """A file to read.

    Attributes:
        source: where it lies.
        told: how the exports name it: from the named folder or file on, so that it does not matter where a build was called.
        member: where it lies in the archive that ``source`` is.
        data: what is in it, when it lies nowhere: machines of a cluster do not hear our standard input.
    """

    source: Source
    told: str
    member: Member | None = None
    data: bytes | None = None

    @property
    def name(self) -> str:
        """What it is called in messages; secrets that an address may hold are left out."""
        return f"{named(self.source)}/{self.member.name}" if self.member else named(self.source)

    @property
    def suffix(self) -> str:
        """What tells the format."""
        return posixpath.splitext(self.told)[1].lower()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes.

        Raises:
            SourceError: it cannot be read.
        """
        if self.data is not None:
            yield io.BytesIO(self.data)
            return
        try:
            with _opened(self.source) as file:
                yield io.BytesIO(read_member(file, self.member, self.name)) if self.member else file
        except OSError as error:
            raise SourceError(f"文件 {self.name} 无法读取", remedy="请检查路径和权限") from error

    def lines(self) -> int:
        """How many lines it has, about.

        Raises:
            SourceError: it cannot be read.
        """
        with self.open() as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))

    def size(self) -> int:
        """In bytes.

        Raises:
            SourceError: it cannot be read.
        """
        with self.open() as file:
            return file.seek(0, io.SEEK_END)


def is_address(source: Source) -> bool:
    """Whether a source lies in an object store."""
    return isinstance(source, str) and "://" in source


def named(source: Source) -> str:
    """A source as messages name it."""
    if isinstance(source, Path):
        return "标准输入" if source == STANDARD_INPUT else _shown(source.as_posix())
    parts = urlsplit(source)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def list_files(source: Source, suffixes: frozenset[str], on_error: OnError | None = None) -> list[File]:
    """The files that a source stands for: itself, all that match it, or all in it of known formats, sorted; hidden files, README*
    and exports of kg are passed over. What lies in an archive is listed in its place; an archive in a folder may hold nothing to read.

    Args:
        source (Source): a file, folder, pattern, address, or ``-``.
        suffixes (frozenset[str]): the known formats.
        on_error (Callable | None): called with what would be raised about one of several files, which is then left out.

    Raises:
        SourceError: there is no such file or folder, or nothing in it, or an archive cannot be read.
    """
    if source == STANDARD_INPUT:
        return [File(source, TOLD, data=read_standard_input())]
    found = _listed(source) if is_address(source) else _listed_here(Path(source))
    if isinstance(found, File):
        _refuse_unknown_letters(found)
        return _in_named_archive(found, suffixes) if found.suffix == ARCHIVE else [found]
    wanted = [file for inside, file in found if _is_wanted(inside, suffixes | {ARCHIVE})]
    files: list[File] = []
    left_out = False
    for file in sorted(wanted, key=lambda file: file.told):
        try:
            _refuse_unknown_letters(file)
            files += _in_archive(file, suffixes) if file.suffix == ARCHIVE else [file]
        except SourceError as error:
            if on_error is None:
                raise
            on_error(error)
            left_out = True
    if not files and not left_out:
        what = "找到的文件" if is_pattern(source) else "文件夹"
        raise SourceError(f"{what} {named(source)} 里没有文档", remedy=_put_in(suffixes))
    return files


def _refuse_unknown_letters(file: File) -> None:
    """Names of files may be any bytes; what the exports tell is text."""
    if _shown(file.told) != file.told:
        raise SourceError(f"文件 {file.name} 的名称不是 UTF-8 编码", remedy="请给文件或它所在的文件夹改名")


def _shown(name: str) -> str:
    """A name with its bytes that are no text written out, like ``\\xb1``."""
    return "".join(f"\\x{ord(char) & 0xFF:02x}" if "\udc80" <= char <= "\udcff" else char for char in name)


def _in_named_archive(file: File, suffixes: frozenset[str]) -> list[File]:
    """Whoever names an archive wants something of it, and all that is in it."""
    found = _in_archive(file, suffixes | {ARCHIVE})
    if not found:
        raise SourceError(f"压缩包 {file.name} 里没有文档", remedy=_put_in(suffixes))
    return found


def _in_archive(file: File, suffixes: frozenset[str]) -> list[File]:
    with file.open() as opened:
        inside = members(opened, file.name, lambda name: _is_wanted(name, suffixes))
    ordered = sorted(inside, key=lambda member: (member.name, member.offset))
    return [replace(file, told=f"{file.told}/{member.name}", member=member) for member in ordered]


def _put_in(suffixes: frozenset[str]) -> str:
    return f"请放入 {' '.join(sorted(suffixes))} 文件"


def _listed_here(path: Path) -> File | list[tuple[str, File]]:
    top = path.name or path.resolve().name
    if path.is_file():
        return File(path, top)
    if path.is_dir():
        return _below_folder(path, top)
    if not is_pattern(path):
        raise SourceError(f"路径 {path.as_posix()} 不存在", remedy="请检查路径，或先放入文档")
    return [
        one
        for found, told in matching(path)
        if not is_export(found)
        for one in (_below_folder(found, told) if found.is_dir() else [(found.name, File(found, told))])
    ]


def _below_folder(path: Path, told: str) -> list[tuple[str, File]]:
    inside = [(file.relative_to(path).as_posix(), file) for file in files_below(path)]
    return [(name, File(file, f"{told}/{name}")) for name, file in inside]


def _listed(source: Source) -> File | list[tuple[str, File]]:
    system, path = _system(str(source))
    from pyarrow import fs  # only who reads an object store needs it

    top = posixpath.basename(path.rstrip("/"))
    try:
        kind = system.get_file_info(path).type
        if kind == fs.FileType.File:
            return File(source, top)
        if kind != fs.FileType.Directory:
            raise SourceError(f"路径 {named(source)} 不存在", remedy="请检查地址和访问权限")
        infos = system.get_file_info(fs.FileSelector(path, recursive=True))
    except OSError as error:
        raise SourceError(f"路径 {named(source)} 无法读取", remedy="请检查地址、网络和访问权限") from error
    inside = [posixpath.relpath(info.path, path) for info in infos if info.type == fs.FileType.File]
    return [(name, File(_below(str(source), name), f"{top}/{name}")) for name in inside]


def _below(address: str, name: str) -> str:
    parts = urlsplit(address)
    return parts._replace(path=f"{parts.path.rstrip('/')}/{quote(name)}").geturl()


def _opened(source: Source) -> IO[bytes]:
    if not is_address(source):
        return Path(source).open("rb")
    system, path = _system(str(source))
    return io.BufferedReader(system.open_input_file(path), 1 << 20)


def _system(address: str) -> tuple[Any, str]:
    try:
        from pyarrow import fs
    except ImportError as error:
        raise SourceError(
            f"读取 {named(address)} 需要 pyarrow", remedy="请运行 pip install 'citykg[parquet]'"
        ) from error
    try:
        system, path = fs.FileSystem.from_uri(address)
    except (
        ValueError,
        OSError,
        NotImplementedError,
    ) as error:  # the last: pyarrow knows no such scheme, or was built without
        raise SourceError(
            f"地址 {named(address)} 无法使用",
            where=str(error).partition(". Detail")[0],
            remedy="例如 s3://桶/文件夹、gs://桶/文件夹",
        ) from error
    return system, path


def _is_wanted(inside: str, suffixes: frozenset[str]) -> bool:
    parts = inside.split("/")
    hidden = any(part.startswith((".", "~$")) for part in parts)  # Word keeps ~$报告.docx while 报告.docx is open
    return (
        not hidden and not parts[-1].lower().startswith("readme") and posixpath.splitext(inside)[1].lower() in suffixes
    )
