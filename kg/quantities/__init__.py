"""Stage 3b. In: the text of a document; out: every number with a unit, as typed values with offsets.

The parts, from the inside out:

    numerals.py   numbers in digits and in Chinese characters
    grammar.py    the patterns, put together from the lexicon
    finder.py     numbers, units, bounds, ranges and growth in running text
"""

from __future__ import annotations

from kg.quantities.finder import find_quantities
from kg.quantities.numerals import parse_number

__all__ = ["find_quantities", "parse_number"]
