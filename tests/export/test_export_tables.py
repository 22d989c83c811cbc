"""The tables: the keys of the contract, numbers as numbers, nothing lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg.errors import ExportError
from kg.export import EXPORTERS, render_exports
from kg.export.summary import summarise
from kg.export.tables import BY_DOCUMENT, write_build, write_table
from kg.graph import assemble
from kg.model import Corpus, Entity, EntityType
from kg.rdf import to_rdf


def rows(table: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in table.decode().split("\n") if line]


def fact(corpus: Corpus, key: str) -> dict[str, object]:
    return next(row for row in rows(write_table(corpus, "facts.jsonl")) if row["id"] == key)


def test_document_row(corpus: Corpus) -> None:
    document = corpus.documents[0]
    assert rows(write_table(corpus, "documents.jsonl")) == [
        {
            "id": document.id,
            "title": document.title,
            "date": "2021-02-03",
            "kind": "report",
            "year": 2021,
            "place": "青禾市",
            "home": corpus.homes[document.id],
            "path": "seeds/qinghe.txt",
            "sha256": document.sha256,
            "chars": len(document.text),
            "text_start": 0,
        }
    ]


def test_document_row_has_pages_where_there_are_some(corpus: Corpus) -> None:
    paged = replace(corpus, documents=(replace(corpus.documents[0], pages=(0, 40)),))
    assert rows(write_table(paged, "documents.jsonl"))[0]["pages"] == [0, 40]


def test_mentions_stand_in_the_text(corpus: Corpus) -> None:
    text = corpus.documents[0].text
    found = rows(write_table(corpus, "mentions.jsonl"))
    assert len(found) == len(corpus.mentions)
    assert all(text[row["start"] : row["end"]] == row["text"] for row in found)  # type: ignore[misc]
    assert set(found[0]) == {"doc", "start", "end", "text", "type", "entity", "by"}


def test_quotes_stand_in_the_text(corpus: Corpus) -> None:
    text = corpus.documents[0].text
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows(write_table(corpus, "facts.jsonl")))  # type: ignore[misc]


def test_relation_row_names_its_object_and_no_value(corpus: Corpus) -> None:
    row = fact(corpus, "f01")
    assert (row["subject"], row["predicate"], row["object"]) == ("project-0001", "locatedIn", "park-0001")
    assert "value" not in row


def test_status_row_has_the_state_as_value(corpus: Corpus) -> None:
    row = fact(corpus, "f04")
    assert (row["value"], row["year"], row["kind"], row["goal"]) == ("planned", 2021, "target", "operating")
    assert "object" not in row


def test_investment_row(corpus: Corpus) -> None:
    row = fact(corpus, "f05")
    told = {key: row[key] for key in ("value", "unit", "year", "role", "bound", "as_stated")}
    assert told == {
        "value": 5_000_000_000,
        "unit": "CNY",
        "year": 2020,
        "role": "总投资",
        "bound": "more_than",
        "as_stated": "超50亿元",
    }


def test_observation_row(corpus: Corpus) -> None:
    row = fact(corpus, "f06")
    assert (row["indicator"], row["value"], row["growth"]) == ("地区生产总值", 123_450_000_000, 6.1)


def test_zero_is_a_value(corpus: Corpus) -> None:
    still = tuple(replace(f, growth=0.0, value=None) if f.id == "f06" else f for f in corpus.facts)
    row = fact(replace(corpus, facts=still), "f06")
    assert (row["growth"], "value" in row) == (0, False)


def test_whole_floats_are_written_as_integers(corpus: Corpus) -> None:
    floats = tuple(replace(f, value=5_000_000_000.0) if f.id == "f05" else f for f in corpus.facts)
    assert b'"value": 5000000000,' in write_table(replace(corpus, facts=floats), "facts.jsonl")


def test_entity_row_leaves_out_what_is_not_known(corpus: Corpus) -> None:
    found = {row["id"]: row for row in rows(write_table(corpus, "entities.jsonl"))}
    assert set(found["park-0001"]) == {"id", "type", "name", "aliases"}
    assert found["region-990100"]["code"] == "990100"


def test_unread_row(corpus: Corpus) -> None:
    (row,) = rows(write_table(corpus, "unread.jsonl"))
    assert row["reason"] == "没有匹配的关系模式"


@pytest.mark.parametrize("name", [*BY_DOCUMENT, "entities.jsonl"])
def test_order_of_the_corpus_does_not_matter(name: str, corpus: Corpus) -> None:
    turned = replace(
        corpus,
        documents=corpus.documents[::-1],
        entities=corpus.entities[::-1],
        mentions=corpus.mentions[::-1],
        facts=corpus.facts[::-1],
    )
    assert write_table(turned, name) == write_table(corpus, name)


@pytest.mark.parametrize(
    "name", ["引号\"'", "<script>", "换\n行\r", "😀", "反\\斜杠", "控制\x00\x01", "分\u2028隔\x85"]
)
def test_name_survives_and_stays_on_one_line(name: str, corpus: Corpus) -> None:
    odd = replace(corpus, entities=(Entity("project-9", EntityType.PROJECT, name),))
    written = write_table(odd, "entities.jsonl")
    assert written.count(b"\n") == 1
    assert rows(written)[0]["name"] == name


def test_build_counts_and_names_versions_and_knows_no_time(corpus: Corpus) -> None:
    build = json.loads(write_build(summarise(corpus)))
    assert set(build) == {"counts", "versions"}
    assert build["versions"] == {"kg": "test"}
    assert build["counts"]["facts_by_predicate"] == {
        "developedBy": 1,
        "investment": 1,
        "locatedIn": 2,
        "observation": 1,
        "status": 2,
    }
    assert build["counts"]["entities_by_type"] == {"Enterprise": 1, "Park": 1, "Project": 1, "Region": 1}


def test_a_build_writes_the_files_of_the_contract(corpus: Corpus) -> None:
    graph = assemble(corpus)
    assert set(render_exports(corpus, graph, to_rdf(graph))) == {
        "graph.ttl",
        "graph.graphml",
        "documents.jsonl",
        "mentions.jsonl",
        "entities.jsonl",
        "facts.jsonl",
        "unread.jsonl",
        "build.json",
    }


def test_unknown_export_is_refused_and_the_known_ones_named(corpus: Corpus) -> None:
    graph = assemble(corpus)
    with pytest.raises(ExportError, match=r"graph\.nt") as caught:
        render_exports(corpus, graph, to_rdf(graph), names=["graph.doc"])
    assert all(name in str(caught.value) for name in EXPORTERS)
