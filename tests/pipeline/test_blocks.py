"""A corpus in blocks says what the corpus says in memory, however it is cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporting import export
from kg.export import render_exports
from kg.graph import assemble
from kg.model import Corpus, Document, Entity, EntityType, Fact, Mention, Placed, Predicate
from kg.pipeline.jobs import batches
from kg.pipeline.runs import Stretch, merged
from kg.rdf import to_rdf
from qinghe import make_document, quote


@pytest.fixture
def two(corpus: Corpus) -> Corpus:
    """A second report of the same city, which names the project by another form and says more of it."""
    other = make_document("2022年青禾市政府工作报告", "2021年,芯谷项目在青禾市投产。大河县招商。")
    entities = {entity.id: entity for entity in corpus.entities}
    project = replace(entities["project-0001"], aliases=("芯谷", "芯谷项目"))
    county = Entity("region-990101", EntityType.REGION, "大河县", code="990101", level="county")
    said = quote(other, "芯谷项目在青禾市投产")
    placed = [
        Placed(other.id, Mention(other.text.index(name), other.text.index(name) + len(name), name, kind, "test"), key)
        for name, kind, key in (
            ("芯谷项目", EntityType.PROJECT, "project-0001"),
            ("青禾市", EntityType.REGION, "region-990100"),
            ("大河县", EntityType.REGION, "region-990101"),
        )
    ]
    return replace(
        corpus,
        documents=tuple(sorted((*corpus.documents, other), key=lambda document: document.id)),
        entities=tuple(sorted((*{**entities, project.id: project}.values(), county), key=lambda entity: entity.id)),
        mentions=tuple(sorted((*corpus.mentions, *placed))),
        facts=(
            *corpus.facts,
            Fact("f50", "project-0001", Predicate.LOCATED_IN, said, "rule-in", object="region-990100"),
            Fact("f51", "region-990100", Predicate.OBSERVATION, said, "o", indicator="产值", value=5.0, unit="CNY"),
        ),
        homes={**corpus.homes, other.id: "region-990100"},
    )


@pytest.mark.parametrize("name", ["entities.jsonl", "facts.jsonl", "mentions.jsonl", "documents.jsonl", "unread.jsonl"])
def test_tables_are_those_of_the_corpus_in_memory(two: Corpus, tmp_path: Path, name: str) -> None:
    export(two, tmp_path, ("ttl",))
    graph = assemble(two)
    assert (tmp_path / name).read_bytes() == render_exports(two, graph, to_rdf(graph), names=[name])[name]


@pytest.mark.parametrize("name", ["graph.ttl", "graph.nt", "graph.jsonld", "graph.graphml", "build.json"])
def test_graphs_are_those_of_the_corpus_in_memory(two: Corpus, tmp_path: Path, name: str) -> None:
    export(two, tmp_path)
    graph = assemble(two)
    assert (tmp_path / name).read_bytes() == render_exports(two, graph, to_rdf(graph), names=[name])[name]


def test_an_entity_has_the_forms_of_all_documents(two: Corpus, tmp_path: Path) -> None:
    export(two, tmp_path, ("ttl",))
    (row,) = [line for line in (tmp_path / "entities.jsonl").read_text("utf-8").splitlines() if "project-0001" in line]
    assert '"aliases": ["芯谷", "芯谷项目"]' in row


@pytest.mark.parametrize("lengths", [[], [1], [9_000, 9_000], [50_000] * 30, [1_000_000, 5]])
def test_batches_are_all_documents_in_order(lengths: list[int]) -> None:
    documents = [
        Document(f"d{n}", "", "字" * length, None, "news", None, None, "", "") for n, length in enumerate(lengths)
    ]
    cut = list(batches(documents))
    assert [document.id for batch in cut for document in batch] == [document.id for document in documents]
    assert all(cut)


def test_first_batches_are_small_so_that_few_documents_keep_several_processes_busy() -> None:
    documents = [Document(f"d{n}", "", "字" * 10_000, None, "news", None, None, "", "") for n in range(10)]
    assert len(list(batches(documents))) >= 4


def test_what_no_run_holds_gives_no_lines(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert list(merged([Stretch(tmp_path / "empty")], tmp_path)) == []
    assert list(merged([], tmp_path)) == []
