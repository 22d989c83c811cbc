"""The rule tables are canonical: sorted, unique, without blanks; broken ones are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon import data
from kg.lexicon.data import read_rules, read_table
from kg.lexicon.divisions import load_divisions

TABLES = {
    "edges.tsv": ("word", "strength"),
    "verbs.tsv": ("word",),
    "generics.tsv": ("word", "sense"),
    "surnames.tsv": ("surname",),
    "classwords.tsv": ("type", "side", "word"),
    "shortwords.tsv": ("type", "long", "short"),
}


@pytest.mark.parametrize(("name", "columns"), sorted(TABLES.items()))
def test_rows_are_sorted_and_unique(name: str, columns: tuple[str, ...]) -> None:
    rows = read_table(name, columns)
    assert list(rows) == sorted(set(rows))


@pytest.mark.parametrize(("name", "columns"), sorted(TABLES.items()))
def test_cells_have_no_blanks(name: str, columns: tuple[str, ...]) -> None:
    assert [row for row in read_table(name, columns) for cell in row if cell != "".join(cell.split()) or not cell] == []


def test_no_word_is_an_edge_twice() -> None:
    words = [word for word, _ in read_table("edges.tsv", TABLES["edges.tsv"])]
    assert len(words) == len(set(words))
    assert not set(words) & {word for (word,) in read_table("verbs.tsv", TABLES["verbs.tsv"])}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    return tmp_path


def test_wrong_header_is_named(folder: Path) -> None:
    (folder / "header.tsv").write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"header\.tsv 的表头不对"):
        read_table("header.tsv", ("a", "c"))


def test_wrong_number_of_cells_is_named_with_its_line(folder: Path) -> None:
    (folder / "cells.tsv").write_text("# note\na\tb\n1\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="第 3 行"):
        read_table("cells.tsv", ("a", "b"))


def test_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.toml 不存在"):
        read_rules("none.toml")


def test_broken_toml_is_named(folder: Path) -> None:
    (folder / "broken.toml").write_text("a = ", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"broken\.toml"):
        read_rules("broken.toml")


def test_no_verb_is_an_unmistakable_place() -> None:
    """大连 among the verbs cut 大连港 in two."""
    safe = {form for form, confidence in load_divisions().forms() if confidence == "safe"}
    assert safe.isdisjoint(word for (word,) in read_table("verbs.tsv", TABLES["verbs.tsv"]))
