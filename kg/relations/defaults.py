"""What a text says of its own place without saying so. In: folded sentences and the claims so far; out: claims about the place.

A work report that names a park, a project or a policy speaks of its own city unless it says otherwise. On 30 annotated documents
with their names given, wrong claims were: projects 1 of 365, policies 3 of 375, industries 3 of 119, parks 5 of 87,
enterprises 2 of 45, organisations 1 of 47, towns and villages 1 of 43. A news item that has a park of the
city in its title tells of projects in that park; a digest of several reports tells under each heading of that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lexicon.data import read_rules
from kg.model import Claim, EntityType, Evidence, FactKind, Mention, Predicate
from kg.relations.marked import MARKS, MarkedSentence
from kg.relations.nearby import Nearby
from kg.relations.tense import Tense

_SILENT = frozenset({"glossary"})
_HEADING = re.compile(rf"^\s*[一二三四五六七八九十]{{1,3}}、\s*(?P<place>[{MARKS[EntityType.REGION]}]：)?")


@dataclass(frozen=True, slots=True)
class _Default:
    kinds: re.Pattern[str]
    unless: re.Pattern[str]
    only: re.Pattern[str]
    upper: bool


@cache
def _defaults() -> dict[EntityType, _Default]:
    table = read_rules("relations.toml")["default"]
    return {
        EntityType(kind): _Default(
            kinds=re.compile(row["in"]),
            unless=re.compile(row.get("unless", "(?!)")),
            only=re.compile(row.get("only", "")),
            upper=row.get("upper_is_foreign", False),
        )
        for kind, row in sorted(table.items())
    }


@dataclass(frozen=True, slots=True)
class _Found:
    mention: Mention
    evidence: Evidence
    scope: Mention | None


def assume(
    sentences: Sequence[MarkedSentence], tense: Tense, claims: Iterable[Claim], states: Iterable[Claim]
) -> Iterator[Claim]:
    """One claim for each name that nothing ties to a place yet.

    Args:
        sentences (Sequence[MarkedSentence]): the whole document.
        tense (Tense): its times.
        claims (Iterable[Claim]): what rules found; a name that they place is left alone, one that only its own name places
            is not: that place lies here, too.
        states (Iterable[Claim]): states; what is only planned is located by plan, too.
    """
    if not sentences:
        return
    placed = {
        (claim.subject.text, claim.subject.type)
        for claim in claims
        if claim.predicate is Predicate.LOCATED_IN and claim.subject and not claim.by.startswith("name-")
    }
    actual: dict[str, bool] = {}
    for state in states:
        if state.subject:
            actual[state.subject.text] = actual.get(state.subject.text, False) or state.kind == "actual"
    focus = _focus(sentences[0], Nearby(sentences[0].document.place)) if tense.document.kind == "news" else None
    for found in _names(sentences, tense):
        if (found.mention.text, found.mention.type) not in placed:
            yield _claim(found, tense, focus, planned=actual.get(found.mention.text) is False)


def _claim(found: _Found, tense: Tense, focus: Mention | None, *, planned: bool) -> Claim:
    mention, evidence = found.mention, found.evidence
    place = found.scope
    if place is None and mention.type is EntityType.PROJECT:
        place = focus
    ahead = tense.is_plan(evidence.start, evidence.quote)
    year = tense.year(evidence.start, evidence.quote, plan=planned or ahead)
    # A plan says what will be done about an industry or a policy, but where a park or a school is, it is already.
    intended = planned or (ahead and mention.type in (EntityType.INDUSTRY, EntityType.POLICY))
    kind: FactKind = "target" if intended else "actual"
    by = f"place-{mention.type.lower()}"
    if mention.type is EntityType.INDUSTRY:
        return Claim(place, Predicate.ENGAGED_IN, evidence, by, object=mention, year=year, kind=kind)
    predicate = Predicate.APPLIES_TO if mention.type is EntityType.POLICY else Predicate.LOCATED_IN
    return Claim(mention, predicate, evidence, by, object=place, year=year, kind=kind)


def _focus(title: MarkedSentence, nearby: Nearby) -> Mention | None:
    """The park, else the county of the reporting place, that a title names."""
    named = [mention for mark in title.marks for mention in mark.members if mention is not None]
    parks = [mention for mention in named if mention.type is EntityType.PARK]
    counties = [m for m in named if m.type is EntityType.REGION and nearby.lies_here(m.text)]
    found = parks or counties
    return found[-1] if found else None


def _names(sentences: Sequence[MarkedSentence], tense: Tense) -> Iterator[_Found]:
    """Each name that the defaults are for, once, where the body names it first, with the heading it stands under."""
    seen: set[tuple[str, EntityType]] = set()
    nearby = Nearby(tense.document.place)
    scope: Mention | None = None
    for sentence in [*sentences[1:], *sentences[:1]]:
        heading = _HEADING.match(sentence.text)
        if heading:
            scope = sentence.mark_at(heading.start("place")).members[0] if heading["place"] else None
        if (scope is None and tense.document.place is None) or sentence is sentences[0]:
            scope = None
            if tense.document.place is None:
                continue
        for mention, at in sentence.names():
            if mention is scope or (mention.text, mention.type) in seen:
                continue
            if _is_ours(mention, sentence, at, tense, nearby):
                seen.add((mention.text, mention.type))
                yield _Found(mention, sentence.evidence(at, at + 1), scope)


def _is_ours(mention: Mention, sentence: MarkedSentence, at: int, tense: Tense, nearby: Nearby) -> bool:
    default = _defaults().get(mention.type)
    if default is None or not default.kinds.search(sentence.document.kind):
        return False
    name = mention.name or mention.text
    if tense.section(mention.start) in _SILENT or name == sentence.document.place:
        return False
    if mention.type is EntityType.REGION and nearby.is_division(name):
        return False  # the hierarchy of divisions is known and stated elsewhere
    if mention.type not in (EntityType.INDUSTRY, EntityType.POLICY) and nearby.is_foreign(name, upper=default.upper):
        return False
    around = f"{sentence.text[max(0, at - 8) : at]}<{name}>{sentence.text[at + 1 : at + 9]}"
    return bool(default.only.search(around)) and not default.unless.search(around)
