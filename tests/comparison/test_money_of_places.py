"""Investments of places: what is added, and what is kept apart."""

from __future__ import annotations

from pathlib import Path

from city_builds import CHIPS, DONGGUAN, KAIPING, MILL, PLANT, Row, compared, fact, lies, paid, report

from kg.comparison.model import Comparison
from kg.comparison.words import no_money, notes, sum_name, sum_said

HERE = [lies(PLANT, KAIPING), lies(MILL, KAIPING)]
TWO = (report(), report("d2"))


def _sums(comparison: Comparison, by: str = "all") -> dict[str, list[str]]:
    rows = (row for row in comparison.money.rows if row.by == by)
    return {sum_name(row): [sum_said(cell, row) if cell else "" for cell in row.cells] for row in rows}


def _left(comparison: Comparison) -> list[tuple[str, float, str]]:
    return [(left.amount.entity.name, left.amount.value, left.reason) for left in comparison.money.left]


def _of(tmp_path: Path, *facts: Row, by: str = "all") -> dict[str, list[str]]:
    return _sums(compared(tmp_path, [*HERE, *facts], documents=TWO), by)


def test_amounts_of_a_role_are_added_and_counted(tmp_path: Path) -> None:
    assert _of(tmp_path, paid(PLANT, 5e8), paid(MILL, 2e8)) == {"总投资（元）": ["", "7亿元，2017年（2 个项目，2 笔）"]}


def test_currencies_are_never_added(tmp_path: Path) -> None:
    assert _of(tmp_path, paid(PLANT, 5e8), paid(MILL, 2e8, unit="USD")) == {
        "总投资（元）": ["", "5亿元，2017年（1 个项目，1 笔）"],
        "总投资（美元）": ["", "2亿美元，2017年（1 个项目，1 笔）"],
    }


def test_roles_are_never_added(tmp_path: Path) -> None:
    facts = (paid(PLANT, 5e8), paid(MILL, 2e8, "完成投资"), paid(PLANT, 1e8, "累计完成投资"), paid(PLANT, 3e8, "投资"))
    assert _of(tmp_path, *facts) == {
        "完成投资（元）": ["", "2亿元，2017年（1 个项目，1 笔）"],
        "总投资（元）": ["", "5亿元，2017年（1 个项目，1 笔）"],
        "投资（元）": ["", "3亿元，2017年（1 个项目，1 笔）"],
        "累计完成投资（元）": ["", "1亿元，2017年（1 个项目，1 笔）"],
    }


def test_plans_are_summed_apart(tmp_path: Path) -> None:
    assert _of(tmp_path, paid(PLANT, 5e8), paid(MILL, 2e8, kind="target")) == {
        "总投资（元）": ["", "5亿元，2017年（1 个项目，1 笔）"],
        "总投资（元，计划）": ["", "2亿元，2017年（1 个项目，1 笔）"],
    }


def test_what_two_documents_tell_is_one_amount(tmp_path: Path) -> None:
    assert _of(tmp_path, paid(PLANT, 5e8), paid(PLANT, 5e8, doc="d2")) == {
        "总投资（元）": ["", "5亿元，2017年（1 个项目，1 笔）"]
    }


def test_total_that_two_years_tell_is_one_amount_with_both_proofs(tmp_path: Path) -> None:
    found = compared(tmp_path, [*HERE, paid(PLANT, 5e8, year=2016), paid(PLANT, 5e8, doc="d2")], documents=TWO)
    (total,) = (row.cells[1] for row in found.money.rows if row.by == "all")
    assert total is not None
    assert [len(amount.proofs) for amount in total.added] == [2]
    assert found.money.left == ()


def test_later_total_holds_and_the_earlier_is_named(tmp_path: Path) -> None:
    found = compared(tmp_path, [*HERE, paid(PLANT, 5e8, year=2016), paid(PLANT, 6e8)])
    assert _sums(found) == {"总投资（元）": ["", "6亿元，2017年（1 个项目，1 笔）"]}
    assert [(left.place, left.amount.value, left.reason) for left in found.money.left] == [(1, 5e8, "earlier")]


def test_each_year_has_its_own_completed_investment(tmp_path: Path) -> None:
    facts = (paid(PLANT, 5e8, "完成投资", year=2016), paid(PLANT, 6e8, "完成投资"), paid(MILL, 1e8, "完成投资"))
    found = compared(tmp_path, [*HERE, *facts])
    assert _sums(found) == {"完成投资（元）": ["", "7亿元，2017年（2 个项目，2 笔）"]}
    assert _left(found) == [("云岭芯谷", 5e8, "older")]


def test_newest_year_is_that_of_each_place(tmp_path: Path) -> None:
    facts = (paid(DONGGUAN, 3e8, "完成投资", year=2016), paid(PLANT, 6e8, "完成投资"))
    found = compared(tmp_path, [*HERE, *facts])
    assert _sums(found) == {"完成投资（元）": ["3亿元，2016年（1 个主体，1 笔）", "6亿元，2017年（1 个项目，1 笔）"]}
    assert [row.years_differ for row in found.money.rows if row.by == "all"] == [True]


def test_totals_of_projects_are_added_whatever_their_year(tmp_path: Path) -> None:
    facts = (paid(PLANT, 5e8, year=2016), paid(MILL, 6e8))
    assert _of(tmp_path, *facts) == {"总投资（元）": ["", "11亿元，2016至2017年（2 个项目，2 笔）"]}


def test_plan_that_was_answered_is_listed_and_not_added(tmp_path: Path) -> None:
    done, plan = paid(PLANT, 7.6e8, "完成投资"), paid(PLANT, 8e8, "年内完成投资", kind="target")
    found = compared(tmp_path, [*HERE, done, plan, paid(MILL, 2e8, "完成投资", kind="target")])
    assert _sums(found) == {
        "完成投资（元）": ["", "7.6亿元，2017年（1 个项目，1 笔）"],
        "完成投资（元，计划）": ["", "2亿元，2017年（1 个项目，1 笔）"],
    }
    assert _left(found) == [("云岭芯谷", 8e8, "done")]


def test_plan_for_a_later_year_is_not_answered_unless_there_is_one_amount_at_a_time(tmp_path: Path) -> None:
    facts = [paid(PLANT, 1e8, role, year=year, kind=kind) for role in ("完成投资", "总投资") for year, kind in ((2017, "actual"), (2018, "target"))]  # fmt: skip
    assert _left(compared(tmp_path, [*HERE, *facts])) == [("云岭芯谷", 1e8, "done")]
    assert "完成投资（元，计划）" in _of(tmp_path, *facts)


def test_money_of_what_is_cancelled_is_not_added(tmp_path: Path) -> None:
    facts = [*HERE, paid(PLANT, 5e8), paid(MILL, 2e8), fact(PLANT, "status", value="cancelled")]
    found = compared(tmp_path, facts)
    assert _sums(found) == {"总投资（元）": ["", "2亿元，2017年（1 个项目，1 笔）"]}
    assert _left(found) == [("云岭芯谷", 5e8, "cancelled")]


def test_money_of_several_years_is_not_added_but_a_total_is(tmp_path: Path) -> None:
    facts = [
        paid(PLANT, 5e8, "完成投资", quote="五年来完成投资5亿元"),
        paid(MILL, 2e8, quote="上半年开工的总投资2亿元"),
    ]
    found = compared(tmp_path, [*HERE, *facts])
    assert _sums(found) == {"总投资（元）": ["", "2亿元，2017年（1 个项目，1 笔）"]}
    assert _left(found) == [("云岭芯谷", 5e8, "period")]


def test_year_without_amounts_is_named(tmp_path: Path) -> None:
    assert no_money(compared(tmp_path, [*HERE, paid(PLANT, 5e8)], year=2022)) == "2022 年没有金额"
    assert no_money(compared(tmp_path, [*HERE, paid(PLANT, 5e8)])) == ""


def test_accounts_that_differ_are_not_added_and_named(tmp_path: Path) -> None:
    found = compared(tmp_path, [*HERE, paid(PLANT, 5e8), paid(PLANT, 6e8, doc="d2"), paid(MILL, 1e8)], documents=TWO)
    assert _sums(found) == {"总投资（元）": ["", "1亿元，2017年（1 个项目，1 笔）"]}
    assert [(left.amount.value, left.reason) for left in found.money.left] == [(6e8, "disputed"), (5e8, "disputed")]


def test_sum_tells_how_many_are_not_exact(tmp_path: Path) -> None:
    facts = (paid(PLANT, 5e8, bound="more_than"), paid(MILL, 2e8, upper=3e8))
    assert _of(tmp_path, *facts) == {"总投资（元）": ["", "7亿元，2017年（2 个项目，2 笔，其中 2 笔不是确数）"]}


def test_industries_and_states_part_a_sum(tmp_path: Path) -> None:
    facts = (paid(PLANT, 5e8), paid(MILL, 2e8), lies(PLANT, CHIPS, "engagedIn"), fact(MILL, "status", value="started"))
    assert _of(tmp_path, *facts, by="industry") == {
        "总投资（元） · 没有说产业": ["", "2亿元，2017年（1 个项目，1 笔）"],
        "总投资（元） · 芯片": ["", "5亿元，2017年（1 个项目，1 笔）"],
    }
    assert _of(tmp_path, *facts, by="status") == {
        "总投资（元） · 没有说状态": ["", "5亿元，2017年（1 个项目，1 笔）"],
        "总投资（元） · 开工启动": ["", "2亿元，2017年（1 个项目，1 笔）"],
    }


def test_state_that_is_only_planned_is_told_so_beside_money(tmp_path: Path) -> None:
    plan = fact(PLANT, "status", value="planned", goal="completed", kind="target")
    assert list(_of(tmp_path, paid(PLANT, 5e8), plan, by="status")) == ["总投资（元） · 建成（计划）"]


def test_money_of_the_place_itself_counts(tmp_path: Path) -> None:
    assert _of(tmp_path, paid(DONGGUAN, 5e8)) == {"总投资（元）": ["5亿元，2017年（1 个主体，1 笔）", ""]}


def test_money_for_what_lies_nowhere_is_said_to_be_left_out(tmp_path: Path) -> None:
    found = compared(tmp_path, [paid(PLANT, 5e8)])
    assert (found.money.rows, found.money.homeless) == ((), 1)
    assert "另有 1 个金额没有算：没有说它的主体位于哪里" in list(notes(found))


def test_year_keeps_amounts_of_other_years_out(tmp_path: Path) -> None:
    facts = [*HERE, paid(PLANT, 5e8, year=2016), paid(MILL, 2e8)]
    assert _sums(compared(tmp_path, facts, year=2016)) == {"总投资（元）": ["", "5亿元，2016年（1 个项目，1 笔）"]}


def test_part_of_a_project_is_not_added_to_the_whole(tmp_path: Path) -> None:
    facts = [lies(PLANT, KAIPING), lies(MILL, PLANT, "partOf"), paid(PLANT, 5e8), paid(MILL, 2e8)]
    found = compared(tmp_path, facts)
    assert _sums(found) == {"总投资（元）": ["", "5亿元，2017年（1 个项目，1 笔）"]}
    assert [(left.amount.entity.name, left.reason) for left in found.money.left] == [("水口纸厂", "part")]


def test_plan_for_a_part_belongs_to_the_whole_that_is_told_of(tmp_path: Path) -> None:
    facts = [lies(PLANT, KAIPING), lies(MILL, PLANT, "partOf"), paid(PLANT, 5e8), paid(MILL, 5e8, kind="target")]
    found = compared(tmp_path, facts)
    assert _sums(found) == {"总投资（元）": ["", "5亿元，2017年（1 个项目，1 笔）"]}
    assert _left(found) == [("水口纸厂", 5e8, "part")]


def test_part_counts_where_the_whole_has_no_amount_of_its_sort(tmp_path: Path) -> None:
    facts = [lies(PLANT, KAIPING), lies(MILL, PLANT, "partOf"), paid(PLANT, 5e8, "完成投资"), paid(MILL, 2e8)]
    assert _sums(compared(tmp_path, facts)) == {
        "完成投资（元）": ["", "5亿元，2017年（1 个项目，1 笔）"],
        "总投资（元）": ["", "2亿元，2017年（1 个项目，1 笔）"],
    }
