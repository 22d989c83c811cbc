"""Which places are meant by names."""

from __future__ import annotations

from pathlib import Path

import pytest
from city_builds import DONGGUAN, ENTITIES, KAIPING, compared

from kg.errors import QueryError

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
    from city_builds import write

    from kg.comparison import compare
    from kg.query.tables import read_tables

    with pytest.raises(QueryError) as raised:
        compare(read_tables(write(tmp_path, [], entities=entities)), names)
    assert all(part in str(raised.value) for part in parts)


def test_full_name_goes_before_a_short_form_of_another(tmp_path: Path) -> None:
    short = {"id": "region-x", "type": "Region", "name": "另一处", "aliases": ["东莞市"]}
    found = compared(tmp_path, [], "东莞市", entities=(DONGGUAN, short))
    assert found.places[0].entity.id == DONGGUAN["id"]
