"""Words at which a name begins. In: ``edges.tsv`` and ``verbs.tsv``; out: an automaton that finds them all in one pass."""

from __future__ import annotations

from functools import cache

import ahocorasick

from kg.errors import LexiconError
from kg.lexicon.data import read_table

STRENGTHS = ("strong", "weak", "measure")


@cache
def edge_automaton() -> ahocorasick.Automaton:
    """Finds every edge word of a text with its strength.

    Raises:
        LexiconError: a strength is unknown.
    """
    automaton = ahocorasick.Automaton()
    for word, strength in read_table("edges.tsv", ("word", "strength")):
        if strength not in STRENGTHS:
            raise LexiconError("词库文件 edges.tsv 的强度不对", where=word, remedy=f"应为 {' '.join(STRENGTHS)} 之一")
        automaton.add_word(word, (word, strength))
    for (word,) in read_table("verbs.tsv", ("word",)):
        automaton.add_word(word, (word, "verb"))
    automaton.make_automaton()
    return automaton
