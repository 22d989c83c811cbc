"""Large exports on disk: a store is made once, belongs to one content, and is replaced when it is not whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import ExportError
from kg.query import engines, store
from kg.query.engines import open_export
from kg.query.store import Keeping, Unavailable, find, provide
from serving import small_export

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ONE_MORE = "\nid:project-9999 rdfs:label '新项目'@zh .\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return small_export(tmp_path / "exports")


class Kept:
    """A Keeping for every size of graph, and what it was told."""

    def __init__(self, folder: Path | None = None) -> None:
        self.made = 0
        self.warnings: list[str] = []
        self.keeping = Keeping(folder, over=0, warned=self.warnings.append, progress=self._progress)

    def _progress(self, read: int, size: int) -> None:
        self.made += not read

    def count(self, export: Path) -> int:
        return int(open_export(export, keeping=self.keeping).ask(COUNT).texts()[0][0])


def _in_memory(export: Path) -> int:
    return int(open_export(export).ask(COUNT).texts()[0][0])


def _only(export: Path) -> Path:
    (one,) = (export / ".kg").glob("kg-store-*")
    return one


def test_store_is_made_once_and_answers_as_the_file_does(export: Path) -> None:
    kept = Kept()
    assert [kept.count(export), kept.count(export)] == [_in_memory(export)] * 2
    assert kept.made == 1
    assert kept.warnings == []


def test_small_file_stays_in_memory(export: Path) -> None:
    _in_memory(export)
    assert not (export / ".kg").exists()


def test_git_is_told_to_leave_the_stores_alone(export: Path) -> None:
    Kept().count(export)
    assert (export / ".kg" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_changed_file_is_noticed_and_its_old_store_goes(export: Path) -> None:
    kept = Kept()
    before = kept.count(export)
    old = _only(export)
    with (export / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write(ONE_MORE)
    assert kept.count(export) == before + 1
    assert _only(export) != old


def test_other_content_with_the_size_and_time_of_the_old_one_is_noticed(export: Path) -> None:
    kept = Kept()
    kept.count(export)
    file = export / "graph.ttl"
    stat, text = file.stat(), file.read_text(encoding="utf-8")
    file.write_text(text.replace("云岭高新区", "岭云高新区"), encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert file.stat().st_size == stat.st_size
    asked = open_export(export, keeping=kept.keeping).ask('ASK { ?s rdfs:label "岭云高新区"@zh }')
    assert asked.texts() == [["true"]]


def test_same_content_built_again_needs_no_new_store(export: Path) -> None:
    kept = Kept()
    kept.count(export)
    file = export / "graph.ttl"
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content)
    kept.count(export)
    assert kept.made == 1


def test_digest_is_not_read_again_when_the_file_is_as_it_was(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_RACY", -1)
    made = provide(export / "graph.ttl", Kept().keeping)
    monkeypatch.setattr(store.hashlib, "file_digest", None)
    assert find(export / "graph.ttl", export / ".kg") == made


def _lose_marker(one: Path) -> None:
    (one / "marker.json").unlink()


def _lose_manifest(one: Path) -> None:
    next((one / "db").glob("MANIFEST-*")).unlink()


def _cut_data(one: Path) -> None:
    os.truncate(next((one / "db").glob("*.sst")), 100)


def _spoil_data(one: Path) -> None:
    for file in (one / "db").glob("*.sst"):
        content = file.read_bytes()
        file.write_bytes(content[:20] + bytes(byte ^ 0xFF for byte in content[20:-100]) + content[-100:])


def _other_version(one: Path) -> None:
    marker = json.loads((one / "marker.json").read_text(encoding="utf-8"))
    (one / "marker.json").write_text(json.dumps({**marker, "engine": "0.1"}), encoding="utf-8")


def _no_json(one: Path) -> None:
    (one / "marker.json").write_text("[]", encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [_lose_marker, _lose_manifest, _cut_data, _spoil_data, _other_version, _no_json],
    ids=lambda one: one.__name__,
)
def test_damaged_store_is_made_anew(export: Path, damage: object) -> None:
    kept = Kept()
    expected = kept.count(export)
    damage(_only(export))  # type: ignore[operator]
    assert kept.count(export) == expected
    assert kept.made == 2


def test_rebuild_makes_a_store_that_is_there_anew(export: Path) -> None:
    kept = Kept()
    kept.count(export)
    open_export(export, keeping=replace(kept.keeping, rebuild=True))
    assert kept.made == 2


def test_folder_that_cannot_be_written_costs_a_line_and_the_memory(export: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = Kept(tmp_path / "file" / "kept")
    assert kept.count(export) == _in_memory(export)
    (line,) = kept.warnings
    assert "这次读进内存" in line
    assert "\n" not in line


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions stop")
def test_read_only_export_with_a_store_is_answered_from_it(export: Path) -> None:
    kept = Kept()
    expected = kept.count(export)
    folders = [export, export / ".kg", _only(export), _only(export) / "db"]
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert kept.count(export) == expected
        assert kept.made == 1
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_full_disk_is_told_with_what_is_needed(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
    with pytest.raises(Unavailable, match=r"磁盘只剩 0\.0 GB"):
        provide(export / "graph.ttl", Kept().keeping)
    assert list((export / ".kg").glob("kg-*")) == []


def test_neither_disk_nor_memory_is_an_error_with_both_reasons(
    export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(engines, "_free", lambda: 0)
    with pytest.raises(ExportError, match=r"太大：磁盘索引用不了.*内存只剩"):
        Kept(tmp_path / "file" / "kept").count(export)


def test_loader_that_dies_leaves_nothing_behind(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_BOOT", "import os; os.kill(os.getpid(), 9)")
    with pytest.raises(Unavailable, match="意外退出"):
        provide(export / "graph.ttl", Kept().keeping)
    assert list((export / ".kg").glob("kg-*")) == []


def test_broken_turtle_is_reported_with_its_place(export: Path) -> None:
    (export / "graph.ttl").write_text("@prefix kg: <urn:> .\nkg:a kg:b", encoding="utf-8")
    with pytest.raises(ExportError, match=r"不是合格的 Turtle.*line 2"):
        Kept().count(export)


def test_other_things_in_the_folder_of_the_user_stay(export: Path, tmp_path: Path) -> None:
    mine = tmp_path / "kept" / "store-photos"
    mine.mkdir(parents=True)
    kept = Kept(tmp_path / "kept")
    kept.count(export)
    with (export / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write(ONE_MORE)
    kept.count(export)
    assert sorted(one.name for one in mine.parent.iterdir() if not one.name.startswith("kg-store-")) == ["store-photos"]


def test_two_exports_keep_their_stores_in_one_folder(tmp_path: Path) -> None:
    one, other = small_export(tmp_path / "one"), small_export(tmp_path / "other")
    with (other / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write(ONE_MORE)
    kept = Kept(tmp_path / "kept")
    for export in (one, other, one, other):
        kept.count(export)
    assert kept.made == 2


def test_two_processes_at_once_both_answer_and_leave_one_store(export: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.query.engines import open_export; from kg.query.store import Keeping\n"
        f"print(open_export(Path(sys.argv[1]), keeping=Keeping(over=0)).ask({COUNT!r}).texts()[0][0])"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, str(export)], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    assert [int(process.communicate(timeout=120)[0]) for process in both] == [_in_memory(export)] * 2
    assert [one.name[:9] for one in (export / ".kg").iterdir() if one.is_dir()] == ["kg-store-"]
