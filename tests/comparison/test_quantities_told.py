"""Numbers as readers write them."""

from __future__ import annotations

import pytest

from kg.comparison.words import quantity


@pytest.mark.parametrize(
    ("value", "upper", "unit", "told"),
    [
        (19596, None, "CNY", "19596元"),
        (1740137000, None, "CNY", "17.40137亿元"),
        (50_000, 200_000, "CNY", "5至20万元"),
        (9_000_000, 1_200_000_000, "CNY", "0.09至12亿元"),
        (3, 3.5, "percent", "3至3.5%"),
        (-200_000, None, "CNY", "-20万元"),
    ],
)
def test_both_ends_of_a_range_have_one_scale(value: float, upper: float | None, unit: str, told: str) -> None:
    assert quantity(value, unit, upper) == told
