"""Turtle and N-Triples: four parsers agree, nothing is lost, the bytes never change."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDFS, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.errors import ExportError
from kg.export.ntriples import write_ntriples
from kg.export.turtle import write_turtle
from kg.graph import assemble
from kg.model import Corpus, Entity, EntityType
from kg.rdf import to_rdf

ROOT = Path(__file__).parent.parent.parent
NASTY = (
    "引号\"与'单引号'",
    "<script>alert(1)</script>",
    "换\n行",
    "回\r车",
    "表情😀字",
    "反\\斜杠\\",
    "控制\x00\x01\x0b\x1f\x7f字",
    "]]>&amp;",
    '三引号"""尾',
    "分\u2028隔 . \n句点 .\n",
)
BUILD = """
import hashlib, pickle, sys
from kg.export import EXPORTERS, render_exports
from kg.graph import assemble
from kg.rdf import to_rdf
corpus = pickle.loads(open(sys.argv[1], "rb").read())
graph = assemble(corpus)
for name, content in render_exports(corpus, graph, to_rdf(graph), names=EXPORTERS).items():
    sys.stdout.write(f"{name} {hashlib.sha256(content).hexdigest()}\\n")
"""


@pytest.fixture
def nasty(corpus: Corpus) -> Corpus:
    """The corpus with entities whose names try to break a format."""
    odd = tuple(Entity(f"project-9{n:03}", EntityType.PROJECT, name, (name[::-1],)) for n, name in enumerate(NASTY))
    return replace(corpus, entities=(*corpus.entities, *odd))


def mapped(corpus: Corpus) -> Graph:
    return to_rdf(assemble(corpus))


def count_rdflib(file: Path) -> int:
    return len(Graph().parse(file, format="turtle"))


def count_oxigraph(file: Path) -> int:
    return sum(1 for _ in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))


def count_rapper(file: Path) -> int:
    return _lines("rapper", "-q", "-i", "turtle", "-o", "ntriples", str(file))


def count_serdi(file: Path) -> int:
    return _lines("serdi", "-i", "turtle", str(file))


def _lines(*command: str) -> int:
    return subprocess.run(command, capture_output=True, check=True).stdout.count(b"\n")


@pytest.mark.parametrize("count", [count_rdflib, count_oxigraph, count_rapper, count_serdi])
def test_parsers_read_as_many_triples_as_were_written(count: object, nasty: Corpus, tmp_path: Path) -> None:
    graph = mapped(nasty)
    file = tmp_path / "graph.ttl"
    file.write_bytes(write_turtle(graph))
    assert callable(count)
    assert count(file) == len(graph)


def test_turtle_comes_back_as_the_same_graph(nasty: Corpus) -> None:
    graph = mapped(nasty)
    assert isomorphic(Graph().parse(data=write_turtle(graph), format="turtle"), graph)


def test_ntriples_come_back_as_the_same_graph(nasty: Corpus) -> None:
    graph = mapped(nasty)
    assert isomorphic(Graph().parse(data=write_ntriples(graph), format="nt"), graph)


@pytest.mark.parametrize("name", NASTY)
def test_name_survives_turtle(name: str, nasty: Corpus) -> None:
    read = Graph().parse(data=write_turtle(mapped(nasty)), format="turtle")
    assert (None, RDFS.label, Literal(name, lang="zh")) in read


def test_ntriples_hold_one_triple_a_line(nasty: Corpus) -> None:
    graph = mapped(nasty)
    written = write_ntriples(graph)
    assert written.count(b"\n") == len(graph)
    assert written.endswith(b" .\n")


def test_subjects_are_sorted_and_types_come_first(corpus: Corpus) -> None:
    body = write_turtle(mapped(corpus)).decode().split("\n\n")[1:-1]
    subjects = [block.split(" ", 1)[0] for block in body]
    own = [subject for subject in subjects if subject.startswith("id:")]
    assert own == sorted(own) != []
    assert all(block.split(" ", 2)[1] == "a" for block in body)


def test_prefixes_are_sorted_and_each_line_ends_with_a_newline_only(corpus: Corpus) -> None:
    written = write_turtle(mapped(corpus))
    header = [line for line in written.decode().splitlines() if line.startswith("@prefix")]
    assert header == sorted(header)
    assert len(header) == 15
    assert b"\r" not in written


def test_order_of_insertion_does_not_matter(corpus: Corpus) -> None:
    graph = mapped(corpus)
    turned = Graph(bind_namespaces="none")
    for prefix, namespace in reversed(list(graph.namespaces())):
        turned.bind(prefix, namespace)
    for triple in sorted(graph, reverse=True):
        turned.add(triple)
    assert write_turtle(turned) == write_turtle(graph)


def test_two_hash_seeds_give_the_same_bytes(nasty: Corpus, tmp_path: Path) -> None:
    file = tmp_path / "corpus.pickle"
    file.write_bytes(pickle.dumps(nasty))
    digests = {
        subprocess.run(
            [sys.executable, "-c", BUILD, str(file)],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }
    (told,) = digests
    here = hashlib.sha256(write_turtle(mapped(nasty))).hexdigest()
    assert f"graph.ttl {here}\n" in told.decode()


def test_blank_node_is_refused() -> None:
    graph = Graph()
    graph.add((URIRef("urn:a"), URIRef("urn:b"), BNode()))
    with pytest.raises(ExportError, match="空节点"):
        write_ntriples(graph)


def test_half_a_surrogate_pair_is_refused() -> None:
    graph = Graph()
    graph.add((URIRef("urn:a"), URIRef("urn:b"), Literal("坏\ud800")))
    with pytest.raises(ExportError, match="编码"):
        write_turtle(graph)
