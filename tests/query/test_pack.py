"""The pack of questions: each complete, readable on its own, with parameters that can only be filled with terms."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.ontology import names, prefixes
from kg.query.pack import Question, find_question, questions, read_question

each_question = pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)


def columns(question: Question) -> list[str]:
    return re.findall(r"\?(\w+)", question.text.split("SELECT DISTINCT")[1].split("WHERE")[0])


def test_there_are_enough_and_all_are_numbered() -> None:
    assert len(questions()) >= 25
    assert [question.number for question in questions()] == list(range(1, len(questions()) + 1))


def test_names_are_unique() -> None:
    called = [name for question in questions() for name in (question.name, question.short)]
    assert len(called) == len(set(called))


def test_questions_of_a_group_stand_together() -> None:
    groups = [question.group for question in questions()]
    assert len(set(groups)) == 1 + sum(one != other for one, other in pairwise(groups))


@each_question
def test_header_is_complete(question: Question) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", question.name)
    assert re.fullmatch(r"[\u4e00-\u9fff]{2,6}", question.short)
    assert question.title and question.group
    assert re.search(r"[？。]$", question.question)
    assert question.english.endswith("?")
    heads = [line.split(":")[0] for line in question.text.splitlines() if re.match(r"# \w[\w-]*:", line)]
    assert len(heads) - heads.count("# param") == len(set(heads) - {"# param"})


@each_question
def test_prefixes_written_out_are_those_used(question: Question) -> None:
    head, _, body = question.text.partition("SELECT DISTINCT")
    declared = dict(re.findall(r"^PREFIX (\w+): <(.+)>$", head, re.MULTILINE))
    assert declared == {prefix: prefixes()[prefix] for prefix in sorted(set(re.findall(r"(?<![\w?])(\w+):", body)))}
    assert list(declared) == sorted(declared)


@each_question
def test_order_leaves_no_ties(question: Question) -> None:
    order = question.text.rsplit("ORDER BY")[-1]
    assert set(re.findall(r"\?(\w+)", order)) == set(columns(question))


@each_question
def test_columns_are_chinese_and_evidence_is_among_them(question: Question) -> None:
    assert all(re.fullmatch(r"[\u4e00-\u9fff]+", column) for column in columns(question))
    assert set(question.evidence) < set(columns(question))


@each_question
def test_every_parameter_has_its_lines_and_every_line_its_parameter(question: Question) -> None:
    lines = re.findall(r"^ *# --(\w+) (.*)$", question.text, re.MULTILINE)
    assert {name for name, _ in lines} == {param.name for param in question.params}
    assert question.text.count("…") == sum(line.count("…") for _, line in lines)
    for name, line in lines:
        # several terms are a list, and only there may they stand
        assert "…" in line
        assert ("IN (…)" in line) == question.param(name).several


@each_question
def test_parameters_are_of_known_kinds_and_the_example_uses_them(question: Question) -> None:
    for param in question.params:
        assert param.kind in {"integer", "text", "Concept"} | set(names())
    assert set(question.example) <= {param.name for param in question.params}


@each_question
def test_question_means_everything_as_it_stands(question: Question) -> None:
    assert question.filled({}) == question.text
    assert list(ox.Store().query(question.text)) == []  # type: ignore[arg-type]


def test_filled_line_is_part_of_the_query() -> None:
    text = find_question("城市园区").filled({"市": ["<urn:a>"]})
    assert "\n    FILTER EXISTS { ?place (kg:locatedIn|schema:containedInPlace)* <urn:a> }" in text
    assert "# --市" not in text


def test_several_terms_become_a_list() -> None:
    assert "IN (<urn:a>, <urn:b>)" in find_question("产业链").filled({"产业": ["<urn:a>", "<urn:b>"]})


def test_unknown_parameter_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(QueryError, match=r"“园区企业” 没有选项 --城。可用的有 --市、--园区"):
        find_question("园区企业").filled({"城": ["<urn:a>"]})


@pytest.mark.parametrize("name", ["园区企业", "park-enterprises"])
def test_question_is_found_by_either_name(name: str) -> None:
    assert read_question(name).short == "园区企业"


@pytest.mark.parametrize(("name", "near"), [("园区企也", "园区企业"), ("planed", "planned"), ("Claims", "claims")])
def test_unknown_name_is_refused_and_the_nearest_named(name: str, near: str) -> None:
    with pytest.raises(QueryError, match=f"是不是 .*{near}"):
        read_question(name)


def test_name_that_is_like_none_is_refused() -> None:
    with pytest.raises(QueryError, match="kg query --list"):
        read_question("zzz")


def test_question_is_read_from_standard_input() -> None:
    assert read_question("-", stdin=io.StringIO("ASK { }")).text == "ASK { }"


def test_question_is_read_from_a_file_with_its_parameters(tmp_path: Path) -> None:
    file = tmp_path / "我的.rq"
    file.write_text("\ufeff# param: 市 (Region) = 城市\nASK {\n# --市 ?s ?p … .\n}", encoding="utf-8")
    question = read_question(str(file))
    assert [param.name for param in question.params] == ["市"]
    assert question.filled({"市": ["<urn:a>"]}).endswith("ASK {\n?s ?p <urn:a> .\n}")


@pytest.mark.parametrize("text", ["ASK{?s?p?o}", "SELECT * WHERE { ?s ?p ?o }"])
def test_question_is_taken_as_text(text: str) -> None:
    assert read_question(text).text == text


def test_missing_file_and_binary_file_are_reported(tmp_path: Path) -> None:
    (tmp_path / "binary.rq").write_bytes(b"\xff\xfe\x00")
    for name in ("binary.rq", "missing.rq", "a\0b.rq"):
        with pytest.raises(QueryError, match="UTF-8"):
            read_question(str(tmp_path / name))
