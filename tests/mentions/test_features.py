from __future__ import annotations

import numpy as np

from analysed import analyse_words
from kg.mentions.features import COLUMNS, FAMILIES, Alphabet, family, features, tag
from kg.model import EntityType, Mention


def _row(name: str) -> int:
    return [column for column, _ in COLUMNS].index(name)


def _table(words: str, *found: Mention) -> np.ndarray:
    return features(analyse_words(words), found)


def test_a_candidate_is_painted_into_the_row_of_its_family() -> None:
    park = Mention(0, 4, "青禾园区", EntityType.PARK, "park-zone", 0.8)
    table = _table("青禾|园区|开工", park)
    expected = [tag(EntityType.PARK, True, False), tag(EntityType.PARK, False, False), 0]
    assert table[_row("suffix"), [0, 1, 4]].tolist() == expected
    assert table[_row("rules"), 3] == tag(EntityType.PARK, False, True)
    assert not table[_row("gazetteer")].any()


def test_repeats_have_a_row_of_their_own() -> None:
    again = Mention(0, 2, "青禾", EntityType.REGION, "repeat", 0.5)
    table = _table("青禾|开工", again)
    assert table[_row("repeat"), :2].tolist() == [
        tag(EntityType.REGION, True, False),
        tag(EntityType.REGION, False, True),
    ]
    assert not table[_row("rules")].any()


def test_of_two_suffixed_candidates_both_readings_are_shown() -> None:
    long = Mention(0, 6, "青禾云岭园区", EntityType.PARK, "park-zone", 0.8)
    short = Mention(2, 6, "云岭园区", EntityType.PARK, "park-zone", 0.8)
    table = _table("青禾|云岭|园区", long, short)
    assert table[_row("suffix"), 0] == tag(EntityType.PARK, True, False)
    assert table[_row("suffix-short"), 2] == tag(EntityType.PARK, True, False)


def test_every_rule_belongs_to_a_family() -> None:
    by = {
        "gazetteer-division": "gazetteer",
        "reporting-place": "gazetteer",
        "quote-title": "quote",
        "person-title": "context",
    }
    assert {rule: family(rule) for rule in by} == by
    assert family("park-zone") == "suffix"
    assert set(by.values()) < set(FAMILIES)


def test_width_digits_and_letters_make_no_difference() -> None:
    alphabet = Alphabet("，0A青", 16)
    table = np.zeros((len(COLUMNS), 4), dtype=np.int32)
    assert (alphabet.rows("青,7x", table) == alphabet.rows("青，3K", table)).all()


def test_rows_stay_inside_the_table_and_nothing_is_row_zero() -> None:
    alphabet = Alphabet("青禾", 16)
    table = np.array([[size - 1, 0] for _, size in COLUMNS], dtype=np.int32)
    rows = alphabet.rows("青𠀀", table)
    assert rows.max() == alphabet.size - 1
    assert rows[1, 3:].tolist() == [0] * len(COLUMNS)
    assert rows[1, 0] == 1  # a character that the alphabet lacks
