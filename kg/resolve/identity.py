"""Mints identifiers. In: what makes an entity or a fact the one it is; out: an ASCII id that no other document can change."""

from __future__ import annotations

import hashlib

from kg.lexicon.divisions import Division
from kg.model import Claim, EntityType
from kg.resolve.names import listed_name, starts_with_place

#: Types whose names mean the same thing everywhere.
GLOBAL = frozenset({EntityType.INDUSTRY, EntityType.HONOR})
LEGAL = ("有限公司", "股份公司", "有限责任公司", "集团公司")


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:12]


def region_id(division: Division) -> str:
    """``region-441900``."""
    return f"region-{division.code}"


def is_local(kind: EntityType, name: str) -> bool:
    """Whether a name only means one thing inside its reporting place (体育路, 市中医院), so that homonyms stay apart."""
    if kind in GLOBAL or listed_name(kind, name) is not None:
        return False
    if kind is EntityType.ENTERPRISE:
        return not name.endswith(LEGAL)
    if kind is EntityType.POLICY and name.startswith(("全国", "国家", "中国")):
        return False
    return not starts_with_place(name)


def entity_id(kind: EntityType, name: str, within: str) -> str:
    """``park-1f3a9c0b2d4e``: from type, full name and, for local names, the place."""
    return f"{kind.lower()}-{_digest(kind, name, within)}"


def fact_id(claim: Claim, subject: str, target: str) -> str:
    """``f`` and twelve hex digits over everything that the fact says and where it stands."""
    said = (claim.status, claim.value, claim.unit, claim.growth, claim.indicator, claim.role, claim.year, claim.kind)
    return "f" + _digest(
        claim.evidence.doc, subject, claim.predicate, target, *said, claim.evidence.start, claim.evidence.end
    )
