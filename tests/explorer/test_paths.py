"""Paths between two entities, in node: against small graphs whose answer is plain, and against networkx on a large one."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest

from crowds import crowd, rows
from kg.model import Corpus, Entity, EntityType, Fact, Predicate
from qinghe import make_document, quote

FRAME = """
const model = kg.makeModel(given.data);
const filters = kg.makeFilters(model);
const paths = kg.makePaths(model, filters);
const chosen = {...filters.EMPTY, ...given.chosen};
const at = (id) => model.byId.get(id).i;
const name = (way) => way.map((i) => model.entities[i].id);
const find = (a, b, most) => paths.find(at(a), at(b), chosen, most).map(name);
"""


def _corpus(lines, types=(), plans=(), years=()):
    """Entities by letter, a relation for each pair of letters; ``types`` and ``years`` say what is not a park, not without year."""
    document = make_document()
    words = quote(document, "云岭芯谷")
    named = sorted({letter for line in lines for letter in line})
    kinds = dict(types)
    when = dict(years)
    entities = tuple(Entity(letter, kinds.get(letter, EntityType.PARK), letter) for letter in named)
    facts = tuple(
        Fact(
            f"f{n}",
            line[0],
            Predicate.PART_OF,
            words,
            "r",
            object=line[1],
            year=when.get(line),
            kind="target" if line in plans else "actual",
        )
        for n, line in enumerate(lines)
    )
    return Corpus((document,), entities, (), facts)


@pytest.fixture
def find(node):
    """``find(corpus, "a", "b")``: ways as strings of letters."""

    def run(corpus, a, b, most=3, **chosen):
        body = FRAME + "return find(given.a, given.b, given.most)"
        ways = node(body, data=rows(corpus) if corpus.facts else rows(Corpus()), a=a, b=b, most=most, chosen=chosen)
        return ["".join(way) for way in ways]

    return run


def test_a_line_is_a_path_in_both_directions(find):
    corpus = _corpus(["ab", "cb"])
    assert find(corpus, "a", "c") == ["abc"]
    assert find(corpus, "c", "a") == ["cba"]
    assert find(corpus, "b", "a") == ["ba"]


def test_the_shortest_comes_first_and_longer_ones_follow(find):
    assert find(_corpus(["ab", "ac", "cb", "ad", "de", "eb"]), "a", "b") == ["ab", "acb", "adeb"]


def test_no_more_paths_than_there_are(find):
    assert find(_corpus(["ab", "bc", "cd"]), "a", "d") == ["abcd"]


def test_no_path_is_an_empty_answer(find):
    assert find(_corpus(["ab", "cd"]), "a", "d") == []


def test_an_entity_has_no_path_to_itself(find):
    assert find(_corpus(["ab"]), "a", "a") == []


def test_parallel_facts_and_loops_make_no_second_path(find):
    assert find(_corpus(["ab", "ba", "ab", "aa"]), "a", "b") == ["ab"]


def test_of_equally_short_paths_the_more_particular_one_is_first(find):
    """h is joined to five others, p to nobody else."""
    crowd_ = ["h" + letter for letter in "uvwxy"]
    assert find(_corpus(["ah", "hb", "ap", "pb", *crowd_]), "a", "b", most=2) == ["apb", "ahb"]


def test_a_path_does_not_visit_anybody_twice(find):
    ways = find(_corpus(["ab", "bc", "cd", "be", "eb", "cb", "bf", "fc"]), "a", "d", most=9)
    assert ways == ["abcd", "abfcd"]


def test_filters_hold_for_what_lies_between_but_not_for_the_ends(find):
    corpus = _corpus(["ax", "xb", "ac", "cd", "db"], types=[("x", EntityType.REGION), ("a", EntityType.PROJECT)])
    assert find(corpus, "a", "b") == ["axb", "acdb"]
    assert find(corpus, "a", "b", types=["Park"]) == ["acdb"]
    assert find(corpus, "a", "b", types=["Honor"]) == []


def test_facts_that_fail_the_filters_are_no_steps(find):
    corpus = _corpus(["ax", "xb", "ay", "yb"], years=[("ax", 2017), ("xb", 2018), ("ay", 2018), ("yb", 2018)])
    assert find(corpus, "a", "b", years=[2018, 2018]) == ["ayb"]
    assert find(corpus, "a", "b", years=[2017, 2017]) == []


def test_facts_of_a_step_are_those_that_pass_results_first(node):
    corpus = _corpus(["ab", "ba", "ab"], plans=["ab"], years=[("ab", 2018), ("ba", 2017)])
    data = rows(corpus)
    data["facts"]["kind"] = [1, 0, 1]
    told = FRAME + "return paths.between(at('a'), at('b'), chosen).map((fact) => [fact.i, fact.planned, fact.year])"
    assert node(told, data=data, chosen={}) == [[1, False, 2017], [0, True, 2018], [2, True, 2018]]
    assert node(told, data=data, chosen={"kinds": ["actual"]}) == [[1, False, 2017]]


def test_every_small_graph_gives_the_paths_that_networkx_gives(node):
    """On 40 small random graphs the number of steps of the first five paths is that of all simple paths, sorted."""
    cases, expected = [], []
    for seed in range(40):
        graph = nx.gnm_random_graph(9, 13, seed=seed)
        lines = ["".join("abcdefghi"[n] for n in edge) for edge in graph.edges]
        corpus = _corpus(lines)
        if not {"a", "b"} <= {one.id for one in corpus.entities}:
            continue
        cases.append(rows(corpus))
        expected.append(sorted(len(way) for way in nx.all_simple_paths(graph, 0, 1))[:5])
    body = """
    return given.cases.map((data) => {
      const model = kg.makeModel(data); const filters = kg.makeFilters(model);
      const ways = kg.makePaths(model, filters).find(model.byId.get("a").i, model.byId.get("b").i, filters.EMPTY, 5);
      return [ways.map((way) => way.length), new Set(ways.map(String)).size, ways.every((way) => new Set(way).size === way.length)];
    });"""
    found = node(body, cases=cases)
    assert [lengths for lengths, _, _ in found] == expected
    assert all(different == len(lengths) and simple for lengths, different, simple in found)


def test_in_a_crowd_of_20_000_paths_are_as_short_as_networkx_finds_them(node):
    corpus = crowd(20_000)
    graph = nx.Graph((fact.subject, fact.object) for fact in corpus.facts)
    ends = [(f"e{a:06d}", f"e{b:06d}") for a, b in itertools.pairwise(range(19_000, 20_000, 97))]
    body = FRAME + "return given.ends.map(([a, b]) => find(a, b, 3))"
    found = node(body, data=rows(corpus), ends=ends, chosen={})
    for (a, b), ways in zip(ends, found, strict=True):
        assert len(ways) == 3
        assert len(ways[0]) - 1 == nx.shortest_path_length(graph, a, b)
        assert [len(way) for way in ways] == sorted(len(way) for way in ways)
        assert all(way[0] == a and way[-1] == b and nx.is_simple_path(graph, way) for way in ways)
