"""Texts analysed without a trained model: every character is a word, unless the test says where the words are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from kg.language.layout import layout
from kg.mentions.text import AnalysedText

VOCAB = spacy.blank("zh").vocab


def analyse_words(text: str) -> AnalysedText:
    """``text`` with ``|`` between words, or a plain text whose characters are the words."""
    words = text.split("|") if "|" in text else list(text)
    doc = Doc(VOCAB, words=words, spaces=[False] * len(words))
    if not Doc.has_extension("layout"):
        Doc.set_extension("layout", default=None)
    doc._.layout = layout(doc.text, "news", 2020)
    return AnalysedText(doc)


@pytest.fixture
def analysed() -> Callable[[str], AnalysedText]:
    """Builds an AnalysedText by hand."""
    return analyse_words


def unmarked(example: str) -> tuple[str, str]:
    """The example without its marks, and what stands between them."""
    before, _, rest = example.partition("〔")
    name, _, after = rest.partition("〕")
    return before + name + after, name
