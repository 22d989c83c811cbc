from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.sources import archive, read_sources, source_file


def packed(
    folder: Path, members: dict[str, bytes | str], name: str = "a.zip", method: int = zipfile.ZIP_DEFLATED
) -> Path:
    with zipfile.ZipFile(folder / name, "w", method) as opened:
        for inside, data in members.items():
            opened.writestr(inside, data)
    return folder / name


def raw_names(folder: Path, name: bytes) -> Path:
    """An archive with a name that zipfile would not write: raw bytes, and no word that they are UTF-8."""
    file = packed(folder, {"x" * len(name) + ".txt": "题\n文"})
    file.write_bytes(file.read_bytes().replace(b"x" * len(name), name))
    return file


def test_members_are_read_as_in_a_folder(tmp_path: Path) -> None:
    members = {"b/x.txt": "题b\n文", "a.txt": "题a\n文", "rows.jsonl": '{"title": "题r", "text": "文"}', "README.md": "# 甲\n乙",
               "__MACOSX/._a.txt": "题\n文", ".hidden.txt": "题\n文", "picture.png": "", "b/": ""}  # fmt: skip
    documents = list(read_sources([packed(tmp_path, members)]))
    assert [(one.path, one.title) for one in documents] == [
        ("a.zip/a.txt", "题a"), ("a.zip/b/x.txt", "题b"), ("a.zip/rows.jsonl#1", "题r"),
    ]  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


def test_archive_in_a_folder_stands_in_its_place(tmp_path: Path) -> None:
    packed(tmp_path, {"x.txt": "题x\n文"}, "b.ZIP", zipfile.ZIP_STORED)
    for name in ("a", "c"):
        (tmp_path / f"{name}.txt").write_text(f"题{name}\n文", "utf-8")
    top = tmp_path.name
    assert [one.path for one in read_sources([tmp_path])] == [f"{top}/a.txt", f"{top}/b.ZIP/x.txt", f"{top}/c.txt"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_chinese_names(tmp_path: Path, encoding: str) -> None:
    (document,) = read_sources([raw_names(tmp_path, "报告".encode(encoding))])
    assert document.path == "a.zip/报告.txt"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../x.txt", "x.txt"),
        ("/etc/x.txt", "etc/x.txt"),
        ("C:\\a\\x.txt", "a/x.txt"),
        ("a/./b//x\n.txt", "a/b/x_.txt"),
    ],
)
def test_names_are_only_names(tmp_path: Path, name: str, told: str) -> None:
    (document,) = read_sources([packed(tmp_path, {name: "题\n文"})])
    assert document.path == f"a.zip/{told}"
    assert sorted(path.name for path in tmp_path.parent.iterdir() if path.name == "x.txt") == []


def refused(file: Path, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        list(read_sources([file]))
    assert "\n" not in str(caught.value)


def test_dense_members_are_refused(tmp_path: Path) -> None:
    refused(packed(tmp_path, {"x.txt": b"0" * 3_000_000}), r"a\.zip 里的文件 x\.txt .*压缩得异常紧.*解压")


def test_limits_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = packed(tmp_path, {"x.txt": "题\n文", "y.txt": "题\n文"})
    for name, limit, message in (("MEMBER", 3, "x.txt"), ("TOTAL", 12, "太大"), ("ENTRIES", 1, "太多")):
        with monkeypatch.context() as patch:
            patch.setattr(archive, name, limit)
            refused(file, message)


def test_encrypted_members_are_refused(tmp_path: Path) -> None:
    file = packed(tmp_path, {"x.txt": "题\n文"})
    data = bytearray(file.read_bytes())
    at = data.index(b"PK\1\2") + 8
    data[at : at + 2] = struct.pack("<H", 1)
    file.write_bytes(data)
    refused(file, r"a\.zip 里的文件 x\.txt 加了密码")


def test_archives_inside_are_refused(tmp_path: Path) -> None:
    inner = io.BytesIO()
    zipfile.ZipFile(inner, "w").close()
    refused(packed(tmp_path, {"x.txt": "题\n文", "inner.zip": inner.getvalue()}), r"还有压缩包 inner\.zip")


def test_unusual_methods_are_refused(tmp_path: Path) -> None:
    refused(packed(tmp_path, {"x.txt": "题\n文"}, method=zipfile.ZIP_LZMA), "压缩方式")


def test_damaged_archives_are_refused(tmp_path: Path) -> None:
    file = packed(tmp_path, {"x.txt": "题\n" + "文" * 100}, method=zipfile.ZIP_STORED)
    data = file.read_bytes()
    file.write_bytes(data.replace("文文文".encode(), b"123456789", 1))
    refused(file, r"a\.zip/x\.txt 已损坏")
    file.write_bytes(data[: len(data) // 2])
    refused(file, r"a\.zip 已损坏")
    refused(packed(tmp_path, {"picture.png": ""}), "没有文档")


def test_source_of_a_member_is_its_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed(tmp_path, {"b/rows.jsonl": '{"title": "题r", "text": "文"}'})
    monkeypatch.chdir(tmp_path)
    (document,) = read_sources([Path("a.zip")])
    assert document.path == "a.zip/b/rows.jsonl#1"
    assert source_file(document.path) == Path("a.zip")


@pytest.mark.parametrize(("packed_size", "offset"), [(1 << 62, 0), ((1 << 64) - 1, 0), (100, (1 << 64) - 1)])
def test_directories_that_lie_are_refused(tmp_path: Path, packed_size: int, offset: int) -> None:
    data = packed(tmp_path, {"x.txt": "题\n文"}, method=zipfile.ZIP_STORED).read_bytes()
    at = data.index(b"PK\1\2")
    extra = struct.pack("<HHQQ", 1, 16, packed_size, offset)
    head = bytearray(data[at : at + 46])
    head[20:24] = head[42:46] = b"\xff" * 4
    head[30:32] = struct.pack("<H", len(extra))
    directory = bytes(head) + b"x.txt" + extra
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(directory), at, 0)
    (tmp_path / "a.zip").write_bytes(data[:at] + directory + end)
    refused(tmp_path / "a.zip", r"a\.zip 已损坏")


def test_member_without_name_is_read_or_refused(tmp_path: Path) -> None:
    refused(raw_names(tmp_path, b"\0"), "没有文档")


def encrypted(folder: Path, name: str, inside: str) -> Path:
    """An archive whose first member says that it is encrypted, with a text behind it."""
    file = packed(folder, {inside: "题\n文", "z.txt": "题z\n文"}, name)
    data = bytearray(file.read_bytes())
    at = data.index(b"PK\1\2") + 8
    data[at : at + 2] = struct.pack("<H", 1)
    file.write_bytes(data)
    return file


def test_bad_archive_of_a_folder_is_left_out_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no archive")
    encrypted(tmp_path, "b.zip", "a.txt")
    packed(tmp_path, {"x.txt": "题x\n文"}, "c.zip")
    (tmp_path / "d.txt").write_text("题d\n文", "utf-8")
    told: list[SourceError] = []
    assert [one.title for one in read_sources([tmp_path], on_error=told.append)] == ["题x", "题d"]
    assert ["a.zip" in str(told[0]), "b.zip" in str(told[1]), len(told)] == [True, True, 2]
    with pytest.raises(SourceError, match=r"a\.zip 已损坏"):
        list(read_sources([tmp_path]))


def test_only_bad_archives_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no archive")
    told: list[SourceError] = []
    assert list(read_sources([tmp_path], on_error=told.append)) == []
    assert len(told) == 1


def test_what_nobody_wants_in_an_archive_of_a_folder_is_passed_over(tmp_path: Path) -> None:
    packed(tmp_path, {"picture.png": ""}, "a.zip")
    encrypted(tmp_path, "b.zip", "picture.png")
    packed(tmp_path, {"inner.zip": "", "y.txt": "题y\n文"}, "c.zip")
    packed(tmp_path, {"film.mp4": b"0" * 3_000_000}, "d.zip")
    assert [one.title for one in read_sources([tmp_path])] == ["题z", "题y"]
    refused(tmp_path / "c.zip", r"还有压缩包 inner\.zip")
