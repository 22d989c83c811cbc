"""Turtle and N-Triples: four parsers agree, nothing is lost, the bytes never change."""

from __future__ import annotations

import hashlib
import io
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDFS, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.errors import ExportError
from kg.export import GENERATED, rdf_files
from kg.export.lines import batches, encode, of_graph
from kg.export.rdf_files import RDF_FILES, Head, links_of, rdf_bytes, write_rdf
from kg.graph import assemble
from kg.model import Corpus, Entity, EntityType
from kg.rdf import to_rdf
from readers import count_by_reader

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
import hashlib, pathlib, pickle, sys
from exporting import export
corpus = pickle.loads(open(sys.argv[1], "rb").read())
out = pathlib.Path(sys.argv[2])
export(corpus, out)
for file in sorted(out.iterdir()):
    sys.stdout.write(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\\n")
"""


@pytest.fixture
def nasty(corpus: Corpus) -> Corpus:
    """The corpus with entities whose names try to break a format."""
    odd = tuple(Entity(f"project-9{n:03}", EntityType.PROJECT, name, (name[::-1],)) for n, name in enumerate(NASTY))
    return replace(corpus, entities=(*corpus.entities, *odd))


def mapped(corpus: Corpus) -> Graph:
    return to_rdf(assemble(corpus))


def write(syntax: str, graph: Graph) -> bytes:
    return rdf_bytes(graph, f"graph.{syntax}")


@pytest.mark.parametrize("syntax", ["ttl", "nt"])
def test_five_parsers_read_as_many_triples_as_were_written(syntax: str, nasty: Corpus, tmp_path: Path) -> None:
    graph = mapped(nasty)
    file = tmp_path / f"graph.{syntax}"
    file.write_bytes(write(syntax, graph))
    assert count_by_reader(file) == dict.fromkeys(("rdflib", "pyoxigraph", "rapper", "serdi", "N3.js"), len(graph))


def test_turtle_comes_back_as_the_same_graph(nasty: Corpus) -> None:
    graph = mapped(nasty)
    assert isomorphic(Graph().parse(data=write("ttl", graph), format="turtle"), graph)


def test_ntriples_come_back_as_the_same_graph(nasty: Corpus) -> None:
    graph = mapped(nasty)
    assert isomorphic(Graph().parse(data=write("nt", graph), format="nt"), graph)


@pytest.mark.parametrize("syntax", ["ttl", "nt", "jsonld"])
@pytest.mark.parametrize("name", NASTY)
def test_name_survives(name: str, syntax: str, nasty: Corpus) -> None:
    read = Graph().parse(data=write(syntax, mapped(nasty)), format={"jsonld": "json-ld"}.get(syntax, syntax))
    assert (None, RDFS.label, Literal(name, lang="zh")) in read


def test_ntriples_hold_one_triple_a_line(nasty: Corpus) -> None:
    graph = mapped(nasty)
    written = write("nt", graph)
    assert written.count(b"\n") == len(graph)
    assert written.endswith(b" .\n")


def test_subjects_are_sorted_and_types_come_first(corpus: Corpus) -> None:
    body = write("ttl", mapped(corpus)).decode().split("\n\n")[1:-1]
    subjects = [block.split(" ", 1)[0] for block in body]
    own = [subject for subject in subjects if subject.startswith("id:")]
    assert own == sorted(own) != []
    assert all(block.split(" ", 2)[1] == "a" for block in body)


def test_prefixes_are_sorted_and_each_line_ends_with_a_newline_only(corpus: Corpus) -> None:
    written = write("ttl", mapped(corpus))
    header = [line for line in written.decode().splitlines() if line.startswith("@prefix")]
    assert header == sorted(header)
    assert len(header) == 15
    assert b"\r" not in written


@pytest.mark.parametrize("name", RDF_FILES)
def test_order_of_insertion_does_not_matter(name: str, corpus: Corpus) -> None:
    graph = mapped(corpus)
    turned = Graph(bind_namespaces="none")
    for prefix, namespace in reversed(list(graph.namespaces())):
        turned.bind(prefix, namespace)
    for triple in sorted(graph, reverse=True):
        turned.add(triple)
    assert rdf_bytes(turned, name) == rdf_bytes(graph, name)


@pytest.mark.parametrize("name", RDF_FILES)
def test_size_of_batches_does_not_matter(name: str, nasty: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = mapped(nasty)
    whole = rdf_bytes(graph, name)
    monkeypatch.setattr(rdf_files, "batches", lambda lines: batches(lines, size=1))
    assert rdf_bytes(graph, name) == whole


def test_batches_hold_whole_subjects(corpus: Corpus) -> None:
    graph = mapped(corpus)
    lines = encode(of_graph(graph)).sorted()
    parts = [{triple.subject for triple in batch.triples} for batch in batches(lines, size=10)]
    assert len(parts) > 2
    assert sum(len(part) for part in parts) == len(set(graph.subjects()))


def test_all_syntaxes_come_from_one_pass(nasty: Corpus) -> None:
    graph = mapped(nasty)
    files = {name: io.BytesIO() for name in RDF_FILES}
    encoded = encode(of_graph(graph))
    head = Head({p: str(n) for p, n in graph.namespaces()}, links_of(encoded.literal, encoded.predicates))
    write_rdf(encoded.sorted(), head, files)
    assert {name: file.getvalue() for name, file in files.items()} == {n: rdf_bytes(graph, n) for n in RDF_FILES}


def test_two_hash_seeds_give_the_same_bytes(nasty: Corpus, tmp_path: Path) -> None:
    file = tmp_path / "corpus.pickle"
    file.write_bytes(pickle.dumps(nasty))
    digests = {
        subprocess.run(
            [sys.executable, "-c", BUILD, str(file), str(tmp_path / seed)],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        ).stdout
        for seed in ("1", "2")
    }
    (told,) = digests
    assert told.count(b"\n") == sum("[" not in name for name in GENERATED)  # shards were not asked for
    for name in set(RDF_FILES) - {"graph.nq"}:  # a graph in memory does not know who says what
        here = hashlib.sha256(rdf_bytes(mapped(nasty), name)).hexdigest()
        assert f"{name} {here}\n" in told.decode()


def test_blank_node_is_refused() -> None:
    graph = Graph()
    graph.add((URIRef("urn:a"), URIRef("urn:b"), BNode()))
    with pytest.raises(ExportError, match="空节点"):
        write("nt", graph)


def test_half_a_surrogate_pair_is_refused() -> None:
    graph = Graph()
    graph.add((URIRef("urn:a"), URIRef("urn:b"), Literal("坏\ud800")))
    with pytest.raises(ExportError, match="编码"):
        write("ttl", graph)
