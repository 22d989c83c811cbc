"""What was not understood, by document and section. In: an export folder and the sources; out: a Coverage, and its reports.

Tables, texts, layout and amounts come from stages that do not know each other: this package brings them together. ``reading.py`` counts,
``report.py`` tells.
"""

from __future__ import annotations

from kg.coverage.reading import Coverage, Wanted, read_coverage

__all__ = ["Coverage", "Wanted", "read_coverage"]
