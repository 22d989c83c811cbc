"""Resolves places. In: the region mentions of one document; out: for each form a division of GB/T 2260, or none.

A homonym (鼓楼区) is settled by the other places of the document: the reporting place, what lies in it and what it lies in. Without
such a context it stays unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon.divisions import Division, load_divisions
from kg.lexicon.spelling import folded
from kg.model import Document, EntityType, Mention


def resolve_places(document: Document, mentions: Sequence[Mention]) -> dict[str, Division]:
    """Maps normalised region forms to divisions; forms that stay ambiguous are left out."""
    divisions = load_divisions()
    forms = sorted({folded(m.name or m.text) for m in mentions if m.type is EntityType.REGION})
    context = _context(document, forms)
    found: dict[str, Division] = {}
    for form in forms:
        division = divisions.resolve(form, context=context, year=document.year)
        if division is not None:
            found[form] = division
    return found


def reporting_place(document: Document, mentions: Sequence[Mention]) -> Division | None:
    """The division that the document reports on, or None when nothing names one."""
    if document.place is None:
        return None
    forms = sorted({folded(m.text) for m in mentions if m.type is EntityType.REGION})
    return load_divisions().resolve(document.place, context=_context(document, forms), year=document.year)


def _context(document: Document, forms: Sequence[str]) -> tuple[str, ...]:
    """Codes of the unambiguous places of the document and of what they lie in, the reporting place first."""
    divisions = load_divisions()
    codes: dict[str, None] = {}
    for form in ([document.place] if document.place else []) + list(forms):
        named = divisions.named(form)
        if len(named) == 1:
            for division in (*named, *divisions.ancestors(named[0])):
                codes.setdefault(division.code)
    return tuple(codes)
