"""Places side by side. In: the tables of a build and names of places; out: a Comparison, every cell with its quotes.

Nothing is converted, and nothing is added that does not belong together. The parts, from the inside out:

    model.py       what a comparison is made of
    places.py      the places that are meant
    gathering.py   one pass over the facts
    hierarchy.py   what lies in a place
    periods.py     figures that are of no single year
    indicators.py  indicators, as rows with a cell for each place
    contents.py    parks, enterprises and projects
    amounts.py     investments and their sums
    comparing.py   all of it
    words.py       a comparison in Chinese
    sources.py     the numbered sources of all cells
    report.py      for the terminal
    listing.py     CSV and JSON
    workbook.py    an Excel workbook; its cells (cells.py) and charts (charts.py)
    page.py        a page
"""

from __future__ import annotations

from kg.comparison.comparing import compare
from kg.comparison.model import Comparison

__all__ = ["Comparison", "compare"]
