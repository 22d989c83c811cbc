from __future__ import annotations

import json
import random

import pytest

from kg.explorer.pack import DIGITS, pack, pack_heads
from kg.explorer.payload import dump

DRAW = random.Random(3)
COLUMNS = {
    "nothing": [],
    "one": [7],
    "small": [DRAW.randrange(40) for _ in range(500)],
    "large": [DRAW.randrange(-(10**12), 10**12) for _ in range(500)],
    "rising": sorted(DRAW.randrange(10**6) for _ in range(500)),
    "falling": [-n * n for n in range(100)],
    "alike": [3] * 100 + [None] * 50 + [4] * 100,
    "years": [DRAW.choice([None, 2019, 2020, 2021]) for _ in range(100)],
    "rare": [None] * 90 + [5e9, 1.25, None, "x"],
    "empty": [None] * 10,
    "words": [DRAW.choice(["甲", "乙", "</script>", '"\\', None]) for _ in range(100)],
    "names": [f"企业{n}" for n in range(50)],
    "lists": [["甲", "乙"], None, ["丙"]] * 10,
    "few lists": [None] * 30 + [["甲"]],
    "amounts": [DRAW.choice([0, 1.5, 12345678901.25, 1e15]) for _ in range(60)],
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_packed_column_reads_as_it_was(node, name):
    assert node("return kg.unpack(given.packed)", packed=pack(COLUMNS[name])) == COLUMNS[name]


def test_empty_texts_and_lists_come_back_as_null(node):
    assert node("return kg.unpack(given.packed)", packed=pack(["", [], None, 0])) == [None, None, None, 0]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["a"],
        ["park-0001", "park-0002", "park-0002-x", "project-1", "region-440000"],
        ["园区-1", "园区-2", "😀1", "😀2"],
        ["x" * 100 + "1", "x" * 100 + "2"],
        ["", "a\nb", "a\nc", "a<b"],
    ],
)
def test_texts_that_begin_alike_read_as_they_were(node, texts):
    assert node("return kg.unpack(given.packed)", packed=pack_heads(texts)) == texts


def test_digits_need_no_escape_in_json_and_in_a_page():
    assert dump(DIGITS) == json.dumps(DIGITS) == f'"{DIGITS}"'
    assert len(set(DIGITS)) == 92


def test_a_number_takes_one_character_when_it_is_small():
    numbers = [DRAW.randrange(40) for _ in range(1000)]
    assert len(json.dumps(pack(numbers))) < 1040


def test_what_repeats_takes_no_room():
    assert pack([3] * 1000) == {"runs": [3, 1000]}
