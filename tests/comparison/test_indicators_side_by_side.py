"""Indicators of places: years, units, what is said twice and what is said differently."""

from __future__ import annotations

from pathlib import Path

from city_builds import DONGGUAN, KAIPING, compared, line, report, told, values

from kg.comparison.words import line_name, line_note, notes, place_line, told_indicators


def test_usual_name_brings_places_together(tmp_path: Path) -> None:
    found = compared(tmp_path, [told(DONGGUAN, 7, indicator="GDP"), told(KAIPING, 3, indicator="地区生产总值")])
    (indicator,) = found.shared
    assert indicator.name == "地区生产总值"
    assert [values(cell) for cell in line(found).cells] == [[7], [3]]
    assert [cell.readings[0].named for cell in line(found).told] == ["GDP", "地区生产总值"]


def test_value_growth_and_plans_are_lines_of_their_own(tmp_path: Path) -> None:
    plan = told(DONGGUAN, kind="target", year=2018, growth=8)
    found = compared(tmp_path, [told(DONGGUAN, 7, growth=8.2), plan])
    lines = [(one.kind, one.measure, values(one.cells[0])) for one in found.indicators[0].lines]
    assert lines == [("actual", "value", [7]), ("actual", "growth", [8.2]), ("target", "growth", [8])]


def test_newest_year_is_taken_for_each_place(tmp_path: Path) -> None:
    facts = [told(DONGGUAN, 5, year=2016), told(DONGGUAN, 7, year=2018), told(KAIPING, 3, year=2017)]
    found = line(compared(tmp_path, facts))
    assert [(cell.year, values(cell), cell.others) for cell in found.told] == [(2018, [7], (2016,)), (2017, [3], ())]
    assert (line_name(found), line_note(found)) == ("实绩", "年份不同")


def test_year_of_all_places_is_told_once(tmp_path: Path) -> None:
    found = line(compared(tmp_path, [told(DONGGUAN, 7), told(KAIPING, 3)]))
    assert (line_name(found), line_note(found)) == ("2017年实绩", "")


def test_year_that_is_asked_for_leaves_out_all_others(tmp_path: Path) -> None:
    facts = [told(DONGGUAN, 5, year=2016), told(DONGGUAN, 7, year=2018), told(KAIPING, 3)]
    found = compared(tmp_path, facts, year=2016)
    assert [values(cell) for cell in line(found).cells] == [[5], []]
    assert place_line(found.places[1]).endswith("没有指标")


def test_units_that_differ_are_said_and_not_compared(tmp_path: Path) -> None:
    found = line(compared(tmp_path, [told(DONGGUAN, 7), told(KAIPING, 3, "USD")]))
    assert (found.comparable, line_note(found)) == (False, "单位不同，不能相比")
    assert [values(cell) for cell in found.cells] == [[7], [3]]


def test_two_units_of_one_place_are_no_contradiction(tmp_path: Path) -> None:
    found = line(compared(tmp_path, [told(DONGGUAN, 7), told(DONGGUAN, 1, "USD")]))
    assert (values(found.cells[0]), found.told[0].disputed, found.units_differ) == ([7, 1], False, False)


def test_contradiction_shows_both_values(tmp_path: Path) -> None:
    documents = [report(), report("d2")]
    found = compared(tmp_path, [told(DONGGUAN, 7), told(DONGGUAN, 8, doc="d2")], documents=documents)
    (cell,) = line(found).told
    assert (cell.disputed, values(cell)) == (True, [7, 8])
    assert "说法不一：东莞市2017年地区生产总值（实绩）7元、8元" in list(notes(found))


def test_values_of_a_plan_and_of_another_year_contradict_nothing(tmp_path: Path) -> None:
    facts = [told(DONGGUAN, 7), told(DONGGUAN, 8, kind="target"), told(DONGGUAN, 6, year=2016)]
    assert not any(cell.disputed for one in compared(tmp_path, facts).indicators[0].lines for cell in one.told)


def test_what_two_documents_say_alike_is_one_reading_with_two_proofs(tmp_path: Path) -> None:
    documents = [report(), report("d2")]
    found = line(compared(tmp_path, [told(DONGGUAN, 7), told(DONGGUAN, 7, doc="d2")], documents=documents))
    (reading,) = found.told[0].readings
    assert [proof.source.id for proof in reading.proofs] == ["d1", "d2"]


def test_growth_beside_a_value_and_growth_alone_agree(tmp_path: Path) -> None:
    found = compared(tmp_path, [told(DONGGUAN, 7, growth=8), told(DONGGUAN, growth=8, as_stated="增长8%")])
    (cell,) = line(found, measure="growth").told
    assert (cell.disputed, len(cell.readings), len(cell.readings[0].proofs)) == (False, 1, 2)


def test_bound_of_a_value_is_not_that_of_its_growth(tmp_path: Path) -> None:
    found = compared(tmp_path, [told(DONGGUAN, 7, growth=8, bound="more_than")])
    assert line(found).told[0].readings[0].bound == "more_than"
    assert line(found, measure="growth").told[0].readings[0].bound == "exact"


def test_main_indicators_come_first_and_those_of_one_place_are_apart(tmp_path: Path) -> None:
    facts = [told(one, 1, indicator=name) for one in (DONGGUAN, KAIPING) for name in ("甲指标", "地区生产总值")]
    found = compared(tmp_path, [*facts, told(KAIPING, 1, indicator="乙指标")])
    assert [one.name for one in found.shared] == ["地区生产总值", "甲指标"]
    assert [one.name for one in found.single] == ["乙指标"]


def test_place_without_anything_is_said_to_be_so(tmp_path: Path) -> None:
    found = compared(tmp_path, [told(DONGGUAN, 7)])
    assert place_line(found.places[1]) == "开平市：没有以它为主的文档，没有指标"


def test_documents_of_one_year_show_no_change(tmp_path: Path) -> None:
    one_year = [report(), report("d2", KAIPING)]
    assert "各地的文档都只有 2018 年的一年，看不出变化" in list(notes(compared(tmp_path, [], documents=one_year)))
    two_years = [report(), report("d2", KAIPING, year=2019)]
    assert not any("看不出变化" in one for one in notes(compared(tmp_path, [], documents=two_years)))


def test_one_place_alone_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    found = compared(tmp_path, [told(DONGGUAN, 7)], "东莞市")
    assert "只有一个地区，没有可比的" in list(notes(found))
    assert [title for title, _ in told_indicators(found, False)] == ["指标"]


def test_year_says_what_is_not_of_it(tmp_path: Path) -> None:
    (note,) = (one for one in notes(compared(tmp_path, [], year=2017)) if "2017" in one)
    assert "园区、企业和项目不分年份，全部列出" in note
