"""Stage 5, merge. In: the findings of every document; out: a Corpus of entities, placed mentions and facts.

Names are grouped inside a document first, then equal identities meet across documents; an entity's id depends on its type, its
fullest name in the document and, for local names, the reporting place, never on which other documents are there. What the user merges
is one entity everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.lexicon.spelling import folded
from kg.model import Claim, Corpus, Entity, EntityType, Fact, Findings, Mention, Placed, Resolved
from kg.resolve.choices import NameChoices
from kg.resolve.grouping import group_names
from kg.resolve.hierarchy import hierarchy_claims
from kg.resolve.identity import entity_id, fact_id, is_local, region_id
from kg.resolve.merging import EntityPool, finished, joined
from kg.resolve.names import listed_name, unquoted
from kg.resolve.places import chosen_division, reporting_place, resolve_places

__all__ = ["NameChoices", "finished", "joined", "merge", "resolve"]


def resolve(found: Findings, choices: NameChoices | None = None) -> Resolved:
    """One document with its entities: their ids need no other document, so documents can be resolved anywhere, in any order.

    Args:
        found (Findings): what was found in the document.
        choices (NameChoices | None): names that the user merges or keeps apart.
    """
    pool = EntityPool()
    resolver = _DocumentResolver(found, pool, choices or NameChoices())
    facts: dict[str, Fact] = {}
    for fact in resolver.facts():
        facts.setdefault(fact.id, fact)
    return Resolved(
        document=found.document,
        home=resolver.home_id,
        entities=pool.partial(),
        mentions=tuple(sorted(resolver.placed())),
        facts=tuple(facts[key] for key in sorted(facts)),
        unread=tuple(sorted(found.uncovered)),
    )


def merge(findings: Iterable[Findings], versions: Mapping[str, str], choices: NameChoices | None = None) -> Corpus:
    """Merges the findings of all documents into one corpus in memory, sorted throughout.

    Args:
        findings (Iterable[Findings]): what was found in each document.
        versions (Mapping[str, str]): what made the build.
        choices (NameChoices | None): names that the user merges or keeps apart.
    """
    parts = sorted((resolve(found, choices) for found in findings), key=lambda part: part.document.id)
    pool = EntityPool()
    for entity in (entity for part in parts for entity in part.entities):
        pool.take(entity)
    facts = {fact.id: fact for part in reversed(parts) for fact in part.facts}
    return Corpus(
        documents=tuple(part.document for part in parts),
        entities=pool.entities(),
        mentions=tuple(sorted(placed for part in parts for placed in part.mentions)),
        facts=tuple(facts[key] for key in sorted(facts)),
        unread=tuple(sorted(unread for part in parts for unread in part.unread)),
        versions=dict(sorted(versions.items())),
        homes={part.document.id: part.home for part in parts if part.home},
    )


class _DocumentResolver:
    """Knows for one document which entity each mention means."""

    def __init__(self, found: Findings, pool: EntityPool, choices: NameChoices) -> None:
        self.found = found
        self.choices = choices
        self.places = resolve_places(found.document, found.mentions, choices)
        self.home = reporting_place(found.document, found.mentions)
        by_type = {kind: [m for m in found.mentions if m.type is kind] for kind in EntityType}
        self.groups = {kind: group_names(kind, some, found.document.text, choices) for kind, some in by_type.items()}
        self.chosen = self._chosen_names()
        self.apart = {
            (kind, full)
            for kind, groups in self.groups.items()
            for form, full in groups.items()
            if choices.rivals(kind, form)
        }
        self.explained = self._explanations()
        self.ids: dict[tuple[EntityType, str], str] = {}
        self.surfaces = {folded(m.name or m.text): (m.name or m.text) for m in reversed(found.mentions)}
        self.unlisted: dict[str, Entity] = {}  # the reporting place by its fullest form, when no list has it
        self.home_id = self._home(pool)
        for mention in found.mentions:
            pool.add(self._entity(mention), mention.text)

    def _chosen_names(self) -> dict[tuple[EntityType, str], str]:
        """The user's name for each group, by its fullest form, where one of its forms stands in kg.toml."""
        names: dict[tuple[EntityType, str], str] = {}
        for kind, groups in self.groups.items():
            for form, full in groups.items():
                shown = self.choices.shown(kind, form)
                if shown is not None:
                    names[kind, full] = shown
        return names

    def _explanations(self) -> dict[str, str]:
        text = self.found.document.text
        return {folded(text[term.start : term.end]): text[said.start : said.end] for term, said in self.found.explained}

    def _home(self, pool: EntityPool) -> str:
        """The id of the reporting place, which is an entity even when only the title's tag names it; empty when unknown."""
        place = self.found.document.place
        if place is None:
            return ""
        full = self.groups[EntityType.REGION].get(folded(place), folded(place))
        chosen = self.chosen.get((EntityType.REGION, full)) or self.choices.shown(EntityType.REGION, folded(place))
        division = chosen_division(chosen) if chosen is not None else self.home
        if division is not None:
            pool.add_division(division)
            return region_id(division)
        name = chosen or place
        unlisted = Entity(entity_id(EntityType.REGION, folded(name), ""), EntityType.REGION, name)
        pool.add(unlisted, place)
        self.unlisted[full] = unlisted
        return unlisted.id

    def placed(self) -> list[Placed]:
        """The mentions with their entities; a reporting place that only stands inside longer names gets one of its own."""
        doc = self.found.document
        rows = [Placed(doc.id, mention, self.entity_of(mention)) for mention in self.found.mentions]
        if self.home_id and doc.place and all(row.entity != self.home_id for row in rows):
            at = doc.text.find(doc.place)
            if at >= 0:
                own = Mention(at, at + len(doc.place), doc.place, EntityType.REGION, "reporting-place")
                rows.append(Placed(doc.id, own, self.home_id))
        return rows

    def entity_of(self, mention: Mention) -> str:
        """The id of the entity that a mention of this document means."""
        return self.ids[mention.type, folded(mention.name or mention.text)]

    def _entity(self, mention: Mention) -> Entity:
        form = folded(mention.name or mention.text)
        kind = mention.type
        full = self.groups[kind].get(form, form)
        chosen = self.chosen.get((kind, full))
        entity = self._place(form, full, chosen) if kind is EntityType.REGION else None
        entity = entity or self._named(kind, form, full, chosen)
        self.ids[kind, form] = entity.id
        return entity

    def _place(self, form: str, full: str, chosen: str | None) -> Entity | None:
        """A division, or the reporting place; None for what only its name identifies."""
        division = self.places.get(form)
        if chosen is not None and (division is None or self.choices.shown(EntityType.REGION, form) is not None):
            division = chosen_division(chosen)
        elif division is None:
            division = self.places.get(full)
        if division is None:
            return self.unlisted.get(full)
        return Entity(region_id(division), EntityType.REGION, division.name, code=division.code, level=division.level)

    def _named(self, kind: EntityType, form: str, full: str, chosen: str | None) -> Entity:
        """What is known by its name: one for all documents when the user says so or the name alone tells, else of its place."""
        listed = None if (kind, full) in self.apart else listed_name(kind, full)
        name = chosen or listed or unquoted(self.surfaces.get(full, full))
        local = chosen is None and is_local(kind, name)
        within = self.home_id if local else ""
        return Entity(
            entity_id(kind, folded(name), (within or self.found.document.id) if local else ""),
            kind,
            name,
            within=within,
            description=self._description(form, full),
        )

    def _description(self, *forms: str) -> str:
        return next((self.explained[form] for form in forms if form in self.explained), "")

    def facts(self) -> Iterable[Fact]:
        """The claims of the document between entities; what cannot be placed, or says nothing new, is dropped."""
        seen: set[tuple[object, ...]] = set()
        found = self.found
        placed = hierarchy_claims(found.document, found.mentions, self.places)
        for claim in sorted((*found.claims, *placed), key=lambda c: (c.evidence, c.predicate, c.by)):
            fact = self._fact(claim)
            if fact is None:
                continue
            said = (
                fact.subject,
                fact.predicate,
                fact.object,
                fact.status,
                fact.value,
                fact.unit,
                fact.growth,
                fact.role,
                fact.goal,
            )
            key = (*said, fact.upper, fact.indicator, fact.year if fact.object == "" else None, fact.kind)
            if key not in seen:
                seen.add(key)
                yield fact

    def _fact(self, claim: Claim) -> Fact | None:
        subject = self.entity_of(claim.subject) if claim.subject else self.home_id
        literal = claim.status is not None or claim.value is not None or claim.growth is not None
        target = "" if literal else (self.entity_of(claim.object) if claim.object else self.home_id)
        if not subject or (not literal and (not target or target == subject)):
            return None
        return Fact(
            id=fact_id(claim, subject, target),
            subject=subject,
            predicate=claim.predicate,
            evidence=claim.evidence,
            by=claim.by,
            object=target,
            status=claim.status,
            value=claim.value,
            unit=claim.unit,
            upper=claim.upper,
            growth=claim.growth,
            indicator=claim.indicator,
            role=claim.role,
            bound=claim.bound,
            as_stated=claim.as_stated,
            year=claim.year,
            kind=claim.kind,
            goal=claim.goal,
        )
