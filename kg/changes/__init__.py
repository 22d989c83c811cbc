"""What changed between two builds. In: two export folders; out: Changes, every change with its cause and its quotes.

Tables are read by one stage and told of by another: this package brings them together. The parts, from the inside out:

    documents.py   documents that came, went or were edited
    entities.py    entities that came, went or got another id
    matching.py    which fact of the one build is which of the other
    comparing.py   all of it, with causes
    words.py       a change in Chinese, and as plain values
    report.py      for the terminal, and JSON
    page.py        as a page
"""

from __future__ import annotations

from kg.changes.comparing import Changes, FactChange, compare

__all__ = ["Changes", "FactChange", "compare"]
