from __future__ import annotations

import re

import pytest

from kg.errors import LexiconError
from kg.explorer import strings
from kg.explorer.page import FOLDER
from kg.model import EntityType, Predicate, Status

SOURCES = "".join(
    [
        FOLDER.joinpath("explorer.html.j2").read_text("utf-8"),
        *(file.read_text("utf-8") for file in sorted(FOLDER.joinpath("script").iterdir(), key=lambda file: file.name)),
    ]
)
HOLES = re.compile(r"\{(\w+)(?:\|[^{}]*)?\}")


def _holes(text: str) -> set[str]:
    return set(HOLES.findall(text))


def test_both_languages_have_the_same_keys():
    texts = strings.read_strings()
    assert list(texts["zh"]) == list(texts["en"])


@pytest.mark.parametrize("key", sorted(strings.read_strings()["zh"]))
def test_both_languages_are_filled_with_the_same_values(key):
    texts = strings.read_strings()
    # "{first} 等 {n} 项" counts all of them, "{first} and {rest} more" the others; both get both.
    loose = {"n", "rest"}
    assert _holes(texts["zh"][key]) - loose == _holes(texts["en"][key]) - loose


def test_every_key_that_the_page_names_exists():
    named = set(re.findall(r"""(?:kg\.t|say|named|tip|\bt)\(["']([a-z]+\.\w+)["']""", SOURCES))
    assert len(named) > 60
    assert named <= set(strings.read_strings()["zh"])


def test_no_script_writes_chinese_of_its_own():
    for file in FOLDER.joinpath("script").iterdir():
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", file.read_text("utf-8"), flags=re.DOTALL)
        # Site marks in titles and the words of amounts are no texts of the page.
        code = code.replace("【[", "").replace("】\\]", "")
        told = [line for line in code.splitlines() if re.search(r"[\u4e00-\u9fff]", line) and "万亿" not in line]
        assert told == [], file.name


@pytest.mark.parametrize("language", strings.LANGUAGES)
def test_every_term_has_a_name_in_every_language(language):
    named = strings.vocabulary()[language]
    assert set(named["types"]) == {kind.value for kind in EntityType}
    assert set(named["predicates"]) == {predicate.value for predicate in Predicate}
    assert set(named["statuses"]) == {status.value for status in Status}
    assert set(named["kinds"]) == {"actual", "target"}
    assert set(named["bounds"]) >= set(strings.BOUNDS)
    assert set(named["documents"]) == {"report", "news"}


def test_both_languages_name_the_same_units_and_the_same_relations_backwards():
    named = strings.vocabulary()
    for section in ("units", "inverse"):
        assert set(named["zh"][section]) == set(named["en"][section])


def test_a_text_without_english_is_refused():
    with pytest.raises(LexiconError, match=r"views\.graph 要有 zh 和 en"):
        strings._keys({"views": {"graph": {"zh": "图谱"}}}, "x.toml")


def test_a_damaged_file_is_refused():
    with pytest.raises(LexiconError, match=r"x\.toml 不是合格的 TOML"):
        strings._parse("[views", "x.toml")
