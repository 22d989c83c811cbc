"""GraphML: scalars only, nothing that XML forbids, nothing planned shown as done."""

from __future__ import annotations

import io
from dataclasses import replace

import networkx as nx
import pytest

from kg.export.graphml import write_graphml
from kg.graph import assemble
from kg.model import Corpus, Entity, EntityType, Status


def reread(corpus: Corpus) -> nx.MultiDiGraph[str]:
    return nx.read_graphml(io.BytesIO(write_graphml(assemble(corpus))), force_multigraph=True)


def test_nodes_and_edges_come_back(corpus: Corpus) -> None:
    graph = reread(corpus)
    assert sorted(graph.nodes) == [entity.id for entity in corpus.entities]
    assert {(u, v, data["label"]) for u, v, data in graph.edges(data=True)} == {
        ("project-0001", "park-0001", "locatedIn"),
        ("project-0001", "enterprise-0001", "developedBy"),
        ("park-0001", "region-990100", "locatedIn"),
    }


def test_node_has_scalars_to_draw_by(corpus: Corpus) -> None:
    assert reread(corpus).nodes["project-0001"] == {
        "label": "云岭芯谷",
        "type": "Project",
        "aliases": "芯谷",
        "mentions": 3,
        "status": "under_construction",
        "status_year": 2020,
        "investment_cny": 5_000_000_000.0,
    }


def test_planned_status_is_not_shown(corpus: Corpus) -> None:
    planned = tuple(fact for fact in corpus.facts if fact.status is Status.PLANNED)
    assert planned
    assert "status" not in reread(replace(corpus, facts=planned)).nodes["project-0001"]


def test_other_currencies_are_not_added_to_yuan(corpus: Corpus) -> None:
    dollars = tuple(replace(fact, unit="USD") for fact in corpus.facts if fact.value and not fact.indicator)
    assert dollars
    assert "investment_cny" not in reread(replace(corpus, facts=dollars)).nodes["project-0001"]


def test_edge_carries_its_passage_and_kind(corpus: Corpus) -> None:
    data = reread(corpus).edges["park-0001", "region-990100", "f07"]
    assert data["quote"] == corpus.documents[0].text[data["start"] : data["end"]]
    assert data["kind"] == "target"


def test_parallel_edges_stay_apart(corpus: Corpus) -> None:
    again = replace(corpus.facts[0], id="f98")
    assert reread(replace(corpus, facts=(*corpus.facts, again))).number_of_edges("project-0001", "park-0001") == 2


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("引号\"与'单引号'", "引号\"与'单引号'"),
        ("<script>alert(1)</script>]]>&amp;", "<script>alert(1)</script>]]>&amp;"),
        ("换\n行", "换\n行"),
        ("回\r车\r\n行", "回\n车\n行"),
        ("表情😀字", "表情😀字"),
        ("反\\斜杠", "反\\斜杠"),
        ("控制\x00\x01\x0b\x1f\ufffe\ud800字", "控制字"),
    ],
)
def test_name_survives_as_far_as_xml_allows(name: str, shown: str, corpus: Corpus) -> None:
    odd = replace(corpus, entities=(*corpus.entities, Entity("project-9", EntityType.PROJECT, name)))
    assert reread(odd).nodes["project-9"]["label"] == shown


def test_empty_corpus_is_a_graph_too() -> None:
    assert len(reread(Corpus())) == 0


def test_lines_end_with_a_newline_only(corpus: Corpus) -> None:
    written = write_graphml(assemble(corpus))
    assert b"\r" not in written
    assert written.endswith(b"</graphml>\n")
