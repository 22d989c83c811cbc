from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.networks import chain
from kg.networks.chain_report import render, sentences, to_json, to_table
from kg.query.tables import Tables
from small_networks import build, entity, relation

ENTITIES = [
    entity("industry-1", "新能源汽车产业"),
    entity("industry-2", "纯电动新能源汽车"),
    entity("industry-3", "动力电池"),
    entity("industry-4", "家具"),
    entity("enterprise-a", "甲车企"),
    entity("enterprise-b", "乙电池", within="region-1"),
    entity("enterprise-c", "丙家具"),
    entity("enterprise-d", "丁钢铁"),
    entity("park-1", "汽车城"),
    entity("region-1", "青禾市"),
]
FACTS = [
    relation("enterprise-a", "engagedIn", "industry-1"),
    relation("enterprise-b", "engagedIn", "industry-3"),
    relation("enterprise-c", "engagedIn", "industry-4"),
    relation("park-1", "engagedIn", "industry-2", kind="target"),
    relation("enterprise-a", "locatedIn", "park-1"),
    relation("enterprise-b", "supplies", "enterprise-a"),
    relation("enterprise-d", "supplies", "enterprise-a"),
    relation("enterprise-d", "supplies", "enterprise-c"),
]


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return build(tmp_path, ENTITIES, FACTS)


def test_terms_are_the_same_narrower_by_name_or_by_class(tables: Tables) -> None:
    found = chain(tables, "新能源汽车")
    assert [(term.entity.name, term.relation, term.why) for term in found.terms] == [
        ("新能源汽车产业", "same", "同名"),
        ("动力电池", "narrower", "归入 5 新能源汽车产业"),
        ("纯电动新能源汽车", "narrower", "名称以“新能源汽车”结尾"),
    ]


def test_a_narrower_term_does_not_ask_for_wider_ones(tables: Tables) -> None:
    assert [term.entity.name for term in chain(tables, "动力电池").terms] == ["动力电池"]


def test_members_are_enterprises_first_with_where_they_lie(tables: Tables) -> None:
    found = chain(tables, "新能源汽车")
    assert [one.entity for one in found.members] == ["enterprise-b", "enterprise-a", "park-1"]
    assert [fact.object for fact in found.members[1].places] == ["park-1"]


def test_supplies_inside_and_outside_are_told_apart(tables: Tables) -> None:
    found = chain(tables, "新能源汽车")
    assert [fact.subject for fact in found.supplies] == ["enterprise-b"]
    assert [fact.subject for fact in found.outside] == ["enterprise-d"]
    told = sentences(tables, found)
    assert "从事的企业 2 家；此外有园区 1 个。" in told
    assert "他们之间有 1 条供应关系，看不出上下游。" in told


def test_place_and_actual_narrow_the_members(tables: Tables) -> None:
    assert [one.entity for one in chain(tables, "新能源汽车", place="青禾市").members] == ["enterprise-b"]
    assert "park-1" not in [one.entity for one in chain(tables, "新能源汽车", actual=True).members]


def test_without_enterprises_it_is_said(tmp_path: Path) -> None:
    tables = build(tmp_path, ENTITIES, [relation("region-1", "engagedIn", "industry-4")])
    assert sentences(tables, chain(tables, "家具"))[1:] == (
        "没有说到哪家企业从事这些产业；只有地区 1 个。",
        "他们之间没有说到供应关系，看不出上下游。",
    )


def test_an_unknown_industry_is_an_error_with_near_ones(tables: Tables) -> None:
    with pytest.raises(QueryError, match=r"没有产业 动力电机.*动力电池"):
        chain(tables, "动力电机")


def test_terminal_and_csv_have_the_quotes(tables: Tables) -> None:
    found = chain(tables, "新能源汽车")
    lines = "\n".join(line.plain for line in render(tables, found, 0))
    assert "汽车城 —从事（计划）→ 纯电动新能源汽车：「park-1与industry-2」" in lines
    assert "在 青禾市（由名称推出，没有原句）" in lines
    assert len(to_table(tables, found).splitlines()) == 1 + 3 + 1 + 2


def test_the_order_of_lines_says_nothing(tmp_path: Path, tables: Tables) -> None:
    other = build(tmp_path / "other", ENTITIES, FACTS, shuffled=3)
    assert to_json(tables, chain(tables, "新能源汽车")) == to_json(other, chain(other, "新能源汽车"))
