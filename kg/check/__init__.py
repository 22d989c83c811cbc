"""Stage 8, check. In: a corpus or a document's findings; out: what is wrong with its evidence, and what was not understood."""

from __future__ import annotations

from kg.check.evidence import check_evidence
from kg.check.unread import find_unread

__all__ = ["check_evidence", "find_unread"]
