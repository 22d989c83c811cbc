"""Lists, pronouns, times and the reporting place: how claims come out of whole sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_up import amounts, claims_of, read_markup, states, triples

from kg.model import Claim, Predicate
from kg.quantities import find_quantities
from kg.relations import relate


def only(claims: list[Claim], predicate: Predicate) -> list[Claim]:
    return [claim for claim in claims if claim.predicate is predicate]


def test_enumeration_shares_its_relation() -> None:
    found = triples(
        claims_of("[甲公司|Enterprise]、[乙公司|Enterprise]和[丙公司|Enterprise]落户[云岭高新区|Park]。", kind="news")
    )
    assert found >= {(name, "locatedIn", "云岭高新区") for name in ("甲公司", "乙公司", "丙公司")}


def test_respectively_pairs_one_by_one() -> None:
    found = triples(claims_of("[甲园|Park]、[乙园|Park]分别获评[绿色园区|Honor]、[智慧园区|Honor]。"))
    awarded = {triple for triple in found if triple[1] == "awarded"}
    assert awarded == {("甲园", "awarded", "绿色园区"), ("乙园", "awarded", "智慧园区")}


def test_and_between_two_parties_is_no_enumeration() -> None:
    found = triples(claims_of("[甲公司|Enterprise]与[乙大学|Organization]签订协议。", kind="news"))
    assert ("甲公司", "cooperatesWith", "乙大学") in found


def test_pronoun_means_the_last_company() -> None:
    found = triples(claims_of("[甲公司|Enterprise]到访。该公司投资建设[云岭芯谷|Project]。", kind="news"))
    assert ("云岭芯谷", "developedBy", "甲公司") in found


def test_first_name_of_a_part_of_a_sentence_is_its_topic() -> None:
    text = "[甲园|Park]扩区；[乙园|Park]营收翻番，荣获[绿色园区|Honor]称号。"
    found = triples(claims_of(text))
    assert ("乙园", "awarded", "绿色园区") in found
    assert ("甲园", "awarded", "绿色园区") not in found


def test_topic_of_the_sentence_before_is_not_meant_behind_another_actor() -> None:
    text = "[甲公司|Enterprise]到访。合资企业[乙公司|Enterprise]注册资本3亿元，主营[集成电路|Industry]。"
    assert ("甲公司", "engagedIn", "集成电路") not in triples(claims_of(text, kind="news"))


def test_what_a_company_controls_does_the_work_itself() -> None:
    text = "[甲公司|Enterprise]由[乙公司|Enterprise]控股，主营[集成电路|Industry]。"
    assert ("乙公司", "engagedIn", "集成电路") not in triples(claims_of(text, kind="news"))


def test_two_places_where_something_stands_do_not_cooperate() -> None:
    text = "[甲学院|Organization]在[云岭市|Region]、[青禾市|Region]两地设有中心。"
    assert ("云岭市", "cooperatesWith", "青禾市") not in triples(claims_of(text, kind="news"))


def test_plan_of_a_district_is_not_the_citys() -> None:
    text = "印发[《云岭市南山区纲要》|Policy]，[云岭市|Region]与[南山区|Region]联动。"
    assert ("《云岭市南山区纲要》", "appliesTo", "云岭市") not in triples(claims_of(text, kind="news"))


def test_our_city_is_the_reporting_place() -> None:
    assert (None, "cooperatesWith", "云岭县") in triples(claims_of("我市与[云岭县|Region]签订协议。"))


def test_alias_in_brackets_does_not_part_name_from_verb() -> None:
    text = "[甲芯片有限公司|Enterprise](以下简称“[甲芯|Enterprise]”)落户[云岭高新区|Park]。"
    assert ("甲芯片有限公司", "locatedIn", "云岭高新区") in triples(claims_of(text, kind="news"))


def test_short_names_in_brackets_leave_the_enumeration_whole() -> None:
    text = (
        "[甲科技公司|Enterprise]([甲科|Enterprise])、[乙科技公司|Enterprise]([乙科|Enterprise])落户[云岭高新区|Park]。"
    )
    found = triples(claims_of(text, kind="news"))
    assert {("甲科技公司", "locatedIn", "云岭高新区"), ("乙科技公司", "locatedIn", "云岭高新区")} <= found


@pytest.mark.parametrize("comma", [",", "，"])
def test_punctuation_of_either_width_reads_alike(comma: str) -> None:
    text = f"[甲公司|Enterprise]成立于2009年{comma}主营[集成电路|Industry]。"
    assert ("甲公司", "engagedIn", "集成电路") in triples(claims_of(text, kind="news"))


def test_each_part_of_a_sentence_has_its_own_state() -> None:
    found = states(claims_of("2020年工作回顾 推动[甲项目|Project]、[乙项目|Project]投产;[丙项目|Project]开工。"))
    assert found == {("甲项目", "operating"), ("乙项目", "operating"), ("丙项目", "started")}


def test_state_is_carried_to_the_next_clause() -> None:
    found = states(claims_of("[云岭芯谷|Project]由[甲公司|Enterprise]投资,目前已投产。", kind="news"))
    assert found == {("云岭芯谷", "operating")}


def test_list_over_commas_takes_the_common_verb() -> None:
    found = states(claims_of("[甲桥|Project]、[乙桥|Project]，[丙路|Project]、[丁路|Project]，均已完工。", kind="news"))
    assert found == {(name, "completed") for name in ("甲桥", "乙桥", "丙路", "丁路")}


def test_counted_projects_of_a_park_say_nothing_of_the_park() -> None:
    assert states(claims_of("[云岭高新区|Park]16个重点项目同日开工。", kind="news")) == set()


def test_review_tells_a_result_and_plan_tells_a_plan() -> None:
    text = "2020年工作回顾 [甲桥|Project]建成通车。2021年工作安排 建成[乙桥|Project]。"
    said = {(c.subject.text, c.status, c.year, c.kind) for c in claims_of(text) if c.subject and c.status}
    assert said == {("甲桥", "completed", 2020, "actual"), ("乙桥", "planned", 2021, "target")}


def test_speeding_up_is_building_in_a_plan_too() -> None:
    assert states(claims_of("2021年工作安排 加快[甲桥|Project]建设。")) == {("甲桥", "under_construction")}


def test_project_of_a_report_lies_in_its_place() -> None:
    found = [c for c in claims_of("2020年工作回顾 [甲桥|Project]建成。") if c.predicate is Predicate.LOCATED_IN]
    assert [(c.subject and c.subject.text, c.object, c.kind) for c in found] == [("甲桥", None, "actual")]


def test_what_is_only_planned_is_located_by_plan() -> None:
    found = only(claims_of("2021年工作安排 新建[甲桥|Project]。"), Predicate.LOCATED_IN)
    assert [c.kind for c in found] == ["target"]


def test_stated_place_replaces_the_reporting_place() -> None:
    found = only(claims_of("[甲基地|Project]落户[云岭高新区|Park]。"), Predicate.LOCATED_IN)
    assert ("甲基地", None) not in {(c.subject and c.subject.text, c.object) for c in found}


def test_name_of_another_city_is_not_ours() -> None:
    found = only(claims_of("[洛阳工业园区|Park]经验。", place="株洲市"), Predicate.LOCATED_IN)
    assert found == []


def test_county_of_the_city_begins_names_that_are_ours() -> None:
    found = triples(claims_of("[醴陵港|Project]扩建。", place="株洲市"))
    assert ("醴陵港", "locatedIn", None) in found


def test_national_body_does_not_lie_in_the_city() -> None:
    assert triples(claims_of("[国家发改委|Organization]肯定。")) == set()


def test_policy_of_a_report_applies_to_its_place() -> None:
    assert ("倍增计划", "appliesTo", None) in triples(claims_of("深入实施[倍增计划|Policy]。"))


def test_industry_of_news_is_not_the_places_by_default() -> None:
    assert triples(claims_of("[集成电路|Industry]需求上升。", kind="news")) == set()


def test_without_a_place_nothing_is_assumed() -> None:
    assert claims_of("[甲桥|Project]很长。", place=None) == []


def test_digest_tells_under_each_heading_of_its_place() -> None:
    text = "一、[云岭区|Region]:[甲桥|Project]很长。 二、[青山区|Region]:[乙桥|Project]很短。"
    found = triples(claims_of(text, kind="news", place=None))
    assert {("甲桥", "locatedIn", "云岭区"), ("乙桥", "locatedIn", "青山区")} <= found


def test_news_about_a_park_tells_of_projects_in_it() -> None:
    found = triples(claims_of("[甲基地|Project]亮相。", kind="news", title="[云岭高新区|Park]传来喜讯"))
    assert ("甲基地", "locatedIn", "云岭高新区") in found


def test_medal_of_a_person_is_not_the_citys() -> None:
    assert (None, "awarded", "金牌") not in triples(claims_of("我市运动员[李明|Person]获得[金牌|Honor]。"))


def test_glossary_makes_no_states() -> None:
    text = "正文很长很长很长很长很长很长。" * 5 + "名词解释 [甲工程|Project]:建成的工程。"
    assert states(claims_of(text)) == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("总投资50亿元的[甲基地|Project]开工。", {("甲基地", 5e9)}),
        ("[甲基地|Project]总投资50亿元，[乙基地|Project]开工。", {("甲基地", 5e9)}),
        (
            "[甲基地|Project]（总投资50亿元）、[乙基地|Project]（总投资30亿元）落户。",
            {("甲基地", 5e9), ("乙基地", 3e9)},
        ),
        ("[甲基地|Project]位于城南，占地500亩，总投资2亿美元。", {("甲基地", 2e8)}),
        ("引进[甲基地|Project]、[乙基地|Project]等超10亿元项目。", {("甲基地", 1e9), ("乙基地", 1e9)}),
        ("[云岭高新区|Park]引进项目21个，投资总额54亿元。", set()),
        ("[甲基地|Project]投产，产值50亿元。", set()),
        ("[甲基地|Project]、[乙基地|Project]总投资50亿元。", set()),
    ],
)
def test_amount_belongs_to_the_named_thing(text: str, wanted: set[tuple[str, float]]) -> None:
    assert amounts(claims_of(text, kind="news")) == wanted


def test_investment_keeps_words_role_and_bound() -> None:
    claim = only(claims_of("[甲基地|Project]总投资超50亿元。", kind="news"), Predicate.INVESTMENT)[0]
    assert (claim.as_stated, claim.role, claim.bound, claim.unit) == ("超50亿元", "总投资", "more_than", "CNY")


PIECES = st.sampled_from(
    [
        "[甲园|Park]",
        "[乙公司|Enterprise]",
        "[丙桥|Project]",
        "[丁计划|Policy]",
        "[绿城|Honor]",
        "[云岭|Region]",
        "我市",
        "该公司",
        "、",
        "，",
        ",",
        "。",
        "；",
        "“",
        "”",
        "(",
        ")",
        "一、",
        "：",
        "落户",
        "获评",
        "建成",
        "分别",
        "总投资",
        "5亿元",
        "与",
        "签订",
        "等",
        "\n",
        "\u3000",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["report", "news"]))
def test_any_text_gives_exact_quotes_and_the_same_claims_twice(text: str, kind: str) -> None:
    marked = read_markup(text, kind="report" if kind == "report" else "news")
    document = marked.document
    quantities = find_quantities(document.text)
    claims = relate(document, marked.layout, marked.mentions, quantities)
    assert claims == relate(document, marked.layout, marked.mentions, quantities)
    for claim in claims:
        evidence = claim.evidence
        assert document.text[evidence.start : evidence.end] == evidence.quote != ""
        assert claim.by
        assert (claim.predicate in (Predicate.STATUS, Predicate.INVESTMENT)) == bool(claim.status or claim.value)
