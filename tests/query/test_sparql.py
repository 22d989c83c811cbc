"""Asking an export: two engines agree, mistakes are explained, nothing is fetched or changed."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import ExportError, QueryError
from kg.export import render_exports, write_exports
from kg.graph import assemble
from kg.model import Corpus, Status
from kg.query.pack import find_question, questions
from kg.query.sparql import Engine, ask, read_question
from kg.rdf import to_rdf

ENGINES: tuple[Engine, ...] = ("oxigraph", "rdflib")


def written(corpus: Corpus, out: Path, base: str = "https://w3id.org/citykg/id/") -> Path:
    graph = assemble(corpus)
    write_exports(render_exports(corpus, graph, to_rdf(graph, base=base), names=["graph.ttl"]), out)
    return out


@pytest.fixture
def export(corpus: Corpus, tmp_path: Path) -> Path:
    """The folder that a build of the shared corpus would write."""
    return written(corpus, tmp_path / "exports")


@pytest.mark.parametrize("engine", ENGINES)
def test_select_needs_no_prefixes(engine: Engine, export: Path) -> None:
    answer = ask(export, "SELECT ?name { ?p a kg:Park ; rdfs:label ?name }", engine=engine)
    assert (answer.columns, answer.texts()) == (("name",), [["云岭高新区"]])


@pytest.mark.parametrize("engine", ENGINES)
def test_declared_prefixes_win(engine: Engine, export: Path) -> None:
    query = "PREFIX kg: <https://schema.org/>\nPREFIX x: <https://w3id.org/citykg/ontology#>\nSELECT ?s { ?s a kg:Project, x:Project }"
    assert len(ask(export, query, engine=engine).rows) == 1


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "told"), [("云岭芯谷", "true"), ("别处", "false")])
def test_ask(engine: Engine, name: str, told: str, export: Path) -> None:
    answer = ask(export, f'ASK {{ ?s rdfs:label "{name}"@zh }}', engine=engine)
    assert (answer.form, answer.texts()) == ("ask", [[told]])


@pytest.mark.parametrize("engine", ENGINES)
def test_construct_gives_each_triple_once(engine: Engine, export: Path) -> None:
    query = "CONSTRUCT { ?p a schema:Thing } { ?p a kg:Project ; ?any ?thing }"
    answer = ask(export, query, engine=engine)
    assert answer.columns == ("subject", "predicate", "object")
    assert [row[0] for row in answer.texts()] == ["https://w3id.org/citykg/id/project-0001"]


@pytest.mark.parametrize("engine", ENGINES)
def test_unbound_cell_is_none(engine: Engine, export: Path) -> None:
    query = "SELECT ?p ?code { ?p a kg:Park OPTIONAL { ?p kg:code ?code } }"
    assert ask(export, query, engine=engine).rows[0][1] is None


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_of_a_star_follow_the_query(engine: Engine, export: Path) -> None:
    assert ask(export, "SELECT * { ?z a kg:Park ; ?m ?a }", engine=engine).columns == ("z", "m", "a")


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_without_an_order_are_sorted(engine: Engine, export: Path) -> None:
    found = ask(export, "SELECT ?name { ?s a kg:Entity ; rdfs:label ?name }", engine=engine).texts()
    assert found == sorted(found)
    assert len(found) == 4


@pytest.mark.parametrize("engine", ENGINES)
def test_order_by_is_kept(engine: Engine, export: Path) -> None:
    query = "SELECT ?name { ?s a kg:Entity ; rdfs:label ?name } ORDER BY DESC(?name)"
    found = ask(export, query, engine=engine).texts()
    assert found == sorted(found, reverse=True)


def test_data_prefix_is_that_of_the_export(corpus: Corpus, tmp_path: Path) -> None:
    own = written(corpus, tmp_path / "own", base="https://example.org/data/")
    assert ask(own, "ASK { id:park-0001 a kg:Park }").texts() == [["true"]]


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_question_gives_the_same_in_both_engines(question: object, export: Path) -> None:
    text = getattr(question, "text", "")
    answers = [ask(export, text, engine=engine) for engine in ENGINES]
    assert answers[0] == answers[1]
    assert answers[0].rows


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("park-projects", [["云岭高新区", "云岭芯谷", "星河半导体有限公司", "在建"]]),
        (
            "indicators",
            [
                [
                    "青禾市",
                    "地区生产总值",
                    "2020",
                    "实绩",
                    "123450000000",
                    "CNY",
                    "6.1",
                    "地区生产总值1234.5亿元,增长6.1%",
                ]
            ],
        ),
        (
            "investments",
            [
                [
                    *("云岭芯谷", "星河半导体有限公司", "5000000000", "CNY", "总投资"),
                    *("2020", "实绩", "超50亿元", "总投资超50亿元的云岭芯谷"),
                ]
            ],
        ),
        ("planned", [["云岭芯谷", "2021", "谋划", "力争云岭芯谷建成投产"]]),
    ],
)
def test_question_gives_its_expected_answer(name: str, rows: list[list[str]], export: Path) -> None:
    assert ask(export, find_question(name).text).texts() == rows


def test_question_for_one_entity(export: Path) -> None:
    query = find_question("claims").filled(实体名="云岭高新区")
    found = [(row[0], row[1], row[2], row[5]) for row in ask(export, query).texts()]
    assert found == [("云岭芯谷", "位于", "云岭高新区", "实绩"), ("云岭高新区", "位于", "青禾市", "计划")]


def test_project_that_was_finished_is_no_longer_planned(corpus: Corpus, tmp_path: Path) -> None:
    finished = tuple(replace(f, status=Status.COMPLETED) if f.id == "f03" else f for f in corpus.facts)
    export = written(replace(corpus, facts=finished), tmp_path / "done")
    assert ask(export, find_question("planned").text).rows == ()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?x {\n ?s ?p ; }", "第 2 行第 10 列"),
        ("SELECT ?x { ?x ?y", "查询语法有误"),
        ("", "查询语法有误"),
        ("SELECT ?s {\n ?s zz:foo ?o }", "前缀"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }", "没有绑定"),
        ("SELECT ?s {\n  ?s kg:locatdIn ?o }", "第 2 行第 6 列）。是不是 kg:locatedIn"),
    ],
)
def test_mistake_is_placed_and_explained(engine: Engine, query: str, told: str, export: Path) -> None:
    with pytest.raises(QueryError, match=told):
        ask(export, query, engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "PREFIX a: <urn:a>\nDELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/hostname>",
        "# comment\nCLEAR ALL",
    ],
)
def test_update_is_refused(engine: Engine, query: str, export: Path) -> None:
    before = (export / "graph.ttl").read_bytes()
    with pytest.raises(QueryError, match="只能查询"):
        ask(export, query, engine=engine)
    assert (export / "graph.ttl").read_bytes() == before


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("ASK { SERVICE <http://localhost:1/> { ?s ?p ?o } }", "SERVICE"),
        ("ASK { service silent <http://localhost:1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }", "FROM"),
        ("SELECT * FROM NAMED <http://localhost:1/> { ?s ?p ?o }", "FROM"),
    ],
)
def test_remote_source_is_refused(engine: Engine, query: str, word: str, export: Path) -> None:
    with pytest.raises(QueryError, match=f"不支持 {word}"):
        ask(export, query, engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?service { ?service rdfs:label "service from kg:nothing"@zh }',
        "# SERVICE FROM kg:nothing\nSELECT ?from { ?from a kg:Park }",
        "SELECT ?s { ?s a <http://example.org/from/service> }",
        "SELECT ?s { ?s rdfs:label '''insert\n\"from\" kg:nothing''' }",
    ],
)
def test_words_in_strings_names_and_comments_are_no_keywords(engine: Engine, query: str, export: Path) -> None:
    assert ask(export, query, engine=engine).columns


def test_missing_export_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="kg build"):
        ask(tmp_path, "ASK { ?s ?p ?o }")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("damage", [b"id:a kg:b", b"@prefix kg: <urn:> .\n\xff\xfe"])
def test_damaged_export_is_reported(engine: Engine, damage: bytes, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes(damage)
    with pytest.raises(ExportError, match="Turtle"):
        ask(tmp_path, "ASK { ?s ?p ?o }", engine=engine)


def test_question_is_read_from_standard_input() -> None:
    assert read_question("-", stdin=io.StringIO("ASK { }")) == "ASK { }"


def test_question_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "my.rq").write_text("ASK { ?市 a kg:Region }", encoding="utf-8")
    assert read_question(str(tmp_path / "my.rq")) == "ASK { ?市 a kg:Region }"


def test_question_is_taken_as_text() -> None:
    assert read_question("ASK{?s?p?o}") == "ASK{?s?p?o}"


def test_question_is_found_by_name() -> None:
    assert read_question("planned") == find_question("planned").text


def test_missing_file_and_binary_file_are_reported(tmp_path: Path) -> None:
    (tmp_path / "binary.rq").write_bytes(b"\xff\xfe\x00")
    for name in ("binary.rq", "missing.rq"):
        with pytest.raises(QueryError, match=name):
            read_question(str(tmp_path / name))


def test_unknown_name_is_refused_and_the_nearest_named() -> None:
    with pytest.raises(QueryError, match="是不是 planned"):
        read_question("planed")
