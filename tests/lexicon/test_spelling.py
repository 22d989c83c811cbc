"""Spellings of one name are compared alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.spelling import folded


@pytest.mark.parametrize("spelling", ["“青苗”工程", "青苗工程", "《青苗》工程", "青苗\u3000工程", "「青苗」 工程"])
def test_marks_and_blanks_do_not_matter(spelling: str) -> None:
    assert folded(spelling) == "青苗工程"


def test_width_does_not_matter() -> None:
    assert folded("５Ｇ（一期）") == "5G(一期)"


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)
