"""The pure filters on small corpora, in node."""

from __future__ import annotations

import pytest

from kg.model import Corpus, Entity, EntityType, Fact, Predicate, Status
from qinghe import make_document, quote

FRAME = "const f = kg.makeFilters(kg.makeModel(given.data)); const filters = {...f.EMPTY, ...given.chosen};"


@pytest.fixture
def ask(node, told):
    """``ask(corpus, body, facet=…)``: JavaScript with ``f`` and ``filters``."""

    def run(corpus, body, **chosen):
        return node(FRAME + body, data=told(corpus), chosen=chosen)

    return run


@pytest.fixture
def select(ask):
    """Ids of the entities, and predicates of the facts, that pass."""

    def run(corpus, **chosen):
        body = (
            "const s = f.select(filters); const m = given.data;"
            "return [s.entities.map((e) => e.id).sort(), s.facts.map((x) => m.predicates[x.predicate])];"
        )
        return ask(corpus, body, **chosen)

    return run


@pytest.fixture
def count(ask):
    def run(corpus, facet, **chosen):
        return ask(corpus, f"return f.counts(filters).{facet}", **chosen)

    return run


ALL = ["enterprise-0001", "park-0001", "project-0001", "region-990100"]


def test_without_filters_everything_passes(select, corpus):
    entities, facts = select(corpus)
    assert entities == ALL
    assert len(facts) == 7


def test_a_type_leaves_its_entities_and_their_facts(select, corpus):
    entities, facts = select(corpus, types=["Park"])
    assert entities == ["park-0001"]
    assert facts == ["locatedIn", "locatedIn"]


def test_a_relation_leaves_what_takes_part_in_it(select, corpus):
    assert select(corpus, relations=["developedBy"]) == [["enterprise-0001", "project-0001"], ["developedBy"]]


def test_a_place_has_everything_inside_it(select, corpus):
    entities, _ = select(corpus, places=["region-990100"])
    assert entities == ["park-0001", "project-0001", "region-990100"]


def test_places_inside_each_other_in_a_circle_end(select):
    document = make_document()
    words = quote(document, "云岭芯谷")
    entities = tuple(Entity(key, EntityType.REGION, key) for key in "ab")
    facts = (
        Fact("f1", "a", Predicate.LOCATED_IN, words, "r", object="b"),
        Fact("f2", "b", Predicate.LOCATED_IN, words, "r", object="a"),
    )
    assert select(Corpus((document,), entities, (), facts), places=["a"])[0] == ["a", "b"]


@pytest.mark.parametrize(
    ("years", "facts"),
    [
        ([2021, 2021], ["status"]),
        ([2020, 2020], ["observation", "investment", "status"]),
        ([2020, None], ["observation", "investment", "status", "status"]),
        ([1990, 1999], []),
    ],
)
def test_years_are_asked_of_facts_and_facts_without_one_fail(select, corpus, years, facts):
    assert select(corpus, years=years)[1] == facts


def test_a_plan_leaves_what_is_planned(select, corpus):
    entities, facts = select(corpus, kinds=["target"])
    assert entities == ["park-0001", "project-0001", "region-990100"]
    assert facts == ["status", "locatedIn"]


def test_a_state_is_asked_together_with_year_and_plan(select, corpus):
    assert select(corpus, statuses=["planned"])[0] == ["project-0001"]
    assert select(corpus, statuses=["planned"], years=[2021, 2021], kinds=["target"])[0] == ["project-0001"]
    # under construction in 2020, planned for 2021: never planned in 2020
    assert select(corpus, statuses=["planned"], years=[2020, 2020])[0] == []


def test_a_state_leaves_the_other_facts_of_its_projects(select, corpus):
    assert select(corpus, statuses=["planned"])[1] == ["investment", "locatedIn", "developedBy", "status"]


@pytest.mark.parametrize(
    ("amount", "entities"),
    [
        ([1e9, 1e10], ["project-0001"]),
        ([5e9, None], ["project-0001", "region-990100"]),
        ([None, 5e9], []),
        ([1e11, None], ["region-990100"]),
    ],
)
def test_amounts_reach_from_inclusive_to_exclusive(select, corpus, amount, entities):
    assert select(corpus, amount=amount)[0] == entities


def test_foreign_money_and_other_units_are_no_amounts(select):
    document = make_document()
    words = quote(document, "云岭芯谷")
    facts = tuple(
        Fact(f"f{unit}", "a", Predicate.OBSERVATION, words, "r", indicator="x", value=5e9, unit=unit)
        for unit in ("USD", "吨", "percent")
    )
    corpus = Corpus((document,), (Entity("a", EntityType.PROJECT, "甲"),), (), facts)
    assert select(corpus, amount=[1e9, None])[0] == []


def test_an_industry_has_those_engaged_in_it(select):
    document = make_document()
    words = quote(document, "云岭芯谷")
    entities = (
        Entity("a", EntityType.ENTERPRISE, "甲"),
        Entity("i", EntityType.INDUSTRY, "芯片"),
        Entity("j", EntityType.INDUSTRY, "电子信息"),
        Entity("z", EntityType.ENTERPRISE, "乙"),
    )
    facts = (
        Fact("f1", "a", Predicate.ENGAGED_IN, words, "r", object="i"),
        Fact("f2", "i", Predicate.PART_OF, words, "r", object="j"),
    )
    corpus = Corpus((document,), entities, (), facts)
    assert select(corpus, industries=["j"])[0] == ["a", "i", "j"]


def test_a_document_leaves_what_it_tells(select):
    one, two = make_document(), make_document(title="2022年青禾市政府工作报告")
    entities = (Entity("a", EntityType.PROJECT, "甲"), Entity("b", EntityType.PROJECT, "乙"))
    facts = (
        Fact("f1", "a", Predicate.STATUS, quote(one, "云岭芯谷"), "r", status=Status.STARTED),
        Fact("f2", "b", Predicate.STATUS, quote(two, "云岭芯谷"), "r", status=Status.STARTED),
    )
    assert select(Corpus((one, two), entities, (), facts), documents=[two.id])[0] == ["b"]


def test_counts_without_filters_are_those_of_the_corpus(ask, corpus):
    counts = ask(corpus, "return f.counts(filters)")
    assert counts["types"] == {"Enterprise": 1, "Park": 1, "Project": 1, "Region": 1}
    assert counts["relations"] == {"locatedIn": 2, "developedBy": 1, "status": 2, "investment": 1, "observation": 1}
    assert counts["places"] == {"region-990100": 3}
    assert counts["years"] == {"2020": 3, "2021": 1}
    assert counts["kinds"] == {"actual": 5, "target": 2}
    assert counts["statuses"] == {"under_construction": 1, "planned": 1}
    assert counts["amount"] == {"4": 1, "6": 1}
    assert counts["documents"] == {corpus.documents[0].id: 7}


def test_a_facet_counts_with_the_others_and_without_itself(count, corpus):
    assert count(corpus, "types", types=["Park"]) == {"Enterprise": 1, "Park": 1, "Project": 1, "Region": 1}
    assert count(corpus, "kinds", types=["Park"]) == {"actual": 1, "target": 1}
    assert count(corpus, "types", kinds=["target"]) == {"Park": 1, "Project": 1, "Region": 1}
    assert count(corpus, "kinds", kinds=["target"]) == {"actual": 5, "target": 2}
    assert count(corpus, "statuses", kinds=["target"]) == {"planned": 1}
    assert count(corpus, "types", statuses=["planned"], years=[2020, 2020]) == {}
    assert count(corpus, "years", statuses=["planned"]) == {"2021": 1}


def test_every_count_is_what_choosing_it_would_give(ask, corpus):
    """For each facet and choice: the count equals the number that passes once it is chosen."""
    body = """
    const m = given.data; const wrong = [];
    const entityFacets = ["types", "places", "industries", "statuses"];
    const starts = [f.EMPTY, {...f.EMPTY, types: ["Project", "Park"]}, {...f.EMPTY, kinds: ["target"]},
      {...f.EMPTY, years: [2020, 2020]}, {...f.EMPTY, places: ["region-990100"], kinds: ["actual"]},
      {...f.EMPTY, relations: ["locatedIn", "status"], statuses: ["planned"]}];
    for (const start of starts) {
      const counts = f.counts(start);
      for (const facet of ["types", "places", "statuses", "relations", "kinds", "documents", "years"]) {
        for (const [id, n] of counts[facet]) {
          const found = f.select({...start, [facet]: facet === "years" ? [id, id] : [id]});
          const got = entityFacets.includes(facet) ? found.entities.length : found.facts.length;
          if (got !== n) wrong.push([JSON.stringify(start), facet, id, n, got]);
        }
      }
    }
    return wrong;
    """
    assert ask(corpus, body) == []


def test_active_facets_are_told_in_order(ask, corpus):
    assert ask(corpus, "return f.active(filters)", years=[2020, 2020], types=["Park"]) == ["types", "years"]


def test_an_empty_graph_has_no_counts(ask):
    counts = ask(Corpus(), "return f.counts(filters)")
    assert all(found == {} for found in counts.values())


def test_texts_are_filled_with_values_and_plurals(node):
    body = "return [1, 2, 1234].map((n) => kg.fill('{n} {n|fact|facts} {gone}', {n}))"
    assert node(body) == ["1 fact {gone}", "2 facts {gone}", "1,234 facts {gone}"]
