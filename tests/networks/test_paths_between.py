from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.model import Predicate
from kg.networks import Wish, connect, paths, to_networkx
from kg.networks.routes import render, to_json, to_table
from kg.query.tables import Tables
from small_networks import Row, build, entity, relation

HUB, SMALL = "region-hub", "park-small"
ENTITIES = [
    entity("enterprise-a", "甲公司", aliases=["甲"]),
    entity("enterprise-b", "乙公司"),
    entity("enterprise-x", "同名公司", within=HUB),
    entity("enterprise-y", "同名公司"),
    entity("enterprise-lone", "孤公司"),
    entity(HUB, "青禾市"),
    entity(SMALL, "小园区"),
    entity("event-e", "签约会"),
    entity("organization-o", "商会"),
    *(entity(f"project-{at}", f"项目{at}") for at in range(9)),
]
FACTS = [
    relation("enterprise-a", "locatedIn", HUB),
    relation("enterprise-b", "locatedIn", HUB),
    *(relation(f"project-{at}", "locatedIn", HUB) for at in range(9)),
    relation("enterprise-a", "locatedIn", SMALL),
    relation("enterprise-b", "locatedIn", SMALL),
    relation("enterprise-a", "participatesIn", "event-e"),
    relation("event-e", "organizedBy", "organization-o", kind="target"),
    relation("enterprise-b", "cooperatesWith", "organization-o"),
    relation("enterprise-a", "investment", "", value=5, id="f-money"),
]


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return build(tmp_path, ENTITIES, FACTS)


def ways(tables: Tables, *, without: tuple[str, ...] = (), actual: bool = False) -> list[tuple[str, ...]]:
    found = connect(tables, "甲公司", "乙公司", Wish(without=without, actual=actual)).paths
    return [path.entities[1:-1] for path in found]


def shown(tables: Tables, start: str, end: str, wish: Wish) -> str:
    return "\n".join(line.plain for line in render(tables, connect(tables, start, end, wish), wish))


def test_of_paths_as_long_the_one_through_a_hub_comes_behind(tables: Tables) -> None:
    assert ways(tables) == [(SMALL,), (HUB,), ("event-e", "organization-o")]


def test_links_of_what_lies_between_are_counted(tables: Tables) -> None:
    assert [path.links for path in paths(tables, "甲公司", "乙公司", most=2)] == [(2,), (11,)]


def test_most_is_an_upper_bound(tables: Tables) -> None:
    assert len(paths(tables, "甲公司", "乙公司", most=1)) == 1


def test_length_is_an_upper_bound(tables: Tables) -> None:
    assert [len(path.steps) for path in paths(tables, "甲公司", "乙公司", most=9, length=2)] == [2, 2]


@pytest.mark.parametrize("without", [("Region", "Park"), ("地区", "小园区"), (HUB, SMALL)])
def test_paths_keep_off_types_and_names(tables: Tables, without: tuple[str, ...]) -> None:
    assert ways(tables, without=without) == [("event-e", "organization-o")]


def test_ends_are_not_meant_by_without(tables: Tables) -> None:
    assert len(ways(tables, without=("Enterprise",))) == 3


def test_a_hub_remains_one_when_its_neighbours_are_barred(tables: Tables) -> None:
    (hub,) = connect(tables, "甲公司", "乙公司", Wish(without=("Project", "Park", "Event"))).paths
    assert hub.links == (11,)


def test_planned_steps_are_marked_and_left_out_on_demand(tables: Tables) -> None:
    assert "签约会 —主办方（计划）→ 商会（2020年）" in shown(tables, "甲公司", "乙公司", Wish())
    assert ways(tables, actual=True) == [(SMALL,), (HUB,)]


def test_what_is_stated_comes_before_what_is_planned(tmp_path: Path) -> None:
    people = [
        entity("enterprise-a", "甲公司"),
        entity("enterprise-b", "乙公司"),
        entity("park-1", "一"),
        entity("park-2", "二"),
    ]
    facts = [relation(f"enterprise-{one}", "locatedIn", park) for one in "ab" for park in ("park-1", "park-2")]
    facts[0]["kind"] = "target"
    assert ways(build(tmp_path, people, facts)) == [("park-2",), ("park-1",)]


def test_a_step_tells_words_quote_title_and_place(tables: Tables) -> None:
    told = shown(tables, "甲公司", "乙公司", Wish(most=1))
    quote = f"enterprise-a与{SMALL}"
    assert (
        f"甲公司 —位于→ 小园区（2020年）：「{quote}」《青禾市2020年政府工作报告》 12–{12 + len(quote)} · rule" in told
    )
    assert "小园区 —境内有→ 乙公司" in told


def test_of_several_facts_the_stated_one_is_shown(tmp_path: Path) -> None:
    facts = [
        relation("enterprise-a", "locatedIn", SMALL, kind="target", year=2022, id="f1"),
        relation("enterprise-a", "locatedIn", SMALL, year=2019, id="f2"),
        relation("enterprise-a", "locatedIn", SMALL, year=2021, id="f3"),
    ]
    ((step,),) = (path.steps for path in paths(build(tmp_path, ENTITIES, facts), "甲公司", "小园区"))
    assert ([fact.id for fact in step.facts], step.planned) == (["f3", "f2", "f1"], False)


def test_no_path_says_how_far_each_side_reaches(tables: Tables) -> None:
    found = connect(tables, "商会", "孤公司", Wish(length=2))
    assert (found.paths, found.beyond) == ((), 0)
    assert [(reach.others, reach.farthest, reach.whole) for reach in found.reaches] == [(5, 2, False), (0, 0, True)]
    told = shown(tables, "商会", "孤公司", Wish(length=2))
    assert "商会 和 孤公司 之间没有 2 步以内的路径" in told
    assert "孤公司 和别的实体没有联系" in told


@pytest.mark.parametrize(
    ("wish", "said", "remedy"),
    [
        (Wish(without=("地区", "园区")), "去掉地区、园区以后，甲公司 和别的实体没有联系。", "不加 --without 或许有"),
        (Wish(actual=True), "不算计划以后，甲公司 和别的实体没有联系。", "不加 --actual 或许有"),
        (Wish(without=("地区",), actual=True), "去掉地区、不算计划以后，甲公司 和", "不加 --without、--actual 或许有"),
    ],
)
def test_what_was_left_out_is_told_where_nothing_is_left(tmp_path: Path, wish: Wish, said: str, remedy: str) -> None:
    facts = [relation("enterprise-a", "locatedIn", HUB, kind="target"), relation("enterprise-b", "locatedIn", HUB)]
    told = shown(build(tmp_path, ENTITIES, facts), "甲公司", "乙公司", wish)
    assert said in told
    assert remedy in told


def test_without_conditions_none_is_told(tables: Tables) -> None:
    told = shown(tables, "商会", "孤公司", Wish())
    assert "以后" not in told
    assert "两边完全不相连" in told


def test_a_longer_path_is_told(tables: Tables) -> None:
    assert "最短的一条有 3 步" in shown(tables, "商会", "项目3", Wish(length=2))


def test_an_ambiguous_name_is_an_error_with_candidates(tables: Tables) -> None:
    with pytest.raises(QueryError) as error:
        paths(tables, "同名公司", "乙公司")
    assert "同名公司（企业，在青禾市）enterprise-x" in str(error.value)
    assert "enterprise-y" in str(error.value)


def test_an_alias_and_an_id_will_do(tables: Tables) -> None:
    assert paths(tables, "甲", "enterprise-b") == paths(tables, "甲公司", "乙公司")


def test_an_entity_has_no_path_to_itself(tables: Tables) -> None:
    with pytest.raises(QueryError, match="同一个实体"):
        paths(tables, "甲", "甲公司")


@pytest.mark.parametrize(("most", "length"), [(0, 6), (3, 0), (99, 6), (3, 99)])
def test_numbers_out_of_range_are_refused(tables: Tables, most: int, length: int) -> None:
    with pytest.raises(QueryError, match="--most"):
        paths(tables, "甲公司", "乙公司", most=most, length=length)


def test_the_order_of_lines_says_nothing(tmp_path: Path, tables: Tables) -> None:
    other = build(tmp_path / "other", ENTITIES, FACTS, shuffled=7)
    one, two = (to_json(some, connect(some, "甲公司", "乙公司", Wish(most=9))) for some in (tables, other))
    assert one == two


def test_csv_has_a_row_for_each_step(tables: Tables) -> None:
    rows = to_table(tables, connect(tables, "甲公司", "乙公司", Wish())).splitlines()
    assert len(rows) == 1 + 2 + 2 + 3
    assert rows[1].startswith("1,1,甲公司,位于,小园区,甲公司,位于,小园区,实绩,2020,")


def test_networkx_graph_holds_to_its_contract(tables: Tables) -> None:
    graph = to_networkx(tables)
    assert [fact.predicate for fact in graph.nodes["enterprise-a"]["facts"]] == [Predicate.INVESTMENT]
    assert graph.nodes[HUB]["entity"].name == "青禾市"
    key = f"f-enterprise-a-locatedIn-{SMALL}-actual"
    assert graph.edges["enterprise-a", SMALL, key]["fact"].id == key
    assert graph.number_of_edges() == len(FACTS) - 1


def many(hubs: int, leaves: int) -> tuple[list[Row], list[Row]]:
    """Layers in which everything is linked with everything: paths without number."""
    layers = [[f"project-{layer}-{at}" for at in range(leaves)] for layer in range(hubs)]
    facts = [relation(one, "partOf", other) for near, far in pairwise(layers) for one in near for other in far]
    return [entity(key, key) for layer in layers for key in layer], facts


def test_paths_without_number_are_not_enumerated(tmp_path: Path) -> None:
    tables = build(tmp_path, *many(9, 14))
    found = paths(tables, "project-0-0", "project-8-0", most=5, length=10)
    assert [len(path.steps) for path in found] == [8] * 5
