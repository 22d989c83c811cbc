"""Sorted lines on disk: merged they are all there and in order, and parts put together are the whole."""

from __future__ import annotations

import tempfile
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline import runs
from kg.pipeline.runs import Stretch, key_of, merged, parts, write_run

KEYS = st.sampled_from([b"a", b"a-b", b"ab", b"b", b"c" * 300, b"\xe4\xb8\xad"])
LINE = st.tuples(KEYS, st.binary(max_size=5).map(lambda said: said.replace(b"\n", b"")), st.sampled_from([b" ", b"\t"]))
FILES = st.lists(st.lists(LINE.map(lambda line: line[0] + line[2] + line[1] + b"\n"), max_size=30), max_size=6)


def _written(folder: Path, files: list[list[bytes]]) -> list[Path]:
    return [write_run(folder / f"run-{n}", sorted(lines)) for n, lines in enumerate(files)]


@given(FILES)
def test_merged_lines_are_all_lines_in_order(files: list[list[bytes]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = _written(folder, files)
        assert list(merged([Stretch(path) for path in paths], folder)) == sorted(chain(*files))


@given(FILES, st.integers(1, 7))
def test_parts_are_the_whole_and_keep_keys_together(files: list[list[bytes]], count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = [list(merged(part, folder)) for part in parts(_written(folder, files), count)]
        keys = [{key_of(line) for line in part} for part in found]
        assert sorted(chain(*found)) == sorted(chain(*files))
        assert all(one.isdisjoint(other) for n, one in enumerate(keys) for other in keys[:n])
        firsts = [min(own) for own in keys if own]
        assert firsts == sorted(firsts)


def test_more_files_than_can_be_open_are_merged_in_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 3)
    paths = _written(tmp_path, [[b"%02d x\n" % (n * 7 % 30)] for n in range(30)])
    assert list(merged([Stretch(path) for path in paths], tmp_path)) == [b"%02d x\n" % n for n in range(30)]


def test_parts_of_many_lines_are_about_even(tmp_path: Path) -> None:
    paths = _written(tmp_path, [[b"key-%05d x\n" % (n * 3 + at) for n in range(3000)] for at in range(3)])
    sizes = [sum(1 for _ in merged(part, tmp_path)) for part in parts(paths, 4)]
    assert len(sizes) == 4
    assert min(sizes) > 1500
