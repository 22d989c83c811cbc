"""Each flag and its absence."""

from __future__ import annotations

import pytest
from lives import (
    CITY,
    OTHER,
    PARK,
    PLAN,
    VALLEY,
    flags_of,
    life_of,
    mention,
    news,
    plan,
    report,
    state,
    write,
)  # fmt: skip

from kg.lifecycle import trace
from kg.lifecycle.places import read_records
from kg.lifecycle.words import limits
from kg.query.tables import source_of

A, B, C, D = report(2018), report(2019), report(2020), report(2021)


def test_a_later_lesser_state_goes_backward(tmp_path):
    facts = [state(A, "completed", 2017, "云岭芯谷建成"), state(C, "started", 2019, "云岭芯谷开工")]
    (flag,) = life_of(write(tmp_path, [A, C], facts)).flags
    assert (flag.kind, flag.says) == ("backward", "2017年已建成，2019年却说开工启动。")
    assert [proof.fact.evidence.quote for proof in (*flag.one, *flag.other)] == ["云岭芯谷建成", "云岭芯谷开工"]


def test_a_way_forward_is_none(tmp_path):
    facts = [state(A, "started", 2017, "云岭芯谷开工"), state(C, "completed", 2019, "云岭芯谷建成")]
    assert flags_of(write(tmp_path, [A, C], facts)) == []


def test_a_year_has_no_order_of_its_states(tmp_path):
    facts = [state(A, "completed", 2017, "云岭芯谷建成"), state(A, "started", 2017, "云岭芯谷开工")]
    assert flags_of(write(tmp_path, [A], facts)) == []


def test_months_have_an_order(tmp_path):
    facts = [state(A, "completed", 2017, "云岭芯谷3月建成"), state(A, "started", 2017, "云岭芯谷9月开工")]
    assert flags_of(write(tmp_path, [A], facts)) == ["backward"]


def test_a_plan_is_no_step_back(tmp_path):
    facts = [state(A, "completed", 2017, "云岭芯谷建成"), plan(B, "started", 2019, "推动云岭芯谷开工")]
    assert flags_of(write(tmp_path, [A, B], facts)) == []


def test_built_and_open_are_one_step(tmp_path):
    facts = [state(A, "operating", 2017, "云岭芯谷投产"), state(C, "completed", 2019, "云岭芯谷建成")]
    assert flags_of(write(tmp_path, [A, C], facts)) == []


@pytest.mark.parametrize(
    ("status", "words"), [("under_construction", "云岭芯谷在建"), ("started", "认为云岭芯谷开工是必要的")]
)
def test_what_is_under_way_or_wished_for_shows_not_how_far_it_was(tmp_path, status, words):
    facts = [state(A, status, 2017, words), state(C, "approved", 2019, "云岭芯谷获批")]
    assert "backward" not in flags_of(write(tmp_path, [A, C], facts))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("云岭芯谷一期建成", "云岭芯谷二期开工", "前者一期，后者二期"),
        ("云岭芯谷建成", "云岭芯谷二期开工", "前者没有说哪一期，后者二期"),
        ("云岭芯谷(一期)建成", "云岭芯谷2期工程开工", "前者一期，后者二期"),
        ("云岭芯谷建成", "云岭芯谷扩建工程开工", "扩建或改造"),
    ],
)
def test_what_may_explain_a_step_back_is_told(tmp_path, before, after, told):
    facts = [state(A, "completed", 2017, before), state(C, "started", 2019, after)]
    (flag,) = life_of(write(tmp_path, [A, C], facts)).flags
    assert flag.kind == "backward" and told in flag.says


@pytest.mark.parametrize("after", ["云岭芯谷一期开工", "云岭芯谷首期开工、白石港二期竣工"])
def test_the_phase_of_another_project_or_the_same_one_explains_nothing(tmp_path, after):
    facts = [state(A, "completed", 2017, "云岭芯谷一期建成"), state(C, "started", 2019, after)]
    (flag,) = life_of(write(tmp_path, [A, C], facts)).flags
    assert "期" not in flag.says


def test_a_park_is_built_on(tmp_path):
    facts = [
        state(A, "operating", 2017, "云岭高新区挂牌", subject=PARK["id"]),
        state(C, "under_construction", 2019, "云岭高新区加快建设", subject=PARK["id"]),
    ]
    (flag,) = life_of(write(tmp_path, [A, C], facts)).flags
    assert "续建" in flag.says


def test_a_policy_has_no_fixed_way_to_go_back_on(tmp_path):
    facts = [
        state(A, "operating", 2017, "落实青禾规划", subject=PLAN["id"]),
        state(C, "started", 2019, "启动青禾规划", subject=PLAN["id"]),
    ]
    (found,) = trace(write(tmp_path, [A, C], facts), entity="青禾规划")
    assert [flag.kind for flag in found.flags] == []


OPEN = [plan(A, "started", 2018, "推动云岭芯谷开工")]


def test_a_plan_of_which_no_more_is_heard_for_two_years_falls_silent(tmp_path):
    (flag,) = life_of(write(tmp_path, [A, B, C], OPEN)).flags
    assert flag.kind == "silence" and flag.silent is not None and flag.silent.id == C["id"]
    says = "最后读到的状态是《2018年政府工作报告》里的开工启动（计划）；之后的报告里没有读到它（看到 2020 年的；换了名称也会如此）。"
    assert flag.says == says
    assert [proof.fact.evidence.quote for proof in flag.one] == ["推动云岭芯谷开工"]


@pytest.mark.parametrize("status", ["signed", "approved", "started"])
def test_signing_and_start_fall_silent_too(tmp_path, status):
    assert flags_of(write(tmp_path, [A, C], [state(A, status, 2017, "云岭芯谷")])) == ["silence"]


@pytest.mark.parametrize("status", ["under_construction", "completed", "operating", "cancelled"])
def test_what_was_built_or_given_up_does_not(tmp_path, status):
    assert flags_of(write(tmp_path, [A, C], [state(A, status, 2017, "云岭芯谷")])) == []


def test_one_year_is_no_silence(tmp_path):
    assert flags_of(write(tmp_path, [A, B], OPEN)) == []


def test_a_mention_without_a_state_breaks_the_silence(tmp_path):
    assert flags_of(write(tmp_path, [A, B, C], OPEN, [mention(B)])) == []


@pytest.mark.parametrize("text", ["云海云岭芯谷", "云岭芯谷二期工程", "芯谷小镇项目"])
def test_a_name_that_holds_the_name_or_a_form_of_it_breaks_the_silence(tmp_path, text):
    other = {**mention(C, "project-0002"), "text": text}
    silent = [] if "云岭" in text else ["silence"]
    assert flags_of(write(tmp_path, [A, B, C], OPEN, [other])) == silent


def test_the_name_without_its_phase_breaks_the_silence(tmp_path):
    phase = {**VALLEY, "name": "云岭芯谷二期工程", "aliases": []}
    whole = {**mention(C, "project-0002"), "text": "云岭芯谷工程"}
    assert flags_of(write(tmp_path, [A, B, C], OPEN, [whole], [CITY, phase])) == []
    assert flags_of(write(tmp_path, [A, B, C], OPEN, [], [CITY, phase])) == ["silence"]


def test_the_place_in_a_name_does_not_break_the_silence(tmp_path):
    city = {**mention(C, CITY["id"]), "text": "云岭芯谷", "type": "Region"}
    assert flags_of(write(tmp_path, [A, B, C], OPEN, [city])) == ["silence"]


def test_a_report_of_another_generation_is_not_asked(tmp_path):
    assert flags_of(write(tmp_path, [A, report(2024)], OPEN)) == []
    assert flags_of(write(tmp_path, [A, report(2023)], OPEN)) == ["silence"]


def test_a_park_does_not_fall_silent(tmp_path):
    facts = [plan(A, "started", 2018, "推动云岭高新区开工", subject=PARK["id"])]
    assert flags_of(write(tmp_path, [A, B, C], facts)) == []


def test_what_goes_on_does_not_fall_silent(tmp_path):
    facts = [plan(A, "under_construction", 2018, "加快云岭芯谷建设")]
    assert flags_of(write(tmp_path, [A, B, C], facts)) == []


@pytest.mark.parametrize(
    ("words", "told"), [("6183座病险云岭芯谷开工", []), ("第二批云岭芯谷开工", []), ("2018年云岭芯谷开工", ["silence"])]
)
def test_what_is_counted_is_a_kind_and_does_not_fall_silent(tmp_path, words, told):
    assert flags_of(write(tmp_path, [A, B, C], [plan(A, "started", 2018, words)])) == told


@pytest.mark.parametrize("name", ["重大项目", "重点基础设施工程"])
def test_a_generic_name_does_not_fall_silent(tmp_path, name):
    kind = {**VALLEY, "name": name, "aliases": []}
    assert flags_of(write(tmp_path, [A, B, C], OPEN, [], [CITY, kind])) == []


def test_the_report_of_another_place_is_not_silent(tmp_path):
    assert flags_of(write(tmp_path, [A, report(2021, OTHER["id"])], OPEN)) == []


def test_a_news_item_is_about_something_else(tmp_path):
    assert flags_of(write(tmp_path, [A, news(2021, "2021-06-18")], OPEN)) == []


PROMISE = plan(A, "completed", 2018, "确保云岭芯谷建成")


@pytest.mark.parametrize(
    "later",
    [
        plan(B, "completed", 2019, "确保云岭芯谷2019年建成"),
        plan(B, "operating", 2019, "加快云岭芯谷建设、投产", status="under_construction"),
        state(B, "under_construction", 2019, "云岭芯谷加快建设"),
        state(B, "started", 2019, "云岭芯谷开工"),
    ],
)
def test_a_promise_that_a_later_document_still_plans_is_overdue(tmp_path, later):
    (flag,) = life_of(write(tmp_path, [A, B], [PROMISE, later])).flags
    assert flag.kind == "overdue" and flag.says.startswith("计划2018年建成，《2019年政府工作报告》说到")
    assert [proof.source.id for proof in (*flag.one, *flag.other)] == [A["id"], B["id"]]


@pytest.mark.parametrize(
    "later",
    [
        state(B, "completed", 2018, "云岭芯谷建成"),
        state(B, "operating", 2018, "云岭芯谷投产"),
        state(B, "completed", None, "云岭芯谷建成"),
        state(B, "cancelled", 2019, "云岭芯谷取消"),
        state(B, "started", 2018, "云岭芯谷开工"),
        plan(B, "started", 2019, "推动云岭芯谷开工"),
        plan(B, "under_construction", 2019, "加快云岭芯谷建设", status="under_construction"),
        state(B, "under_construction", 2018, "云岭芯谷加快建设"),
        state(B, "started", 2016, "云岭芯谷2016年开工"),
        plan(B, "operating", 2019, "确保云岭芯谷投产"),
        plan(A, "completed", 2019, "确保云岭芯谷建成"),
    ],
)
def test_a_promise_is_not_overdue_where_nothing_shows_that_it_was_missed(tmp_path, later):
    assert "overdue" not in flags_of(write(tmp_path, [A, B], [PROMISE, later]))


OPENING = plan(A, "operating", 2018, "确保云岭芯谷投产")


def test_what_is_built_is_not_late_to_operate(tmp_path):
    built = [state(B, "completed", 2018, "云岭芯谷建成通车"), state(C, "completed", 2019, "云岭芯谷建成通车")]
    assert flags_of(write(tmp_path, [A, B, C], [OPENING, *built[:1]])) == []
    assert flags_of(write(tmp_path, [A, B, C], [OPENING, *built[1:]])) == []


def test_an_opening_is_planned_again_by_the_word_for_building_it(tmp_path):
    again = plan(B, "completed", 2019, "确保云岭芯谷建成")
    assert flags_of(write(tmp_path, [A, B], [OPENING, again])) == ["overdue"]


def test_the_same_plan_in_the_promised_year_is_not_late(tmp_path):
    assert flags_of(write(tmp_path, [A, news(2018, "2018-06-18")], [OPENING, plan(A, "operating", 2018, "投产")])) == []


@pytest.mark.parametrize("words", ["推进云岭芯谷发展", "继续办好云岭芯谷", "推进云岭芯谷开发开放、挂牌"])
def test_what_goes_on_for_ever_is_no_event_that_can_be_missed(tmp_path, words):
    facts = [plan(A, "operating", 2018, words), plan(B, "operating", 2019, words)]
    facts.append(state(C, "under_construction", 2019, "云岭芯谷加快推进"))
    assert "overdue" not in flags_of(write(tmp_path, [A, B, C], facts))


@pytest.mark.parametrize("words", ["云岭芯谷通车", "云岭芯谷试生产", "云岭芯谷对外开放", "云岭芯谷开园迎客"])
def test_words_that_tell_the_beginning_of_operation_are_events(tmp_path, words):
    facts = [plan(A, "operating", 2018, words), plan(B, "operating", 2019, words)]
    assert flags_of(write(tmp_path, [A, B], facts)) == ["overdue"]


def test_a_park_is_never_late(tmp_path):
    facts = [plan(doc, "completed", year, "建成云岭高新区", subject=PARK["id"]) for doc, year in ((A, 2018), (B, 2019))]
    assert flags_of(write(tmp_path, [A, B], facts)) == []


def test_what_was_given_up_was_not_reached(tmp_path):
    (flag,) = life_of(write(tmp_path, [A, B], [PROMISE, state(B, "cancelled", 2018, "云岭芯谷取消")])).flags
    assert flag.says == "计划2018年建成，《2019年政府工作报告》说 2018年已停下或取消。"


def test_what_was_stopped_and_is_planned_again_is_told_by_the_new_plan(tmp_path):
    facts = [PROMISE, state(B, "cancelled", 2018, "云岭芯谷暂缓"), plan(B, "completed", 2019, "重启云岭芯谷，年内建成")]
    (flag,) = life_of(write(tmp_path, [A, B], facts)).flags
    assert flag.says == "计划2018年建成，《2019年政府工作报告》说到 2019 年仍是建成（计划）。"


def test_a_promise_after_a_stop_is_not_missed_by_it(tmp_path):
    facts = [state(A, "cancelled", 2017, "云岭芯谷取消"), plan(B, "completed", 2019, "重启云岭芯谷，年内建成")]
    assert flags_of(write(tmp_path, [A, B], facts)) == []


def test_months_that_are_told_show_a_delay(tmp_path):
    facts = [plan(A, "operating", 2018, "确保云岭芯谷6月投产"), state(B, "operating", 2018, "云岭芯谷8月投产")]
    (flag,) = life_of(write(tmp_path, [A, B], facts)).flags
    assert flag.says == "计划2018年6月投产运营，《2019年政府工作报告》说 2018年8月才投产运营。"


def test_what_opened_after_the_month_may_have_been_built_in_it(tmp_path):
    facts = [plan(A, "completed", 2018, "确保云岭芯谷6月竣工"), state(B, "operating", 2018, "云岭芯谷8月投产")]
    assert flags_of(write(tmp_path, [A, B], facts)) == []


@pytest.mark.parametrize(
    ("promise", "kept"),
    [
        ("确保云岭芯谷投产", "云岭芯谷8月投产"),
        ("确保云岭芯谷6月投产", "云岭芯谷投产"),
        ("确保云岭芯谷9月投产", "云岭芯谷8月投产"),
    ],
)
def test_a_month_that_is_not_told_or_kept_shows_none(tmp_path, promise, kept):
    facts = [plan(A, "operating", 2018, promise), state(B, "operating", 2018, kept)]
    assert flags_of(write(tmp_path, [A, B], facts)) == []


def test_a_promise_that_was_kept_and_is_planned_again_is_not_overdue(tmp_path):
    facts = [PROMISE, state(B, "completed", 2018, "云岭芯谷建成"), plan(B, "completed", 2019, "云岭芯谷建成")]
    assert flags_of(write(tmp_path, [A, B], facts)) == []


def test_another_phase_does_not_miss_the_promise_of_this_one(tmp_path):
    facts = [
        plan(A, "completed", 2018, "确保云岭芯谷一期建成"),
        plan(B, "completed", 2019, "确保云岭芯谷二期建成"),
    ]
    assert flags_of(write(tmp_path, [A, B], facts)) == []


def test_a_phase_that_may_be_another_is_told(tmp_path):
    facts = [plan(A, "completed", 2018, "确保云岭芯谷一期建成"), plan(B, "completed", 2019, "确保云岭芯谷建成")]
    (flag,) = life_of(write(tmp_path, [A, B], facts)).flags
    assert flag.kind == "overdue" and "可能是不同的期" in flag.says


def test_building_on_is_no_missed_promise(tmp_path):
    facts = [
        plan(doc, "under_construction", year, "加快云岭芯谷建设", status="under_construction")
        for doc, year in ((A, 2018), (B, 2019))
    ]
    assert flags_of(write(tmp_path, [A, B], facts)) == []


def test_the_plan_of_another_place_is_no_proof(tmp_path):
    other = report(2019, OTHER["id"])
    assert flags_of(write(tmp_path, [A, other], [PROMISE, plan(other, "completed", 2019, "确保云岭芯谷建成")])) == []


def test_cancelled_and_operating_in_one_year_contradict(tmp_path):
    facts = [state(B, "operating", 2018, "云岭芯谷投产"), state(C, "cancelled", 2018, "云岭芯谷取消")]
    (flag,) = life_of(write(tmp_path, [B, C], facts)).flags
    assert flag.kind == "contradiction"
    says = "同是2018年，《2019年政府工作报告》说投产运营，《2020年政府工作报告》说取消，两者不能同时成立。"
    assert flag.says == says
    assert [proof.source.id for proof in (*flag.one, *flag.other)] == [B["id"], C["id"]]


def test_one_document_does_not_contradict_itself(tmp_path):
    facts = [state(B, "operating", 2018, "云岭芯谷投产"), state(B, "cancelled", 2018, "云岭芯谷取消")]
    assert flags_of(write(tmp_path, [B], facts)) == []


def test_two_years_do_not_contradict(tmp_path):
    facts = [state(B, "operating", 2018, "云岭芯谷投产"), state(C, "cancelled", 2019, "云岭芯谷取消")]
    assert flags_of(write(tmp_path, [B, C], facts)) == []


def test_two_months_do_not_contradict(tmp_path):
    facts = [state(B, "started", 2018, "云岭芯谷3月开工"), state(C, "cancelled", 2018, "云岭芯谷9月取消")]
    assert flags_of(write(tmp_path, [B, C], facts)) == []


def test_two_phases_do_not_contradict(tmp_path):
    facts = [state(B, "operating", 2018, "云岭芯谷一期投产"), state(C, "cancelled", 2018, "云岭芯谷二期取消")]
    assert flags_of(write(tmp_path, [B, C], facts)) == []


def test_reviews_of_one_year_contradict_each_other_and_news_of_it_do_not(tmp_path):
    facts = [state(B, "completed", 2018, "云岭芯谷建成"), state(C, "planned", 2018, "谋划云岭芯谷")]
    assert flags_of(write(tmp_path, [B, C], facts)) == ["contradiction"]
    item = news(2018, "2018-02-01")
    facts = [state(B, "completed", 2018, "云岭芯谷建成"), state(item, "planned", 2018, "谋划云岭芯谷")]
    assert flags_of(write(tmp_path, [B, item], facts)) == []


def _limits(*documents):
    return limits(read_records(map(source_of, documents)))


def test_documents_of_one_year_say_why_nothing_is_judged(tmp_path):
    facts = [PROMISE, plan(A, "started", 2018, "推动云岭芯谷开工")]
    assert flags_of(write(tmp_path, [A, report(2018, OTHER["id"])], facts)) == []
    assert _limits(A) == ("所有文档都是 2018 年的，看不出久无下文和逾期，不作判断。",)


def test_places_of_which_too_little_is_known_are_counted():
    told = _limits(A, B, report(2018, OTHER["id"]))
    assert told == (
        "2 个地区里只有 1 个有不止一年的文档，其余不判断逾期。",
        "2 个地区里没有一个有相隔 2 到 5 年的政府工作报告，不判断久无下文。",
    )


def test_where_years_suffice_nothing_is_excused():
    assert _limits(A, C) == ()


def test_documents_without_place_or_year_are_told():
    assert _limits(report(2018, home="")) == ("没有一篇文档知道地区和年份，看不出久无下文和逾期，不作判断。",)


def test_ids_of_the_tables_are_those_of_the_flags(tmp_path):
    life = life_of(write(tmp_path, [A, B, C], OPEN))
    assert (life.entity.id, life.flags[0].one[0].source.home) == (VALLEY["id"], CITY["id"])
