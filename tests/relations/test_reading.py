"""What the trained reader is asked about a document."""

from __future__ import annotations

from itertools import chain

from kg.model import EntityType, Predicate
from kg.quantities import find_quantities
from kg.relations import relate
from kg.relations.marked import mark_sentences
from kg.relations.reading import INLINE, REACH, RELATIONS, TITLE, TOPIC, Reader, Reading, Signs, signatures
from kg.relations.tense import Tense
from marked_up import read_markup

SIGNS = Signs("在青落户与|，。建设", 32, ("place-park",))


def _read(text: str, *, title: str = "2021年政府工作报告", place: str | None = "青禾市") -> tuple[Reading, Reader]:
    marked = read_markup(text, title=title, place=place)
    claims = relate(marked.document, marked.layout, marked.mentions, find_quantities(marked.document.text))
    reader = Reader(SIGNS, Tense(marked.document, marked.layout), claims)
    return reader.read(tuple(mark_sentences(marked.document, marked.layout, marked.mentions))), reader


def _pairs(reading: Reading) -> set[tuple[str | None, str | None]]:
    return {(head and head[0], tail and tail[0]) for _, head, tail in reading.pair_links}


def test_pairs_that_a_relation_may_join_are_asked_about() -> None:
    reading, _ = _read("[星河|Enterprise]落户[云岭园区|Park]，负责人[王建国|Person]。", place=None)
    assert ("星河", "云岭园区") in _pairs(reading)
    assert ("云岭园区", "王建国") not in _pairs(reading)


def test_the_reporting_place_is_part_of_the_context() -> None:
    reading, _ = _read("[云岭园区|Park]建成。")
    assert ("云岭园区", None) in _pairs(reading)
    assert ("云岭园区", None) not in _pairs(_read("[云岭园区|Park]建成。", place=None)[0])


def test_an_explicit_mention_of_the_reporting_place_is_the_same_name() -> None:
    reading, _ = _read("[云岭园区|Park]在[青禾市|Region]。")
    assert ("云岭园区", "青禾市") not in _pairs(reading)


def test_title_and_topics_are_context_of_later_sentences() -> None:
    reading, _ = _read("[云岭园区|Park]建成。[星河|Enterprise]落户。", title="[朗沣项目|Project]开工")
    roles = {(pair.head.mark.members[0].text, pair.head.role) for pair in reading.pairs if pair.head.mark.members[0]}
    assert ("朗沣项目", TITLE) in roles and ("云岭园区", TOPIC) in roles and ("星河", INLINE) in roles


def test_what_rules_say_is_shown_and_unknown_rules_are_not() -> None:
    reading, reader = _read("[云岭园区|Park]建成。")
    shown = [pair.facts for pair in reading.pairs if pair.head.mark.type is EntityType.PARK]
    assert any(len(facts) == 6 and facts[5] == SIGNS.pair_facts - 1 for facts in shown)
    assert set(chain(*reader.related.values())) == {0}


def test_members_of_an_enumeration_share_a_pair() -> None:
    reading, _ = _read("[星河|Enterprise]、[朗沣|Enterprise]落户[云岭园区|Park]。", place=None)
    shared = {number for number, head, _ in reading.pair_links if head in {("星河", EntityType.ENTERPRISE), ("朗沣", EntityType.ENTERPRISE)}}
    assert len([link for link in reading.pair_links if link[2] == ("云岭园区", EntityType.PARK)]) == 2
    assert len(shared) < 4


def test_every_number_is_inside_its_table() -> None:
    reading, _ = _read("[星河|Enterprise]落户[云岭园区|Park]，2020年投产。[云岭大桥|Project]开工。")
    assert max(int(row.max()) for row in reading.rows) < SIGNS.rows
    assert max(chain(*(pair.facts for pair in reading.pairs))) < SIGNS.pair_facts
    assert max(chain(*(mark.facts for mark in reading.marks))) < SIGNS.mark_facts


def test_long_lists_do_not_ask_about_all_pairs() -> None:
    names = "，".join(f"引进[企业{n}|Enterprise]在[园区{n}|Park]" for n in range(100))
    reading, _ = _read(names + "。", place=None)
    assert len(reading.pairs) < 200 * 2 * REACH


def test_signatures_name_every_relation() -> None:
    assert set(RELATIONS) == {p for p in Predicate if p not in (Predicate.INVESTMENT, Predicate.STATUS, Predicate.OBSERVATION)}
    assert {number for numbers in signatures().values() for number in numbers} == set(range(len(RELATIONS)))
