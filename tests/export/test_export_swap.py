"""A build that is killed while its files are put in place is finished by the next one; two builds never write one folder at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import ExportError
from kg.export import staged, write_exports
from kg.export.swap import locked
from kg.wholeness import refuse_unfinished

OLD = {"a.txt": "旧一", "b.txt": "旧二", "stale.txt": "旧三"}
NEW = {"a.txt": "新一", "b.txt": "新二"}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_exports(OLD, tmp_path)
    return tmp_path


def _content(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.is_file()}


def _die_at_move(out: Path, moves: int) -> None:
    """In a process of its own: writes the new files and is gone before the given rename."""
    child = os.fork()
    if child:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        return
    left = moves
    move = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            os._exit(9)
        return move(self, target)

    Path.replace = replace  # type: ignore[method-assign,assignment]
    with staged(out, ["stale.txt"]) as staging:
        for name, text in NEW.items():
            staging.write(name, text)
    os._exit(0)


# Renames: the journal, a.txt, b.txt.
@pytest.mark.parametrize("moves", range(3))
def test_killed_swap_is_all_or_nothing_for_who_comes_next(out: Path, moves: int) -> None:
    _die_at_move(out, moves)
    with locked(out):
        pass
    assert _content(out) == (NEW if moves else OLD)
    assert [file.name for file in out.iterdir() if file.is_dir()] == []


def test_work_of_a_killed_build_goes(out: Path) -> None:
    (out / ".kg-abcdefgh" / "new").mkdir(parents=True)
    (out / ".kg-abcdefgh" / "new" / "a.txt").write_text("halb")
    write_exports(NEW, out)
    assert not (out / ".kg-abcdefgh").exists()
    assert _content(out) == {**OLD, **NEW}


def test_folder_of_somebody_else_stays(out: Path) -> None:
    (out / ".kg-mynotes").mkdir()
    (out / ".kg-mynotes" / "a.txt").write_text("mein")
    write_exports(NEW, out)
    assert (out / ".kg-mynotes" / "a.txt").exists()


def test_ctrl_c_while_files_are_moved_ends_with_all_of_them(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    move = Path.replace
    once = [KeyboardInterrupt]

    def replace(self: Path, target: Path) -> Path:
        if target.name == "b.txt" and once:
            raise once.pop()
        return move(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        write_exports(NEW, out)
    assert _content(out) == {**OLD, **NEW}
    assert [file.name for file in out.iterdir() if file.is_dir()] == []


def test_killed_way_back_is_finished(out: Path) -> None:
    """a.txt went in, b.txt could not, and whoever put the old ones back was killed before the first."""
    work = out / ".kg-abcdefgh"
    for part in ("new", "old"):
        (work / part).mkdir(parents=True)
    (out / "a.txt").replace(work / "old" / "a.txt")
    (out / "a.txt").write_text("新一", encoding="utf-8")
    (out / "c.txt").write_text("新三", encoding="utf-8")
    (work / "journal.json").write_text('{"undo": {"a.txt": true, "b.txt": true, "c.txt": false}}')
    with locked(out):
        pass
    assert _content(out) == OLD


@pytest.mark.parametrize("said", ["{", "[]", '{"names": ["../a.txt"]}'])
def test_damaged_journal_is_named(out: Path, said: str) -> None:
    (out / ".kg-abcdefgh" / "new").mkdir(parents=True)
    (out / ".kg-abcdefgh" / "journal.json").write_text(said)
    with pytest.raises(ExportError, match=r"journal\.json 已损坏.*请删去"):
        write_exports(NEW, out)
    assert _content(out) == OLD


def test_readers_notice_that_files_are_of_two_builds(out: Path) -> None:
    assert refuse_unfinished(out) == out
    (out / ".kg-abcdefgh").mkdir()
    assert refuse_unfinished(out) == out  # a build is at work, and nothing was moved yet
    (out / ".kg-abcdefgh" / "journal.json").write_text("{}")
    with pytest.raises(ExportError, match="再运行一次 kg build"):
        refuse_unfinished(out)


def test_second_build_is_refused_while_the_first_is_at_work(out: Path) -> None:
    with locked(out), pytest.raises(ExportError, match=r"另一个 kg 正在写 .*用 --out 换一个文件夹"):
        write_exports(NEW, out)
    assert _content(out) == OLD
    write_exports(NEW, out)
    assert _content(out) == {**OLD, **NEW}


def test_lock_of_a_killed_build_is_lifted(out: Path) -> None:
    child = os.fork()
    if not child:
        with locked(out):
            os._exit(9)
    os.waitpid(child, 0)
    write_exports(NEW, out)
    assert _content(out) == {**OLD, **NEW}
