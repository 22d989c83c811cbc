"""The chain of an industry. In: tables and the name of an industry; out: a Chain: its terms, who is engaged in them, who supplies whom, where.

Chinese compounds carry their sense at the end, so a name that ends in the one asked for is narrower (跨境电商 of 电商). A class is as good:
where the industry asked for is a class of GB/T 4754 or of the strategic emerging industries, all terms that lie in it belong to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from kg.errors import QueryError
from kg.lexicon.data import read_rules
from kg.lexicon.industries import matches
from kg.lexicon.industry_classes import lineage, load_classes
from kg.model import Entity, EntityType, Fact, Predicate
from kg.networks.reading import best_first, called, read_relations
from kg.networks.within import lying_in
from kg.query.answer import Answer
from kg.query.find import find_one, fold, nearest_names
from kg.query.tables import Tables

_READ = (Predicate.ENGAGED_IN, Predicate.SUPPLIES, Predicate.LOCATED_IN)
_TYPES = tuple(EntityType)


@dataclass(frozen=True, slots=True)
class Term:
    """An industry of the build that is the one asked for, or narrower; ``why`` says how that is known, in Chinese."""

    entity: Entity
    relation: Literal["same", "narrower"]
    why: str


@dataclass(frozen=True, slots=True)
class Member:
    """Who is engaged in one of the terms, and where: ``engaged`` and ``places`` are facts, the one to show first."""

    entity: str
    engaged: tuple[Fact, ...]
    places: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Chain:
    """The chain of an industry.

    Attributes:
        members: enterprises first, then parks and others, by type and name.
        supplies: facts between two members.
        outside: facts of supply with one end among the members.
        tables: of the build.
    """

    industry: str
    place: Entity | None
    terms: tuple[Term, ...]
    members: tuple[Member, ...]
    supplies: tuple[Fact, ...]
    outside: tuple[Fact, ...]
    tables: Tables = field(compare=False)

    def __repr__(self) -> str:
        place = f" · {self.place.name}" if self.place else ""
        supplies = len(self.supplies) + len(self.outside)
        return f"<Chain {self.industry}{place}：{len(self.members)} 个从业主体，{supplies} 条供应关系>"

    def table(self) -> Answer:
        """A row for each fact, in Chinese: what ``--format csv`` writes; with ``.to_pandas()``."""
        from kg.networks.chain_report import to_answer  # which knows this module

        return to_answer(self.tables, self)


def chain(tables: Tables, industry: str, *, place: str = "", actual: bool = False) -> Chain:
    """The chain of an industry.

    Args:
        tables (Tables): of the build; facts.jsonl is read once.
        industry (str): name of an industry, in the build or not: its narrower terms count as well.
        place (str): name or id of a place in which the members lie; "" for everywhere.
        actual (bool): leave out what is only planned.

    Raises:
        QueryError: the build has no such industry nor a narrower one; the place is unknown or ambiguous.
        ExportError: a line of facts.jsonl is damaged.
    """
    terms = _terms(tables, industry)
    where = find_one(tables, place) if place else None
    read = read_relations(tables, _READ)
    inside = lying_in(tables, where.id, read) if where else None
    facts = [fact for fact in read if not (actual and fact.kind == "target")]
    wanted = {term.entity.id for term in terms}
    engaged: dict[str, list[Fact]] = defaultdict(list)
    places: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if (
            fact.predicate is Predicate.ENGAGED_IN
            and fact.object in wanted
            and (inside is None or fact.subject in inside)
        ):
            engaged[fact.subject].append(fact)
        elif fact.predicate is Predicate.LOCATED_IN:
            places[fact.subject].append(fact)
    members = (Member(one, best_first(said), best_first(places[one])) for one, said in engaged.items())
    supplies = [fact for fact in facts if fact.predicate is Predicate.SUPPLIES]
    return Chain(
        industry, where, terms, tuple(sorted(members, key=lambda one: _order(tables, one.entity))),
        tuple(fact for fact in supplies if {fact.subject, fact.object} <= engaged.keys()),
        tuple(fact for fact in supplies if len({fact.subject, fact.object} & engaged.keys()) == 1),
        tables,
    )  # fmt: skip


def _order(tables: Tables, entity: str) -> tuple[bool, int, str, str]:
    known = tables.entities.get(entity)
    rank = _TYPES.index(known.type) if known else len(_TYPES)
    return (known is None or known.type is not EntityType.ENTERPRISE, -rank, called(tables, entity), entity)


def _terms(tables: Tables, industry: str) -> tuple[Term, ...]:
    industries = [one for one in tables.entities.values() if one.type is EntityType.INDUSTRY]
    bare = _bare(industry)
    codes = {match.code for match in matches(industry) if match.kind != "broad"}
    found = [term for one in industries if (term := _term(one, bare, codes))]
    if not bare or not found:
        near = nearest_names((name for one in industries for name in (one.name, *one.aliases)), fold(industry))
        hint = f"是不是：{'、'.join(near)}？" if near else "换一个名称试试"
        raise QueryError(f"没有产业 {industry}，也没有更窄的产业", remedy=hint)
    return tuple(sorted(found, key=lambda term: (term.relation != "same", term.entity.name, term.entity.id)))


def _term(one: Entity, bare: str, codes: set[str]) -> Term | None:
    names = [_bare(name) for name in (one.name, *one.aliases)]
    if bare in names:
        return Term(one, "same", "同名")
    # 业 and 电 end half of all industries
    if len(bare) > 1 and any(name.endswith(bare) for name in names):
        return Term(one, "narrower", f"名称以“{bare}”结尾")
    for code in _classes(one.name, one.aliases):
        if code in codes:
            return Term(one, "narrower", f"归入 {code} {load_classes()[code].zh}")
    return None


def _classes(name: str, aliases: Iterable[str]) -> Iterator[str]:
    for match in matches(name, *aliases):
        yield from lineage(match.code)


def _bare(name: str) -> str:
    """A name without heads that add nothing (产业, 行业), at least two characters of it."""
    name = fold(name)
    for head in read_rules("industries.toml")["plain_heads"]:
        if len(name) >= len(head) + 2:
            name = name.removesuffix(head)
    return name
