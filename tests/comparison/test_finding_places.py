"""Which places are meant by names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from city_builds import DONGGUAN, ENTITIES, KAIPING, compared, told, write

from kg.comparison import compare
from kg.errors import QueryError
from kg.query.tables import read_tables

OTHER = {"id": "region-130205", "type": "Region", "name": "开平区", "aliases": ["开平"], "code": "130205"}


def test_places_are_found_by_name_alias_and_id(tmp_path: Path) -> None:
    found = compared(tmp_path, [], "东莞", "region-440783", "江门市")
    assert [place.entity.name for place in found.places] == ["东莞市", "开平市", "江门市"]


@pytest.mark.parametrize(
    ("names", "entities", "parts"),
    [
        (("东宛市",), ENTITIES, ("没有名为“东宛市”的地区", "东莞市")),
        (("东莞市", "莞"), ENTITIES, ("没有名为“莞”的地区", "东莞市（region-441900）")),
        (("云岭芯谷",), ENTITIES, ("没有名为“云岭芯谷”的地区",)),
        (("东莞市", "东莞"), ENTITIES, ("“东莞市”和“东莞”是同一个地区",)),
        (("开平",), (KAIPING, OTHER), ("可以指几个地区", "region-440783", "region-130205")),
        ((), ENTITIES, ("没有给出地区",)),
    ],
)
def test_what_is_not_one_place_is_an_error_with_a_way_out(
    tmp_path: Path, names: tuple[str, ...], entities: tuple[dict[str, object], ...], parts: tuple[str, ...]
) -> None:
    with pytest.raises(QueryError) as raised:
        compare(read_tables(write(tmp_path, [], entities=entities)), names)
    assert all(part in str(raised.value) for part in parts)


def test_full_name_goes_before_a_short_form_of_another(tmp_path: Path) -> None:
    short = {"id": "region-x", "type": "Region", "name": "另一处", "aliases": ["东莞市"]}
    found = compared(tmp_path, [], "东莞市", entities=(DONGGUAN, short))
    assert found.places[0].entity.id == DONGGUAN["id"]


@pytest.mark.parametrize(
    ("names", "year", "said"),
    [
        (("东莞市", "开平市"), "2017", "年份 '2017' 不是整数"),
        (("东莞市", "开平市"), True, "年份 True 不是整数"),
        (("东莞市", 5), None, "地区 5 不是文字"),
        ("东莞市", None, "地区要逐个给出"),
    ],
)
def test_wrong_argument_is_no_damage(tmp_path: Path, names: Any, year: Any, said: str) -> None:
    tables = read_tables(write(tmp_path, [told(DONGGUAN, 7)]))
    with pytest.raises(QueryError, match=said) as raised:
        compare(tables, names, year=year)
    assert raised.value.remedy
