"""Shards: one behind the other they are the graph, none shares a subject with another, and the cuts depend on the lines alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporting import export
from kg.export import staged
from kg.export.files import SHARDS
from kg.model import Corpus
from kg.pipeline.shards import shard_names, write_shards

SUBJECTS = st.lists(st.lists(st.integers(0, 10**6), min_size=1, max_size=6), max_size=20)


def _lines(values: list[list[int]]) -> list[list[bytes]]:
    return [[f"<s{at:03}> <p> {value} .\n".encode() for value in some] for at, some in enumerate(values)]


def _cut(folder: Path, parts: list[bytes], count: int) -> list[bytes]:
    files = [folder / f"part-{number}" for number in range(len(parts))]
    for file, data in zip(files, parts, strict=True):
        file.write_bytes(data)
    with staged(folder / "out", (SHARDS,)) as staging:
        write_shards(files, shard_names(count), staging)
    return [(folder / "out" / name).read_bytes() for name in shard_names(count)]


@given(SUBJECTS, st.integers(1, 6))
def test_shards_are_the_graph_in_whole_subjects(
    tmp_path_factory: pytest.TempPathFactory, values: list[list[int]], count: int
) -> None:
    graph = b"".join(map(b"".join, _lines(values)))
    shards = _cut(tmp_path_factory.mktemp("cut"), [graph], count)
    subjects = [{line[:6] for line in shard.splitlines()} for shard in shards]
    assert b"".join(shards) == graph
    assert not any(one & other for at, one in enumerate(subjects) for other in subjects[at + 1 :])


@given(SUBJECTS, st.integers(1, 6), st.sets(st.integers(0, 20)))
def test_cuts_do_not_depend_on_parts(
    tmp_path_factory: pytest.TempPathFactory, values: list[list[int]], count: int, at: set[int]
) -> None:
    subjects = [b"".join(lines) for lines in _lines(values)]
    ends = sorted({0, len(subjects), *(end for end in at if end <= len(subjects))})
    parts = [b"".join(subjects[start:end]) for start, end in pairwise(ends)]
    folder = tmp_path_factory.mktemp("cut")
    assert _cut(folder, parts, count) == _cut(folder, [b"".join(subjects)], count)


def test_shards_of_many_subjects_are_of_about_equal_size(tmp_path: Path) -> None:
    shards = _cut(tmp_path, [b"".join(map(b"".join, _lines([[1, 2]] * 900)))], 3)
    assert max(map(len, shards)) - min(map(len, shards)) < 100


def test_build_writes_and_describes_shards_and_the_next_one_clears_them(corpus: Corpus, tmp_path: Path) -> None:
    export(corpus, tmp_path, ("ttl", "nt"), shards=2)
    named = sorted(file.name for file in tmp_path.glob("graph-*.nt"))
    assert named == ["graph-00000-of-00002.nt", "graph-00001-of-00002.nt"]
    assert b"".join((tmp_path / name).read_bytes() for name in named) == (tmp_path / "graph.nt").read_bytes()
    assert all(name in (tmp_path / "dataset.ttl").read_text("utf-8") for name in named)
    export(corpus, tmp_path, ("ttl",))
    assert sorted(file.name for file in tmp_path.glob("*.nt")) == []
