from __future__ import annotations

import json

import pytest

from kg.explorer import payload
from kg.explorer.overview import draw_overview
from kg.explorer.ranking import weigh
from kg.graph import assemble
from kg.model import Corpus


@pytest.fixture
def graph(corpus):
    return assemble(corpus)


@pytest.fixture
def data(graph):
    weights = weigh(graph)
    return payload.describe(graph, weights, draw_overview(graph, weights))


@pytest.fixture
def columns(data, node):
    """The tables as the page reads them: name of the table -> name of the column -> cells."""
    body = (
        "const read = (table) => Object.fromEntries(Object.entries(table).map(([name, cells]) => [name, kg.unpack(cells)]));"
        "return { entities: read(given.data.entities), facts: read(given.data.facts) };"
    )
    return node(body, data=data)


def test_every_entity_fact_and_document_is_told(columns, data, corpus):
    assert columns["entities"]["id"] == [entity.id for entity in corpus.entities]
    assert columns["entities"]["name"] == [entity.name for entity in corpus.entities]
    assert {len(cells) for cells in columns["facts"].values()} == {len(corpus.facts)}
    assert [row[0] for row in data["documents"]] == [document.id for document in corpus.documents]


def test_facts_point_at_entities_by_number(columns, data):
    facts, ids = columns["facts"], columns["entities"]["id"]
    located = data["predicates"].index("locatedIn")
    ends = zip(facts["predicate"], facts["subject"], facts["object"], strict=True)
    found = {(ids[a], ids[b]) for predicate, a, b in ends if predicate == located}
    assert found == {("project-0001", "park-0001"), ("park-0001", "region-990100")}


def test_indicators_have_their_usual_names_and_amounts_their_roles(data):
    assert data["standards"] == {}  # 地区生产总值 is the usual name already
    assert data["roles"] == {"总投资": "total_investment"}


def test_facts_stand_as_in_the_documents_and_cut_their_quotes_out_of_the_text(columns, graph, corpus):
    text = payload.texts(graph)[0][0]
    places = zip(columns["facts"]["start"], columns["facts"]["length"], strict=True)
    quotes = [text[start : start + length] for start, length in places]
    in_text = sorted(corpus.facts, key=lambda fact: (fact.evidence.start, fact.evidence.end, fact.id))
    assert quotes == [fact.evidence.quote for fact in in_text]


def test_mentions_are_told_with_gap_length_and_entity(graph, corpus):
    text, flat = payload.texts(graph)[0][:2]
    start, found = 0, []
    for k in range(0, len(flat), 3):
        start += flat[k]
        found.append(text[start : start + flat[k + 1]])
    assert found == [row.mention.text for row in corpus.mentions]


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


def test_a_pair_of_entities_is_one_line_with_all_its_facts(graph):
    lines = payload.links(graph, list(graph.nodes))
    assert ("enterprise-0001", "project-0001", False, True, False, 1) in lines
    assert ("park-0001", "region-990100", True, False, True, 1) in lines
    assert len(lines) == 3


def test_lines_stay_inside_the_chosen_entities(graph):
    assert payload.links(graph, ["park-0001", "enterprise-0001"]) == []


def test_the_empty_graph_is_told_too():
    graph = assemble(Corpus())
    data = payload.describe(graph, {}, draw_overview(graph, {}))
    assert data["documents"] == data["communities"] == data["entities"]["name"] == []


def test_the_facts_are_put_in_order_once(graph, monkeypatch):
    asked = []

    def listen(given):
        asked.append(given)
        return in_order(given)

    in_order = payload.in_order
    monkeypatch.setattr(payload, "in_order", listen)
    weights = weigh(graph)
    payload.describe(graph, weights, draw_overview(graph, weights))
    assert asked == [graph]
