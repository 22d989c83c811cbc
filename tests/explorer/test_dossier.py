"""The pure modules behind the panel: sentences, search, order of facts, sums, questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Corpus, Entity, EntityType, Evidence, Fact, Predicate, Status

WORDS = Evidence(0, 1, "d", "x")


def _observed(key: str, **values: object) -> Fact:
    return Fact(key, "r1", Predicate.OBSERVATION, WORDS, "r", indicator="产值", **values)  # type: ignore[arg-type]


def _region(*facts: Fact) -> Corpus:
    return Corpus((), (Entity("r1", EntityType.REGION, "青禾市"),), (), facts)


@pytest.mark.parametrize(
    ("text", "passage", "sentence"),
    [
        ("甲。乙建成,丙开工。丁。", "建成", "乙建成,丙开工。"),
        ("甲。他说“乙建成。”丙。", "建成", "他说“乙建成。”"),
        ("题\n增长3.5%的乙。", "乙", "增长3.5%的乙。"),
        ("没有句号的乙", "乙", "没有句号的乙"),
        ("甲。乙。丙。", "乙。丙", "乙。丙。"),
    ],
)
def test_the_sentence_around_a_passage(node, text, passage, sentence):
    start = text.index(passage)
    ends = node(
        "return kg.sentence(given.text, given.start, given.end)", text=text, start=start, end=start + len(passage)
    )
    assert text[ends[0] : ends[1]] == sentence


CLASH = """
const model = kg.makeModel(given.data); const filters = kg.makeFilters(model);
const dossier = kg.makeDossier(model, filters);
return dossier.series(model.entities[0].facts).map(({ clashes }) => clashes.map((facts) => facts.length));
"""


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ({"value": 100.0}, {"value": 120.0}, True),
        ({"value": 38.249e9}, {"value": 38.2e9}, False),
        ({"value": 100.0, "bound": "more_than"}, {"value": 120.0}, False),
        ({"value": 100.0, "bound": "at_most"}, {"value": 120.0}, True),
        ({"value": 100.0, "bound": "about"}, {"value": 104.0}, False),
        ({"value": 100.0, "growth": 8.0}, {"value": 100.0, "growth": 9.0}, True),
        ({"value": 100.0}, {"value": 120.0, "kind": "target"}, False),
        ({"value": 100.0}, {"value": 120.0, "year": 2021}, False),
        ({"value": 100.0}, {"value": 120.0, "unit": "家"}, False),
    ],
)
def test_figures_clash_only_when_both_cannot_be_true(node, told, one, other, differ):
    facts = [_observed(key, **{"year": 2020, "unit": "CNY", **row}) for key, row in (("f1", one), ("f2", other))]
    assert node(CLASH, data=told(_region(*facts))) == [[2] if differ else []]


FIGURES = """
const model = kg.makeModel(given.data); const dossier = kg.makeDossier(model, kg.makeFilters(model));
return dossier.series(model.entities[0].facts).map(({ name, figures }) => [name, figures.map(({ facts }) => facts.length)]);
"""


@pytest.mark.parametrize(
    ("one", "other", "rows"),
    [
        ({"value": 100.0}, {"growth": 8.0}, [2]),
        ({"value": 100.0}, {"value": 100.2, "growth": 8.0}, [2]),
        ({"value": 100.0}, {"value": 120.0}, [1, 1]),
        ({"value": 100.0}, {"growth": 8.0, "year": 2021}, [1, 1]),
        ({"value": 100.0}, {"growth": 8.0, "kind": "target"}, [1, 1]),
        ({"value": 100.0}, {"value": 12.0, "unit": "percent"}, [1, 1]),
        ({"value": 100.0, "year": None}, {"growth": 8.0, "year": None}, [1, 1]),
    ],
)
def test_what_two_sentences_tell_of_one_period_is_one_figure(node, told, one, other, rows):
    facts = [_observed(key, **{"year": 2020, "unit": "CNY", **row}) for key, row in (("f1", one), ("f2", other))]
    assert node(FIGURES, data=told(_region(*facts))) == [["产值", rows]]


def test_an_indicator_with_two_names_is_one_under_its_usual_name(node, told):
    facts = [
        Fact(f"f{n}", "r1", Predicate.OBSERVATION, WORDS, "r", indicator=name, **values)  # type: ignore[arg-type]
        for n, (name, values) in enumerate(
            [("固定资产投资总额", {"value": 5.0, "unit": "CNY"}), ("固定资产投资", {"growth": 8.0})]
        )
    ]
    data = told(_region(*(replace(fact, year=2020) for fact in facts)))
    assert node(FIGURES, data=data) == [["固定资产投资", [2]]]


def test_two_names_of_an_indicator_do_not_contradict_each_other(node, told):
    facts = [
        replace(_observed(f"f{n}", value=value, unit="CNY", year=2020), indicator=name)
        for n, (name, value) in enumerate([("税收总额", 100.0), ("税收", 120.0)])
    ]
    assert node(CLASH, data=told(_region(*facts))) == [[]]


def test_a_sum_takes_the_largest_of_each_and_keeps_plans_and_currencies_apart(node, told):
    def money(key: str, subject: str, value: float, unit: str = "CNY", kind: str = "actual") -> Fact:
        return Fact(key, subject, Predicate.INVESTMENT, WORDS, "r", value=value, unit=unit, kind=kind)  # type: ignore[arg-type]

    entities = tuple(Entity(key, EntityType.PROJECT, f"{key}项目") for key in ("p1", "p2"))
    facts = (
        money("f1", "p1", 5e8),
        money("f2", "p1", 9e8),
        money("f3", "p1", 2e9, kind="target"),
        money("f4", "p2", 1e8),
        money("f5", "p2", 3e8, "USD"),
    )
    counted = node(
        "const m = kg.makeModel(given.data); return kg.countMoney(m, kg.makeFilters(m));",
        data=told(Corpus((), entities, (), facts)),
    )
    assert (counted["actual"]["sum"], counted["target"]["sum"]) == (1e9, 2e9)
    assert (counted["repeated"], counted["others"]) == (1, 1)


FIND = """
const finder = kg.makeFinder(kg.makeModel(given.data));
return finder.find(given.text, given.options ?? {}).hits.map((entity) => entity.name);
"""


@pytest.fixture
def names(told):
    found = [
        ("p1", EntityType.PROJECT, "云岭芯谷", ("芯谷",)),
        ("p2", EntityType.PROJECT, "芯谷二期", ()),
        ("p3", EntityType.PROJECT, "大芯谷", ()),
        ("e1", EntityType.ENTERPRISE, "芯谷ABC公司", ()),
        ("r1", EntityType.REGION, "青禾市", ()),
    ]
    entities = tuple(
        Entity(
            key, kind, name, aliases=aliases, code="990100" if key == "r1" else "", within="r1" if key == "p3" else ""
        )
        for key, kind, name, aliases in found
    )
    return told(Corpus((), entities))


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("芯谷", ["云岭芯谷", "芯谷ABC公司", "芯谷二期", "大芯谷"]),
        ("Project 芯", ["芯谷二期", "云岭芯谷", "大芯谷"]),
        ("芯谷 公司", ["芯谷ABC公司"]),
        ("青禾 芯谷", ["大芯谷"]),
        ("ＡＢＣ", ["芯谷ABC公司"]),
        ("abc", ["芯谷ABC公司"]),
        ("９９０１００", ["青禾市"]),
        ("qinghe", ["青禾市"]),
        ("qhs", ["青禾市"]),
        ("没有", []),
        ("   ", []),
    ],
)
def test_search_ranks_the_whole_before_the_beginning_before_the_inside(node, names, text, hits):
    assert node(FIND, data=names, text=text) == hits


def test_search_can_be_restricted_to_a_type(node, names):
    assert node(FIND, data=names, text="芯谷", options={"type": 3}) == ["芯谷ABC公司"]


def test_a_match_is_found_as_it_is_written(node, names):
    body = "return kg.makeFinder(kg.makeModel(given.data)).spot(given.name, given.word)"
    assert node(body, data=names, name="星·河 ＡＢ𠮷C", word="ab𠮷") == [4, 8]


ASK = """
const model = kg.makeModel(given.data); const questions = kg.makeQuestions(model, kg.makeFilters(model));
return questions.all().map((q) => [q.id, q.rows.map(({ entity }) => entity.id)]);
"""


def test_questions_are_asked_only_where_the_graph_has_an_answer(node, told):
    entities = (
        Entity("e1", EntityType.ENTERPRISE, "星河公司"),
        Entity("p1", EntityType.PROJECT, "甲项目"),
        Entity("p2", EntityType.PROJECT, "乙项目"),
        Entity("r1", EntityType.REGION, "青禾市"),
    )
    facts = (
        Fact("f1", "p1", Predicate.LOCATED_IN, WORDS, "r", object="r1"),
        Fact("f2", "p1", Predicate.DEVELOPED_BY, WORDS, "r", object="e1"),
        Fact("f3", "p1", Predicate.STATUS, WORDS, "r", status=Status.SIGNED, year=2020),
        Fact("f4", "p1", Predicate.STATUS, WORDS, "r", status=Status.STARTED, year=2021, kind="target"),
        Fact("f5", "p2", Predicate.STATUS, WORDS, "r", status=Status.STARTED, year=2021, kind="target"),
        _observed("f6", value=5.0, unit="家", year=2021, kind="target"),
    )
    data = {**told(Corpus((), entities, (), facts)), "places": [3]}
    found = dict(node(ASK, data=data))
    assert found == {
        "projects:r1": ["p1"],
        "investors:r1": ["e1"],
        "goals:r1:2021": ["r1"],
        "begun:2021": ["p1"],
        "starting:2021": ["p1", "p2"],
    }


def test_an_empty_graph_has_no_question(node, told):
    assert node(ASK, data=told(Corpus())) == []


COURSE = """
const model = kg.makeModel(given.data); const dossier = kg.makeDossier(model, kg.makeFilters(model));
const seen = (fact) => [fact.status, fact.year];
return dossier.course(model.entities[0].facts).filter(({ facts }) => facts.length)
  .map(({ status, facts, back }) => [status, facts.map(seen), back && back.map(seen)]);
"""


def _state(key: str, status: Status, year: int | None, goal: Status | None = None) -> Fact:
    kind = "target" if goal else "actual"
    return Fact(key, "p1", Predicate.STATUS, WORDS, "r", status=status, goal=goal, year=year, kind=kind)  # type: ignore[arg-type]


def _project(*facts: Fact) -> Corpus:
    return Corpus((), (Entity("p1", EntityType.PROJECT, "云岭芯谷"),), (), facts)


def test_a_plan_stands_at_the_station_that_it_aims_at(node, told):
    facts = (
        _state("f1", Status.STARTED, 2020),
        _state("f2", Status.PLANNED, 2021, Status.COMPLETED),
        _state("f3", Status.UNDER_CONSTRUCTION, 2021, Status.UNDER_CONSTRUCTION),
    )
    assert node(COURSE, data=told(_project(*facts))) == [
        ["started", [["started", 2020]], None],
        ["under_construction", [["under_construction", 2021]], None],
        ["completed", [["planned", 2021]], None],
    ]


def test_a_later_lesser_result_is_a_step_back_and_is_told_with_what_came_before(node, told):
    facts = (_state("f1", Status.COMPLETED, 2018), _state("f2", Status.STARTED, 2020))
    assert node(COURSE, data=told(_project(*facts))) == [
        ["started", [["started", 2020]], [["completed", 2018], ["started", 2020]]],
        ["completed", [["completed", 2018]], None],
    ]


@pytest.mark.parametrize(
    "facts",
    [
        (_state("f1", Status.STARTED, 2018), _state("f2", Status.COMPLETED, 2020)),
        (_state("f1", Status.COMPLETED, 2020), _state("f2", Status.STARTED, 2020)),
        (_state("f1", Status.COMPLETED, 2018), _state("f2", Status.PLANNED, 2020, Status.STARTED)),
        (_state("f1", Status.COMPLETED, 2018), _state("f2", Status.STARTED, None)),
    ],
    ids=["forward", "one year", "a plan", "no year"],
)
def test_what_is_no_step_back(node, told, facts):
    assert [back for _, _, back in node(COURSE, data=told(_project(*facts)))] == [None, None]


def test_a_step_back_is_told_once_and_what_follows_it_goes_on_from_there(node, told):
    facts = (
        _state("f1", Status.COMPLETED, 2018),
        _state("f2", Status.STARTED, 2020),
        _state("f3", Status.UNDER_CONSTRUCTION, 2021),
    )
    found = {status: back for status, _, back in node(COURSE, data=told(_project(*facts)))}
    assert found["started"] is not None and found["under_construction"] is None
