from __future__ import annotations

import pytest

from analysed import unmarked
from kg.lexicon.suffixes import Retype, retypes
from kg.mentions.retypes import retype
from kg.model import EntityType, Mention


def _types(text: str, *names: str) -> list[EntityType]:
    found, at = [], 0
    for name in names:
        at = text.index(name, at)
        found.append(Mention(at, at + len(name), name, EntityType.PARK, "model-ner", 0.8))
        at += len(name)
    return [mention.type for mention in retype(text, found)]


@pytest.mark.parametrize(
    "text",
    [
        "1亿美元建设云岭电子产业园。",
        "云岭电子产业园(总投资50亿元)落户。",
        "总投资3亿元的云岭电子产业园动工。",
        "引进了云岭电子产业园等一批重大项目。",
    ],
)
def test_a_park_that_a_sum_is_put_into_is_a_project(text: str) -> None:
    assert _types(text, "云岭电子产业园") == [EntityType.PROJECT]


@pytest.mark.parametrize("text", ["云岭电子产业园实现产值50亿元。", "落户云岭电子产业园，总部在青禾。"])
def test_another_park_stays_one(text: str) -> None:
    assert _types(text, "云岭电子产业园") == [EntityType.PARK]


def test_what_is_said_once_holds_for_the_whole_text() -> None:
    text = "3亿元打造智能机器人产业园。云岭智能机器人产业园建成后，云岭高新区更强。"
    kinds = _types(text, "智能机器人产业园", "云岭智能机器人产业园", "云岭高新区")
    assert kinds == [EntityType.PROJECT, EntityType.PROJECT, EntityType.PARK]


@pytest.mark.parametrize("rule", retypes(), ids=lambda rule: rule.id)
def test_a_rule_fits_its_example_and_leaves_its_counter_example(rule: Retype) -> None:
    for marked, kind in ((rule.example, rule.becomes), (rule.counter, rule.type)):
        text, name = unmarked(marked)
        at = text.index(name)
        found = [Mention(at, at + len(name), name, rule.type, "model-ner", 0.8)]
        assert [mention.type for mention in retype(text, found)] == [kind]
