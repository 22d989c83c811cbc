"""What documents gave is kept for the next build: it makes the same bytes as a build from nothing, and only sound files are believed."""

from __future__ import annotations

import hashlib
import os
import pickle
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.config import BuildConfig
from kg.model import Document, EntityType, NameRule, Resolved
from kg.pipeline import build
from kg.pipeline.cache import Folder, open_cache, settle, usual_folder, with_cache
from kg.pipeline.extraction import Clock
from kg.pipeline.leaves import Leaf, Order, make_leaf
from qinghe import BODY, make_document

NEWS = "云岭园区签约项目\n3月5日，青禾市云岭园区与星海芯片有限公司签约，项目总投资{}亿元。\n"


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "report.txt").write_text(f"青禾市政府工作报告\n{BODY}", encoding="utf-8")
    for number in range(3):
        (folder / f"news{number}.txt").write_text(NEWS.format(number + 2), encoding="utf-8")
    return folder


def _build(folder: Path, out: Path, cache: Path | None, **settings: object) -> tuple[dict[str, bytes], int]:
    config = replace(BuildConfig(sources=(folder,), out=out, jobs=1, cache=cache), **settings)  # type: ignore[arg-type]
    kept = build(config).kept
    return {file.name: file.read_bytes() for file in out.iterdir() if file.is_file()}, kept


def _add(folder: Path) -> None:
    (folder / "more.txt").write_text(NEWS.format(77), encoding="utf-8")


def _change(folder: Path) -> None:
    (folder / "news1.txt").write_text(NEWS.format(78), encoding="utf-8")


def _delete(folder: Path) -> None:
    (folder / "news0.txt").unlink()


@pytest.mark.parametrize(("change", "kept"), [(_add, 4), (_change, 3), (_delete, 3)])
def test_a_changed_folder_gives_what_a_fresh_build_gives(
    corpus_folder: Path, tmp_path: Path, change: Callable[[Path], None], kept: int
) -> None:
    cache = tmp_path / "cache"
    _build(corpus_folder, tmp_path / "out", cache)
    change(corpus_folder)
    assert _build(corpus_folder, tmp_path / "out", cache) == (_build(corpus_folder, tmp_path / "new", None)[0], kept)


def test_fresh_passes_over_what_is_kept(corpus_folder: Path, tmp_path: Path) -> None:
    first, _ = _build(corpus_folder, tmp_path / "out", tmp_path / "cache")
    assert _build(corpus_folder, tmp_path / "out", tmp_path / "cache") == (first, 4)
    assert _build(corpus_folder, tmp_path / "out", tmp_path / "cache", fresh=True) == (first, 0)


def test_other_settings_find_nothing_of_earlier_ones(corpus_folder: Path, tmp_path: Path) -> None:
    _build(corpus_folder, tmp_path / "out", tmp_path / "cache")
    rule = NameRule(EntityType.PARK, ("云岭园区", "云岭科技园"), "kg.toml")
    for settings in (
        {"merge": (rule,)},
        {"keep_apart": (rule,)},
        {"methods": "rules"},
        {"base_iri": "https://a.example/"},
    ):
        assert _build(corpus_folder, tmp_path / "out", tmp_path / "cache", **settings)[1] == 0, settings


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(corpus_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    first, _ = _build(corpus_folder, tmp_path / "out", None)
    assert _build(corpus_folder, tmp_path / "out", tmp_path / "file" / "cache") == (first, 0)


@pytest.fixture
def document() -> Document:
    return make_document(BODY)


@pytest.fixture
def kept(tmp_path: Path, document: Document) -> Folder:
    cache = Folder(tmp_path / "cache", "kg 1", fresh=False)
    cache.write(document, make_leaf(Resolved(document), "https://a.example/", Clock()))
    return cache


def test_a_leaf_comes_back(kept: Folder, document: Document) -> None:
    assert kept.read(document) == make_leaf(Resolved(document), "https://a.example/", Clock())


def test_another_text_or_another_program_finds_nothing(kept: Folder, document: Document) -> None:
    assert kept.read(replace(document, text=document.text + "。")) is None
    assert kept.read(replace(document, path="elsewhere.txt")) is None
    assert Folder(kept.folder, "kg 2", fresh=False).read(document) is None


@pytest.mark.parametrize("at", [0, 40, -1])
def test_a_changed_byte_is_noticed(kept: Folder, document: Document, at: int) -> None:
    data = bytearray(kept.file(document).read_bytes())
    data[at] ^= 1
    kept.file(document).write_bytes(data)
    assert kept.read(document) is None


@pytest.mark.parametrize("length", [0, 10, 32, 100])
def test_half_a_file_is_noticed(kept: Folder, document: Document, length: int) -> None:
    kept.file(document).write_bytes(kept.file(document).read_bytes()[:length])
    assert kept.read(document) is None


class _Calls:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.mark),)


def test_a_planted_file_runs_nothing(kept: Folder, document: Document, tmp_path: Path) -> None:
    packed = zlib.compress(pickle.dumps(_Calls(tmp_path / "called")))
    kept.file(document).write_bytes(hashlib.sha256(packed).digest() + packed)
    assert kept.read(document) is None
    assert not (tmp_path / "called").exists()


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    for number in range(4):
        file = tmp_path / "ab" / (str(number) * 62)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"0" * 100)
        os.utime(file, (number, number))
    (tmp_path / "ab" / "thesis.tex").write_text("mine")
    settle(tmp_path, [], 250)
    assert sorted(file.name[:6] for file in (tmp_path / "ab").iterdir()) == ["222222", "333333", "thesis"]


def test_what_a_program_kept_that_was_changed_meanwhile_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = (tmp_path / "ab" / (digit * 62) for digit in "12")
    old.parent.mkdir()
    for file in (old, new):
        file.write_bytes(b"0")
    settle(tmp_path, [new])
    assert new.exists()
    monkeypatch.setattr("kg.pipeline.cache.program", lambda: "another")
    settle(tmp_path, [new])
    assert [file.name for file in old.parent.iterdir()] == [old.name]


def test_without_a_folder_nothing_is_kept(tmp_path: Path, document: Document) -> None:
    order = with_cache(Order(tmp_path, "https://a.example/"), None, fresh=False)
    leaf: Leaf = make_leaf(Resolved(document), "https://a.example/", Clock())
    open_cache(order).write(document, leaf)
    assert open_cache(order).read(document) is None


def test_the_variable_names_the_folder_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE_DIR", "/tmp/elsewhere")
    assert usual_folder() == Path("/tmp/elsewhere")
    monkeypatch.setenv("KG_CACHE_DIR", "")
    assert usual_folder() is None
    monkeypatch.delenv("KG_CACHE_DIR")
    assert usual_folder() is not None
