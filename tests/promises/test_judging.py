"""What later documents say of a promise, and which of them may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from promised import BRIDGE, BUILDER, CITY, MAYOR, MEETING, PARK, REFORM, fact, ledger, number, only, report, state

TARGET = number("d2021", 2021, "target", growth=8.0)


def _news(year: int, date: str, **more: Any) -> dict[str, Any]:
    return report(year, id=f"n{date}", kind="news", title="云岭新闻", issued=None, date=date, **more)


def test_result_must_be_of_the_year(tmp_path: Path) -> None:
    found = only(tmp_path, TARGET, number("d2022", 2020, growth=9.0)).judgement
    assert (found.verdict.value, found.explanation) == ("silent", "后文提到，但没有可比的说法（2022年的报告）")
    assert [entry.fact.year for entry in found.later] == [2020]


def test_own_document_and_other_places_do_not_judge(tmp_path: Path) -> None:
    other = report(2022, id="other", home="region-990200", place="别处市")
    facts = number("d2021", 2021, growth=9.0), number("other", 2021, growth=9.0)
    assert only(tmp_path, TARGET, *facts, documents=[report(2021), other]).judgement.verdict.value == "pending"


def test_indicators_of_two_spellings_are_one(tmp_path: Path) -> None:
    target = number("d2021", 2021, "target", indicator="规上工业增加值", growth=8.0)
    found = only(tmp_path, target, number("d2022", 2021, indicator="规模以上工业增加值", growth=8.0))
    assert (found.what, found.judgement.verdict.value) == ("规模以上工业增加值", "met")


def test_two_later_documents_that_disagree(tmp_path: Path) -> None:
    documents = [report(2021), report(2022), report(2023)]
    told = number("d2022", 2021, growth=8.1), number("d2023", 2021, growth=6.0)
    found = only(tmp_path, TARGET, *told, documents=documents).judgement
    assert (found.verdict.value, len(found.later)) == ("contradictory", 2)


def test_report_of_two_years_later_is_no_silence_on_a_number(tmp_path: Path) -> None:
    assert only(tmp_path, TARGET, documents=[report(2021), report(2023)]).judgement.verdict.value == "pending"


def test_silence_of_news_means_nothing(tmp_path: Path) -> None:
    documents = [report(2021), _news(2022, "2022-03-01")]
    assert only(tmp_path, TARGET, documents=documents).judgement.verdict.value == "pending"


def test_news_of_an_earlier_year_is_not_later_by_its_page(tmp_path: Path) -> None:
    documents = [report(2021), _news(2019, "2025-07-16")]
    plan, told = state("d2021", 2021, "planned", "completed"), state("n2025-07-16", 2019, "completed")
    assert only(tmp_path, plan, told, documents=documents).judgement.verdict.value == "pending"


@pytest.mark.parametrize(("value", "verdict"), [(12.0, "met"), (5.0, "pending")])
def test_year_that_is_not_over_can_be_met_and_not_missed(tmp_path: Path, value: float, verdict: str) -> None:
    target = number("d2021", 2021, "target", indicator="新增上市公司", value=10.0, unit="家")
    told = number("n2021-10-01", 2021, indicator="新增上市公司", value=value, unit="家")
    found = only(tmp_path, target, told, documents=[report(2021), _news(2021, "2021-10-01")])
    assert found.judgement.verdict.value == verdict


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        ([state("d2022", 2021, "completed")], "met"),
        ([state("d2022", 2021, "operating")], "met"),
        ([state("d2022", 2021, "under_construction")], "partly"),
        ([state("d2022", 2020, "under_construction")], "silent"),
        ([state("d2022", 2022, "completed")], "partly"),
        ([state("d2022", 2021, "cancelled")], "missed"),
        ([state("d2022", 2022, "planned", "completed")], "missed"),
        ([state("d2022", 2021, "completed"), state("d2022", 2021, "cancelled", start=30)], "contradictory"),
        ([fact("d2022", predicate="locatedIn", subject=BRIDGE["id"], object=CITY["id"])], "silent"),
        ([], "silent"),
    ],
)
def test_states_in_their_order(tmp_path: Path, later: list[dict[str, Any]], verdict: str) -> None:
    plan = state("d2021", 2021, "planned", "completed")
    assert only(tmp_path, plan, *later).judgement.verdict.value == verdict


def test_subject_that_is_only_named_is_said_to_be(tmp_path: Path) -> None:
    named = fact("d2022", predicate="locatedIn", subject=BRIDGE["id"], object=CITY["id"])
    found = only(tmp_path, state("d2021", 2021, "planned", "completed"), named).judgement
    assert (found.explanation, len(found.later)) == ("后文提到，但没有可比的说法（2022年的报告）", 1)


def test_plan_of_several_years_waits_for_the_last(tmp_path: Path) -> None:
    plan = state("d2021", 2023, "planned", "completed")
    assert only(tmp_path, plan, state("d2022", 2021, "started")).judgement.verdict.value == "pending"
    again = state("d2022", 2023, "planned", "completed")
    assert only(tmp_path, plan, again).judgement.verdict.value == "pending"


def test_month_that_was_missed_is_too_late(tmp_path: Path) -> None:
    plan = state("d2021", 2021, "planned", "completed", quote="6月底前建成云岭大桥")
    told = state("d2022", 2021, "completed", quote="云岭大桥10月建成")
    found = only(tmp_path, plan, told).judgement
    assert found.verdict.value == "partly"
    assert found.explanation.endswith("，晚于原定的6月底前")


def test_what_goes_on_is_not_missed_when_it_is_planned_again(tmp_path: Path) -> None:
    plan = state("d2021", 2021, "operating", "operating", REFORM)
    again = state("d2022", 2022, "operating", "operating", REFORM)
    found = only(tmp_path, plan, again)
    assert (found.what, found.judgement.verdict.value) == ("全面实施", "silent")
    assert "2022年的报告再次列入计划" in found.judgement.explanation


def test_policy_that_is_completed_was_carried_out(tmp_path: Path) -> None:
    plan = state("d2021", 2021, "planned", "operating", REFORM)
    assert only(tmp_path, plan, state("d2022", 2021, "completed", subject=REFORM)).judgement.verdict.value == "met"


@pytest.mark.parametrize(
    ("subject", "goal", "year", "later", "verdict"),
    [
        (REFORM, "operating", 2021, 2022, "met"),
        (REFORM, "operating", 2023, 2024, "silent"),
        (BRIDGE, "operating", 2023, 2024, "silent"),
        (BRIDGE, "under_construction", 2023, 2024, "silent"),
        (BRIDGE, "completed", 2023, 2024, "partly"),
    ],
)
def test_only_events_come_late(
    tmp_path: Path, subject: dict[str, Any], goal: str, year: int, later: int, verdict: str
) -> None:
    plan = state("d2021", 2021, "planned", goal, subject)
    told = state(f"d{later}", year, goal, subject=subject)
    found = only(tmp_path, plan, told, documents=[report(2021), report(2022), report(2024)]).judgement
    assert found.verdict.value == verdict
    assert verdict != "silent" or found.explanation == "只有2024年的报告说到2023年，没有说2021年"


def test_what_follows_an_event_does_not_say_that_it_came_late(tmp_path: Path) -> None:
    told = state("d2024", 2023, "operating")
    plan = state("d2021", 2021, "planned", "started")
    documents = [report(2021), report(2022), report(2024)]
    assert only(tmp_path, plan, told, documents=documents).judgement.verdict.value == "silent"


def test_event_that_an_earlier_report_tells_of_is_not_late(tmp_path: Path) -> None:
    plan, told = state("d2021", 2021, "planned", "completed"), state("d2023", 2022, "completed")
    documents = [report(2020), report(2021), report(2022), report(2023)]
    assert only(tmp_path, plan, told, documents=documents).judgement.verdict.value == "partly"
    before = state("d2020", 2019, "completed")
    assert only(tmp_path, plan, told, before, documents=documents).judgement.verdict.value == "silent"


def test_cooperation_of_a_later_year_is_not_late(tmp_path: Path) -> None:
    plan = _with("d2021", "target", 2021, CITY["id"], BUILDER["id"])
    told = _with("d2024", "actual", 2023, CITY["id"], BUILDER["id"])
    documents = [report(2021), report(2022), report(2024)]
    assert only(tmp_path, plan, told, documents=documents).judgement.verdict.value == "silent"


def _with(doc: str, kind: str, year: int, one: str, other: str) -> dict[str, Any]:
    return fact(doc, predicate="cooperatesWith", subject=one, object=other, kind=kind, year=year)


def test_partners_may_be_named_in_either_order(tmp_path: Path) -> None:
    plan = _with("d2021", "target", 2021, CITY["id"], BUILDER["id"])
    assert (
        only(tmp_path, plan, _with("d2022", "actual", 2021, BUILDER["id"], CITY["id"])).judgement.verdict.value == "met"
    )


def test_event_of_an_earlier_year_does_not_meet_a_promise(tmp_path: Path) -> None:
    plan = fact("d2021", predicate="organizedBy", subject=MEETING["id"], object=CITY["id"], kind="target", year=2021)
    told = fact("d2022", predicate="organizedBy", subject=MEETING["id"], object=CITY["id"], year=2019)
    assert only(tmp_path, plan, told).judgement.verdict.value == "silent"


@pytest.mark.parametrize(("predicate", "verdict"), [("organizedBy", "silent"), ("issuedBy", "missed")])
def test_what_is_done_once_is_missed_when_it_is_planned_again(tmp_path: Path, predicate: str, verdict: str) -> None:
    subject = (MEETING if predicate == "organizedBy" else REFORM)["id"]
    one, again = (
        fact(f"d{year}", predicate=predicate, subject=subject, object=CITY["id"], kind="target", year=year)
        for year in (2021, 2022)
    )
    found = only(tmp_path, one, again).judgement
    assert found.verdict.value == verdict
    assert "2022年的报告再次列入计划" in found.explanation


def test_persons_promise_nothing(tmp_path: Path) -> None:
    told = fact(
        "d2021", predicate="participatesIn", subject=MAYOR["id"], object=MEETING["id"], kind="target", year=2021
    )
    assert ledger(tmp_path, told).promises == ()


def test_attributes_of_planned_things_are_no_promises(tmp_path: Path) -> None:
    told = fact("d2021", predicate="locatedIn", subject=BRIDGE["id"], object=CITY["id"], kind="target", year=2021)
    assert ledger(tmp_path, told).promises == ()


def test_who_builds_is_who_promised(tmp_path: Path) -> None:
    built = fact("d2022", predicate="developedBy", subject=BRIDGE["id"], object=BUILDER["id"], year=2021)
    assert only(tmp_path, state("d2021", 2021, "planned", "completed"), built).who == ("星河建设",)
    assert only(tmp_path, TARGET).who == ("青禾市",)


def test_investment_compares_with_the_same_kind(tmp_path: Path) -> None:
    def spent(doc: str, kind: str, role: str, value: float) -> dict[str, Any]:
        more = {"role": role, "value": value, "unit": "CNY", "year": 2021, "kind": kind}
        return fact(doc, predicate="investment", subject=BRIDGE["id"], **more)

    target = spent("d2021", "target", "年内完成投资", 1e9)
    assert only(tmp_path, target, spent("d2022", "actual", "完成投资", 9e8)).judgement.ratio == 0.9
    assert only(tmp_path, target, spent("d2022", "actual", "总投资", 9e9)).judgement.verdict.value == "silent"


@pytest.mark.parametrize(
    ("role", "subject", "count"),
    [
        ("总投资", BRIDGE, 0),
        ("造价", BRIDGE, 0),
        ("投资", BRIDGE, 0),
        ("协议投资额", BRIDGE, 0),
        ("协议投资额", CITY, 1),
        ("年度计划投资", BRIDGE, 1),
        ("完成投资", BRIDGE, 1),
        ("到位资金", BRIDGE, 1),
        ("新增投资", BRIDGE, 1),
    ],
)
def test_size_of_a_project_is_no_promise(tmp_path: Path, role: str, subject: dict[str, Any], count: int) -> None:
    more = {"role": role, "value": 1e9, "unit": "CNY", "year": 2021, "kind": "target"}
    target = fact("d2021", predicate="investment", subject=subject["id"], **more)
    assert len(ledger(tmp_path, target).promises) == count


@pytest.mark.parametrize(
    ("goal", "reached", "verdict"),
    [
        ("completed", "planned", "missed"),
        ("completed", "signed", "missed"),
        ("completed", "approved", "missed"),
        ("completed", "started", "partly"),
        ("operating", "approved", "missed"),
        ("operating", "completed", "partly"),
        ("started", "planned", "missed"),
        ("started", "signed", "partly"),
        ("approved", "signed", "missed"),
    ],
)
def test_what_is_not_begun_is_not_partly_done(tmp_path: Path, goal: str, reached: str, verdict: str) -> None:
    plan = state("d2021", 2021, "planned", goal)
    assert only(tmp_path, plan, state("d2022", 2021, reached)).judgement.verdict.value == verdict


def test_plan_of_a_much_later_report_is_another(tmp_path: Path) -> None:
    documents = [report(2021), report(2022), report(2030)]
    plan, again = state("d2021", 2021, "planned", "completed"), state("d2030", 2030, "planned", "completed")
    found = only(tmp_path, plan, again, documents=documents).judgement
    assert (found.verdict.value, found.explanation) == ("silent", "2022年的报告里没有读到它的结果")


@pytest.mark.parametrize(("year", "again"), [(2022, True), (2025, False)])
def test_number_is_planned_again_for_the_year_after(tmp_path: Path, year: int, again: bool) -> None:
    found = only(tmp_path, TARGET, number("d2022", year, "target", growth=9.0)).judgement
    assert ("再次列入计划" in found.explanation) == again


def test_two_targets_of_one_document_are_not_judged(tmp_path: Path) -> None:
    other = number("d2021", 2021, "target", growth=6.0, start=90, end=95)
    made = ledger(tmp_path, TARGET, other, number("d2022", 2021, growth=8.2)).promises
    assert {one.judgement.verdict.value for one in made} == {"incomparable"}
    assert {one.judgement.explanation[:13] for one in made} == {"同一文档里有两个不同的目标"}


def test_target_of_five_years_is_no_second_target_of_the_year(tmp_path: Path) -> None:
    year, years, told = (
        number(doc, 2021, kind, indicator="城镇新增就业", value=value, unit="万人", start=start)
        for doc, kind, value, start in (
            ("d2021", "target", 900.0, 10),
            ("d2021", "target", 4200.0, 90),
            ("d2022", "actual", 979.0, 10),
        )
    )
    made = ledger(tmp_path, year, years, told).promises
    assert [one.judgement.verdict.value for one in made] == ["met", "incomparable"]


def test_one_target_told_twice_is_judged(tmp_path: Path) -> None:
    again = number("d2021", 2021, "target", growth=8.0, start=90, end=95)
    made = ledger(tmp_path, TARGET, again, number("d2022", 2021, growth=8.2)).promises
    assert {one.judgement.verdict.value for one in made} == {"met"}


@pytest.mark.parametrize(
    ("quote", "value", "shown"),
    [
        ("增加90家", 90.0, True),
        ("过去五年增加90家", 90.0, False),
        ("增加500家", 500.0, False),
        ("增加20家", 20.0, True),
    ],
)
def test_year_before_is_no_sum_of_years(tmp_path: Path, quote: str, value: float, shown: bool) -> None:
    target = number("d2021", 2021, "target", indicator="新增上市公司", value=100.0, unit="家")
    told = number("d2021", 2020, indicator="新增上市公司", value=value, unit="家", quote=quote, start=40)
    made = ledger(tmp_path, target, told).promises
    assert [one.before is not None for one in made] == [shown]


@pytest.mark.parametrize(
    ("subject", "by", "start", "sorts"),
    [
        (REFORM, "status-policy-done", 12, ["indicator"]),
        (REFORM, "status-policy-done", 20, ["indicator", "policy"]),
        (BRIDGE, "status-continuing", 12, ["indicator"]),
        (BRIDGE, "status-starts", 12, ["indicator", "project"]),
    ],
)
def test_words_of_a_number_promise_no_state(
    tmp_path: Path, subject: dict[str, Any], by: str, start: int, sorts: list[str]
) -> None:
    plan = state("d2021", 2021, "planned", "completed", subject, by=by, start=start, end=start + 10)
    assert [one.sort.value for one in ledger(tmp_path, TARGET, plan).promises] == sorts


def test_plan_under_the_name_of_a_policy_says_nothing_against_it(tmp_path: Path) -> None:
    plan = state("d2021", 2021, "planned", "operating", REFORM)
    assert only(tmp_path, plan, state("d2022", 2021, "planned", subject=REFORM)).judgement.verdict.value == "silent"


def test_building_goes_on_when_it_is_planned_again(tmp_path: Path) -> None:
    plan, again = (state(f"d{year}", year, "planned", "under_construction") for year in (2021, 2022))
    assert only(tmp_path, plan, again).judgement.verdict.value == "silent"


@pytest.mark.parametrize(("subject", "verdict"), [(BRIDGE, "missed"), (PARK, "silent")])
def test_parks_are_run_year_after_year(tmp_path: Path, subject: dict[str, Any], verdict: str) -> None:
    plan, again = (state(f"d{year}", year, "planned", "operating", subject) for year in (2021, 2022))
    assert only(tmp_path, plan, again).judgement.verdict.value == verdict


def test_what_was_started_is_under_construction(tmp_path: Path) -> None:
    plan = state("d2021", 2021, "planned", "under_construction")
    assert only(tmp_path, plan, state("d2022", 2021, "started")).judgement.verdict.value == "met"


def test_several_later_reports_are_not_said_to_be_the_only_one(tmp_path: Path) -> None:
    plan = state("d2021", 2021, "planned", "operating", REFORM)
    told = [state(f"d{year}", year - 1, "operating", subject=REFORM) for year in (2023, 2024)]
    found = only(tmp_path, plan, *told, documents=[report(year) for year in (2021, 2022, 2023, 2024)]).judgement
    assert found.explanation == "只有2023年的报告和更晚的文档说到2022年起，没有说2021年"


@pytest.mark.parametrize(("built", "verdict"), [("一期", "silent"), ("二期", "met"), ("", "met")])
def test_another_phase_does_not_meet_a_promise(tmp_path: Path, built: str, verdict: str) -> None:
    promise = state("d2021", 2021, "planned", "completed", quote="确保云岭大桥二期建成")
    assert (
        only(tmp_path, promise, state("d2022", 2021, "completed", quote=f"云岭大桥{built}建成")).judgement.verdict
        == verdict
    )


def test_stop_that_was_planned_is_kept(tmp_path: Path) -> None:
    promise = state("d2021", 2021, "planned", "cancelled", quote="取消云岭大桥")
    assert only(tmp_path, promise, state("d2022", 2021, "cancelled", quote="云岭大桥已取消")).judgement.verdict == "met"
