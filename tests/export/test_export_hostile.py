"""Titles and bodies of any characters, from a file of rows to every table and graph: they come out as they went in, or are refused."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import load_config
from kg.errors import SourceError
from kg.pipeline import build
from kg.query.answer import Answer, Term
from kg.query.render import to_csv
from qinghe import BODY

NASTY = [
    "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "<script>alert(1)</script>", '" ; <http://evil/> <http://x/> .', '\\"""',
    "\\", "'''", "\u2028", "\x00", "\x1b[31m", "]]>", "&lt;", "\ufffe", "\x85", "}}", "\\u0041", "🏭", "\r\n",
]  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=5)), min_size=1, max_size=5).map("".join)


@settings(max_examples=4)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
def test_any_characters_go_through_all_exports(rows: list[tuple[str, str]]) -> None:
    lines = [
        json.dumps({"title": f"青禾{title}报告", "text": f"{body}{BODY}{body}号项目由“{title}公司”投资5亿元。{at}"})
        for at, (title, body) in enumerate(rows)
    ]
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "a.jsonl", Path(folder) / "out"
        source.write_text("\n".join(lines), "utf-8")
        try:
            build(load_config(None, sources=(source,), out=out, jobs=1, formats="ttl,nt,nq"))
        except SourceError as error:  # half a surrogate pair, or a title too long
            assert str(error).isprintable()
            return
        told = [json.loads(line) for line in (out / "documents.jsonl").read_bytes().splitlines()]
        stored = list(ox.parse(path=str(out / "graph.ttl"), format=ox.RdfFormat.TURTLE))
        said = {quad.object.value for quad in stored if isinstance(quad.object, ox.Literal)}
        assert {row["title"] for row in told} <= said
        assert not any("evil" in str(quad.subject) or "evil" in str(quad.predicate) for quad in stored)
        assert set(stored) == set(ox.parse(path=str(out / "graph.nt"), format=ox.RdfFormat.N_TRIPLES))
        ET.parse(out / "graph.graphml")


@given(WORDS)
def test_no_cell_of_a_csv_is_a_formula(words: str) -> None:
    written = to_csv(Answer(("a", "b"), ((Term(words), Term("x")),)))
    (_, (cell, other)) = csv.reader(io.StringIO(written, newline=""))
    assert (cell in (words, "'" + words), other) == (True, "x")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
