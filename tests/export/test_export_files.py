"""Writing: all files or none, other people's files untouched, every failure with a remedy."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from kg.errors import ExportError
from kg.export import write_exports
from kg.export.files import staged

NEW = {"a.txt": "新一\n", "b.bin": b"\x00\xff", "c.txt": "新三\n"}


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with an earlier export and a file that is not ours."""
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "README.md").write_text("手写\n", encoding="utf-8")
    (folder / "a.txt").write_text("旧一\n", encoding="utf-8")
    return folder


def refuse_third_move(monkeypatch: pytest.MonkeyPatch) -> None:
    move = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "c.txt":
            raise OSError(errno.EACCES, "拒绝访问")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", replace)


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)


def test_text_is_utf8_with_plain_newlines_and_bytes_stay(tmp_path: Path) -> None:
    write_exports(NEW, tmp_path / "new" / "folder")
    assert content(tmp_path / "new" / "folder") == {
        "a.txt": "新一\n".encode(),
        "b.bin": b"\x00\xff",
        "c.txt": "新三\n".encode(),
    }


def test_other_files_stay_and_old_exports_are_replaced(out: Path) -> None:
    write_exports(NEW, out)
    assert content(out)["README.md"] == "手写\n".encode()
    assert content(out)["a.txt"] == "新一\n".encode()
    assert sorted(content(out)) == ["README.md", "a.txt", "b.bin", "c.txt"]


@pytest.mark.parametrize("break_it", [refuse_third_move, fill_disk])
def test_failure_changes_nothing_and_leaves_nothing(
    break_it: object, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(out)
    assert callable(break_it)
    break_it(monkeypatch)
    with pytest.raises(ExportError, match="不能写入"):
        write_exports(NEW, out)
    assert content(out) == before


def test_failure_without_hard_links_changes_nothing(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    before = content(out)
    monkeypatch.setattr(os, "link", link)
    refuse_third_move(monkeypatch)
    with pytest.raises(ExportError):
        write_exports(NEW, out)
    assert content(out) == before


def test_failed_first_export_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_disk(monkeypatch)
    with pytest.raises(ExportError):
        write_exports(NEW, tmp_path / "exports")
    assert not (tmp_path / "exports").exists()


def test_target_that_is_a_folder_changes_nothing(out: Path) -> None:
    (out / "c.txt").mkdir()
    with pytest.raises(ExportError):
        write_exports(NEW, out)
    assert (out / "a.txt").read_text(encoding="utf-8") == "旧一\n"
    assert sorted(file.name for file in out.iterdir()) == ["README.md", "a.txt", "c.txt"]


def test_message_names_the_folder_and_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExportError) as caught:
        write_exports(NEW, tmp_path / "file" / "exports")
    assert (tmp_path / "file" / "exports").as_posix() in str(caught.value)
    assert "--out" in str(caught.value)


@pytest.mark.parametrize("name", ["../outside.txt", "sub/file.txt", "", ".."])
def test_name_that_is_a_path_is_refused(name: str, out: Path) -> None:
    before = content(out)
    with pytest.raises(ExportError, match="文件名"):
        write_exports({name: ""}, out)
    assert content(out) == before


def test_text_that_utf8_cannot_write_is_refused(out: Path) -> None:
    before = content(out)
    with pytest.raises(ExportError, match="UTF-8"):
        write_exports({"a.txt": "新", "d.txt": "坏\ud800"}, out)
    assert content(out) == before


def test_generated_file_that_is_not_written_again_goes(out: Path) -> None:
    (out / "b.bin").write_bytes(b"last week")
    with staged(out, generated=("a.txt", "b.bin", "never.txt")) as staging:
        staging.write("a.txt", "新")
    assert content(out) == {"README.md": "手写\n".encode(), "a.txt": "新".encode()}


def test_failure_brings_stale_files_back(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (out / "b.bin").write_bytes(b"last week")
    before = content(out)
    unlink = Path.unlink

    def refuse(self: Path, missing_ok: bool = False) -> None:
        if self == out / "z.txt":
            raise OSError(errno.EACCES, "拒绝访问")
        unlink(self, missing_ok)

    (out / "z.txt").write_bytes(b"too")
    before = content(out)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(ExportError), staged(out, generated=("b.bin", "z.txt")) as staging:
        staging.write("a.txt", "新")
    assert content(out) == before


def test_any_error_while_writing_changes_nothing(out: Path) -> None:
    before = content(out)
    with pytest.raises(ZeroDivisionError), staged(out, generated=("README.md",)) as staging:
        staging.write("a.txt", "新")
        with staging.open("b.bin") as file:
            file.write(b"half")
            raise ZeroDivisionError
    assert content(out) == before


def test_size_and_digest_of_what_was_written_are_known(out: Path) -> None:
    with staged(out) as staging:
        with staging.open("big.bin") as file:
            file.write(b"one ")
            file.write(b"two")
        staging.write("a.txt", "新")
    assert {name: (file.size, file.sha256) for name, file in staging.written.items()} == {
        "big.bin": (7, hashlib.sha256(b"one two").hexdigest()),
        "a.txt": (3, hashlib.sha256("新".encode()).hexdigest()),
    }
