"""Values of parameters: what a name stands for, and that no value can become part of the query."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query.engines import Opened, open_export
from kg.query.pack import read_text
from kg.query.prepare import prepared
from kg.query.tokens import tokenize
from kg.query.values import fill

ID = "https://w3id.org/citykg/id/"
TURTLE = f"""
@prefix id: <{ID}> .
@prefix kg: <https://w3id.org/citykg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
id:region-1 a kg:Region , kg:Entity ; rdfs:label "青禾市"@zh ; skos:altLabel "青禾"@zh ; kg:code "990100" .
id:region-2 a kg:Region , kg:Entity ; rdfs:label "鼓楼区"@zh ; schema:containedInPlace id:region-1 .
id:region-3 a kg:Region , kg:Entity ; rdfs:label "鼓楼区"@zh ; kg:within id:region-4 .
id:region-4 a kg:Region , kg:Entity ; rdfs:label "白河市"@zh ; skos:altLabel "青禾新城"@zh .
id:enterprise-1 a kg:Enterprise , kg:Entity ; rdfs:label "ＡＢＣ集团"@zh .
id:indicator-1 a kg:Indicator ; rdfs:label "工业增加值"@zh .
id:indicator-2 a kg:Indicator ; rdfs:label "服务业增加值"@zh .
id:indicator-3 a kg:Indicator ; rdfs:label "地区生产总值"@zh .
id:d1 a kg:Document ; dcterms:title "2021年青禾市政府工作报告"@zh .
kg:completed a kg:Status ; rdfs:label "建成"@zh , "completed"@en .
"""
QUESTION = read_text(
    "",
    """# param: 市 (Region) = 城市
# param: 实体 (Entity) = 任何东西
# param: 指标 (Indicator+) = 指标
# param: 文档 (Document+) = 文档
# param: 状态 (Status) = 状态
# param: 年份 (integer) = 年份
# param: 词 (text) = 字词
# param: 人 (Person) = 人
SELECT ?s {
  ?s ?p ?o
  # --市 FILTER(?o = …)
  # --实体 FILTER(?o = …)
  # --指标 FILTER(?o IN (…))
  # --文档 FILTER(?o IN (…))
  # --状态 FILTER(?o = …)
  # --年份 FILTER(?o = …)
  # --词 FILTER(CONTAINS(STR(?o), …))
  # --人 FILTER(?o = …)
}""",
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder: Path = tmp_path_factory.mktemp("named")
    (folder / "graph.ttl").write_text(TURTLE, encoding="utf-8")
    return open_export(folder)


@pytest.mark.parametrize(
    ("name", "value", "local"),
    [
        ("市", "青禾市", "region-1"),
        ("市", "青禾", "region-1"),
        ("市", " 青禾市 ", "region-1"),
        ("市", "990100", "region-1"),
        ("市", "region-3", "region-3"),
        ("市", "id:region-3", "region-3"),
        ("市", f"{ID}region-3", "region-3"),
        ("市", "白河", "region-4"),
        ("实体", "abc集团", "enterprise-1"),
    ],
)
def test_value_is_what_bears_the_name(name: str, value: str, local: str, opened: Opened) -> None:
    assert f"FILTER(?o = <{ID}{local}>)" in fill(QUESTION, {name: value}, opened)[0]


def test_concept_is_found_by_its_chinese_label(opened: Opened) -> None:
    assert "<https://w3id.org/citykg/ontology#completed>" in fill(QUESTION, {"状态": "建成"}, opened)[0]
    with pytest.raises(QueryError, match="没有名为 completing 的状态"):
        fill(QUESTION, {"状态": "completing"}, opened)


def test_value_that_is_no_full_name_is_told(opened: Opened) -> None:
    assert fill(QUESTION, {"市": "青禾"}, opened)[1] == ("--市 青禾：按 青禾市 查询",)
    assert fill(QUESTION, {"市": "青禾市"}, opened)[1] == ()


def test_part_of_a_name_means_all_that_contain_it_where_several_may_be_meant(opened: Opened) -> None:
    text, notes = fill(QUESTION, {"指标": "增加值"}, opened)
    assert f"IN (<{ID}indicator-1>, <{ID}indicator-2>)" in text
    assert notes == ("--指标 增加值：按 工业增加值、服务业增加值 查询",)


def test_indicator_is_found_by_any_form_that_the_lexicon_knows(opened: Opened) -> None:
    assert f"IN (<{ID}indicator-3>)" in fill(QUESTION, {"指标": "GDP"}, opened)[0]


def test_whole_name_means_itself_where_several_may_be_meant(opened: Opened) -> None:
    assert f"IN (<{ID}indicator-1>)" in fill(QUESTION, {"指标": "工业增加值"}, opened)[0]


def test_document_is_found_by_a_part_of_its_title(opened: Opened) -> None:
    assert f"IN (<{ID}d1>)" in fill(QUESTION, {"文档": "青禾市政府"}, opened)[0]


def test_homonyms_are_listed_with_what_tells_them_apart(opened: Opened) -> None:
    with pytest.raises(QueryError, match=r"鼓楼区（青禾市，region-2）、鼓楼区（白河市，region-3）.*--市 region-2"):
        fill(QUESTION, {"市": "鼓楼区"}, opened)


def test_part_of_two_names_is_ambiguous_where_one_is_meant(opened: Opened) -> None:
    with pytest.raises(QueryError, match=r"“市”可以指 白河市.*青禾市"):
        fill(QUESTION, {"市": "市"}, opened)


def test_unknown_name_is_refused_and_the_nearest_told(opened: Opened) -> None:
    with pytest.raises(QueryError, match="没有名为 青何市 的市。是不是 青禾市"):
        fill(QUESTION, {"市": "青何市"}, opened)


def test_kind_without_members_says_so(opened: Opened) -> None:
    with pytest.raises(QueryError, match="图谱里一个也没有"):
        fill(QUESTION, {"人": "某人"}, opened)


@pytest.mark.parametrize("value", ["二零", "2018年", "", "1.5", "2018) } #"])
def test_year_is_an_integer(value: str, opened: Opened) -> None:
    with pytest.raises(QueryError, match="不是整数"):
        fill(QUESTION, {"年份": value}, opened)


@pytest.mark.parametrize("value", ["", "a\\", "a\nb", "\ud800"])
def test_text_that_no_string_can_hold_is_refused(value: str, opened: Opened) -> None:
    with pytest.raises(QueryError, match="--词 的值"):
        fill(QUESTION, {"词": value}, opened)


@given(st.text(min_size=1, max_size=30))
def test_text_cannot_leave_its_string(opened: Opened, value: str) -> None:
    try:
        text, _ = fill(QUESTION, {"词": value}, opened)
    except QueryError:
        return
    strings = [token for token in tokenize(text) if token.kind == "string"]
    assert len(strings) == 1
    assert strings[0].text[1:-1].replace('\\"', '"') == value
    assert prepared(text, {})


def test_empty_value_is_refused(opened: Opened) -> None:
    with pytest.raises(QueryError, match="--市 没有给出值"):
        fill(QUESTION, {"市": " "}, opened)


def test_unknown_parameter_is_named(opened: Opened) -> None:
    with pytest.raises(QueryError, match="没有选项 --省"):
        fill(QUESTION, {"省": "广东"}, opened)
