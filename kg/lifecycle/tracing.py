"""Traces life-cycles. In: tables and what is asked for; out: Lifecycles, in the order of types and names.

One pass over facts.jsonl; a second file, the mentions, is read only when something may have fallen silent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from kg.errors import QueryError
from kg.lexicon.data import read_rules
from kg.lexicon.phases import phases
from kg.lifecycle.dates import Telling, When, when
from kg.lifecycle.judging import judge
from kg.lifecycle.places import Atlas, Records, read_records
from kg.lifecycle.silence import silences
from kg.lifecycle.states import Lifecycle, Proof, aim_of, merge
from kg.model import Entity, EntityType, Fact, Predicate
from kg.query.find import find_entities
from kg.query.tables import Source, Tables, fact_of, read_lines

_TYPES = tuple(EntityType)
_WITHIN = (Predicate.LOCATED_IN, Predicate.PART_OF)
_WANTED = re.compile("|".join(f'"{predicate.value}"' for predicate in (Predicate.STATUS, *_WITHIN)).encode())


def trace(
    tables: Tables, *, entity: str = "", place: str = "", types: Collection[EntityType] = ()
) -> tuple[Lifecycle, ...]:
    """The life-cycles of projects, parks and enterprises for which any state is told.

    Args:
        tables (Tables): with all entities.
        entity (str): a name or an id; then these alone, whatever their type. Empty for all.
        place (str): name or id of a place that they lie in, directly or in a part of it; empty for all.
        types (Collection[EntityType]): those asked for; empty for the usual ones, without policies.

    Raises:
        QueryError: nothing is called so, or ``place`` is no place.
        ExportError: a table is missing or damaged.
    """
    asked = {one.id: one for one in find_entities(tables, entity)} if entity else _typed(tables, types)
    where = _places(tables, place) if place else frozenset()
    facts, atlas = _read(tables, asked)
    records = read_records(tables.documents.values())
    lives = []
    for key, told in facts.items():
        proofs = [_proof(tables, asked[key], fact) for fact in told]
        homes = [proof.source.home for proof in proofs]
        places = atlas.places(asked[key], homes)
        if not where or where & atlas.around(places):
            lives.append(Lifecycle(asked[key], places, merge(proofs)))
    return tuple(sorted(_judged(tables, lives, records), key=_order))


def _typed(tables: Tables, types: Collection[EntityType]) -> dict[str, Entity]:
    wanted = frozenset(types) or frozenset(map(EntityType, read_rules("lifecycle.toml")["reading"]["types"]))
    return {key: one for key, one in tables.entities.items() if one.type in wanted}


def _places(tables: Tables, name: str) -> frozenset[str]:
    found = frozenset(one.id for one in find_entities(tables, name) if one.type in (EntityType.REGION, EntityType.PARK))
    if not found:
        raise QueryError(f"{name} 不是地区或园区", remedy="--place 后面写地区或园区的名称，如 湛江市")
    return found


def _read(tables: Tables, asked: Collection[str]) -> tuple[dict[str, list[Fact]], Atlas]:
    """The states of the entities, and where everything lies."""
    facts: dict[str, list[Fact]] = defaultdict(list)
    atlas = Atlas(tables)
    rows = read_lines(tables.folder / "facts.jsonl", fact_of, lambda line: _WANTED.search(line) is not None)
    for fact in rows:
        if fact.predicate in _WITHIN:
            atlas.learn(fact)
        elif fact.predicate is Predicate.STATUS and fact.subject in asked:
            facts[fact.subject].append(fact)
    return facts, atlas


def _proof(tables: Tables, entity: Entity, fact: Fact) -> Proof:
    key = fact.evidence.doc
    source = tables.source(key)
    return Proof(fact, source, _when(fact, source), phases(fact.evidence.quote, (entity.name, *entity.aliases)))


def _when(fact: Fact, source: Source) -> When:
    if fact.status is None:
        return When(fact.year)
    aim = aim_of(fact.status, fact.kind, fact.goal)
    return when(fact.evidence.quote, fact.year, aim, _telling(fact, source) if source.kind == "news" else None)


def _telling(fact: Fact, source: Source) -> Telling:
    """A headline tells what happened on the day of the text; what else stands there may have happened before."""
    events = read_rules("lifecycle.toml")["overdue"]["events"]
    headline = fact.evidence.start < len(source.title) and fact.kind == "actual" and fact.status in events
    return Telling(source.date, source.issued if headline else "")


def _judged(tables: Tables, lives: Iterable[Lifecycle], records: Records) -> list[Lifecycle]:
    held = list(lives)
    silent = silences(tables, held, records)
    found = []
    for life in held:
        flags = judge(life.entity, life.states)
        late = (silent[life.entity.id],) if life.entity.id in silent else ()
        found.append(replace(life, flags=(*flags, *late)))
    return found


def _order(life: Lifecycle) -> tuple[int, str, str]:
    usual = read_rules("lifecycle.toml")["reading"]["types"]
    kind = life.entity.type
    return (usual.index(kind) if kind in usual else len(usual) + _TYPES.index(kind)), life.entity.name, life.entity.id
