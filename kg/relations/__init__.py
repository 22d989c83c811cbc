"""Stage 4, relate. In: the mentions and quantities of a document; out: claims about them.

    marked.py      sentences in which every name is one mark
    rules.py       the rules of kg/lexicon/relations.toml
    engine.py      rules applied to marked sentences
    naming.py      names inside names: phases, owners, places
    defaults.py    what a report says of its own place without saying so
    tense.py       result or plan, and the year
    triggers.py    words that tell a state
    status.py      states of projects, parks and policies
    investment.py  amounts put into a named thing (investment_rules.py: the rules, investment_topics.py: the topic)

Statistics of places (observations.py) are composed by the pipeline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Claim, Document, Layout, Mention, Predicate, Quantity
from kg.relations.beside import read_places
from kg.relations.defaults import assume
from kg.relations.engine import Engine
from kg.relations.investment import find_investments
from kg.relations.marked import mark_sentences
from kg.relations.naming import read_names
from kg.relations.rules import load_book
from kg.relations.status import find_states
from kg.relations.tense import Tense

__all__ = ["relate"]


def relate(
    document: Document,
    layout: Layout,
    mentions: Sequence[Mention],
    quantities: Sequence[Quantity],
    owners: Sequence[Mention] = (),
) -> list[Claim]:
    """The relations, investments and states of one document.

    Args:
        document (Document): the document; where a claim has no subject or no object, its ``place`` is meant.
        layout (Layout): its structure.
        mentions (Sequence[Mention]): the names found in it.
        quantities (Sequence[Quantity]): the numbers found in it.
        owners (Sequence[Mention]): companies that only stand at the head of longer names.

    Returns:
        list[Claim]: in order of place; each names the rule it is by.
    """
    sentences = tuple(mark_sentences(document, layout, mentions))
    tense = Tense(document, layout)
    claims = [
        *Engine(tense, load_book()).read(sentences),
        *read_places(sentences, tense),
        *read_names(document, sentences, tense, owners),
    ]
    states = list(find_states(sentences, tense))
    claims += assume(sentences, tense, claims, states)
    claims += states
    claims += find_investments(sentences, quantities, tense)
    # A report's head names the mayor beside a date of the coming year; that is no plan to have one.
    claims = [replace(c, kind="actual") if c.predicate is Predicate.HOLDS_POSITION else c for c in claims]
    return sorted(dict.fromkeys(claims), key=lambda c: (c.evidence.start, c.evidence.end, c.predicate, c.by))
