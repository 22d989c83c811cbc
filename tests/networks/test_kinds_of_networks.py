from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import QueryError
from kg.networks import network
from kg.networks.building import _affordable
from kg.networks.report import render, to_graphml, to_json, to_table
from kg.networks.words import sentences
from kg.query.tables import Tables
from small_networks import Row, build, entity, relation

ENTITIES = [
    *(entity(f"enterprise-{key}", f"{key}公司") for key in "abcdef"),
    entity("region-1", "青禾市"),
    entity("region-2", "云岭市"),
    entity("region-3", "白河县", within="region-1"),
    entity("park-1", "高新区"),
    *(entity(f"industry-{at}", f"产业{at}") for at in range(4)),
    *(entity(f"project-{at}", f"项目{at}") for at in range(3)),
    entity("event-1", "签约会"),
    entity("policy-1", "试点"),
]
STAR = [relation("enterprise-a", "cooperatesWith", f"enterprise-{key}") for key in "bcd"]


def pairs(tables: Tables, kind: str, **more: object) -> list[tuple[str, str]]:
    return [(link.start, link.end) for link in network(tables, kind, **more).links]  # type: ignore[arg-type]


def test_supply_has_a_direction(tmp_path: Path) -> None:
    facts = [relation("enterprise-b", "supplies", "enterprise-a"), relation("enterprise-c", "supplies", "enterprise-a")]
    tables = build(tmp_path, ENTITIES, [*facts, relation("enterprise-c", "supplies", "enterprise-b")])
    found = network(tables, "供应")
    assert pairs(tables, "supply") == [
        ("enterprise-b", "enterprise-a"),
        ("enterprise-c", "enterprise-a"),
        ("enterprise-c", "enterprise-b"),
    ]
    assert found.structure is not None
    assert (found.structure.out["enterprise-c"], found.structure.into["enterprise-a"]) == (2, 2)
    assert "c公司 供应 2 家，是最多的；去掉它，其余的仍然相连。" in sentences(tables, found)


def test_cooperation_has_none(tmp_path: Path) -> None:
    facts = [relation("enterprise-a", "cooperatesWith", "enterprise-b", id="f1")]
    facts += [relation("enterprise-b", "cooperatesWith", "enterprise-a", id="f2", kind="target")]
    (link,) = network(build(tmp_path, ENTITIES, facts), "合作").links
    assert ([fact.id for fact in link.facts], link.planned) == (["f1", "f2"], False)


def test_who_has_most_is_told_and_what_falls_apart_without(tmp_path: Path) -> None:
    tables = build(tmp_path, ENTITIES, STAR)
    told = sentences(tables, network(tables, "合作"))
    assert told == (
        "4 家之间有 3 条合作关系。",
        "全部 4 家连成一块。",
        "a公司 和 3 家合作，是最多的；去掉它，它所在的一块分成 3 块。",
        "图谱里另有 2 家企业没有说到合作关系。",
    )


def test_assistance_leads_to_regions(tmp_path: Path) -> None:
    tables = build(tmp_path, ENTITIES, [relation("region-1", "assists", "region-2")])
    assert pairs(tables, "帮扶") == [("region-1", "region-2")]


def test_a_plan_against_what_is_known_has_no_clear_direction(tmp_path: Path) -> None:
    facts = [
        relation("region-1", "assists", "region-2"),
        relation("region-2", "assists", "region-1", kind="target"),
        relation("region-3", "assists", "region-2", kind="target"),
    ]
    tables = build(tmp_path, ENTITIES, facts)
    found = network(tables, "帮扶")
    assert [(link.start, link.end) for link in found.links if link.unclear] == [("region-2", "region-1")]
    assert [(link.start, link.end) for link in found.counted] == [("region-1", "region-2"), ("region-3", "region-2")]
    told = "\n".join(line.plain for line in render(tables, found, 0))
    assert "3 家之间有 2 条帮扶关系，其中 1 条只是计划。另有 1 条只是计划，方向不明，没有计入。" in told
    assert "· 云岭市 —帮扶（计划）→ 青禾市（方向不明）" in told
    assert ",云岭市,青禾市,1,方向不明," in to_table(tables, found, 0)
    assert to_json(tables, found, 0)["counts"]["unclear"] == 1


def test_an_unclear_direction_changes_no_measure(tmp_path: Path) -> None:
    known = [relation("region-1", "assists", f"region-{at}") for at in (2, 3)]
    known += [relation("region-2", "assists", "region-3")]
    back = [relation("region-3", "assists", "region-1", kind="target")]
    one, other = (
        network(build(tmp_path / name, ENTITIES, facts), "帮扶")
        for name, facts in (("known", known), ("both", known + back))
    )
    assert one.structure == other.structure is not None


def test_two_that_supply_each_other_are_both_counted(tmp_path: Path) -> None:
    facts = [
        relation("enterprise-a", "supplies", "enterprise-b"),
        relation("enterprise-b", "supplies", "enterprise-a", kind="target"),
    ]
    assert len(network(build(tmp_path, ENTITIES, facts), "供应").counted) == 2


def together(quote: str, *ends: str) -> list[Row]:
    return [relation("project-0", "developedBy", end, kind="target", quote=quote) for end in ends]


@pytest.mark.parametrize("quote", ["争取与云岭市、白河县共建项目0", "我市将携手云岭市和白河县共建项目0"])
def test_where_who_acts_is_left_out_the_reporting_place_is_the_partner(tmp_path: Path, quote: str) -> None:
    tables = build(tmp_path, ENTITIES, together(quote, "region-2", "region-3"), home="region-1")
    found = network(tables, "共建")
    assert [(link.start, link.end) for link in found.links] == [("region-1", "region-2"), ("region-1", "region-3")]
    assert [fact.object for fact in found.evidence(found.links[1])] == ["region-3"]
    told = "\n".join(line.plain for line in render(tables, found, 0))
    assert "青禾市：原句省略，按报告所在地" in told


def test_where_who_acts_is_named_it_is_the_partner(tmp_path: Path) -> None:
    facts = together("云岭市与白河县共建项目0", "region-2", "region-3")
    assert pairs(build(tmp_path, ENTITIES, facts, home="region-1"), "共建") == [("region-2", "region-3")]


def test_without_reporting_place_those_named_are_partners(tmp_path: Path) -> None:
    facts = together("争取与云岭市、白河县共建项目0", "region-2", "region-3")
    assert pairs(build(tmp_path, ENTITIES, facts), "共建") == [("region-2", "region-3")]


def test_those_beside_each_other_are_partners_where_another_quote_says_so(tmp_path: Path) -> None:
    facts = together("争取与云岭市、白河县共建项目0", "region-2", "region-3")
    facts += [
        relation("project-0", "developedBy", end, quote="云岭市与白河县共建项目0", id=f"f-{end}")
        for end in ("region-2", "region-3")
    ]
    found = pairs(build(tmp_path, ENTITIES, facts, home="region-1"), "共建")
    assert sorted(found) == [("region-1", "region-2"), ("region-1", "region-3"), ("region-2", "region-3")]


def test_developers_are_linked_by_what_they_share(tmp_path: Path) -> None:
    facts = [relation("project-0", "developedBy", f"enterprise-{key}") for key in "abc"]
    facts += [relation("project-1", "developedBy", f"enterprise-{key}") for key in "ab"]
    facts += [relation("project-2", "developedBy", "enterprise-f")]
    found = network(build(tmp_path, ENTITIES, facts), "共建")
    assert [(link.start, link.end, link.weight, link.shared) for link in found.links] == [
        ("enterprise-a", "enterprise-b", 1.5, ("project-0", "project-1")),
        ("enterprise-a", "enterprise-c", 0.5, ("project-0",)),
        ("enterprise-b", "enterprise-c", 0.5, ("project-0",)),
    ]
    assert found.isolated == ("enterprise-f",)
    assert [fact.object for fact in found.evidence(found.links[1])] == ["enterprise-a", "enterprise-c"]


def test_weights_are_those_of_networkx(tmp_path: Path) -> None:
    facts = [relation("project-0", "developedBy", f"enterprise-{key}") for key in "abcd"]
    facts += [relation("project-1", "developedBy", f"enterprise-{key}") for key in "abf"]
    facts += [relation("project-2", "developedBy", f"enterprise-{key}") for key in "fd"]
    plain: nx.Graph[str] = nx.Graph((row["subject"], row["object"]) for row in facts)
    members = [node for node in plain if node.startswith("enterprise")]
    reference = nx.bipartite.collaboration_weighted_projected_graph(plain, members)
    links = network(build(tmp_path, ENTITIES, facts), "共建").links
    assert len(links) == reference.number_of_edges()
    assert [link.weight for link in links] == pytest.approx(
        [reference.edges[link.start, link.end]["weight"] for link in links]
    )


def test_industries_of_one_region_are_not_linked_those_of_a_park_are(tmp_path: Path) -> None:
    facts = [relation("region-1", "engagedIn", f"industry-{at}") for at in (0, 1, 2)]
    facts += [relation("region-2", "engagedIn", f"industry-{at}") for at in (0, 1)]
    facts += [relation("park-1", "engagedIn", f"industry-{at}") for at in (2, 3)]
    tables = build(tmp_path, ENTITIES, facts)
    assert pairs(tables, "产业") == [("industry-0", "industry-1"), ("industry-2", "industry-3")]


def test_participants_are_linked_by_events_not_by_policies(tmp_path: Path) -> None:
    facts = [relation(f"enterprise-{key}", "participatesIn", "event-1") for key in "ab"]
    facts += [relation(f"region-{at}", "participatesIn", "policy-1") for at in (1, 2)]
    tables = build(tmp_path, ENTITIES, facts)
    assert pairs(tables, "参与") == [("enterprise-a", "enterprise-b")]
    assert network(tables, "参与").nodes == ("enterprise-a", "enterprise-b")


def test_a_projection_is_planned_where_one_end_is(tmp_path: Path) -> None:
    facts = [relation("enterprise-a", "participatesIn", "event-1")]
    facts += [relation("enterprise-b", "participatesIn", "event-1", kind="target")]
    tables = build(tmp_path, ENTITIES, facts)
    assert [link.planned for link in network(tables, "参与").links] == [True]
    assert network(tables, "参与", actual=True).links == ()


def test_place_asks_for_one_end_inside(tmp_path: Path) -> None:
    facts = [*STAR, relation("enterprise-e", "cooperatesWith", "enterprise-f")]
    facts += [relation("enterprise-d", "locatedIn", "region-3"), relation("enterprise-f", "locatedIn", "region-2")]
    tables = build(tmp_path, ENTITIES, facts)
    assert pairs(tables, "合作", place="青禾市") == [("enterprise-a", "enterprise-d")]


def test_one_link_shows_no_structure(tmp_path: Path) -> None:
    tables = build(tmp_path, ENTITIES, [relation("enterprise-a", "supplies", "enterprise-b")])
    found = network(tables, "供应")
    assert found.structure is None
    assert "只有 1 条供应关系，看不出结构。" in sentences(tables, found)
    assert "degree" not in json.dumps(to_json(tables, found, 0))


def test_no_link_is_said(tmp_path: Path) -> None:
    tables = build(tmp_path, ENTITIES, [])
    assert sentences(tables, network(tables, "帮扶")) == ("没有帮扶关系。",)


def test_two_things_have_no_centrality(tmp_path: Path) -> None:
    ways = [relation("region-1", "assists", "region-2"), relation("region-2", "assists", "region-1")]
    assert network(build(tmp_path, ENTITIES, ways), "帮扶").structure is None


def test_pieces_are_communities(tmp_path: Path) -> None:
    cliques = [("a", "b"), ("a", "c"), ("b", "c"), ("d", "e"), ("d", "f"), ("e", "f"), ("c", "d")]
    facts = [relation(f"enterprise-{one}", "cooperatesWith", f"enterprise-{other}") for one, other in cliques]
    structure = network(build(tmp_path, ENTITIES, facts), "合作").structure
    assert structure is not None
    assert structure.communities == (
        ("enterprise-a", "enterprise-b", "enterprise-c"),
        ("enterprise-d", "enterprise-e", "enterprise-f"),
    )
    assert structure.pieces == {"enterprise-c": 2, "enterprise-d": 2}


def test_what_has_too_many_members_is_left_out(tmp_path: Path) -> None:
    members = {"big": list("abcdef"), "small": list("ab"), "middle": list("abc")}
    assert _affordable(members, 4) == (["middle", "small"], (("big", 6),))


def test_an_unknown_kind_is_an_error_with_the_kinds(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="供应、合作、帮扶"):
        network(build(tmp_path, ENTITIES, []), "友谊")


def test_what_is_refused_is_not_offered(tmp_path: Path) -> None:
    tables = build(tmp_path, ENTITIES, [])
    with pytest.raises(QueryError) as error:
        network(tables, "友谊")
    offered = error.value.remedy.removeprefix("可用的有 ").partition("；")[0].split("、")
    assert [network(tables, name).kind.name for name in offered] == offered
    with pytest.raises(QueryError, match="产业链要说明是哪个产业。如 kg network 产业链 --industry"):
        network(tables, "产业链")


def test_the_order_of_lines_says_nothing(tmp_path: Path) -> None:
    facts = [relation(f"project-{at}", "developedBy", f"enterprise-{key}") for at in range(3) for key in "abcde"[at:]]
    folders = [build(tmp_path / str(seed), ENTITIES, facts, shuffled=seed) for seed in (0, 5)]
    one, other = (to_json(tables, network(tables, "共建"), 0) for tables in folders)
    assert one == other


def test_terminal_csv_and_graphml_have_the_quotes(tmp_path: Path) -> None:
    tables = build(tmp_path, ENTITIES, STAR)
    found = network(tables, "合作")
    quote = "enterprise-a与enterprise-b"
    assert f"「{quote}」《青禾市2020年政府工作报告》 12–" in "\n".join(line.plain for line in render(tables, found, 0))
    assert f",{quote},d1,青禾市2020年政府工作报告,12," in to_table(tables, found, 0)
    graph = nx.read_graphml(BytesIO(to_graphml(tables, found)))
    assert graph.edges["enterprise-a", "enterprise-b"]["quotes"] == quote
    assert graph.nodes["enterprise-a"]["degree"] == 3


def test_graphml_takes_any_text(tmp_path: Path) -> None:
    tables = build(
        tmp_path, ENTITIES, [relation("enterprise-a", "cooperatesWith", "enterprise-b", quote="甲\x01<乙>&")]
    )
    graph = nx.read_graphml(BytesIO(to_graphml(tables, network(tables, "合作"))))
    assert graph.edges["enterprise-a", "enterprise-b"]["quotes"] == "甲<乙>&"


def test_limit_says_how_many_are_left(tmp_path: Path) -> None:
    tables = build(tmp_path, ENTITIES, STAR)
    assert "…… 另有 2 条" in [line.plain for line in render(tables, network(tables, "合作"), 1)][-1]
