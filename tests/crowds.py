"""Grows a graph in which a few entities have very many relations and most have two, as in real reports. The same every time."""

from __future__ import annotations

import random
from typing import Any

from kg.model import Corpus, Entity, EntityType, Fact, Predicate
from qinghe import make_document, quote

KINDS = (EntityType.ENTERPRISE, EntityType.PROJECT, EntityType.PARK, EntityType.REGION, EntityType.INDUSTRY)
NAMES = {
    EntityType.ENTERPRISE: "公司",
    EntityType.PROJECT: "项目",
    EntityType.PARK: "产业园",
    EntityType.REGION: "镇",
    EntityType.INDUSTRY: "产业",
}
WAYS = (Predicate.LOCATED_IN, Predicate.DEVELOPED_BY, Predicate.PART_OF, Predicate.COOPERATES_WITH)
SYLLABLES = "东莞湛江松山湖青禾云岭星河白石南海江门惠州佛山中兴华强光明"
EACH = 2
EMPTY = ("by", "status", "goal", "value", "unit", "upper", "growth", "bound", "indicator", "role", "as_stated")


def _lines(count: int, seed: int) -> list[tuple[int, int]]:
    """Preferential attachment (Barabási and Albert 1999): newcomers join two that were drawn from the ends of all lines so far."""
    draw = random.Random(seed)
    ends = [0, 1]
    lines = [(1, 0)]
    for new in range(EACH, count):
        for old in sorted({draw.choice(ends) for _ in range(EACH)}):
            lines.append((new, old))
            ends += [new, old]
    return lines


def crowd(count: int, seed: int = 20) -> Corpus:
    """A corpus of ``count`` entities with about twice as many relations, all with the same sentence as evidence."""
    document = make_document()
    words = quote(document, "云岭芯谷由星河半导体有限公司在云岭高新区建设")
    draw = random.Random(seed)
    entities = []
    for n in range(count):
        kind = KINDS[0] if n > count // 2 else KINDS[n % len(KINDS)]
        name = "".join(draw.choice(SYLLABLES) for _ in range(3))
        entities.append(Entity(f"e{n:06d}", kind, f"{name}{n}号{NAMES[kind]}"))
    facts = tuple(
        Fact(f"f{k:06d}", f"e{a:06d}", WAYS[k % len(WAYS)], words, "r", object=f"e{b:06d}", year=2015 + k % 8)
        for k, (a, b) in enumerate(_lines(count, seed))
    )
    return Corpus((document,), tuple(entities), (), facts)


def rows(corpus: Corpus) -> dict[str, Any]:
    """The block kg-data of a corpus of relations, without what takes time and paths do not ask for: places, weights, pinyin."""
    order = {entity.id: n for n, entity in enumerate(corpus.entities)}
    types = [kind.value for kind in EntityType]
    ways = [predicate.value for predicate in Predicate]
    facts = [fact for fact in corpus.facts if fact.object]
    entities: dict[str, list[Any]] = {
        "id": [one.id for one in corpus.entities],
        "type": [types.index(one.type.value) for one in corpus.entities],
        "name": [one.name for one in corpus.entities],
        "weight": [1] * len(order),
        **dict.fromkeys(("x", "y", "community"), [0] * len(order)),
        **dict.fromkeys(("pinyin", "code", "level", "within", "description"), [None] * len(order)),
        "aliases": [[] for _ in order],
    }
    told: dict[str, list[Any]] = {
        "predicate": [ways.index(fact.predicate.value) for fact in facts],
        "subject": [order[fact.subject] for fact in facts],
        "object": [order[fact.object] for fact in facts],
        **dict.fromkeys(("doc", "start"), [0] * len(facts)),
        "length": [1] * len(facts),
        "kind": [int(fact.kind == "target") for fact in facts],
        "year": [fact.year for fact in facts],
        **dict.fromkeys(EMPTY, [None] * len(facts)),
    }
    return {
        "types": [[name, "#000000", "#000000", "dot"] for name in types],
        "predicates": ways,
        "kinds": ["actual", "target"],
        "statuses": [],
        "sounds": {"signs": "", "sounds": []},
        "communities": [None],
        "entities": entities,
        "facts": told,
        "documents": [[document.id, document.title, document.kind] for document in corpus.documents],
    }
