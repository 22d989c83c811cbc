"""States: which names a verb takes, and which of several verbs decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_up import claims_of, states

from kg.model import EntityType, Status
from kg.relations.triggers import find_hits, hits_for, load_triggers


def news(text: str) -> set[tuple[str, str]]:
    return states(claims_of(text, kind="news", title="云岭动态"))


def test_names_of_a_list_with_words_between_share_the_verb() -> None:
    found = news("[甲厂|Project]高端钢管、[乙厂|Project]彩涂两个项目相继投产。")
    assert found == {("甲厂", "operating"), ("乙厂", "operating")}


def test_verbs_of_a_sentence_each_take_their_own_name() -> None:
    found = news("[甲桥|Project]开工，[乙桥|Project]封顶，[丙桥|Project]、[丁桥|Project]投用；[戊桥|Project]加快建设。")
    assert found == {
        ("甲桥", "started"),
        ("乙桥", "under_construction"),
        ("丙桥", "operating"),
        ("丁桥", "operating"),
        ("戊桥", "under_construction"),
    }


def test_verb_before_a_list_takes_all_of_it() -> None:
    assert news("开工建设[甲桥|Project]、[乙园|Park]和[丙中学|Organization]。") == {
        ("甲桥", "started"),
        ("乙园", "started"),
        ("丙中学", "started"),
    }


def test_place_between_name_and_verb_is_passed() -> None:
    assert news("[甲厂|Project]在[云岭高新区|Park]开工奠基。") == {("甲厂", "started")}


def test_owner_with_the_plant_in_between_is_meant() -> None:
    assert news("[星河公司|Enterprise]年产60万吨尿素项目投产。") == {("星河公司", "operating")}


def test_who_runs_a_thing_is_not_in_its_state() -> None:
    assert news("[云岭小镇|Park]由[星河公司|Enterprise]运营。") == {("云岭小镇", "operating")}


def test_object_of_a_verb_is_not_the_name_before_it() -> None:
    assert news("[云岭新区|Park]建成学校7所。") == set()


def test_park_that_signs_a_company_is_not_signed() -> None:
    assert news("[云岭园区|Park]新落户[甲公司|Enterprise]、[乙公司|Enterprise]。") == {
        ("甲公司", "signed"),
        ("乙公司", "signed"),
    }


def test_two_verbs_of_a_list_hold_both() -> None:
    assert news("[甲厂|Project]当年开工、当年投产。") == {("甲厂", "started"), ("甲厂", "operating")}


def test_attracted_and_running_hold_both() -> None:
    assert news("引进的[甲公司|Enterprise]正式投产。") == {("甲公司", "signed"), ("甲公司", "operating")}


def test_pushing_gives_way_to_what_is_reached() -> None:
    assert news("推动[甲厂|Project]投产。") == {("甲厂", "operating")}


def test_heading_with_a_colon_gives_its_verb_to_the_list() -> None:
    found = states(claims_of("2021年工作安排 新开工类：[甲桥|Project]、[乙桥|Project]。"))
    assert found == {("甲桥", "planned"), ("乙桥", "planned")}


def test_what_has_not_happened_is_no_state() -> None:
    assert news("[甲厂|Project]尚未投产。") == set()


def test_office_that_opens_a_bridge_is_not_opened() -> None:
    assert news("[国家发展改革委|Organization]建成。[云岭中学|Organization]建成。") == {("云岭中学", "completed")}


def test_clause_without_names_goes_on_about_the_project_not_its_place() -> None:
    found = news("[甲厂|Project]总投资2亿元，选址[云岭高新区|Park]，已完工。")
    assert ("甲厂", "completed") in found
    assert all(name == "甲厂" for name, _ in found)


def test_noun_building_does_not_cut_a_list() -> None:
    found = states(claims_of("2021年工作安排 加快[甲路|Project]建设和[乙路|Project]改造。"))
    assert ("乙路", "under_construction") in found


def test_head_office_or_project_of_a_company_is_not_the_company() -> None:
    assert news("新区迎来[吉星集团|Enterprise]总部和[甲合资公司|Enterprise]全球总部。") == set()
    assert news("[甲公司|Enterprise]、[乙公司|Enterprise]等项目陆续落户。") == set()


def test_counted_companies_are_each_meant_but_counted_things_are_not() -> None:
    assert news("[甲公司|Enterprise]等33家企业投产。") == {("甲公司", "operating")}
    assert news("[甲公司|Enterprise]等8个开工。") == set()


def test_names_among_those_just_counted_take_their_verb() -> None:
    found = news("全市12个项目集中开工，[甲桥|Project]、[乙桥|Project]均在其列。")
    assert found == {("甲桥", "started"), ("乙桥", "started")}


def test_sentence_that_only_ends_in_a_colon_is_no_heading() -> None:
    assert news("当天的签约分为两个层面：市里与[甲公司|Enterprise]商谈。") == set()


def test_clause_with_a_subject_of_its_own_says_nothing_of_the_name_before() -> None:
    assert news("[环境研究院|Organization]揭牌，先进光源可研拿到批复。") == {("环境研究院", "operating")}


def test_unnamed_items_at_the_head_of_a_list_do_not_hide_the_rest() -> None:
    found = news("加快建设高科面料智能化改造、[甲园|Park]等项目。")
    assert found == {("甲园", "under_construction")}


def test_policy_that_is_only_mentioned_has_no_state() -> None:
    for said in ("按照[倍增计划|Policy]安排", "依托[倍增计划|Policy]发展", "今年是[倍增计划|Policy]收官之年"):
        assert states(claims_of(said + "。", kind="report")) == set()


def test_list_summed_up_by_its_count_keeps_its_verb() -> None:
    found = news("[甲院|Organization]、[乙院|Organization]2家研究院投入运行。")
    assert found == {("甲院", "operating"), ("乙院", "operating")}
    assert news("[云岭新区|Park]3个项目开工。") == set()


def test_park_in_a_list_of_projects_is_pushed_with_them() -> None:
    found = news("推进[甲路|Project]、[乙基地|Park]、[丙厂|Project]等项目建设。")
    assert found == {(name, "under_construction") for name in ("甲路", "乙基地", "丙厂")}


def test_base_that_settles_in_a_region_is_signed_but_not_a_park_that_takes_in() -> None:
    assert news("[甲基地|Park]签约落户[云岭市|Region]。") == {("甲基地", "signed")}
    assert news("[云岭园区|Park]落户[甲厂|Project]。") == {("甲厂", "signed")}


@given(st.text(alphabet="建成投产开工封顶落户签约推进加快、，的和[]0123456789年月", max_size=60))
def test_hits_for_a_type_overlap_only_where_their_sides_differ(text: str) -> None:
    hits = hits_for(EntityType.PROJECT, find_hits(text, 0, len(text), "news"))
    for one in hits:
        for other in hits:
            if one is not other and one.start < other.end and other.start < one.end:
                assert {one.trigger.side, other.trigger.side} == {"before", "after"}


def test_every_trigger_that_holds_for_one_side_of_time_says_which() -> None:
    assert {trigger.only for trigger in load_triggers()} <= {"", "plan", "result"}


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("力争[云岭大桥|Project]年内建成。", {Status.COMPLETED}),
        ("计划3月开工建设[云岭大桥|Project]。", {Status.STARTED}),
        ("[云岭大桥|Project]已建成通车。", {None}),
    ],
)
def test_plan_has_the_state_that_it_promises(text: str, goals: set[Status | None]) -> None:
    told = claims_of(text, kind="news", title="云岭动态")
    assert {claim.goal for claim in told if claim.status} == goals
