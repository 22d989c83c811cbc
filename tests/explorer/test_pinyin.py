from __future__ import annotations

import pytest

from kg.explorer.spelling import by_sounds, sounds, spell, spell_all

NAMES = ["青禾市", "重庆", "OPPO", "R&D中心", "2017加博会", "都市型产业", "中国 银行", "😀𠮷号", "换\n行", ""]


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("青禾市", "qingheshi qhs"),
        ("重庆", "chongqing cq"),
        ("OPPO", "oppo"),
        ("R&D中心", "r&dzhongxin r&dzx"),
        ("2017加博会", "2017jiabohui 2017jbh"),
        ("", ""),
    ],
)
def test_names_are_spelled_whole_and_by_initials(name, spelled):
    assert spell(name) == spelled


def test_spellings_of_aliases_stand_once():
    assert spell_all(["青禾市", "青禾", "青禾"]) == "qingheshi qhs|qinghe qh"


def test_a_phrase_that_sounds_otherwise_differs_from_its_characters():
    known = sounds(["重庆"])
    assert by_sounds(["重庆"], known) == "zhongqing zq" != spell("重庆")


def test_the_page_spells_as_the_build_expects(node):
    known = sounds(NAMES)
    body = "const spell = kg.speller(given.sounds); return given.names.map(spell)"
    found = node(body, names=NAMES, sounds={"signs": "".join(known), "sounds": list(known.values())})
    assert found == [by_sounds([name], known) for name in NAMES]


def test_the_model_knows_every_spelling(node, told, corpus):
    body = "return kg.makeModel(given.data).entities.map((entity) => entity.pinyin)"
    assert node(body, data=told(corpus)) == [spell_all([e.name, *e.aliases]) for e in corpus.entities]
