"""Of what time a figure of a comparison is. In: an export folder, facts; out: the words of another period than one year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.comparison.model import Measure
from kg.explorer import read_texts
from kg.lexicon.periods import is_reached, led_by, names_year, other_period
from kg.model import Fact

#: Paragraphs are shorter; more of a text is not looked through for what stands before a figure.
_BEFORE = 3000


class Periods:
    """Tells the periods of facts, by their own words and by those that lead their sentences.

    Args:
        texts (Mapping[str, str]): of documents by id; of a document without one only the words of the fact itself are known.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def unread(self, facts: Iterable[Fact]) -> int:
        """How many documents of the facts have no text here."""
        return len({fact.evidence.doc for fact in facts} - set(self._texts))

    def of(self, fact: Fact, measure: Measure = "value") -> str:
        """The words of another period; empty for a single year. What was reached in the end is of one, its growth is not."""
        own = other_period(fact)
        if own or names_year(fact.evidence.quote) or (measure == "value" and is_reached(fact)):
            return own
        at = fact.evidence.start
        return led_by(self._texts.get(fact.evidence.doc, "")[max(0, at - _BEFORE) : at])


def read_periods(folder: Path) -> Periods:
    """With the texts that the page of the build holds.

    Raises:
        ExportError: the page is damaged.
    """
    page = folder / "explorer.html"
    return Periods(read_texts(page.read_text(encoding="utf-8")) if page.is_file() else {})
