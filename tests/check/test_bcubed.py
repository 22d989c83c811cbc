"""B-cubed figures against hand-computed ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_gold import GOLD, MENTIONS, Row, mention, write_gold, write_tables

from kg.check.bcubed import Resolution, b_cubed, resolution
from kg.check.gold import read_gold
from kg.query.tables import read_tables


def _resolution(folder: Path, mentions: list[Row]) -> dict[str, Resolution]:
    tables = read_tables(write_tables(folder, mentions, []))
    titles = {source.id: source.title for source in tables.documents.values()}
    return resolution(titles, tables.mentions(), read_gold(write_gold(folder, GOLD)))


def test_example_of_bagga_and_baldwin() -> None:
    """Their figure 1: three chains of 5, 2 and 5; the second response joins both chains of 5."""
    truth = "aaaaabbccccc"
    one = b_cubed(list(zip(truth, "aaaaabbbbbbb", strict=True)))
    other = b_cubed(list(zip(truth, "aaaaabbaaaaa", strict=True)))
    assert (one.precision, one.recall) == (pytest.approx(0.7619, abs=1e-4), 1.0)
    assert (other.precision, other.recall) == (pytest.approx(0.5833, abs=1e-4), 1.0)


def test_alias_on_a_node_of_its_own_costs_recall(tmp_path: Path) -> None:
    found = _resolution(tmp_path, MENTIONS)
    assert found[""] == Resolution(5, 1.0, 0.8)  # 芯谷 and 云岭芯谷 half each, three names alone
    assert found["Project"] == Resolution(2, 1.0, 0.5)


def test_two_entities_on_one_node_cost_precision(tmp_path: Path) -> None:
    joined = [mention("n1", "Project", "云岭芯谷", "t"), mention("n1", "Project", "晨光大道", "t")]
    assert _resolution(tmp_path, joined)[""] == Resolution(2, 0.5, 1.0)


def test_optional_and_unknown_names_are_no_items(tmp_path: Path) -> None:
    others = [mention("n7", "Event", "大会", "t"), mention("n6", "Park", "新区", "t", nth=1)]
    assert _resolution(tmp_path, others) == {"": Resolution(0, 0.0, 0.0)}


def test_name_is_on_the_node_of_most_of_its_mentions(tmp_path: Path) -> None:
    twice = [mention("n2", "Project", "芯谷", "t"), mention("n2", "Project", "芯谷", "t", nth=1)]
    once = [mention("n1", "Project", "云岭芯谷", "t"), mention("n1", "Project", "芯谷", "t")]
    assert _resolution(tmp_path, once + twice)[""] == Resolution(2, 1.0, 0.5)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_sides_swap_precision_and_recall(pairs: list[tuple[int, int]]) -> None:
    one, other = b_cubed(pairs), b_cubed([(b, a) for a, b in pairs])
    assert (one.precision, one.recall) == (other.recall, other.precision)
    assert 0 < one.precision <= 1
