"""Asking an export: two engines agree, mistakes are explained, nothing is fetched or changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import ExportError, QueryError
from kg.export import render_exports, write_exports
from kg.graph import assemble
from kg.model import Corpus, Status
from kg.query.engines import Engine, Opened, open_export
from kg.query.pack import Question, find_question, questions, read_text
from kg.query.sparql import Request, ask, reply
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


@pytest.fixture
def both(export: Path) -> list[Opened]:
    """The same export opened by either engine."""
    return [open_export(export, engine) for engine in ENGINES]


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
def test_question_as_it_stands_gives_the_same_in_both_engines(question: Question, both: list[Opened]) -> None:
    answers = [opened.ask(question.text) for opened in both]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("name", "values", "rows"),
    [
        ("园区项目", {}, [["云岭高新区", "云岭芯谷", "星河半导体有限公司", "在建", "实绩"]]),
        ("园区项目", {"园区": "云岭"}, [["云岭高新区", "云岭芯谷", "星河半导体有限公司", "在建", "实绩"]]),
        (
            "统计指标",
            {"地区": "青禾", "年份": "2020"},
            [["青禾市", "地区生产总值", "2020", "实绩", "123450000000", "CNY", "6.1", "1234.5亿元"]],
        ),
        ("统计指标", {"年份": "2019"}, []),
        (
            "投资金额",
            {"名目": "总投资"},
            [["云岭芯谷", "星河半导体有限公司", "5000000000", "CNY", "总投资", "2020", "实绩", "超50亿元"]],
        ),
        ("历程", {"名称": "芯谷"}, [["云岭芯谷", "2020", "在建", "实绩"], ["云岭芯谷", "2021", "谋划", "计划"]]),
        (
            "实体主张",
            {"实体": "云岭高新区"},
            [["云岭芯谷", "位于", "云岭高新区", "", "", "实绩"], ["云岭高新区", "位于", "青禾市", "", "", "计划"]],
        ),
        ("计划项目", {}, [["云岭芯谷", "云岭高新区", "2021", "谋划", "投产运营"]]),
        ("区划层级", {}, []),
    ],
)
def test_question_gives_its_answer(
    name: str, values: dict[str, str], rows: list[list[str]], both: list[Opened]
) -> None:
    for opened in both:
        assert reply(opened, Request(find_question(name), values)).answer.texts() == rows


def test_evidence_is_shown_when_asked_for(both: list[Opened]) -> None:
    answer = reply(both[0], Request(find_question("园区项目"), evidence=True)).answer
    assert answer.columns[-4:] == ("原文", "文档", "起", "止")
    assert answer.texts()[0][5] == "云岭芯谷由星河半导体有限公司在云岭高新区建设,加快推进"


def test_rows_that_differ_in_their_evidence_only_become_one(corpus: Corpus, tmp_path: Path) -> None:
    twice = replace(corpus.facts[0], id="f99", evidence=corpus.facts[3].evidence)
    opened = open_export(written(replace(corpus, facts=(*corpus.facts, twice)), tmp_path / "twice"))
    question = find_question("园区项目")
    assert len(reply(opened, Request(question)).answer.rows) == 1
    assert len(reply(opened, Request(question, evidence=True)).answer.rows) == 2


def test_question_without_evidence_says_so(both: list[Opened]) -> None:
    assert "没有依据列" in reply(both[0], Request(find_question("各类数量"), evidence=True)).notes[0]


def test_project_that_was_finished_is_no_longer_planned(corpus: Corpus, tmp_path: Path) -> None:
    finished = tuple(replace(f, status=Status.COMPLETED) if f.id == "f03" else f for f in corpus.facts)
    export = written(replace(corpus, facts=finished), tmp_path / "done")
    assert ask(export, find_question("planned").text).rows == ()


def test_order_of_a_subquery_does_not_order_the_rows(export: Path) -> None:
    query = "SELECT ?name { { SELECT ?name { ?s a kg:Entity ; rdfs:label ?name } ORDER BY DESC(?name) LIMIT 3 } }"
    found = ask(export, query).texts()
    assert found == sorted(found)


def test_search_that_takes_too_long_is_given_up(both: list[Opened]) -> None:
    endless = read_text("", "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }")
    with pytest.raises(QueryError, match=r"超过 0\.2 秒"):
        reply(both[0], Request(endless, seconds=0.2))


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
