from __future__ import annotations

import json

import pytest

from kg.explorer import payload
from kg.explorer.layout import place
from kg.explorer.ranking import weigh
from kg.graph import assemble
from kg.model import Corpus


@pytest.fixture
def graph(corpus):
    return assemble(corpus)


@pytest.fixture
def data(graph):
    weights = weigh(graph)
    return payload.describe(graph, weights, place(graph, weights, list(graph.nodes)))


def test_every_entity_fact_and_document_is_told(data, corpus):
    assert [row[0] for row in data["entities"]] == [entity.id for entity in corpus.entities]
    assert len(data["facts"]) == len(corpus.facts)
    assert [row[0] for row in data["documents"]] == [document.id for document in corpus.documents]


def test_facts_point_at_entities_by_number(data):
    located = data["predicates"].index("locatedIn")
    ends = [(row[1], row[2]) for row in data["facts"] if row[0] == located]
    ids = [row[0] for row in data["entities"]]
    assert [(ids[a], ids[b]) for a, b in ends] == [("project-0001", "park-0001"), ("park-0001", "region-990100")]


def test_indicators_have_their_usual_names_and_amounts_their_roles(data):
    assert data["standards"] == {}  # 地区生产总值 is the usual name already
    assert data["roles"] == {"总投资": "total_investment"}


def test_offsets_cut_the_quote_out_of_the_text(data, graph, corpus):
    text = payload.texts(graph)[0][0]
    quotes = [text[row[4] : row[5]] for row in data["facts"]]
    assert quotes == [fact.evidence.quote for fact in sorted(corpus.facts, key=lambda fact: fact.id)]


def test_mentions_are_told_with_start_length_and_entity(graph, corpus):
    text, flat = payload.texts(graph)[0][:2]
    rows = [flat[k : k + 3] for k in range(0, len(flat), 3)]
    assert [text[start : start + length] for start, length, _ in rows] == [row.mention.text for row in corpus.mentions]
    assert rows == sorted(rows)


def test_no_two_types_look_alike(data):
    assert len({(fill, shape) for _, fill, _, shape in data["types"]}) == len(data["types"]) == 10


def test_json_cannot_end_the_script_element():
    nasty = "</script><script>alert(1)</script><!-- \u2028\u2029 '\" \\ \n 😀"
    written = payload.dump({"a": nasty})
    assert "<" not in written
    assert "\u2028" not in written
    assert "\u2029" not in written
    assert json.loads(written) == {"a": nasty}


def test_numbers_that_are_not_finite_are_refused():
    with pytest.raises(ValueError):
        payload.dump([float("nan")])


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
    assert payload.spell(name) == spelled


def test_a_pair_of_entities_is_one_line_with_all_its_facts(graph):
    lines = payload.links(graph, list(graph.nodes))
    assert ("enterprise-0001", "project-0001", False, True, False, 1) in lines
    assert ("park-0001", "region-990100", True, False, True, 1) in lines
    assert len(lines) == 3


def test_lines_stay_inside_the_chosen_entities(graph):
    assert payload.links(graph, ["park-0001", "enterprise-0001"]) == []


def test_the_empty_graph_is_told_too():
    data = payload.describe(assemble(Corpus()), {}, {})
    assert data["entities"] == data["facts"] == data["documents"] == []
