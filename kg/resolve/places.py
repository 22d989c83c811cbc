"""Resolves places. In: the region mentions of one document; out: for each form a division of GB/T 2260, or none.

A homonym (鼓楼区) is settled by the other places of the document: the reporting place, what lies in it and what it lies in. Without
such a context it stays unresolved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.lexicon.divisions import Division, load_divisions
from kg.lexicon.spelling import folded
from kg.model import Document, EntityType, Mention
from kg.resolve.choices import NameChoices

TOWNS = ("镇", "乡", "街道", "街道办", "街道办事处")


def resolve_places(
    document: Document, mentions: Sequence[Mention], choices: NameChoices | None = None
) -> dict[str, Division]:
    """Maps normalised region forms to divisions; forms that stay ambiguous, or that mean a town of the text, are left out."""
    forms = sorted({folded(m.name or m.text) for m in mentions if m.type is EntityType.REGION})
    context = _context(document, forms)
    found: dict[str, Division] = {}
    for form in forms:
        division = _resolve(form, context, document.year)
        if division is not None and (_near(division, document) or not _means_town(form, division, forms, document)):
            found[form] = division
    return _apart(found, choices) if choices else found


def reporting_place(document: Document, mentions: Sequence[Mention]) -> Division | None:
    """The division that the document reports on, or None when nothing names one."""
    if document.place is None:
        return None
    forms = sorted({folded(m.text) for m in mentions if m.type is EntityType.REGION})
    return _resolve(document.place, _context(document, forms), document.year)


def chosen_division(name: str) -> Division | None:
    """The division under whose name the user merges places, if it is one."""
    return _resolve(folded(name), (), None)


def _resolve(form: str, context: Sequence[str], year: int | None) -> Division | None:
    """The division of a form, which may name what it lies in first (北京市房山区) or call it a 地区 that it is not (江门地区)."""
    divisions = load_divisions()
    division = divisions.resolve(form, context=context, year=year)
    if division is not None or divisions.named(form):
        return division
    codes = {lower.code for lower in _lowest(form)}
    if len(codes) == 1:
        return divisions.get(*codes)
    return divisions.resolve(form.removesuffix("地区"), context=context, year=year) if form.endswith("地区") else None


def _lowest(form: str) -> Iterator[Division]:
    """The divisions that a chain of places can end in, each inside the one before it."""
    divisions = load_divisions()
    for size in range(2, len(form) - 1):
        above = {upper.code for upper in divisions.named(form[:size])}
        if above:
            rest = form[size:]
            for lower in (*divisions.named(rest), *_lowest(rest)):
                if any(upper.code in above for upper in divisions.ancestors(lower)):
                    yield lower


def _means_town(form: str, division: Division, forms: Collection[str], document: Document) -> bool:
    """Whether a form means a town, not the division far away that the text does not name in full."""
    if division.name in forms:
        return False
    return any(form + word in forms for word in TOWNS) or _means_neighbour(division, forms, document)


def _means_neighbour(division: Division, forms: Collection[str], document: Document) -> bool:
    """Whether a county's report means one of its own towns by the short form of a county far away (赤坎 in 开平's report)."""
    divisions = load_divisions()
    home = _resolve(document.place, (), document.year) if document.place else None
    if home is None or home.level != "county" or division.level != "county":
        return False
    return not any(upper in divisions.named(other) for other in forms for upper in divisions.ancestors(division)[:1])


def _near(division: Division, document: Document) -> bool:
    """Whether the division is, holds or lies in the reporting place."""
    divisions = load_divisions()
    home = _resolve(document.place, (), document.year) if document.place else None
    if home is None:
        return True
    lineage = {home.code, *(upper.code for upper in divisions.ancestors(home))}
    return division.code in lineage or any(upper.code == home.code for upper in divisions.ancestors(division))


def _apart(found: Mapping[str, Division], choices: NameChoices) -> dict[str, Division]:
    """Without the forms that the user keeps apart from another form of the same division; the full name keeps it."""
    kept = {}
    for form, division in found.items():
        rivals = choices.rivals(EntityType.REGION, form)
        shared = any(found.get(rival) == division for rival in rivals)
        if not shared or form == division.name:
            kept[form] = division
    return kept


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
