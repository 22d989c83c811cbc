"""Reads sentences in which mentions are marked up by hand: 「[云岭芯谷|Project]落户[云岭高新区|Park]」."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from kg.language.layout import layout
from kg.model import Claim, Document, DocumentKind, EntityType, Layout, Mention
from kg.quantities import find_quantities
from kg.relations import relate

_MARKUP = re.compile(r"\[(?P<name>[^\[\]|]+)\|(?P<type>[A-Z][a-z]+)\]")
TITLE = "2021年政府工作报告"
GLOSSARY = "这里是正文，够长的正文，足以让后面的解释落在后一半。" * 6 + "名词解释 "


@dataclass(frozen=True)
class Marked:
    """A document with its layout and mentions."""

    document: Document
    layout: Layout
    mentions: tuple[Mention, ...]


def read_markup(
    text: str, *, kind: DocumentKind = "report", place: str | None = "青禾市", title: str = TITLE
) -> Marked:
    whole = f"{title}\n{text}"
    plain, at = "", 0
    mentions = []
    for match in _MARKUP.finditer(whole):
        plain += whole[at : match.start()]
        name = match["name"]
        mentions.append(Mention(len(plain), len(plain) + len(name), name, EntityType(match["type"]), "hand"))
        plain += name
        at = match.end()
    plain += whole[at:]
    digest = hashlib.sha256(plain.encode()).hexdigest()
    document = Document("d1", plain.partition("\n")[0], plain, None, kind, 2021, place, "x.txt", digest)
    return Marked(document, layout(plain, kind, 2021), tuple(mentions))


def claims_of(
    text: str, *, kind: DocumentKind = "report", place: str | None = "青禾市", title: str = TITLE
) -> list[Claim]:
    marked = read_markup(text, kind=kind, place=place, title=title)
    return relate(marked.document, marked.layout, marked.mentions, find_quantities(marked.document.text))


def triples(claims: list[Claim]) -> set[tuple[str | None, str, str | None]]:
    """Subject, predicate, object as strings; None is the reporting place."""
    return {
        (claim.subject and claim.subject.text, claim.predicate.value, claim.object and claim.object.text)
        for claim in claims
        if claim.status is None and claim.value is None
    }


def states(claims: list[Claim]) -> set[tuple[str, str]]:
    return {(claim.subject.text, claim.status.value) for claim in claims if claim.subject and claim.status}


def amounts(claims: list[Claim]) -> set[tuple[str, float]]:
    return {(claim.subject.text, claim.value) for claim in claims if claim.subject and claim.value is not None}
