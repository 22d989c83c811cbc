"""What a program asks of a build."""

from __future__ import annotations

import datetime
import doctest
import sys
from pathlib import Path
from typing import Any

import pytest

import kg
import kg.api.building
import kg.api.graph
from kg.config import KEYS
from kg.errors import ConfigError, ExportError, KGError, QueryError
from kg.query.answer import XSD, Answer, term
from whole_build import ROOT

REPORT = """2021年青禾市政府工作报告
2020年工作回顾 全市地区生产总值1234.5亿元,增长6.1%。引进总投资50亿元的云岭芯片封装项目。星河半导体有限公司在云岭高新区建成投产。
2021年工作安排 确保云岭芯片封装项目开工建设。
2021-02-03
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("source") / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def graph(source: Path) -> kg.Graph:
    return kg.build(source, source.parent / "exports", jobs=1, cache="")


@pytest.mark.parametrize("module", [kg.api.building, kg.api.graph])
def test_examples_of_the_documentation_hold(module: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # they open exports/
    found = doctest.testmod(module)
    assert found.attempted and not found.failed


def test_a_build_is_opened_again(graph: kg.Graph) -> None:
    assert kg.open(str(graph.folder)).entities().items == graph.entities().items


def test_what_is_no_export_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="不存在"):
        kg.open(tmp_path)


def test_wrong_settings_are_told_as_those_of_the_call(source: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"kg\.build 里的配置项 jobs 的值不对"):
        kg.build(source, tmp_path / "out", jobs=0)
    assert not (tmp_path / "out").exists()


def test_every_setting_can_be_given() -> None:
    assert set(kg.api.Settings.__annotations__) == set(KEYS) - {"sources", "out"}


def test_settings_of_a_file_go_behind_those_of_the_call(source: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('base_iri = "https://example.org/a/"\nformats = ["nt"]\n', encoding="utf-8")
    made = kg.build([source], tmp_path / "out", config=file, base_iri="https://example.org/b/", jobs=1, cache="")
    assert "https://example.org/b/" in (made.folder / "graph.nt").read_text(encoding="utf-8")


def test_what_could_not_be_read_is_told(source: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    made = kg.build([source, empty], tmp_path / "out", keep_going=True, jobs=1, cache="")
    assert len(made.documents) == 1
    assert ["empty.txt" in line for line in made.left_out] == [True]


def test_warnings_of_a_build_go_to_the_log(
    source: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again.txt"
    again.write_bytes(source.read_bytes())
    kg.build([source, again], tmp_path / "out", jobs=1, cache="")
    assert any("again.txt" in message for message in caplog.messages)
    assert capfd.readouterr() == ("", "")


def test_entities_by_type_in_both_languages(graph: kg.Graph) -> None:
    parks = graph.entities(type="园区")
    assert [one.name for one in parks] == ["云岭高新区"]
    assert parks.items == graph.entities("Park").items == graph.entities(kg.EntityType.PARK).items


def test_entities_by_part_of_a_name(graph: kg.Graph) -> None:
    assert {one.name for one in graph.entities(name="云岭")} == {"云岭高新区", "云岭芯片封装项目"}
    assert len(graph.entities(name="没有这个")) == 0


def test_entities_inside_a_place_are_found_over_steps(graph: kg.Graph) -> None:
    inside = {one.name for one in graph.entities(within="青禾市")}
    assert {"云岭高新区", "星河半导体有限公司"} <= inside
    assert "青禾市" not in inside


def test_unknown_entities_are_told_with_near_names(graph: kg.Graph) -> None:
    with pytest.raises(QueryError, match="没有名为 云岭高心区 的实体。是不是：云岭高新区"):
        graph.entity("云岭高心区")


def test_ambiguous_names_are_told_with_all_that_they_may_mean(graph: kg.Graph) -> None:
    with pytest.raises(QueryError, match=r"“云岭”可以指 .*云岭高新区（园区.*云岭芯片封装项目"):
        graph.entity("云岭")


def test_facts_by_entity_predicate_kind_and_year(graph: kg.Graph) -> None:
    (fact,) = graph.facts("云岭芯片封装项目", predicate="状态", kind="计划", year=2021)
    assert fact.predicate is kg.Predicate.STATUS
    assert fact.goal is kg.Status.STARTED
    assert fact in graph.facts(predicate=kg.Predicate.STATUS, kind="target").items
    assert len(graph.facts("云岭芯片封装项目", year=1999)) == 0


@pytest.mark.parametrize("wanted", [{"predicate": "位与"}, {"kind": "计化"}])
def test_unknown_terms_are_told(graph: kg.Graph, wanted: dict[str, Any]) -> None:
    with pytest.raises(QueryError, match=f"没有名为 {next(iter(wanted.values()))} 的"):
        graph.facts(**wanted)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda graph: graph.facts(year="2017"), "年份要是整数，不是 '2017'。写成 year=2017"),
        (lambda graph: graph.facts(year=True), "年份要是整数，不是 True"),
        (lambda graph: graph.facts(7), '实体的名称要是文字，不是 7。写成 "东莞市"'),
        (lambda graph: graph.facts(predicate=["位于"]), "关系要是文字"),
        (lambda graph: graph.entities(["项目"]), r"""类型要是文字，不是 \['项目'\]。写成 type="项目\""""),
        (lambda graph: graph.entities(name=5), "名称要是文字，不是 5"),
        (lambda graph: graph.text(None), "文档要是文字，不是 None"),
        (lambda graph: graph.query(3), "问题要是文字"),
    ],
)
def test_what_is_of_a_wrong_type_is_told_with_the_right_one(graph: kg.Graph, ask: Any, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        ask(graph)


def test_a_year_may_come_out_of_a_table(graph: kg.Graph) -> None:
    year = graph.facts().to_pandas()["year"].dropna().iloc[0]
    assert graph.facts(year=year).items == graph.facts(year=int(year)).items != ()


def test_mentions_stand_in_the_text(graph: kg.Graph) -> None:
    placed = graph.mentions("云岭高新区")[0]
    assert graph.text(placed.doc)[placed.mention.start : placed.mention.end] == "云岭高新区"


def test_quotes_stand_in_the_text(graph: kg.Graph) -> None:
    assert len(graph.facts()) > 3
    for fact in graph.facts():
        assert graph.text(fact.evidence.doc)[fact.evidence.start : fact.evidence.end] == fact.evidence.quote


def test_texts_of_unknown_documents_are_told(graph: kg.Graph) -> None:
    with pytest.raises(QueryError, match="是不是《2021年青禾市政府工作报告》"):
        graph.text("2012年青禾市政府报告")


def test_questions_take_values(graph: kg.Graph) -> None:
    answer = graph.query("统计指标", 地区="青禾", 年份=2020, evidence=True)
    assert "1234.5亿元" in str(answer.values())
    assert "原文" in answer.columns
    assert answer.notes == ("--地区 青禾：按 青禾市 查询",)


def test_sparql_is_answered(graph: kg.Graph) -> None:
    assert graph.query("SELECT (COUNT(?p) AS ?n) { ?p a kg:Park }").values() == [(1,)]
    assert graph.query("ASK { ?p a kg:Park }").values() == [(True,)]


def test_networks_keep_the_contract(graph: kg.Graph) -> None:
    network = graph.network()
    relations = [fact for fact in graph.facts() if fact.object]
    assert {key: data["fact"] for *_, key, data in network.edges(keys=True, data=True)} == {f.id: f for f in relations}
    assert {key: data["entity"] for key, data in network.nodes(data=True)} == {e.id: e for e in graph.entities()}
    assert sum(len(data["facts"]) for _, data in network.nodes(data=True)) == len(graph.facts()) - len(relations)
    assert sorted(network.graph["documents"]) == sorted(source.id for source in graph.documents)


def test_tables_are_sequences(graph: kg.Graph) -> None:
    facts = graph.facts()
    assert facts[0] in facts and facts[-1] == facts[len(facts) - 1]
    assert facts[:2].items == facts.items[:2]


def test_facts_become_numbers_and_texts(graph: kg.Graph) -> None:
    frame = graph.facts("青禾市", predicate="指标").to_pandas()
    row = frame[frame["as_stated"] == "1234.5亿元"].iloc[0]
    assert (row["value"], row["unit"], row["growth"], row["year"]) == (123_450_000_000, "CNY", 6.1, 2020)
    assert row["subject_name"] == "青禾市"
    assert row["object"] is None
    assert row["date"] == datetime.date(2021, 2, 3)


def test_years_stay_integers_beside_gaps(graph: kg.Graph) -> None:
    years = graph.facts().to_pandas()["year"]
    assert years.dtype in ("Int64", "int64")


def test_columns_and_terms_in_chinese(graph: kg.Graph) -> None:
    frame = graph.facts("云岭芯片封装项目", predicate="status", kind="target").to_pandas(chinese=True)
    row = frame.iloc[0]
    assert (row["关系"], row["状态"], row["目标状态"], row["性质"]) == ("状态", "谋划", "开工启动", "计划")
    assert row["主体名称"] == "云岭芯片封装项目"


def test_columns_of_every_table_have_chinese_names(graph: kg.Graph) -> None:
    for table in (graph.documents, graph.entities(), graph.mentions(), graph.facts()):
        frame = table.to_pandas(chinese=True)  # type: ignore[attr-defined]
        assert not [column for column in frame.columns if column.isascii()]
        assert len(set(frame.columns)) == len(table.columns)  # type: ignore[attr-defined]


def test_answers_become_numbers_days_and_nothing() -> None:
    cells = (
        term("7", datatype=f"{XSD}integer"),
        term("0.5", datatype=f"{XSD}decimal"),
        None,
        term("2021-02-03", datatype=f"{XSD}date"),
    )
    answer = Answer(("whole", "part", "none", "day"), (cells, (None, cells[1], None, None)))
    frame = answer.to_pandas()
    assert answer.values()[0] == (7, 0.5, None, datetime.date(2021, 2, 3))
    assert [str(kind) for kind in frame.dtypes] == ["Int64", "float64", "object", "object"]
    assert frame["none"][0] is None and frame["day"][1] is None


def test_what_only_says_it_is_a_number_stays_text() -> None:
    assert Answer(("n",), ((term("many", datatype=f"{XSD}integer"),),)).values() == [("many",)]


def test_answers_without_rows_keep_their_columns() -> None:
    assert list(Answer(("a", "b"), ()).to_pandas().columns) == ["a", "b"]


def test_without_pandas_the_remedy_is_told(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KGError, match="pip install pandas"):
        graph.facts().to_pandas()


def test_quotes_are_verified(graph: kg.Graph, source: Path, tmp_path: Path) -> None:
    assert graph.verify(source).problems == ()
    other = tmp_path / "report.txt"
    other.write_text(REPORT.replace("1234.5", "1234.6"), encoding="utf-8")
    assert graph.verify(other).problems


def test_what_was_not_understood_is_told(source: Path, tmp_path: Path) -> None:
    text = "2021年青禾市政府工作报告\n2020年工作回顾 有关方面就3亿元进行了研究。\n"
    file = tmp_path / "report.txt"
    file.write_text(text, encoding="utf-8")
    made = kg.build(file, tmp_path / "out", jobs=1, cache="")
    assert [one.unread.text for one in made.unread().left] == ["有关方面就3亿元进行了研究。"]
    assert made.unread(sources=file).textless == 0


def test_builds_are_measured(graph: kg.Graph) -> None:
    with pytest.raises(KGError, match="没有标注文件"):
        graph.evaluate(graph.folder / "none")
    scores = kg.open(ROOT / "exports").evaluate(ROOT / "seeds" / "gold")
    assert scores["entities"].right > 0 and 0 < scores["entities"].f1 < 1
