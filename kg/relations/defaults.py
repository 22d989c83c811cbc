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
from kg.relations.marked import MarkedSentence
from kg.relations.nearby import Nearby
from kg.relations.scopes import Scopes
from kg.relations.tense import Tense

_SILENT = frozenset({"glossary"})
_FOCUSED = {
    EntityType.PROJECT: frozenset({EntityType.PARK, EntityType.REGION}),
    EntityType.ENTERPRISE: frozenset({EntityType.PARK}),
}
_MAKERS = frozenset({EntityType.ENTERPRISE, EntityType.REGION})  # what they make is not the whole place's industry
_DIVIDED = frozenset({EntityType.INDUSTRY, EntityType.POLICY})


@dataclass(frozen=True, slots=True)
class _Default:
    kinds: re.Pattern[str]
    unless: re.Pattern[str]
    only: re.Pattern[str]
    news_only: re.Pattern[str]
    upper: bool


@cache
def _defaults() -> dict[EntityType, _Default]:
    table = read_rules("relations.toml")["default"]
    return {
        EntityType(kind): _Default(
            kinds=re.compile(row["in"]),
            unless=re.compile(row.get("unless", "(?!)")),
            only=re.compile(row.get("only", "")),
            news_only=re.compile(row.get("news_only", "")),
            upper=row.get("upper_is_foreign", False),
        )
        for kind, row in sorted(table.items())
    }


@dataclass(frozen=True, slots=True)
class _Found:
    mention: Mention
    evidence: Evidence
    scope: Mention | None
    ours: bool
    passing: bool


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
    nearby = Nearby(tense.document.place)
    applied = {
        c.subject.text for c in claims if c.predicate is Predicate.APPLIES_TO and c.subject and _is_region(c.object)
    }
    made = {
        c.object.text
        for c in claims
        if c.predicate is Predicate.ENGAGED_IN and c.object and c.subject and c.subject.type in _MAKERS
    }
    located = [c for c in claims if c.predicate is Predicate.LOCATED_IN and c.subject]
    placed = {(c.subject.text, c.subject.type) for c in located if c.subject and not _is_hint(c)}
    hinted = {(c.subject.text, c.subject.type) for c in located if c.subject and c.by == "loc-beside"}
    actual: dict[str, bool] = {}
    for state in states:
        if state.subject:
            actual[state.subject.text] = actual.get(state.subject.text, False) or state.kind == "actual"
    scopes = Scopes(tense.document, nearby, _firms(sentences))
    focus = _focus(sentences[0], scopes) if tense.document.kind == "news" else None
    for found in _names(sentences, tense, scopes):
        key = (found.mention.text, found.mention.type)
        by_park = found.scope is not None and found.scope.type is EntityType.PARK
        if found.mention.type is EntityType.INDUSTRY and found.mention.text in made:
            continue
        if key in placed or (found.mention.type is EntityType.POLICY and found.mention.text in applied):
            continue
        if key not in hinted or (by_park and found.mention.type is EntityType.ENTERPRISE):
            planned = actual.get(found.mention.text) is False
            for place in _places(found, tense, focus):
                yield _claim(found, place, tense, planned=planned)


def _firms(sentences: Sequence[MarkedSentence]) -> frozenset[str]:
    """All forms by which companies are named."""
    marks = (mark for sentence in sentences for mark in sentence.marks if mark.type is EntityType.ENTERPRISE)
    return frozenset(mention.text for mark in marks for mention in mark.members if mention)


def _is_region(place: Mention | None) -> bool:
    return place is None or place.type in (EntityType.REGION, EntityType.PARK)


def _is_hint(claim: Claim) -> bool:
    """Whether a claim says where a name comes from more than where it lies: its own words, or a place before it."""
    return claim.by.startswith("name-") or claim.by == "loc-beside"


def _places(found: _Found, tense: Tense, focus: Mention | None) -> Iterator[Mention | None]:
    """Where a name lies: where its part of the text is, else what the title tells of, else the reporting place."""
    mention = found.mention
    if found.scope is not None:
        yield found.scope
        # A park that begins the sentence of a report is the company's in 3 of 4; that it lies in the city is sure.
        if not (tense.document.kind == "report" and mention.type is EntityType.ENTERPRISE):
            return
    elif focus is not None and not found.passing and focus.type in _FOCUSED.get(mention.type, ()):
        yield focus
        return
    if (
        found.ours or (mention.type is EntityType.ENTERPRISE and not found.passing)
    ) and tense.document.place is not None:
        yield None


def _claim(found: _Found, place: Mention | None, tense: Tense, *, planned: bool) -> Claim:
    mention, evidence = found.mention, found.evidence
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


def _focus(title: MarkedSentence, scopes: Scopes) -> Mention | None:
    """The park that is no company's own, else the county of the reporting place, that a title names."""
    named = (mention for mark in title.marks for mention in mark.members if mention is not None)
    return scopes.nearby.focus(mention for mention in named if not scopes.is_own(mention))


def _names(sentences: Sequence[MarkedSentence], tense: Tense, scopes: Scopes) -> Iterator[_Found]:
    """Each name that lies somewhere here, once, where the body first says so."""
    seen: set[tuple[str, EntityType]] = set()
    met: set[tuple[str, EntityType]] = set()  # only where a name stands first it is told where it is
    for sentence in [*sentences[1:], *sentences[:1]]:
        scopes.enter(sentence)
        for mention, at in sentence.names():
            if (mention.text, mention.type) in seen or tense.section(mention.start) in _SILENT:
                continue
            key = (mention.text, mention.type)
            scope = None if sentence is sentences[0] or key in met else scopes.place_of(mention, at, sentence)
            met.add(key)
            ours = _is_ours(mention, sentence, at, tense, scopes.nearby)
            if mention.type is EntityType.INDUSTRY and sentence is sentences[0] and tense.document.kind == "news":
                ours = True
            firm = mention.type is EntityType.ENTERPRISE
            passing = not scopes.leads(mention, at, sentence) if firm else scopes.is_line(mention)
            told = firm and tense.document.kind == "news" and not passing
            if ours or scope is not None or (told and sentence is not sentences[0]):
                seen.add(key)
                yield _Found(mention, sentence.evidence(at, at + 1), scope, ours, passing)


def _is_ours(mention: Mention, sentence: MarkedSentence, at: int, tense: Tense, nearby: Nearby) -> bool:
    default = _defaults().get(mention.type)
    if default is None or not default.kinds.search(sentence.document.kind):
        return False
    name = mention.name or mention.text
    if name == sentence.document.place:
        return False
    if mention.type is EntityType.REGION and (nearby.is_stated(name) or nearby.is_abroad(name)):
        return False  # the hierarchy of divisions is known and stated elsewhere
    if mention.type not in _DIVIDED and nearby.is_foreign(name, upper=default.upper):
        return False
    around = f"{sentence.text[max(0, at - 8) : at]}<{name}>{sentence.text[at + 1 : at + 9]}"
    if tense.document.kind == "news" and not default.news_only.search(around):
        return False
    return bool(default.only.search(around)) and not default.unless.search(around)
