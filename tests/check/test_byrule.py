"""What each rule earns, on hand-made answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_gold import FACTS, GOLD, MENTIONS, Row, fact, write_gold, write_tables

from kg.check.byrule import RuleScore, score_rules
from kg.check.evaluate import judge
from kg.check.gold import read_gold
from kg.query.tables import read_tables


def _scores(folder: Path, facts: list[Row] = FACTS) -> dict[str, RuleScore]:
    tables = read_tables(write_tables(folder, MENTIONS, facts))
    titles = {source.id: source.title for source in tables.documents.values()}
    golds = read_gold(write_gold(folder, GOLD))
    return {score.rule: score for score in score_rules(judge(titles, tables.mentions(), tables.facts(), golds))}


def test_answers_are_right_wrong_or_neutral(tmp_path: Path) -> None:
    suffix = _scores(tmp_path)["suffix"]
    assert (suffix.right, suffix.wrong, suffix.neutral) == (1, 1, 1)
    assert suffix.precision == 0.5


def test_wider_place_is_neutral_and_wrong_place_is_not(tmp_path: Path) -> None:
    wider = _scores(tmp_path)["wider"]
    assert (wider.right, wider.wrong, wider.neutral) == (0, 1, 2)


def test_answer_of_two_rules_is_lost_with_neither(tmp_path: Path) -> None:
    scores = _scores(tmp_path)
    assert (scores["list"].right, scores["list"].sole) == (3, 2)  # 云岭芯谷 is found by its short form too
    assert (scores["short"].right, scores["short"].sole) == (1, 0)


def test_gain_is_f1_with_less_f1_without(tmp_path: Path) -> None:
    scores = _scores(tmp_path)
    # 1 right, 2 wrong, 1 missed; without it 0 right: F1 from 2 * 1/3 * 1/2 / (5/6) to 0
    assert scores["settles"].gain == pytest.approx(0.4)
    assert scores["wider"].gain == pytest.approx(0.4 - 0.5)


def test_two_rules_with_one_relation_share_it(tmp_path: Path) -> None:
    again = fact(9, "n1", "locatedIn", "云岭芯谷落户云岭高新区", "other", object="n2")
    scores = _scores(tmp_path, [*FACTS, again])
    assert [(scores[rule].right, scores[rule].sole) for rule in ("settles", "other")] == [(1, 0), (1, 0)]


def test_best_rule_stands_first_and_worst_last(tmp_path: Path) -> None:
    relations = [score.rule for score in _scores(tmp_path).values() if score.measure == "relations"]
    assert (relations[0], relations[-1]) == ("settles", "wider")
