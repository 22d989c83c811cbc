"""Later occurrences and short forms."""

from __future__ import annotations

from analysed import analyse_words
from kg.mentions.repeats import find_repeats
from kg.model import EntityType, Mention


def _repeats(text: str, name: str, kind: EntityType, by: str) -> list[tuple[int, str, str]]:
    at = text.index(name)
    known = Mention(at, at + len(name), name, kind, by, 0.75)
    return [(m.start, m.text, m.by) for m in find_repeats(analyse_words(text), [known], frozenset()) if m.start != at]


def test_full_name_is_found_again() -> None:
    assert _repeats("云岭园区好。云岭园区大。", "云岭园区", EntityType.PARK, "park-zone") == [(6, "云岭园区", "repeat")]


def test_body_without_class_word_is_a_short_form() -> None:
    assert _repeats("翠云山园区好。翠云山大。", "翠云山园区", EntityType.PARK, "park-zone") == [
        (7, "翠云山", "short-form")
    ]


def test_two_characters_are_too_few() -> None:
    assert _repeats("云岭园区好。云岭大。", "云岭园区", EntityType.PARK, "park-zone") == []
