"""Which name a sum of money belongs to: the rules on their examples, and the topic of a sentence."""

from __future__ import annotations

import re

import pytest
from marked_up import amounts, claims_of

from kg.errors import LexiconError
from kg.model import Predicate
from kg.relations import investment_rules
from kg.relations.investment_rules import SumRule, load_sum_rules


def rules_at_work(text: str) -> set[str]:
    return {claim.by for claim in claims_of(text, kind="news") if claim.predicate is Predicate.INVESTMENT}


def sums(text: str) -> set[tuple[str, float]]:
    """Sums in 亿 (a hundred million)."""
    return {(name, value / 1e8) for name, value in amounts(claims_of(text, kind="news"))}


@pytest.mark.parametrize("rule", load_sum_rules(), ids=lambda rule: rule.id)
def test_rule_reads_its_example(rule: SumRule) -> None:
    assert rule.id in rules_at_work(rule.example)


@pytest.mark.parametrize("rule", load_sum_rules(), ids=lambda rule: rule.id)
def test_rule_leaves_its_counter_example(rule: SumRule) -> None:
    assert rule.id not in rules_at_work(rule.counter)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[甲基地|Project]由[乙公司|Enterprise]投资5亿元建设。", {("甲基地", 5)}),
        ("[甲基地|Project]，由[乙公司|Enterprise]与[丙公司|Enterprise]按6:4出资，总投资5亿元。", {("甲基地", 5)}),
        ("[甲基地|Project]落户[云岭园|Park]，计划投资5亿元。", {("甲基地", 5)}),
        ("[乙公司|Enterprise]把产线搬到[云岭园|Park]，投资5亿元。", {("乙公司", 5)}),
        ("[云岭高新区|Park]与[乙公司|Enterprise]签约，投资5亿元。", {("乙公司", 5)}),
        ("[乙公司|Enterprise]的[甲基地|Project]总投资5亿元。", {("甲基地", 5)}),
        ("[乙公司|Enterprise]增资5亿元，在城南建设[甲厂|Project]。", {("乙公司", 5), ("甲厂", 5)}),
        ("[甲基地|Project]总投资5亿元，其中[乙公司|Enterprise]出资2亿元。", {("甲基地", 5), ("乙公司", 2)}),
        ("[甲基地|Project]获[国家发改委|Organization]批准，总投资5亿元。", {("甲基地", 5)}),
        ("[云岭园|Park]累计完成投资5亿元。", {("云岭园", 5)}),
        ("截至目前[甲厂|Project]累计完成投资5亿元。", {("甲厂", 5)}),
        ("成功签约[云岭产业园|Park]，总投资5亿元。", {("云岭产业园", 5)}),
        ("[云岭产业园|Park]项目落户[青禾高新区|Park]，总投资5亿元人民币。", {("云岭产业园", 5)}),
        ("与[甲市|Region][乙公司|Enterprise]签下[甲小镇|Park]投资意向，拟投资5亿元。", {("甲小镇", 5)}),
        ("[甲县|Region]引进[乙公司|Enterprise]，落户[甲产业城|Park]，投资5亿元。", {("乙公司", 5)}),
        ("由[云岭高新区|Park]推进的[甲中心|Organization]总投资5亿元。", {("甲中心", 5)}),
        ("[甲医院|Organization]按[三级医院|Organization]标准建设，由[乙公司|Enterprise]投资5亿元。", {("甲医院", 5)}),
    ],
)
def test_place_partner_and_builder_are_not_the_topic(text: str, wanted: set[tuple[str, float]]) -> None:
    assert sums(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[甲厂|Project]、[乙厂|Project]总投资分别为5亿元、3亿元。", {("甲厂", 5), ("乙厂", 3)}),
        (
            "城东的[甲厂|Project]、城西的[乙厂|Project]同日动工，计划投资分别为5亿元和3亿元。",
            {("甲厂", 5), ("乙厂", 3)},
        ),
        (
            "[甲公司|Enterprise]、[乙公司|Enterprise]分别投资5亿元、3亿元建设的[丙厂|Project]、[丁厂|Project]试产。",
            {("丙厂", 5), ("丁厂", 3)},
        ),
        ("[甲厂|Project]由[乙公司|Enterprise]、[丙公司|Enterprise]分别投资5亿元、3亿元。", {("甲厂", 5), ("甲厂", 3)}),
        ("[甲公司|Enterprise]与[乙公司|Enterprise]各出资3亿元。", {("甲公司", 3), ("乙公司", 3)}),
        ("[甲厂|Project]、[乙厂|Project]提速，前者投资5亿元，后者明年完工。", {("甲厂", 5)}),
        ("[甲厂|Project]、[乙厂|Project]提速，前者投产，后者封顶过半，累计完成投资5亿元。", {("乙厂", 5)}),
        ("[甲园|Park]签约。总投资5亿元[乙项目|Project]开工。", {("乙项目", 5)}),
        (
            "[甲公司|Enterprise]的[丙园|Park]、[乙公司|Enterprise]的[丁厂|Project]奠基，分别投资5亿元、3亿元。",
            {("丙园", 5), ("丁厂", 3)},
        ),
        ("三方发起[甲产业基金|Organization]，盘子为5亿元。", {("甲产业基金", 5)}),
        ("此次落户的规模5亿元的[甲产业基金|Organization]。", {("甲产业基金", 5)}),
        ("引进[甲厂|Project]、[乙公司|Enterprise]等超10亿元项目4宗。", {("甲厂", 10), ("乙公司", 10)}),
        ("[甲厂|Project]（12亿元）、[乙厂|Project]（丙公司，8亿元）开工。", {("甲厂", 12), ("乙厂", 8)}),
    ],
)
def test_several_sums_find_their_names(text: str, wanted: set[tuple[str, float]]) -> None:
    assert sums(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[甲厂|Project]落户[云岭园|Park]。项目总投资5亿元。", {("甲厂", 5)}),
        ("[甲厂|Project]开工。该项目由[乙公司|Enterprise]投资5亿元建设。", {("甲厂", 5)}),
        ("[乙厂|Project]建成。重头戏在[甲项目|Project]。项目总投资5亿元。", {("甲项目", 5)}),
        ("[乙厂|Project]建成。签约仪式在[甲项目|Project]现场举行。项目总投资5亿元。", {("乙厂", 5)}),
        ("[甲园|Park]签约。产业园占地广，总投资5亿元。", {("甲园", 5)}),
        ("[甲厂|Project]开工。[乙公司|Enterprise]投资5亿元建设的这一项目，年产30万台。", {("甲厂", 5)}),
        ("[甲厂|Project]总投资5亿元，其中一期投资2亿元。", {("甲厂", 5)}),
        ("[甲厂|Project]开工，首期投资2亿元。", {("甲厂", 2)}),
    ],
)
def test_bare_nouns_and_phases_mean_what_was_named(text: str, wanted: set[tuple[str, float]]) -> None:
    assert sums(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "[云岭园|Park]签约项目12个，总投资5亿元。",
        "[云岭园|Park]完成固定资产投资5亿元。",
        "[云岭高新区|Park]全年完成投资5亿元。",
        "[甲公司|Enterprise]注册资本5亿元。",
        "[甲厂|Project]、[乙厂|Project]等12个项目总投资5亿元。",
        "[甲厂|Project]开工，进出口总额5亿元。",
        "[甲园|Park]加快建设，总投资5亿元的某某仓库开工。",
        "[甲厂|Project]开园，某某河堤城区段完成年度投资5亿元。",
        "[三元材料厂|Project]总投资未定。",
        "总投资86亿元的[甲公司|Enterprise]、[乙公司|Enterprise]等12个项目开工。",
        "总投资86亿元的[甲厂|Project]、乙公司和丙公司等12个项目开工。",
        "总投资86亿元的[甲厂|Project]等一批项目开工。",
        "形成总规模50亿元的“[甲产业基金|Organization]”体系。",
        "三锐项目的投资[方是乙公司|Enterprise]，总投资5亿元。",
        "[青禾市|Region]投入资金5亿元。",
        "[青禾市援建工作队|Organization]投入资金5亿元。",
    ],
)
def test_other_sums_are_no_investment_of_a_name(text: str) -> None:
    assert sums(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "[甲产业园|Park]落成，海创磷酸铁锂项目签约，总投资5亿元。",
        "[甲产业园|Park]落成，海创[磷酸铁锂|Industry]项目签约，总投资5亿元。",
        "[甲产业园|Park]落成，海创电池基地总投资5亿元。",
        "[甲产业园|Park]落成。海创磷酸铁锂项目签约。项目总投资5亿元。",
        "[甲产业园|Park]落成。总投资5亿元海创磷酸铁锂项目签约。",
        "[全球种质资源|Project]引进中转基地由[乙公司|Enterprise]投资5亿元建设。",
    ],
)
def test_sum_of_a_thing_that_was_not_found_goes_to_no_neighbour(text: str) -> None:
    assert sums(text) == set()


def test_rule_with_an_unknown_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"id": "x", "pattern": "{a}{t}", "example": "", "counter": "", "frist": True}
    part = {"role": "", "role_fill": "", "build": "", "fund": "", "rule": [row]}
    monkeypatch.setattr(investment_rules, "read_rules", lambda _: {"investment": part})
    load_sum_rules.cache_clear()
    try:
        with pytest.raises(LexiconError, match=re.escape("relations.toml")):
            load_sum_rules()
    finally:
        load_sum_rules.cache_clear()
