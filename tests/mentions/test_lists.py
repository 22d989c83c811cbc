"""Neighbours in 、-chains."""

from __future__ import annotations

from analysed import analyse_words
from kg.mentions.lists import find_neighbours
from kg.model import EntityType, Mention


def _neighbours(words: str, name: str, kind: EntityType, by: str = "test") -> list[tuple[str, str]]:
    text = words.replace("|", "")
    at = text.index(name)
    known = Mention(at, at + len(name), name, kind, by, 0.8)
    return [(m.text, m.name) for m in find_neighbours(analyse_words(words), [known])]


def test_left_neighbours_take_the_type() -> None:
    assert _neighbours("发展|光伏|、|储能|、|氢能|产业|。", "氢能产业", EntityType.INDUSTRY) == [
        ("储能", ""),
        ("光伏", ""),
    ]


def test_right_neighbours_take_the_type() -> None:
    assert _neighbours("氢能|、|光伏|、|储能|等|。", "氢能", EntityType.INDUSTRY) == [("光伏", ""), ("储能", "")]


def test_part_left_out_is_completed() -> None:
    found = _neighbours("青云|、|白沙|高速|动工|。", "白沙高速", EntityType.PROJECT, "project-works")
    assert found == [("青云", "青云高速")]


def test_a_verb_ends_the_chain() -> None:
    assert _neighbours("加强|合作|、|发展|氢能|。", "氢能", EntityType.INDUSTRY) == []


def test_a_member_with_a_class_word_is_not_completed() -> None:
    assert _neighbours("地铁|4|号线|、|5|号线|。", "地铁4号线", EntityType.PROJECT, "project-works") == [("5号线", "")]


def test_building_is_no_part_of_a_member() -> None:
    found = _neighbours("加快|青河|铁路|、|云山|专线|建设|。", "青河铁路", EntityType.PROJECT, "project-works")
    assert found == [("云山专线", "")]


def test_listed_projects_are_no_industries() -> None:
    assert _neighbours("云山|光伏|、|青河|制造|等|5|个|项目|。", "青河制造", EntityType.INDUSTRY) == []
