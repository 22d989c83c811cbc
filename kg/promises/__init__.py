"""Every target and planned deed, and what became of it. In: the tables of a build; out: a Ledger, for people and for programs.

Only later documents of the same place speak of what became of a promise. Nothing is guessed: what cannot be compared, is contradicted
or is not spoken of is said to be so. The parts, from the inside out:

    model.py       the values
    saying.py      phrases in Chinese
    deadline.py    by when
    gathering.py   one pass over the facts
    measuring.py   a number that was promised and one that was reported
    deeds.py       a planned state or relation and what was reported of it
    judging.py     the verdict
    ledger.py      all of it
    asked.py       which of it
    grouping.py    as people are told of it
    rows.py        as tables: CSV, Excel, JSON
    report.py      for the terminal
    page.py        as a page
"""

from __future__ import annotations

from kg.promises.ledger import make_ledger
from kg.promises.model import Deadline, Judgement, Ledger, Place, Promise, Sort, Verdict

__all__ = ["Deadline", "Judgement", "Ledger", "Place", "Promise", "Sort", "Verdict", "make_ledger"]
