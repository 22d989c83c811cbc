"""Listed names where they stand in longer words."""

from __future__ import annotations

from analysed import analyse_words
from kg.mentions.gazetteer import find_listed


def _regions(words: str) -> set[str]:
    return {m.text for m in find_listed(analyse_words(words)) if m.type.value == "Region"}


def test_a_bay_is_not_the_city_that_it_is_called_after() -> None:
    assert "江阴" not in _regions("推动|江阴|湾|开发|。")


def test_a_city_that_does_not_exist_supports_no_short_form() -> None:
    assert "大城" not in _regions("建设|大城|市|。")
