"""The suffix grammar: every group finds its example and refuses its counter-example; the left edge is found."""

from __future__ import annotations

import pytest

from analysed import analyse_words, unmarked
from kg.lexicon.names import load_stopnames
from kg.lexicon.suffixes import SuffixGroup, suffix_groups
from kg.mentions.suffixes import find_suffixed


def _found(text: str, group: str = "") -> set[str]:
    mentions = find_suffixed(analyse_words(text), load_stopnames())
    return {mention.text for mention in mentions if not group or mention.by == group}


@pytest.mark.parametrize("group", suffix_groups(), ids=lambda group: group.id)
def test_group_finds_its_example(group: SuffixGroup) -> None:
    text, name = unmarked(group.example)
    assert name in _found(text, group.id)


@pytest.mark.parametrize("group", suffix_groups(), ids=lambda group: group.id)
def test_group_refuses_its_counter_example(group: SuffixGroup) -> None:
    text, name = unmarked(group.counter)
    assert name not in _found(text, group.id)


@pytest.mark.parametrize("group", suffix_groups(), ids=lambda group: group.id)
def test_forms_are_unique(group: SuffixGroup) -> None:
    assert len(group.forms) == len(set(group.forms))


def test_verb_is_an_edge() -> None:
    assert "珠宝文化产业创意园" in _found("|".join(["建成", "运营", "珠宝", "文化", "产业", "创意园", "。"]))


def test_counted_number_is_an_edge() -> None:
    assert _found("|".join(["建成", "3", "个", "青禾", "产业园", "。"])) >= {"青禾产业园"}


def test_list_number_is_an_edge() -> None:
    assert "云岭产业园" in _found("(一)云岭产业园。")


def test_longest_suffix_wins() -> None:
    assert _found("云岭经济技术开发区。", "park-zone") == {"云岭经济技术开发区"}


def test_phase_in_brackets_belongs_to_the_name() -> None:
    assert "云岭产业园(一期)" in _found("云岭产业园(一期)开工。")


def test_and_inside_a_word_is_no_edge() -> None:
    assert "永和产业园" in _found("|".join(["建成", "永和", "产业园", "。"]))


def test_quoted_part_belongs_to_the_name() -> None:
    assert "“青苗”工程" in _found("实施“青苗”工程。")


def test_generic_words_make_no_name() -> None:
    assert _found("推进重大产业项目。", "project-works") == set()


def test_both_ends_of_a_line_belong_to_its_name() -> None:
    words = "建成|青云|至|白沙|公路|、|青云|—|石桥|—|白沙|高速公路|。"
    assert {"青云至白沙公路", "青云—石桥—白沙高速公路"} <= _found(words, "project-works")


def test_two_dashes_set_a_remark_off() -> None:
    assert "云岭产业园" in _found("青禾市|—|—|云岭|产业园|。", "park-zone")


def test_a_park_is_no_end_of_a_line() -> None:
    assert "云岭产业园" in _found("迁|至|云岭|产业园|。", "park-zone")


def test_years_are_no_ends_of_a_line() -> None:
    assert "青云公路" in _found("2018|年|至|青云|公路|。", "project-works")


def test_capacity_belongs_to_the_name() -> None:
    assert "年产5万吨碳纤维项目" in _found("新建|年产|5|万吨|碳纤维|项目|。", "project-works")


def test_kind_in_front_of_a_name_is_left_out() -> None:
    assert _found("开工|水利|工程|云山|水库|。", "project-works") == {"云山水库"}


def test_counted_ordinal_is_left_out() -> None:
    assert "云山工作站" in _found("全市|第二个|云山|工作站|。")


def test_end_of_a_list_is_no_name() -> None:
    assert _found("青云|等景区|。", "project-works") == set()


def test_bracket_inside_a_legal_form_belongs_to_the_name() -> None:
    assert "青禾投资（集团）有限公司" in _found("青禾|投资|（|集团|）|有限公司|。", "enterprise-legal")


def test_planned_sum_is_no_policy() -> None:
    assert _found("云山|基地|计划|投资|3|亿元|。", "policy-act") == set()
