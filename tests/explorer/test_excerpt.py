from __future__ import annotations

import pytest

from kg.errors import ExportError, QueryError
from kg.explorer import heaviest, read_texts, render_page, select
from kg.graph import assemble
from kg.model import Corpus, Entity, EntityType, Fact, Predicate
from powerlaw import invent
from qinghe import make_document, quote


@pytest.fixture
def graph(corpus):
    return assemble(corpus)


@pytest.fixture
def two_cities():
    """Two cities with a park each; a project in the park of the first; its enterprise outside of both."""
    one, two = make_document(), make_document(title="2022年白川市政府工作报告")
    entities = (
        Entity("enterprise-1", EntityType.ENTERPRISE, "星河公司"),
        Entity("park-1", EntityType.PARK, "云岭高新区"),
        Entity("park-2", EntityType.PARK, "白川产业园", within="region-2"),
        Entity("project-1", EntityType.PROJECT, "云岭芯谷"),
        Entity("region-1", EntityType.REGION, "青禾市", aliases=("青禾",)),
        Entity("region-2", EntityType.REGION, "白川市"),
    )
    facts = (
        Fact("f1", "project-1", Predicate.LOCATED_IN, quote(one, "云岭芯谷"), "r", object="park-1"),
        Fact("f2", "park-1", Predicate.LOCATED_IN, quote(one, "云岭芯谷"), "r", object="region-1"),
        Fact("f3", "project-1", Predicate.DEVELOPED_BY, quote(one, "云岭芯谷"), "r", object="enterprise-1"),
        Fact("f4", "park-2", Predicate.INVESTMENT, quote(two, "云岭芯谷"), "r", value=1e8, unit="CNY"),
    )
    return assemble(Corpus((one, two), entities, (), facts))


@pytest.mark.parametrize("name", ["青禾市", "青禾", " 青禾市"])
def test_a_place_has_everything_that_lies_in_it(two_cities, name):
    part, excerpt = select(two_cities, [name], [])
    assert list(part.nodes) == ["park-1", "project-1", "region-1"]
    assert excerpt.told() == {"n": 3, "all": 6, "places": ["青禾市"], "types": []}


def test_what_says_that_it_is_within_a_place_lies_in_it(two_cities):
    assert list(select(two_cities, ["白川市"], [])[0].nodes) == ["park-2", "region-2"]


@pytest.mark.parametrize("name", ["Park", "park", "园区"])
def test_a_type_has_its_entities_and_the_regions_that_they_lie_in(two_cities, name):
    part, excerpt = select(two_cities, [], [name])
    assert list(part.nodes) == ["park-1", "park-2", "region-1", "region-2"]
    assert excerpt.types == ("Park",)


def test_place_and_type_have_to_agree(two_cities):
    assert list(select(two_cities, ["青禾市"], ["Project", "Park"])[0].nodes) == ["park-1", "project-1", "region-1"]
    assert list(select(two_cities, ["青禾市"], ["Project"])[0].nodes) == ["project-1", "region-1"]


def test_several_places_are_added_up(two_cities):
    assert len(select(two_cities, ["青禾市", "白川市"], [])[0]) == 5


def test_only_facts_and_documents_of_the_part_stay(two_cities):
    part, _ = select(two_cities, ["青禾市"], [])
    assert sorted(key for _, _, key in part.edges(keys=True)) == ["f1", "f2"]
    assert [document.title for document in part.graph["documents"].values()] == [
        "【投资青禾市】2021年青禾市政府工作报告"
    ]


def test_the_graph_stays_as_it_was(two_cities):
    before = (list(two_cities.nodes), list(two_cities.edges(keys=True)), dict(two_cities.graph))
    select(two_cities, ["青禾市"], ["Park"])
    heaviest(two_cities, 2)
    assert (list(two_cities.nodes), list(two_cities.edges(keys=True)), dict(two_cities.graph)) == before


def test_nothing_asked_is_the_whole_graph(graph):
    assert select(graph, [], []) == (graph, None)


@pytest.mark.parametrize(
    ("places", "types", "message"),
    [
        (["青和市"], [], "没有名为 青和市 的地区。是不是 青禾市？"),
        (["云岭芯谷"], [], "没有名为 云岭芯谷 的地区。kg show 可以查名称"),
        ([], ["Projekt"], "没有名为 Projekt 的类型。是不是 Project？"),
        ([], ["xyz"], "没有名为 xyz 的类型。可用的有 Region、Park、"),
    ],
)
def test_unknown_places_and_types_are_told_with_the_nearest(graph, places, types, message):
    with pytest.raises(QueryError) as problem:
        select(graph, places, types)
    assert str(problem.value).startswith(message)


def test_a_limit_keeps_the_heaviest():
    graph = assemble(invent(400))
    part, excerpt = heaviest(graph, 100)
    assert len(part) == 100
    assert "region-990100" in part
    assert (excerpt.shown, excerpt.whole) == (100, 400)


def test_what_a_limit_keeps_hangs_together():
    graph = assemble(invent(400))
    part, _ = heaviest(graph, 100)
    assert not [key for key in part if part.degree(key) == 0]


@pytest.mark.parametrize("limit", [None, 4, 100])
def test_a_graph_within_the_limit_stays_whole(graph, limit):
    assert heaviest(graph, limit) == (graph, None)


def test_texts_are_read_back_from_the_page(graph, corpus):
    assert read_texts(render_page(graph)) == {document.id: document.text for document in corpus.documents}


def test_a_page_that_is_none_of_ours_is_refused():
    with pytest.raises(ExportError):
        read_texts("<!doctype html><p>nothing</p>")
