"""The line of stations: reached, planned and open ones are told apart by signs."""

from __future__ import annotations

import pytest

from kg.model import EntityType, Evidence, Fact, Predicate, Status
from kg.query.card import labels_for
from kg.query.course import course, plain, stations


def _fact(status: str, year: int | None = None, goal: str | None = None) -> Fact:
    words = Evidence(0, 1, "d", "x")
    kind = "target" if goal else "actual"
    aim = Status(goal) if goal else None
    return Fact("f", "p", Predicate.STATUS, words, "r", status=Status(status), year=year, kind=kind, goal=aim)  # type: ignore[arg-type]


def _line(*facts: Fact, kind: EntityType = EntityType.PROJECT) -> str:
    return course(stations(facts, kind), labels_for(kind)).plain


def test_stations_are_told_apart_without_colour() -> None:
    told = _line(_fact("started", 2016), _fact("under_construction", 2017), _fact("planned", 2018, "completed"))
    assert told == "谋划 ─ 签约 ─ 获批 ─ ●开工启动 2016 ─ ●在建 2017 ─ ○建成 2018（计划） ─ 投产运营"


def test_a_plan_stands_where_it_aims_at_and_not_at_planning() -> None:
    (found,) = (stop for stop in stations([_fact("planned", 2018, "operating")], EntityType.PROJECT) if stop.years)
    assert (found.status, found.mark) == (Status.OPERATING, "planned")


def test_what_is_reached_and_planned_again_is_reached_with_its_own_years() -> None:
    told = _line(_fact("completed", 2017), _fact("planned", 2018, "completed"))
    assert "●建成 2017 ─" in told


def test_years_stand_once_and_in_order() -> None:
    assert "●在建 2016/2017 ─" in _line(*(_fact("under_construction", year) for year in (2017, 2016, 2017, None)))


@pytest.mark.parametrize(("facts", "last"), [([], "投产运营"), ([_fact("cancelled", 2019)], "●取消 2019")])
def test_cancelled_is_a_station_only_where_it_is_told(facts: list[Fact], last: str) -> None:
    assert _line(*facts).split(" ─ ")[-1] == last


def test_a_policy_has_no_fixed_way() -> None:
    assert _line(_fact("operating", 2020), kind=EntityType.POLICY) == "●全面实施 2020"


def test_plain_values_are_terms_of_the_tables() -> None:
    told = plain(stations([_fact("signed", 2019)], EntityType.POLICY))
    assert told == [{"status": "signed", "mark": "reached", "years": [2019]}]
