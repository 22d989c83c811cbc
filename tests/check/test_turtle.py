"""Turtle is read as it is written, and a mistake in it is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import XSD, BNode, Literal

from kg.check.turtle import parse_turtle, read_turtle
from kg.errors import ExportError


def _file(folder: Path, text: str | bytes) -> Path:
    file = folder / "made.ttl"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_literals_stay_as_they_are_written(tmp_path: Path) -> None:
    _, graph = read_turtle(
        _file(tmp_path, '<x:a> <x:b> 007 , "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> , "x"@zh , "x" , _:n .')
    )
    written = {(str(o), o.datatype, o.language) for o in graph.objects() if isinstance(o, Literal)}
    assert written == {("007", XSD.integer, None), ("1.50", XSD.decimal, None), ("x", None, "zh"), ("x", None, None)}
    assert [o for o in graph.objects() if isinstance(o, BNode)] != []


def test_store_and_graph_hold_the_same_triples(tmp_path: Path) -> None:
    store, graph = read_turtle(_file(tmp_path, "<x:a> <x:b> <x:c> , <x:d> .\n<x:a> <x:b> <x:c> ."))
    assert len(store) == len(graph) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<x:a> <x:b> <x:c> .\n\n<x:a> <x:b> .\n", "不是合格的 Turtle（第 3 行第 13 列）。请改正这里"),
        ("<x:a> y:b 1 .", "（第 1 行第 7 列）。这里的前缀没有声明"),
        (b"<x:a> <x:b> '\xff' .", "请另存为 UTF-8"),
        ("<x:a> <x:b> <<( <x:a> <x:b> 1 )>> .", "RDF 1.2"),
    ],
)
def test_mistake_is_told_in_one_line_with_its_place(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(ExportError) as caught:
        read_turtle(_file(tmp_path, text))
    assert said in str(caught.value)
    assert "made.ttl" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="无法读取"):
        read_turtle(tmp_path / "none.ttl")
    with pytest.raises(ExportError, match="无法读取"):
        list(parse_turtle(tmp_path / "none.ttl"))


def test_plain_strings_of_a_file(tmp_path: Path) -> None:
    assert list(parse_turtle(_file(tmp_path, '<x:a> <x:b> "c"@zh , 7 , <x:d> .'))) == [
        ("x:a", "x:b", "c"),
        ("x:a", "x:b", "7"),
        ("x:a", "x:b", "x:d"),
    ]
