"""Facts become states in time."""

from __future__ import annotations

import pytest
from lives import CITY, ENTITIES, OTHER, PARK, PLAN, PROVINCE, VALLEY, life_of, news, plan, report, state, write

from kg.errors import QueryError
from kg.lifecycle import trace
from kg.model import EntityType

A, B = report(2018), report(2019)


def test_states_stand_in_time_and_those_without_a_year_last(tmp_path):
    facts = [
        state(B, "completed", 2018, "云岭芯谷建成"),
        state(B, "approved", None, "云岭芯谷获批"),
        plan(A, "operating", 2019, "云岭芯谷投产"),
        state(A, "started", 2016, "云岭芯谷开工"),
    ]
    life = life_of(write(tmp_path, [A, B], facts))
    assert [one.aim.value for one in life.states] == ["started", "completed", "operating", "approved"]


def test_one_state_of_one_time_has_the_evidence_of_every_document(tmp_path):
    facts = [state(A, "started", 2017, "云岭芯谷开工"), state(B, "started", 2017, "云岭芯谷2017年6月开工")]
    (only,) = life_of(write(tmp_path, [A, B], facts)).states
    assert [proof.source.id for proof in only.proofs] == [A["id"], B["id"]]
    assert (only.when.month, only.when.words) == (6, "2017年6月")


def test_to_build_and_to_go_on_building_are_one_plan(tmp_path):
    facts = [
        plan(A, "under_construction", 2018, "建设云岭芯谷"),
        plan(A, "under_construction", 2018, "加快云岭芯谷建设", status="under_construction"),
    ]
    (only,) = life_of(write(tmp_path, [A], facts)).states
    assert (only.status, len(only.proofs)) == ("under_construction", 2)


def test_two_months_of_a_year_are_two_states(tmp_path):
    facts = [state(A, "started", 2017, "云岭芯谷3月开工"), state(B, "started", 2017, "云岭芯谷9月开工")]
    assert [one.when.month for one in life_of(write(tmp_path, [A, B], facts)).states] == [3, 9]


def test_latest_is_what_is_reached_and_promised_what_comes_after_it(tmp_path):
    facts = [
        state(A, "started", 2017, "云岭芯谷开工"),
        state(A, "under_construction", 2017, "云岭芯谷加快建设"),
        plan(A, "under_construction", 2018, "加快云岭芯谷建设", status="under_construction"),
        plan(A, "completed", 2018, "云岭芯谷建成"),
    ]
    life = life_of(write(tmp_path, [A], facts))
    assert life.latest is not None and life.latest.aim == "under_construction"
    assert life.promised is not None and life.promised.aim == "completed"


def test_a_promise_that_is_reached_is_none(tmp_path):
    facts = [plan(A, "completed", 2018, "云岭芯谷建成"), state(B, "completed", 2018, "云岭芯谷已建成")]
    assert life_of(write(tmp_path, [A, B], facts)).promised is None


def test_a_plan_after_a_stop_is_the_next_step_and_one_before_it_is_none(tmp_path):
    before, stop = plan(A, "completed", 2019, "云岭芯谷2019年建成"), state(B, "cancelled", 2018, "云岭芯谷停建")
    assert life_of(write(tmp_path, [A, B], [before, stop])).promised is None
    after = plan(B, "started", 2019, "重启云岭芯谷，开工建设")
    promised = life_of(write(tmp_path, [A, B], [before, stop, after])).promised
    assert promised is not None and promised.aim == "started"


def test_of_two_promises_that_of_the_newer_document_is_the_next(tmp_path):
    facts = [plan(A, "completed", 2018, "云岭芯谷建成"), plan(B, "completed", 2019, "云岭芯谷2019年建成")]
    promised = life_of(write(tmp_path, [A, B], facts)).promised
    assert promised is not None and promised.when.year == 2019


def test_in_a_year_a_state_without_a_month_stands_where_a_project_passes_it(tmp_path):
    facts = [
        state(A, "signed", 2017, "云岭芯谷签约"),
        state(A, "started", 2017, "云岭芯谷11月开工"),
        state(A, "approved", 2017, "云岭芯谷6月获批"),
        state(A, "completed", 2017, "云岭芯谷建成"),
    ]
    states = life_of(write(tmp_path, [A], facts)).states
    assert [one.aim.value for one in states] == ["signed", "approved", "started", "completed"]


def test_a_headline_tells_the_day_and_the_body_does_not(tmp_path):
    item = {**news(2021, "2021-06-18"), "title": "云岭芯谷开工", "issued": "2021-06-18"}
    facts = [
        state(item, "started", 2021, "云岭芯谷开工", start=0, end=6),
        state(item, "signed", 2021, "云岭芯谷已签约", start=20, end=27),
    ]
    signed, started = life_of(write(tmp_path, [item], facts)).states
    assert (started.when.day, started.when.by_document) == (18, True)
    assert signed.when.day is None


def test_the_date_of_the_page_is_not_that_of_the_headline(tmp_path):
    item = {**news(2021, "2021-06-18"), "title": "云岭芯谷开工"}
    facts = [state(item, "started", 2021, "云岭芯谷开工", start=0, end=6)]
    (only,) = life_of(write(tmp_path, [item], facts)).states
    assert only.when.day is None


def test_the_day_of_a_news_item_is_that_of_today(tmp_path):
    item = news(2021, "2021-06-18")
    (only,) = life_of(write(tmp_path, [item], [state(item, "started", 2021, "云岭芯谷今日开工")])).states
    assert (only.when.month, only.when.day) == (6, 18)


def test_policies_are_told_on_demand_only(tmp_path):
    facts = [state(A, "operating", 2017, "落实青禾规划", subject=PLAN["id"])]
    tables = write(tmp_path, [A], facts)
    assert trace(tables) == ()
    assert len(trace(tables, types={EntityType.POLICY})) == len(trace(tables, entity="青禾规划")) == 1


def test_a_place_holds_what_lies_in_its_parts(tmp_path):
    lies = {**state(A, "x", 2017, "云岭芯谷在云岭高新区"), "predicate": "locatedIn", "object": PARK["id"]}
    del lies["value"]
    tables = write(tmp_path, [A], [state(A, "started", 2017, "云岭芯谷开工"), lies])
    (only,) = trace(tables, place=PROVINCE["name"])
    assert [(place.name, place.fact is not None) for place in only.places] == [("云岭高新区", True)]
    assert trace(tables, place=OTHER["name"]) == ()


def test_a_place_that_no_text_tells_is_that_of_the_document_and_has_no_quote(tmp_path):
    bare = [{**one, "within": ""} if one is VALLEY else one for one in ENTITIES]
    life = life_of(write(tmp_path, [A], [state(A, "started", 2017, "云岭芯谷开工")], entities=bare))
    assert [(place.id, place.fact) for place in life.places] == [(CITY["id"], None)]


def test_what_is_no_place_is_refused(tmp_path):
    tables = write(tmp_path, [A], [])
    with pytest.raises(QueryError, match="不是地区或园区"):
        trace(tables, place="云岭芯谷")


def test_an_unknown_name_is_refused(tmp_path):
    with pytest.raises(QueryError, match="没有名为"):
        trace(write(tmp_path, [A], []), entity="无此项目")


def test_a_name_without_states_has_no_life(tmp_path):
    assert trace(write(tmp_path, [A], []), entity="云岭芯谷") == ()
