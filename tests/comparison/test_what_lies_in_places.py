"""Parks, enterprises and projects of places: hierarchy, industries, states."""

from __future__ import annotations

from pathlib import Path

from city_builds import (
    CHIPS,
    DONGGUAN,
    ENTITIES,
    FIRM,
    JIANGMEN,
    KAIPING,
    MILL,
    PAPER,
    PARK,
    PLANT,
    TOWN,
    Row,
    compared,
    fact,
    lies,
)

from kg.comparison.model import Comparison, Group
from kg.comparison.words import group_name, member_note, notes

WITHOUT_CITY = tuple(one for one in ENTITIES if one is not JIANGMEN)


def _names(group: Group) -> list[list[str]]:
    return [[member.entity.name for member in members] for members in group.members]


def _projects(comparison: Comparison) -> dict[str, list[list[str]]]:
    listing = comparison.listings[2]
    return {group_name(listing, group): _names(group) for group in listing.groups}


def _state(thing: Row, value: str, **more: object) -> Row:
    return fact(thing, "status", value=value, **more)


def test_what_lies_in_a_part_lies_in_the_place(tmp_path: Path) -> None:
    facts = [lies(TOWN, KAIPING), lies(PARK, TOWN), lies(PLANT, PARK), lies(MILL, DONGGUAN)]
    found = compared(tmp_path, facts, "开平市", "东莞市", "江门市")
    assert [listing.totals for listing in found.listings] == [(1, 0, 1), (0, 0, 0), (1, 1, 1)]


def test_region_lies_nowhere_unless_a_fact_or_a_code_says_so(tmp_path: Path) -> None:
    facts = [lies(PLANT, TOWN)]
    found = compared(tmp_path, facts, "开平市", "水口镇")
    assert (found.nested, found.listings[2].totals) == ((), (0, 1))
    said = compared(tmp_path, [*facts, lies(TOWN, KAIPING)], "开平市", "水口镇")
    assert ([lower.name for lower, _ in said.nested], said.listings[2].totals) == (["水口镇"], (1, 1))


def test_division_between_need_not_be_named(tmp_path: Path) -> None:
    province = {"id": "region-440000", "type": "Region", "name": "广东省", "code": "440000"}
    found = compared(tmp_path, [lies(PLANT, KAIPING)], "广东省", entities=(*WITHOUT_CITY, province))
    assert found.listings[2].totals == (1,)


def test_division_lies_where_the_table_says_and_not_where_a_text_does(tmp_path: Path) -> None:
    found = compared(tmp_path, [lies(KAIPING, DONGGUAN), lies(PLANT, KAIPING)])
    assert found.listings[2].totals == (0, 1)


def test_part_of_a_project_lies_where_the_whole_does(tmp_path: Path) -> None:
    found = compared(tmp_path, [lies(MILL, PLANT, "partOf"), lies(PLANT, KAIPING)])
    assert found.listings[2].totals == (0, 2)


def test_circle_of_places_comes_to_an_end(tmp_path: Path) -> None:
    found = compared(tmp_path, [lies(PARK, PLANT), lies(PLANT, PARK), lies(PLANT, KAIPING)])
    assert (found.listings[0].totals, found.listings[2].totals) == ((0, 1), (0, 1))


def test_proof_is_that_of_the_place_itself_before_that_of_a_part(tmp_path: Path) -> None:
    inner, direct = lies(PLANT, TOWN), lies(PLANT, KAIPING, kind="target")
    (member,) = compared(tmp_path, [inner, direct]).listings[2].groups[0].members[1]
    assert member.inside.fact.id == direct["id"]


def test_detour_is_told(tmp_path: Path) -> None:
    found = compared(tmp_path, [lies(TOWN, KAIPING), lies(PLANT, TOWN, kind="target")])
    (member,) = found.listings[2].groups[0].members[1]
    assert member_note(member, found.places[1]) == "在水口镇，地点出自计划"


def test_places_inside_each_other_are_said_to_be_so(tmp_path: Path) -> None:
    assert "开平市在江门市之内，那里的园区、企业、项目和投资两边都算" in list(
        notes(compared(tmp_path, [], "江门市", "开平市"))
    )


def test_enterprise_of_two_industries_is_counted_once(tmp_path: Path) -> None:
    works = [lies(FIRM, one, "engagedIn") for one in (CHIPS, PAPER)]
    listing = compared(tmp_path, [lies(FIRM, KAIPING), *works]).listings[1]
    assert ([group.name for group in listing.groups], listing.totals) == (["芯片", "造纸"], (0, 1))
    assert [group.members[1][0].said for group in listing.groups if group.members[1][0].said is None] == []


def test_what_no_text_says_is_a_group(tmp_path: Path) -> None:
    found = compared(tmp_path, [lies(FIRM, KAIPING), lies(PLANT, KAIPING)])
    assert group_name(found.listings[1], found.listings[1].groups[0]) == "没有说从事什么产业"
    assert _projects(found) == {"没有说到什么状态": [[], ["云岭芯谷"]]}


def test_last_state_counts(tmp_path: Path) -> None:
    states = [_state(PLANT, "completed", year=2016), _state(PLANT, "under_construction", year=2017)]
    assert _projects(compared(tmp_path, [lies(PLANT, KAIPING), *states])) == {"在建": [[], ["云岭芯谷"]]}


def test_furthest_state_of_a_year_counts(tmp_path: Path) -> None:
    states = [_state(PLANT, "completed"), _state(PLANT, "started")]
    assert _projects(compared(tmp_path, [lies(PLANT, KAIPING), *states])) == {"建成": [[], ["云岭芯谷"]]}


def test_plan_of_a_later_year_does_not_hide_what_is(tmp_path: Path) -> None:
    plan = _state(PLANT, "planned", year=2018, kind="target", goal="operating")
    found = compared(tmp_path, [lies(PLANT, KAIPING), _state(PLANT, "started"), plan, lies(MILL, KAIPING), {**plan, "subject": MILL["id"]}])  # fmt: skip
    assert _projects(found) == {"开工启动": [[], ["云岭芯谷"]], "投产运营（计划）": [[], ["水口纸厂"]]}
    planned = found.listings[2].groups[1].members[1][0]
    assert member_note(planned, found.places[1]) == "2018年"


def test_goal_that_is_less_than_what_is_going_on_says_nothing(tmp_path: Path) -> None:
    plan = _state(PLANT, "under_construction", kind="target", goal="signed")
    assert _projects(compared(tmp_path, [lies(PLANT, KAIPING), plan])) == {"在建（计划）": [[], ["云岭芯谷"]]}


def test_plan_without_a_goal_is_told_by_its_state(tmp_path: Path) -> None:
    plan = _state(PLANT, "planned", kind="target")
    assert _projects(compared(tmp_path, [lies(PLANT, KAIPING), plan])) == {"谋划（计划）": [[], ["云岭芯谷"]]}


def test_states_after_the_year_are_left_out(tmp_path: Path) -> None:
    states = [_state(PLANT, "started", year=2016), _state(PLANT, "completed", year=2018)]
    found = compared(tmp_path, [lies(PLANT, KAIPING), *states], year=2017)
    assert _projects(found) == {"开工启动": [[], ["云岭芯谷"]]}


def test_proof_is_what_is_before_what_is_planned(tmp_path: Path) -> None:
    stated, planned = lies(PLANT, KAIPING), lies(PLANT, KAIPING, kind="target")
    for facts in ([stated, planned], [planned, stated]):
        (member,) = compared(tmp_path, facts).listings[2].groups[0].members[1]
        assert member.inside.fact.id == stated["id"]
