"""Every rule of relations.toml on its own example and counter-example."""

from __future__ import annotations

import pytest

from kg.errors import LexiconError
from kg.model import Claim
from kg.relations import rules as rules_module
from kg.relations.engine import Engine
from kg.relations.marked import mark_sentences
from kg.relations.naming import InnerRule, load_inner_rules, read_names
from kg.relations.rules import Rule, load_rules
from kg.relations.tense import Tense
from tests.relations.conftest import read_markup


def run(rule: Rule, text: str) -> list[Claim]:
    body = f"名词解释 {text}" if rule.glossary else text
    kind = "report" if "report" in rule.kinds else "news"
    marked = read_markup(body, kind=kind, title="[题目]") if False else read_markup(body, kind=kind)
    sentences = tuple(mark_sentences(marked.document, marked.layout, marked.mentions))
    return list(Engine(Tense(marked.document, marked.layout), [rule]).read(sentences))
