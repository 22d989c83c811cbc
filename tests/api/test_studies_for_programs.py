"""What a program asks of the studies: the options of the commands, tables, and what is shown of results."""

from __future__ import annotations

from typing import Any

import pytest

import kg
from kg.errors import QueryError
from kg.networks import Chain, Network
from small_networks import entity, export, relation

REPORTS = {
    "2020": """2020年青禾市政府工作报告
2019年工作回顾 全市地区生产总值1234.5亿元,增长6.1%。
2020年工作安排 地区生产总值增长6%。引进总投资50亿元的云岭芯片封装项目。确保云岭芯片封装项目开工建设。
2020-02-03
""",
    "2021": """2021年青禾市政府工作报告
2020年工作回顾 全市地区生产总值1334.5亿元,增长7.1%。云岭芯片封装项目开工建设。
2021年工作安排 地区生产总值增长8%。
2021-02-03
""",
    "other": """2021年红石市政府工作报告
2020年工作回顾 全市地区生产总值934.5亿元,增长5.1%。
2021-02-04
""",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return kg.build(folder, folder.parent / "studies", jobs=1, cache="")


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    entities = [
        entity("enterprise-a", "甲公司"),
        entity("enterprise-b", "乙公司"),
        entity("region-1", "青禾市"),
        entity("park-1", "云岭园区"),
        entity("industry-1", "家具"),
    ]
    facts = [
        relation("enterprise-a", "locatedIn", "region-1"),
        relation("enterprise-b", "locatedIn", "region-1"),
        relation("enterprise-a", "locatedIn", "park-1"),
        relation("enterprise-b", "locatedIn", "park-1", kind="target"),
        relation("enterprise-a", "supplies", "enterprise-b", kind="target"),
        relation("enterprise-a", "engagedIn", "industry-1"),
    ]
    return kg.open(export(tmp_path_factory.mktemp("linked") / "exports", entities, facts))


def test_paths_take_the_options_of_the_command(linked: kg.Graph) -> None:
    assert [len(way.steps) for way in linked.paths("甲公司", "乙公司")] == [1, 2, 2]
    assert len(linked.paths("甲公司", "乙公司", most=1)) == 1
    assert len(linked.paths("甲公司", "乙公司", length=1)) == 1
    kept = linked.paths("甲公司", "乙公司", without="地区", actual=True)
    assert len(kept) == 0
    assert [way.entities[1] for way in linked.paths("甲公司", "乙公司", actual=True)] == ["region-1"]


def test_paths_become_a_row_for_each_step(linked: kg.Graph) -> None:
    frame = linked.paths("甲公司", "乙公司", actual=True).to_pandas()
    assert list(frame["步"]) == [1, 2]
    assert list(frame["到"]) == ["青禾市", "乙公司"]
    assert frame["年份"].dtype == "int64"


def test_networks_take_the_options_of_the_command(linked: kg.Graph) -> None:
    network = linked.network_of("供应")
    assert isinstance(network, Network)
    assert list(network.table().to_pandas()["另一端"]) == ["乙公司"]
    assert linked.network_of("supply", actual=True).links == ()


def test_a_chain_is_the_network_of_an_industry(linked: kg.Graph) -> None:
    chain = linked.network_of("产业链", industry="家具", place=linked.entity("青禾市"))
    assert isinstance(chain, Chain)
    assert set(chain.table().to_pandas()["主体"]) == {"甲公司"}
    assert [one.entity for one in chain.members] == ["enterprise-a"]


@pytest.mark.parametrize("wanted", [{"kind": "产业链"}, {"kind": "供应", "industry": "家具"}])
def test_a_chain_and_its_industry_go_together(linked: kg.Graph, wanted: dict[str, str]) -> None:
    with pytest.raises(QueryError, match=r"写成 graph\.network_of\(\"产业链\""):
        linked.network_of(**wanted)  # type: ignore[call-overload]


def test_lifecycles_take_types_and_flags(graph: kg.Graph) -> None:
    assert [life.entity.name for life in graph.lifecycles(types=["项目"])] == ["云岭芯片封装项目"]
    assert len(graph.lifecycles(types="园区")) == 0
    assert len(graph.lifecycles(flags=["倒退"])) == 0
    with pytest.raises(QueryError, match="没有 早退 这种标记"):
        graph.lifecycles(flags=["早退"])


def test_lifecycles_become_a_row_for_each_piece_of_evidence(graph: kg.Graph) -> None:
    lives = graph.lifecycles(place="青禾市")
    frame = lives.to_pandas()
    assert len(frame) == sum(len(state.proofs) for life in lives for state in life.states) > 1
    assert set(frame["名称"]) == {"云岭芯片封装项目"}


def test_promises_take_sorts_and_verdicts(graph: kg.Graph) -> None:
    every = graph.promises("青禾市").promises
    kept = graph.promises("青禾市", sorts=["指标"], verdicts="完成").promises
    assert [promise.sort.value for promise in kept] == ["indicator"]
    assert len(every) > len(kept)


def test_entities_may_be_handed_over(graph: kg.Graph) -> None:
    place = graph.entity("青禾市")
    assert graph.promises(place).promises == graph.promises("青禾市").promises != ()
    assert graph.compare(place, "红石市").places[0].entity == place


def test_what_was_found_is_shown_by_its_number(graph: kg.Graph, linked: kg.Graph) -> None:
    assert repr(graph.lifecycles()) == "<1 Lifecycle>"
    assert repr(linked.paths("甲公司", "乙公司")[:2]) == "<2 Path>"
    assert repr(linked.network_of("供应")) == "<Network 供应：2 家，1 条联系>"
    assert repr(linked.network_of("产业链", industry="家具")) == "<Chain 家具：1 个从业主体，1 条供应关系>"
    assert repr(graph.compare("青禾市", "红石市")).startswith("<Comparison 青禾市、红石市：")


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda graph: graph.compare(["青禾市", "红石市"]), r'写成 graph.compare\("东莞市", "湛江市"\)'),
        (lambda graph: graph.compare("青禾市", "红石市", year="2020"), "年份要是整数，不是 '2020'"),
        (lambda graph: graph.promises(3), "地区要是文字，不是 3"),
        (lambda graph: graph.promises(sorts=3), "类别要是文字，不是 3"),
        (lambda graph: graph.lifecycles(types=[3]), "类型要是文字，不是 3"),
        (lambda graph: graph.paths("青禾市", None), "实体的名称要是文字，不是 None"),
        (lambda graph: graph.paths("青禾市", "红石市", most="3"), "条数要是整数，不是 '3'"),
        (lambda graph: graph.network_of(["合作"]), r"网络的类型要是文字，不是 \['合作'\]"),
    ],
)
def test_what_is_of_a_wrong_type_is_told(graph: kg.Graph, ask: Any, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        ask(graph)


def test_comparison_is_a_table(graph: kg.Graph) -> None:
    table = graph.compare("青禾市", "红石市").table()
    told = table.to_pandas()
    assert len(told) == len(table.rows) > 0
    assert all(quote for quote in told["原文"])
